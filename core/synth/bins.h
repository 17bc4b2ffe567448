#pragma once
// Bins: the frequencies of a real transform, and smooth functions of them known at a few knots.

#include "core/synth/fourier.h"

#include <algorithm>

namespace seisdesk::synth {

/// Knots lie on every bin at first, then up to 8 bins apart. What a function delays by d comes again 1/8 of the buffer earlier, weaker by
/// about (8 d / buffer)^2: keep delays well below a second.
struct Bins {
    std::vector<std::size_t> knots;
    double stepHz = 0.0;

    Bins(std::size_t samples, double rateHz) : stepHz(rateHz / static_cast<double>(samples))
    {
        for (std::size_t k = 0; k < samples / 2; k += std::min<std::size_t>(8, k / 24 + 1)) knots.push_back(k);
        knots.push_back(samples / 2);
    }
    std::size_t samples() const { return 2 * knots.back(); }
    double hz(std::size_t knot) const { return stepHz * static_cast<double>(knots[knot]); }

    /// out += in * function, linear between knots.
    void addProduct(const Spectrum& in, const std::vector<std::complex<float>>& function, Spectrum& out) const
    {
        const auto* a = reinterpret_cast<const float*>(in.data());
        auto* b = reinterpret_cast<float*>(out.data());
        for (std::size_t i = 0; i + 1 < knots.size(); ++i) {
            const float share = 1.0f / static_cast<float>(knots[i + 1] - knots[i]);
            const std::complex<float> start = function[i], step = (function[i + 1] - start) * share;
            const std::size_t first = knots[i], count = knots[i + 1] - first;
            for (std::size_t j = 0; j < count; ++j) {
                const auto at = static_cast<float>(j);
                const float re = start.real() + step.real() * at, im = start.imag() + step.imag() * at;
                const std::size_t k = 2 * (first + j);
                b[k] += a[k] * re - a[k + 1] * im;
                b[k + 1] += a[k] * im + a[k + 1] * re;
            }
        }
    }

    /// The function on every fourth bin, for a transform a quarter as long.
    void everyFourth(const std::vector<std::complex<float>>& function, Spectrum& out) const
    {
        std::size_t i = 0;
        for (std::size_t k = 0; k < out.size(); ++k) {
            while (i + 2 < knots.size() && knots[i + 1] <= 4 * k) ++i;
            const float share = static_cast<float>(4 * k - knots[i]) / static_cast<float>(knots[i + 1] - knots[i]);
            out[k] = function[i] + (function[i + 1] - function[i]) * share;
        }
    }
};

}  // namespace seisdesk::synth
