#include "core/synth/wavelet.h"

#include "core/synth/source.h"

#include <algorithm>
#include <numbers>

namespace seisdesk::synth {

namespace {

constexpr double pi = std::numbers::pi;
using Complex = std::complex<double>;

/// Fills lag and width from the wavelet in time, which starts at sample 0 and wraps around.
void measure(const Samples& w, double rateHz, bool zeroPhase, Wavelet& out)
{
    const std::size_t n = w.size(), before = std::min(n / 8, static_cast<std::size_t>(0.1 * rateHz));
    const float rest = w[n - before];
    float peak = 0.0f;
    double energy = 0.0;
    for (const float v : w) {
        peak = std::max(peak, std::abs(v - rest));
        energy += static_cast<double>(v - rest) * (v - rest);
    }
    if (peak <= 0.0f) return;
    out.width = std::max(1.0, energy / (static_cast<double>(peak) * peak));
    const auto size = [&](std::size_t k) { return std::abs(w[(k + n - before) % n] - rest); };
    // A zero-phase filter rings before the first swing: look higher.
    const float swing = (zeroPhase ? 0.3f : 0.1f) * peak;
    std::size_t k = 1;
    while (k + 1 < n && !(size(k) > swing && size(k) >= size(k + 1))) ++k;
    const float threshold = (zeroPhase ? 0.15f : 0.03f) * size(k);
    while (k > 1 && size(k - 1) > threshold) --k;
    const float lower = size(k - 1), upper = size(k);
    out.lag = static_cast<double>(k) - (upper > lower ? (upper - threshold) / (upper - lower) : 0.0f) - static_cast<double>(before);
}

}  // namespace

Complex powerLawAttenuation(double hz, double tStar, double y)
{
    const double a = pi * tStar * std::pow(hz, y);
    return std::polar(std::exp(-a), -a * std::tan(0.5 * pi * y));
}

Wavelet wavelet(const WaveletShape& shape, const StationSpectra& station, const Bins& bins, const Fourier& quarter, double rateHz, bool horizontal)
{
    Wavelet out;
    for (auto& spectrum : out.spectrum) spectrum.resize(bins.knots.size());
    const double y = 1.0 - shape.attenuationExponent, pathPhase = std::tan(0.5 * pi * y), sitePhase = std::tan(0.5 * pi * 0.9);
    // The delay common to all frequencies is left out: that of the fastest ones.
    const double fast = 0.35 * rateHz;
    const double delay = 0.5 * (y * shape.tStarSeconds * std::pow(fast, y - 1.0) * pathPhase + 0.9 * shape.kappaSeconds * std::pow(fast, -0.1) * sitePhase);
    for (std::size_t i = 0; i < bins.knots.size(); ++i) {
        const double hz = bins.hz(i), logHz = std::log(std::max(hz, 1e-9));
        const double path = pi * shape.tStarSeconds * std::exp(y * logHz), site = pi * shape.kappaSeconds * std::exp(0.9 * logHz);
        const double velocity = 2.0 * pi * hz * rateHz * std::exp(-path - site), phase = 0.5 * pi - path * pathPhase - site * sitePhase + 2.0 * pi * hz * delay;
        const std::complex<float> source(std::polar(velocity, phase) * bruneSpectrum(hz, shape.cornerHz));
        for (const std::size_t c : {0u, 1u}) {
            const std::complex<float> r = station.response[c][i];
            out.spectrum[c][i] = {source.real() * r.real() - source.imag() * r.imag(), source.real() * r.imag() + source.imag() * r.real()};
        }
    }
    Spectrum some(quarter.bins());
    bins.everyFourth(out.spectrum[horizontal], some);
    Samples w;
    quarter.inverse(some, w);
    measure(w, rateHz, station.zeroPhase, out);
    return out;
}

}  // namespace seisdesk::synth
