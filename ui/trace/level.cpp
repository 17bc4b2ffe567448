#include "ui/trace/level.h"

#include <algorithm>
#include <array>
#include <vector>

namespace seisdesk {

Level levelOf(const TraceItem& item, const TimeSpan& span)
{
    constexpr std::size_t most = 64;
    std::array<MinMax, most> columns;
    std::vector<double> middles;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    const auto take = [&](const Segment& segment, const Envelope& envelope) {
        const double size = static_cast<double>(envelope.sampleCount());
        // The samples on both sides of the edges count: lines to them are visible.
        const double first = std::clamp(std::floor(segment.indexOf(span.begin)), 0.0, size);
        const double last = std::clamp(std::ceil(segment.indexOf(span.end)) + 1.0, 0.0, size);
        if (!(first < last)) return;
        const auto count = static_cast<std::size_t>(std::clamp(last - first, 1.0, static_cast<double>(most)));
        const std::span<MinMax> out(columns.data(), count);
        envelope.overview(first, (last - first) / static_cast<double>(count), out);
        for (const MinMax& m : out) {
            if (!m.valid()) continue;
            low = std::min(low, static_cast<double>(m.min));
            high = std::max(high, static_cast<double>(m.max));
            middles.push_back((static_cast<double>(m.min) + static_cast<double>(m.max)) / 2.0);
        }
    };
    for (std::size_t s = 0; s < item.trace->segments.size(); ++s) take(item.trace->segments[s], item.envelopes[s]);
    for (const auto& [file, segment] : item.outlines) take(segment.timing(), segment.envelope);
    if (middles.empty()) return {};
    const auto middle = middles.begin() + static_cast<std::ptrdiff_t>(middles.size() / 2);
    std::nth_element(middles.begin(), middle, middles.end());
    return {*middle, std::max(high - *middle, *middle - low), true};
}

}  // namespace seisdesk
