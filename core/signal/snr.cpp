#include "core/signal/snr.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double signalSeconds = 2.0, noiseSeconds = 5.0, leastNoiseSeconds = 2.0;

}  // namespace

std::optional<double> pSnrDb(const Segment& vertical, Time onset)
{
    const double at = vertical.indexOf(onset), rate = vertical.sampleRateHz;
    if (!(at >= leastNoiseSeconds * rate) || !(at + signalSeconds * rate <= static_cast<double>(vertical.size()))) return std::nullopt;
    const auto middle = static_cast<std::size_t>(std::lround(at));
    const auto first = static_cast<std::size_t>(std::max(0.0, std::round(at - noiseSeconds * rate)));
    const auto last = std::min(vertical.size(), middle + static_cast<std::size_t>(std::lround(signalSeconds * rate)));
    double mean = 0.0;
    for (std::size_t i = first; i < middle; ++i) mean += vertical.valueAt(i) / static_cast<double>(middle - first);
    const auto power = [&](std::size_t from, std::size_t to) {
        double sum = 0.0;
        for (std::size_t i = from; i < to; ++i) sum += (vertical.valueAt(i) - mean) * (vertical.valueAt(i) - mean);
        return sum / static_cast<double>(to - from);
    };
    const double noise = power(first, middle), signal = power(middle, last);
    if (!(noise > 0.0) || !(signal > 0.0) || !std::isfinite(signal / noise)) return std::nullopt;
    return 10.0 * std::log10(signal / noise);
}

}  // namespace seisdesk
