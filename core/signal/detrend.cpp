#include "core/signal/detrend.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace seisdesk {

void demean(std::span<float> samples)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (const float x : samples)
        if (std::isfinite(x)) {
            sum += x;
            ++count;
        }
    if (count == 0) return;
    const double mean = sum / static_cast<double>(count);
    for (float& x : samples)
        if (std::isfinite(x)) x = static_cast<float>(x - mean);
}

void detrendLinear(std::span<float> samples)
{
    // Least squares about the centre of the finite samples: slope = S(tx) / S(tt).
    double sumT = 0.0, sumX = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (std::isfinite(samples[i])) {
            sumT += static_cast<double>(i);
            sumX += samples[i];
            ++count;
        }
    if (count == 0) return;
    const double meanT = sumT / static_cast<double>(count), meanX = sumX / static_cast<double>(count);
    double tt = 0.0, tx = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (std::isfinite(samples[i])) {
            const double t = static_cast<double>(i) - meanT;
            tt += t * t;
            tx += t * (samples[i] - meanX);
        }
    const double slope = tt > 0.0 ? tx / tt : 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (std::isfinite(samples[i])) samples[i] = static_cast<float>(samples[i] - meanX - slope * (static_cast<double>(i) - meanT));
}

double taperWeight(std::size_t index, std::size_t count, std::size_t width)
{
    const std::size_t fromEnd = std::min(index, count - 1 - index);
    // Two full halves that meet (even count) have no sample at their top: their spacing is wider by half a sample.
    const double reach = 2 * width == count ? static_cast<double>(width) - 0.5 : static_cast<double>(width);
    if (static_cast<double>(fromEnd) >= reach) return 1.0;
    return 0.5 * (1.0 - std::cos(std::numbers::pi * static_cast<double>(fromEnd) / reach));
}

void taper(std::span<float> samples, double fraction)
{
    const std::size_t n = samples.size();
    if (n == 0 || !(fraction > 0.0)) return;
    const auto width = static_cast<std::size_t>(std::min(fraction, 0.5) * static_cast<double>(n));
    for (std::size_t i = 0; i < width; ++i) {
        const double weight = taperWeight(i, n, width);
        samples[i] = static_cast<float>(samples[i] * weight);
        samples[n - 1 - i] = static_cast<float>(samples[n - 1 - i] * weight);
    }
}

}  // namespace seisdesk
