#include "core/synth/ground_noise.h"

#include <cmath>

namespace seisdesk::synth {

Series groundNoise(const StationSpectra& station, const Bins& bins, const Fourier& fourier, double rateHz, FastRandom& random)
{
    Series out;
    Spectrum white(fourier.bins()), coloured(fourier.bins());
    const auto n = static_cast<double>(fourier.size());
    const auto scale = static_cast<float>(std::sqrt(n * rateHz) / 2.0);  // one-sided density to an unscaled transform
    for (std::size_t c = 0; c < 3; ++c) {
        for (auto& v : white) {
            const float re = scale * random.roughNormal();
            v = {re, scale * random.roughNormal()};
        }
        std::fill(coloured.begin(), coloured.end(), 0.0f);
        bins.addProduct(white, station.noise[c > 0], coloured);
        fourier.inverse(coloured, out[c]);
    }
    return out;
}

void sway(Series& noise, double deviation, double rateHz, FastRandom& random)
{
    const std::size_t n = noise[0].size();
    float gain = 1.0f;
    for (std::size_t k = 0; k < n;) {
        const std::size_t length = std::min(n - k, static_cast<std::size_t>(random.logUniform(0.5, 8.0) * rateHz) + 1);
        const auto next = static_cast<float>(std::exp(deviation * random.normal()));
        const float step = (next - gain) / static_cast<float>(length);
        for (auto& row : noise)
            for (std::size_t j = 0; j < length; ++j) row[k + j] *= gain + step * static_cast<float>(j);
        gain = next;
        k += length;
    }
}

}  // namespace seisdesk::synth
