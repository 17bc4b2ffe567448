#include "core/model/peaks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace seisdesk {

namespace {

/// Distance from `top` to where the curve falls to half of its height, walking by `step`.
double halfWidth(std::span<const float> curve, std::ptrdiff_t top, std::ptrdiff_t step, double apex)
{
    const double half = 0.5 * static_cast<double>(curve[static_cast<std::size_t>(top)]);
    double last = static_cast<double>(curve[static_cast<std::size_t>(top)]);
    for (std::ptrdiff_t i = top + step; i >= 0 && i < std::ssize(curve); i += step) {
        const double v = static_cast<double>(curve[static_cast<std::size_t>(i)]);
        if (!(v <= last)) return std::abs(static_cast<double>(i - step) - apex);  // rises again, or NaN
        if (v <= half) {
            const double share = last > v ? (last - half) / (last - v) : 1.0;
            return std::abs(static_cast<double>(i - step) + static_cast<double>(step) * share - apex);
        }
        last = v;
    }
    return std::abs((step > 0 ? static_cast<double>(std::ssize(curve) - 1) : 0.0) - apex);
}

/// The peak whose flat top is samples [first, last].
Peak peakAt(std::span<const float> curve, std::ptrdiff_t first, std::ptrdiff_t last)
{
    const float v = curve[static_cast<std::size_t>(first)];
    Peak peak;
    peak.height = v;
    peak.index = 0.5 * static_cast<double>(first + last);
    if (first == last && first > 0 && last + 1 < std::ssize(curve)) {
        const double a = static_cast<double>(curve[static_cast<std::size_t>(first - 1)]);
        const double b = static_cast<double>(v);
        const double c = static_cast<double>(curve[static_cast<std::size_t>(first + 1)]);
        if (const double shift = 0.5 * (a - c) / (a - 2.0 * b + c); std::isfinite(shift)) peak.index += std::clamp(shift, -0.5, 0.5);
    }
    const double height = std::clamp(static_cast<double>(v), 0.0, 1.0);
    const double own = std::sqrt(1.0 - height * height) / std::sqrt(2.0 * std::numbers::ln2);
    peak.sigmaBefore = std::max(0.25, halfWidth(curve, first, -1, peak.index) * own);
    peak.sigmaAfter = std::max(0.25, halfWidth(curve, last, 1, peak.index) * own);
    return peak;
}

}  // namespace

std::vector<Peak> findTriggers(std::span<const float> curve, double threshold)
{
    std::vector<Peak> out;
    const auto value = [&](std::size_t i) { return static_cast<double>(curve[i]); };
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (!(value(i) > threshold)) continue;
        std::size_t top = i;
        for (; i < curve.size() && value(i) > 0.5 * threshold; ++i)
            if (curve[i] > curve[top]) top = i;
        out.push_back(peakAt(curve, static_cast<std::ptrdiff_t>(top), static_cast<std::ptrdiff_t>(top)));
    }
    return out;
}

std::vector<Peak> findPeaks(std::span<const float> curve, double threshold, double separation)
{
    std::vector<Peak> all;
    const std::ptrdiff_t n = std::ssize(curve);
    for (std::ptrdiff_t i = 1; i + 1 < n; ++i) {
        const float v = curve[static_cast<std::size_t>(i)];
        if (!(static_cast<double>(v) >= threshold) || !(curve[static_cast<std::size_t>(i - 1)] < v)) continue;
        std::ptrdiff_t last = i;
        while (last + 1 < n && curve[static_cast<std::size_t>(last + 1)] == v) ++last;
        if (last + 1 >= n || !(curve[static_cast<std::size_t>(last + 1)] < v)) {
            i = last;
            continue;
        }
        all.push_back(peakAt(curve, i, last));
        i = last;
    }
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return all[a].height > all[b].height; });
    // Kept neighbours of a candidate are found by walking outwards; all of them are higher or earlier.
    std::vector<char> state(all.size(), 0);  // 1 kept, 2 suppressed
    for (const std::size_t k : order) {
        if (state[k] == 2) continue;
        state[k] = 1;
        for (std::size_t j = k; j-- > 0 && all[k].index - all[j].index < separation;)
            if (state[j] == 0) state[j] = 2;
        for (std::size_t j = k + 1; j < all.size() && all[j].index - all[k].index < separation; ++j)
            if (state[j] == 0) state[j] = 2;
    }
    std::vector<Peak> out;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (state[i] == 1) out.push_back(all[i]);
    return out;
}

}  // namespace seisdesk
