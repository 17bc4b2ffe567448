#pragma once
// median: the middle of some values; of an even number the mean of the two in the middle.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace seisdesk {

/// Absent without values.
inline std::optional<double> median(std::vector<double> values)
{
    if (values.empty()) return std::nullopt;
    const auto half = static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), values.begin() + half, values.end());
    const double upper = values[static_cast<std::size_t>(half)];
    if (values.size() % 2) return upper;
    return 0.5 * (upper + *std::max_element(values.begin(), values.begin() + half));
}

}  // namespace seisdesk
