#include "core/report/record_section.h"

#include "core/base/number_text.h"
#include "core/report/markup.h"
#include "core/signal/filter.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <map>

namespace seisdesk {

namespace {

constexpr double left = 118.0, right = 10.0, top = 8.0, bottom = 26.0;
constexpr double columnPixels = 3.0, unit = 0.25;

/// Samples around the span, filtered; with some seconds before for the filter.
Segment seen(const Trace& trace, const TimeSpan& span, const SectionOptions& options)
{
    for (const Segment& segment : trace.segments) {
        Segment piece = cut(segment, {span.begin - fromSeconds(5.0), span.end});
        if (piece.size() < 10) continue;
        const FilterSpec band{FilterSpec::Kind::BandPass, options.lowHz, options.highHz, 4, false};
        auto clean = filtered(piece, band);
        return cut(clean ? *clean : piece, span);
    }
    return {};
}

/// Lowest and highest sample of each column where they are, without what is under half a pixel.
Points wiggle(const Segment& segment, Time from, double perSecond, double middle, double half)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < segment.size(); ++i)
        if (const double v = segment.valueAt(i); std::isfinite(v)) largest = std::max(largest, std::abs(v));
    Points out;
    if (!(largest > 0.0)) return out;
    using Point = std::pair<double, double>;
    double column = -1.0;
    Point top, bottom;
    const auto flush = [&] {
        if (column < 0.0) return;
        out.push_back(std::min(top, bottom));
        if (top.first != bottom.first) out.push_back(std::max(top, bottom));
    };
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const double v = segment.valueAt(i), x = perSecond * toSeconds(segment.timeOf(static_cast<double>(i)) - from), at = std::floor(x / columnPixels);
        if (!std::isfinite(v)) continue;
        const Point point{left + x, middle - half * v / largest};
        if (at != column) {
            flush();
            column = at, top = bottom = point;
        } else if (point.second < top.second) top = point;
        else if (point.second > bottom.second) bottom = point;
    }
    flush();
    return simplified(out, 0.5);
}

std::string mark(double x, double middle, double half)
{
    return 'M' + shortNumber(0.1 * std::round(10.0 * x)) + ' ' + shortNumber(0.1 * std::round(10.0 * (middle - half))) + 'v' + shortNumber(0.1 * std::round(20.0 * half));
}

std::string colourOf(const SectionOnset& onset) { return onset.flagged ? "#b91c1c" : onset.phase.starts_with('S') ? "#c2410c" : "#1d4ed8"; }

struct MarkStyle {
    std::string colour;
    bool used = true;
    auto operator<=>(const MarkStyle&) const = default;
};

}  // namespace

std::string recordSection(std::vector<SectionRow> rows, Time origin, const SectionOptions& options)
{
    std::stable_sort(rows.begin(), rows.end(), [](const SectionRow& a, const SectionRow& b) { return a.distanceKm < b.distanceKm; });
    if (rows.size() > options.mostRows) rows.resize(options.mostRows);
    if (rows.empty()) return {};
    double last = 5.0;
    for (const SectionRow& row : rows)
        for (const SectionOnset& onset : row.onsets) last = std::max({last, onset.seconds, onset.predictedSeconds});
    const double first = -2.0, seconds = 1.25 * last + 4.0 - first, perSecond = (options.width - left - right) / seconds;
    const double height = top + bottom + options.rowHeight * static_cast<double>(rows.size());
    const Time from = origin + fromSeconds(first);
    Svg svg(options.width, height, "Record section");
    svg.rectangle(left, top, options.width - left - right, height - top - bottom, "fill=\"#f8fafc\" stroke=\"#cbd5e1\"");
    const double step = niceStep(0.0, seconds, 10);
    const auto xOf = [&](double t) { return left + (t - first) * perSecond; };
    svg.raw("<g fill=\"#64748b\" font-size=\"10\">\n");
    for (double t = 0.0; t < seconds + first; t += step) {
        svg.line(xOf(t), top, xOf(t), height - bottom, t == 0.0 ? "stroke=\"#94a3b8\"" : "stroke=\"#e2e8f0\"");
        svg.text(xOf(t), height - bottom + 14.0, shortNumber(t), "middle");
    }
    svg.text(options.width - right, height - 2.0, "seconds after the origin", "end").raw("</g>\n");
    const double half = 0.48 * options.rowHeight;
    const auto middleOf = [&](std::size_t k) { return top + options.rowHeight * (static_cast<double>(k) + 0.5); };
    svg.raw(scaledGroup(unit, "fill=\"none\" stroke=\"#475569\" stroke-width=\"2.8\""));
    for (std::size_t k = 0; k < rows.size(); ++k) {
        if (!rows[k].trace) continue;
        const Segment samples = seen(*rows[k].trace, {from, from + fromSeconds(seconds)}, options);
        if (!samples.empty()) svg.data(steps(wiggle(samples, from, perSecond, middleOf(k), half), unit));
    }
    svg.raw("</g>\n<g text-anchor=\"end\" fill=\"#1e293b\">\n");
    for (std::size_t k = 0; k < rows.size(); ++k) svg.text(left - 50.0, middleOf(k) + 4.0, rows[k].station);
    svg.raw("</g>\n<g text-anchor=\"end\" fill=\"#64748b\" font-size=\"10\">\n");
    for (std::size_t k = 0; k < rows.size(); ++k) svg.text(left - 6.0, middleOf(k) + 4.0, decimals(rows[k].distanceKm, rows[k].distanceKm < 100.0 ? 1 : 0) + " km");
    svg.raw("</g>\n");

    std::string predicted;
    std::map<MarkStyle, std::string> marks;
    for (std::size_t k = 0; k < rows.size(); ++k)
        for (const SectionOnset& onset : rows[k].onsets) {
            predicted += mark(xOf(onset.predictedSeconds), middleOf(k), 0.4 * half);
            marks[{colourOf(onset), onset.used}] += mark(xOf(onset.seconds), middleOf(k), half);
        }
    svg.data(predicted, "stroke=\"#94a3b8\" stroke-width=\"2\"");
    for (const auto& [style, data] : marks) svg.data(data, "stroke=\"" + style.colour + "\" stroke-width=\"1.4\"" + (style.used ? "" : " stroke-dasharray=\"2 2\""));
    svg.raw("<g font-size=\"9\">\n");
    for (std::size_t k = 0; k < rows.size(); ++k)
        for (const SectionOnset& onset : rows[k].onsets)
            svg.text(xOf(onset.seconds) + 2.0, middleOf(k) - 0.45 * half, onset.phase + (onset.flagged ? "!" : ""), "start", "fill=\"" + colourOf(onset) + '"');
    svg.raw("</g>\n");
    return svg.str();
}

}  // namespace seisdesk
