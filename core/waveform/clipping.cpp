#include "core/waveform/clipping.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seisdesk {

bool looksClipped(const Segment& segment)
{
    constexpr std::size_t flat = 4;
    constexpr double far = 500.0;
    if (segment.size() < 2 * flat) return false;
    const std::vector<float>& x = *segment.samples;
    float low = std::numeric_limits<float>::infinity(), high = -low;
    float step = std::numeric_limits<float>::infinity();  // smallest difference between neighbours
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!std::isfinite(x[i])) continue;
        low = std::min(low, x[i]);
        high = std::max(high, x[i]);
        sum += static_cast<double>(x[i]);
        ++count;
        if (i > 0 && x[i] != x[i - 1] && std::isfinite(x[i - 1])) step = std::min(step, std::abs(x[i] - x[i - 1]));
    }
    if (count == 0 || !std::isfinite(step)) return false;
    const double middle = sum / static_cast<double>(count);
    const auto runAt = [&](float limit) {
        if (std::abs(static_cast<double>(limit) - middle) < far * static_cast<double>(step)) return false;
        std::size_t run = 0;
        for (const float value : x) {
            run = value == limit ? run + 1 : 0;
            if (run >= flat) return true;
        }
        return false;
    };
    return runAt(high) || runAt(low);
}

bool looksClipped(const Trace& trace)
{
    return std::any_of(trace.segments.begin(), trace.segments.end(), [](const Segment& s) { return looksClipped(s); });
}

}  // namespace seisdesk
