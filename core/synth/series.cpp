#include "core/synth/series.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk::synth {

void addSpike(Series& series, double sample, const std::array<double, 3>& amplitude)
{
    constexpr double pi = std::numbers::pi;
    const auto n = static_cast<double>(series[0].size());
    if (!(sample > 4.0 && sample < n - 5.0)) return;
    const auto base = static_cast<std::size_t>(sample);
    const double fraction = sample - static_cast<double>(base);
    constexpr double r = std::numbers::sqrt2 / 2.0;
    constexpr std::array<std::array<double, 2>, 8> turn{{{-r, -r}, {0.0, -1.0}, {r, -r}, {1.0, 0.0}, {r, r}, {0.0, 1.0}, {-r, r}, {-1.0, 0.0}}};  // cos, sin of k pi / 4
    const double sine = std::sin(pi * fraction), sine4 = std::sin(pi * fraction / 4.0), cosine4 = std::cos(pi * fraction / 4.0);
    for (int k = -3; k <= 4; ++k) {
        const double x = static_cast<double>(k) - fraction;
        const auto& [c4, s4] = turn[static_cast<std::size_t>(k + 3)];
        double tap = 1.0;
        if (std::abs(x) > 1e-9) tap = (k % 2 == 0 ? -sine : sine) * (s4 * cosine4 - c4 * sine4) * 4.0 / (pi * pi * x * x);
        for (std::size_t c = 0; c < 3; ++c) series[c][base - 3 + static_cast<std::size_t>(k + 3)] += static_cast<float>(tap * amplitude[c]);
    }
}

void addCoda(Series& series, const Coda& coda, FastRandom& random)
{
    const std::size_t n = series[0].size();
    if (!(coda.start < static_cast<double>(n))) return;
    const auto begin = static_cast<std::size_t>(std::ceil(std::max(0.0, coda.start)));
    const double lapse = static_cast<double>(begin) - coda.start;
    const auto longest = static_cast<std::size_t>(5.0 * std::max(coda.early, coda.late)) + 1;
    const std::size_t end = std::min(n, begin + longest);
    const auto decayEarly = static_cast<float>(std::exp(-1.0 / coda.early)), decayLate = static_cast<float>(std::exp(-1.0 / coda.late));
    const auto decayRise = static_cast<float>(std::exp(-1.0 / coda.rise));
    for (std::size_t c = 0; c < 3; ++c) {
        float early = static_cast<float>(coda.deviation[c] * coda.share * std::exp(-lapse / coda.early));
        float late = static_cast<float>(coda.deviation[c] * (1.0 - coda.share) * std::exp(-lapse / coda.late));
        float missing = static_cast<float>(std::exp(-lapse / coda.rise));
        float gain = 1.0f, step = 0.0f;
        std::size_t knot = begin;
        float* out = series[c].data();
        for (std::size_t k = begin; k < end; ++k) {
            if (k == knot) {
                const auto length = static_cast<std::size_t>(coda.cluster * (0.3 + 1.4 * random.uniform())) + 1;
                const float next = std::exp(0.45f * random.roughNormal());
                step = (next - gain) / static_cast<float>(length);
                knot += length;
            }
            out[k] += random.roughNormal() * gain * (early + late) * (1.0f - missing);
            gain += step, early *= decayEarly, late *= decayLate, missing *= decayRise;
        }
    }
}

}  // namespace seisdesk::synth
