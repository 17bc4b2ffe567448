#include "core/report/record_section.h"

#include "core/base/number_text.h"
#include "core/report/markup.h"
#include "core/signal/filter.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double left = 118.0, right = 10.0, top = 8.0, bottom = 26.0;

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

double tenth(double value) { return 0.1 * std::round(10.0 * value); }

/// Extremes of each column of a pixel as one zigzag, to a tenth of a pixel.
Points wiggle(const Segment& segment, Time from, double perSecond, double middle, double half)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < segment.size(); ++i)
        if (const double v = segment.valueAt(i); std::isfinite(v)) largest = std::max(largest, std::abs(v));
    Points out;
    if (!(largest > 0.0)) return out;
    double column = -1.0, low = 0.0, high = 0.0;
    const auto flush = [&] {
        if (column < 0.0) return;
        out.emplace_back(left + column, tenth(middle - half * low / largest));
        if (high > low) out.emplace_back(left + column, tenth(middle - half * high / largest));
    };
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const double v = segment.valueAt(i), x = std::floor(perSecond * toSeconds(segment.timeOf(static_cast<double>(i)) - from));
        if (!std::isfinite(v)) continue;
        if (x != column) {
            flush();
            column = x, low = high = v;
        } else low = std::min(low, v), high = std::max(high, v);
    }
    flush();
    return out;
}

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
    for (double t = 0.0; t < seconds + first; t += step) {
        const double x = left + (t - first) * perSecond;
        svg.line(x, top, x, height - bottom, t == 0.0 ? "stroke=\"#94a3b8\"" : "stroke=\"#e2e8f0\"");
        svg.text(x, height - bottom + 14.0, shortNumber(t), "middle", "fill=\"#64748b\" font-size=\"10\"");
    }
    svg.text(options.width - right, height - 2.0, "seconds after the origin", "end", "fill=\"#64748b\" font-size=\"10\"");
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const SectionRow& row = rows[k];
        const double middle = top + options.rowHeight * (static_cast<double>(k) + 0.5), half = 0.48 * options.rowHeight;
        svg.text(left - 50.0, middle + 4.0, row.station, "end", "fill=\"#1e293b\"");
        svg.text(left - 6.0, middle + 4.0, decimals(row.distanceKm, row.distanceKm < 100.0 ? 1 : 0) + " km", "end", "fill=\"#64748b\" font-size=\"10\"");
        if (row.trace) {
            const Segment samples = seen(*row.trace, {from, from + fromSeconds(seconds)}, options);
            if (!samples.empty()) svg.path(wiggle(samples, from, perSecond, middle, half), "fill=\"none\" stroke=\"#475569\" stroke-width=\"0.7\"");
        }
        for (const SectionOnset& onset : row.onsets) {
            const double x = left + (onset.seconds - first) * perSecond, theory = left + (onset.predictedSeconds - first) * perSecond;
            const std::string colour = onset.flagged ? "#b91c1c" : onset.phase.starts_with('S') ? "#c2410c" : "#1d4ed8";
            svg.line(theory, middle - 0.4 * half, theory, middle + 0.4 * half, "stroke=\"#94a3b8\" stroke-width=\"2\"");
            svg.line(x, middle - half, x, middle + half, "stroke=\"" + colour + "\" stroke-width=\"1.4\"" + (onset.used ? "" : " stroke-dasharray=\"2 2\""));
            svg.text(x + 2.0, middle - 0.45 * half, onset.phase + (onset.flagged ? "!" : ""), "start", "fill=\"" + colour + "\" font-size=\"9\"");
        }
    }
    return svg.str();
}

}  // namespace seisdesk
