#pragma once
// Bins: the frequencies of a real transform, and smooth functions of them known at a few.

#include "core/synth/fourier.h"

#include <algorithm>
#include <cmath>

namespace seisdesk::synth {

/// Knots lie on every bin at first, then every sixteenth part of the frequency, at most `widest` bins apart.
class Bins {
public:
    Bins(std::size_t samples, double rateHz, std::size_t widest = 16)
    {
        for (std::size_t k = 0; k <= samples / 2; k += std::min(widest, k / 16 + 1)) knots.push_back(k);
        if (knots.back() != samples / 2) knots.push_back(samples / 2);
        stepHz = rateHz / static_cast<double>(samples);
    }
    double hz(std::size_t knot) const { return stepHz * static_cast<double>(knots[knot]); }
    template <class Function>
    std::vector<std::complex<float>> sample(Function&& function) const
    {
        std::vector<std::complex<float>> out(knots.size());
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::complex<float>(function(hz(i)));
        return out;
    }
    /// out += in * function, linear between knots.
    void addProduct(const Spectrum& in, const std::vector<std::complex<float>>& function, Spectrum& out) const
    {
        const auto* a = reinterpret_cast<const float*>(in.data());
        auto* b = reinterpret_cast<float*>(out.data());
        for (std::size_t i = 0; i + 1 < knots.size(); ++i) {
            const float share = 1.0f / static_cast<float>(knots[i + 1] - knots[i]);
            const float stepRe = (function[i + 1].real() - function[i].real()) * share, stepIm = (function[i + 1].imag() - function[i].imag()) * share;
            const float re0 = function[i].real(), im0 = function[i].imag();
            const std::size_t first = knots[i], count = knots[i + 1] - first;
            for (std::size_t j = 0; j < count; ++j) {
                const float re = re0 + stepRe * static_cast<float>(j), im = im0 + stepIm * static_cast<float>(j);
                const std::size_t k = 2 * (first + j);
                b[k] += a[k] * re - a[k + 1] * im;
                b[k + 1] += a[k] * im + a[k + 1] * re;
            }
        }
    }

    std::vector<std::size_t> knots;
    double stepHz = 0.0;
};

}  // namespace seisdesk::synth
