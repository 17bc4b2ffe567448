#include "core/waveform/continuous.h"

#include <algorithm>
#include <limits>

namespace seisdesk {

Segment continuous(const Trace& trace, const TimeSpan& span, std::size_t mostSamples)
{
    std::vector<Segment> pieces;
    for (const Segment& segment : trace.segments)
        if (segment.span().overlaps(span)) {
            Segment piece = cut(segment, span);
            if (!piece.empty() && (pieces.empty() || piece.sampleRateHz == pieces.front().sampleRateHz)) pieces.push_back(std::move(piece));
        }
    if (pieces.empty()) return {};
    Time end{};
    for (const Segment& piece : pieces) end = std::max(end, piece.span().end);
    const Segment& first = pieces.front();
    const double count = std::round(first.indexOf(end));
    if (!(count >= 1.0) || count > static_cast<double>(mostSamples)) return {};
    if (pieces.size() == 1) return first;
    std::vector<float> samples(static_cast<std::size_t>(count), std::numeric_limits<float>::quiet_NaN());
    for (const Segment& piece : pieces) {
        const auto at = static_cast<std::size_t>(std::max(0.0, std::round(first.indexOf(piece.start))));
        for (std::size_t i = 0; i < piece.size() && at + i < samples.size(); ++i)
            if (std::isnan(samples[at + i])) samples[at + i] = (*piece.samples)[i];
    }
    return makeSegment(first.start, first.sampleRateHz, std::move(samples));
}

}  // namespace seisdesk
