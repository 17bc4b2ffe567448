#include "core/waveform/coverage.h"

#include <algorithm>

namespace seisdesk {

std::vector<TimeSpan> gapsBetween(std::span<const RecordedSpan> sorted)
{
    std::vector<TimeSpan> out;
    Time reached{};
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto& [span, period] = sorted[i];
        if (i > 0 && (span.begin - reached) * 2 > period) out.push_back({reached, span.begin});
        reached = i == 0 ? span.end : std::max(reached, span.end);
    }
    return out;
}

std::vector<TimeSpan> overlapsOf(std::span<const RecordedSpan> sorted)
{
    std::vector<TimeSpan> out;
    Time reached{};
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto& [span, period] = sorted[i];
        if (i > 0 && (reached - span.begin) * 2 > period) {
            const TimeSpan twice{span.begin, std::min(reached, span.end)};
            if (!out.empty() && out.back().end >= twice.begin) out.back() = out.back().united(twice);
            else out.push_back(twice);
        }
        reached = i == 0 ? span.end : std::max(reached, span.end);
    }
    return out;
}

}  // namespace seisdesk
