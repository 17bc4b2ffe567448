#include "core/signal/multitaper.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk {

Result<Spectrum> multitaperPsd(std::span<const float> samples, double sampleRateHz, std::size_t tapers, std::size_t length)
{
    const std::size_t n = samples.size();
    if (tapers == 0 || n < 2 * tapers || !(sampleRateHz > 0.0) || !std::isfinite(sampleRateHz))
        return Error{Error::Code::InvalidArgument, "A spectrum with " + std::to_string(tapers) + " tapers needs a positive sample rate and two samples per taper; choose a longer window."};
    double mean = 0.0;
    for (const float x : samples) mean += x / static_cast<double>(n);
    if (!std::isfinite(mean)) return Error{Error::Code::InvalidArgument, "A spectrum needs finite samples; choose a window without gaps."};
    length = std::max(length, n);
    Spectrum out;
    out.windows = tapers;
    out.density.assign(length / 2 + 1, 0.0);
    std::vector<double> tapered(n);
    const double norm = std::sqrt(2.0 / static_cast<double>(n + 1));
    for (std::size_t k = 1; k <= tapers; ++k) {
        for (std::size_t i = 0; i < n; ++i)
            tapered[i] = (samples[i] - mean) * norm * std::sin(std::numbers::pi * static_cast<double>(k * (i + 1)) / static_cast<double>(n + 1));
        const auto bins = fourier(tapered, length);
        for (std::size_t f = 0; f < bins.size(); ++f) {
            const bool single = f == 0 || 2 * f == length;
            out.density[f] += std::norm(bins[f]) * (single ? 1.0 : 2.0) / (sampleRateHz * static_cast<double>(tapers));
        }
    }
    for (std::size_t f = 0; f < out.density.size(); ++f) out.frequenciesHz.push_back(static_cast<double>(f) * sampleRateHz / static_cast<double>(length));
    return out;
}

}  // namespace seisdesk
