#pragma once
// Runs: the stretches of finite samples between NaN and infinity, which every operation treats on their own.

#include <cstddef>
#include <span>
#include <vector>

namespace seisdesk {

/// Samples [first, last).
struct Run {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t size() const { return last - first; }
    bool operator==(const Run&) const = default;
};

/// Maximal runs of finite samples, in order; none for an empty span.
std::vector<Run> finiteRuns(std::span<const float> samples);

}  // namespace seisdesk
