#include "core/synth/band_energy.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk::synth {

namespace {

/// Butterworth high-pass of two poles (bilinear transform).
struct HighPass {
    float b, a1, a2, x1 = 0.0f, x2 = 0.0f, y1 = 0.0f, y2 = 0.0f;

    HighPass(double hz, double rateHz)
    {
        const double k = std::tan(std::numbers::pi * hz / rateHz), norm = 1.0 / (1.0 + std::numbers::sqrt2 * k + k * k);
        b = static_cast<float>(norm);
        a1 = static_cast<float>(2.0 * (k * k - 1.0) * norm);
        a2 = static_cast<float>((1.0 - std::numbers::sqrt2 * k + k * k) * norm);
    }
    float operator()(float x)
    {
        const float y = b * (x - 2.0f * x1 + x2) - a1 * y1 - a2 * y2;
        x2 = x1, x1 = x, y2 = y1, y1 = y;
        return y;
    }
};

}  // namespace

BandEnergy bandEnergy(const Samples& trace, double from, double to, double rateHz)
{
    const auto limit = static_cast<double>(trace.size());
    const auto begin = static_cast<std::size_t>(std::clamp(from, 0.0, limit)), end = static_cast<std::size_t>(std::clamp(to, 0.0, limit));
    BandEnergy out{};
    if (begin >= end) return out;
    const auto warm = std::min(begin, static_cast<std::size_t>(1.5 * rateHz));
    HighPass low(1.5, rateHz), high(std::min(6.0, 0.3 * rateHz), rateHz);
    const float rest = trace[begin - warm];
    for (std::size_t k = begin - warm; k < begin; ++k) low(trace[k] - rest), high(trace[k] - rest);
    double sum = 0.0;
    for (std::size_t k = begin; k < end; ++k) {
        const float x = trace[k] - rest, l = low(x), h = high(x);
        sum += x;
        out[0] += static_cast<double>(x) * x, out[1] += static_cast<double>(l) * l, out[2] += static_cast<double>(h) * h;
    }
    const auto n = static_cast<double>(end - begin);
    for (double& v : out) v /= n;
    out[0] = std::max(0.0, out[0] - sum * sum / (n * n));
    return out;
}

}  // namespace seisdesk::synth
