#include "core/signal/runs.h"

#include <cmath>

namespace seisdesk {

std::vector<Run> finiteRuns(std::span<const float> samples)
{
    std::vector<Run> runs;
    std::size_t i = 0;
    while (i < samples.size()) {
        while (i < samples.size() && !std::isfinite(samples[i])) ++i;
        const std::size_t first = i;
        while (i < samples.size() && std::isfinite(samples[i])) ++i;
        if (i > first) runs.push_back({first, i});
    }
    return runs;
}

}  // namespace seisdesk
