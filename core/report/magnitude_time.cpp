#include "core/report/magnitude_time.h"

#include "core/report/markup.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double left = 40.0, right = 12.0, top = 10.0, bottom = 30.0;

/// A step of whole seconds, minutes, hours or days.
double timeStep(double seconds)
{
    for (const double step : {1.0, 5.0, 15.0, 60.0, 300.0, 600.0, 1800.0, 3600.0, 10800.0, 21600.0, 43200.0, 86400.0})
        if (seconds / step <= 10.0) return step;
    return 86400.0 * niceStep(0.0, seconds / 86400.0, 8);
}

}  // namespace

std::string magnitudeTimePlot(const std::vector<TimedMagnitude>& events, double width, double height)
{
    if (events.empty()) return {};
    Time first = Time::max(), last = Time::min();
    double low = 1e9, high = -1e9;
    for (const TimedMagnitude& event : events) {
        first = std::min(first, event.time), last = std::max(last, event.time);
        if (event.magnitude) low = std::min(low, *event.magnitude), high = std::max(high, *event.magnitude);
    }
    if (low > high) low = 0.0, high = 1.0;
    low = std::floor(low - 0.3), high = std::ceil(high + 0.1);
    const double seconds = std::max(toSeconds(last - first), 10.0), edge = 0.02 * seconds;
    const auto x = [&](Time t) { return left + (width - left - right) * (toSeconds(t - first) + edge) / (seconds + 2.0 * edge); };
    const auto y = [&](double m) { return top + (height - top - bottom) * (high - m) / (high - low); };
    Svg svg(width, height, "Magnitudes over time");
    svg.rectangle(left, top, width - left - right, height - top - bottom, "fill=\"#f8fafc\" stroke=\"#cbd5e1\"");
    for (double m = low; m <= high; m += std::max(1.0, niceStep(low, high, 6))) {
        svg.line(left, y(m), width - right, y(m), "stroke=\"#e2e8f0\"");
        svg.text(left - 6.0, y(m) + 4.0, shortNumber(m), "end", "fill=\"#64748b\" font-size=\"10\"");
    }
    const double step = timeStep(seconds);
    const Duration unit = fromSeconds(step);
    for (Time t{unit * (first.time_since_epoch() / unit + 1)}; t < last; t += unit) {
        svg.line(x(t), top, x(t), height - bottom, "stroke=\"#e2e8f0\"");
        const std::string text = formatTime(t, 0);
        svg.text(x(t), height - bottom + 14.0, step >= 86400.0 ? text.substr(0, 10) : step >= 60.0 ? text.substr(11, 5) : text.substr(11, 8), "middle", "fill=\"#64748b\" font-size=\"10\"");
    }
    svg.text(width - right, height - 2.0, "UTC, from " + formatTime(first, 0).substr(0, 10), "end", "fill=\"#64748b\" font-size=\"10\"");
    for (const TimedMagnitude& event : events) {
        if (!event.link.empty()) svg.raw("<a href=\"" + escaped(event.link) + "\">");
        if (event.magnitude) {
            svg.line(x(event.time), y(low), x(event.time), y(*event.magnitude), "stroke=\"#94a3b8\" stroke-width=\"0.8\"");
            svg.circle(x(event.time), y(*event.magnitude), 3.5, "fill=\"#1d4ed8\" fill-opacity=\"0.8\" stroke=\"#fff\" stroke-width=\"0.6\"", event.title);
        } else
            svg.circle(x(event.time), y(low) - 5.0, 3.5, "fill=\"#fff\" stroke=\"#94a3b8\"", event.title);
        if (!event.link.empty()) svg.raw("</a>\n");
    }
    return svg.str();
}

}  // namespace seisdesk
