#pragma once
// Weights and windows made by rule, for networks without a file.

#include "core/model/checkpoint/state_dict.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace seisdesk::test {

/// The same names and shapes, filled from a linear congruential generator seeded by each name: weights around
/// +-gain * sqrt(3 / fan-in), scales and variances within 0.9 to 1.1, shifts within +-0.1. With a gain of 1 a deep network
/// that nobody trained amplifies float32's rounding a thousandfold. Of GPT-2's matrices, [in, out] under `base_layer`, the
/// fan-in is the first extent. With a gain of 1 these are the weights of SeisMoLLM's golden vectors.
inline StateDict inventedWeights(const StateDict& pattern, double gain = 0.8)
{
    StateDict out;
    for (const auto& [name, tensor] : pattern) {
        if (tensor.type != DType::Float32) continue;
        std::uint32_t state = 0;
        for (const char c : name) state += static_cast<unsigned char>(c);
        const double rows = tensor.shape.empty() ? 1.0 : static_cast<double>(tensor.shape[0]);
        const double fan = name.ends_with("base_layer.weight") ? rows : static_cast<double>(tensor.elementCount()) / rows;
        std::vector<float> values(tensor.elementCount());
        for (float& v : values) {
            state = 1664525U * state + 1013904223U;
            const double u = static_cast<double>(state) / 4294967296.0 - 0.5;
            if (tensor.shape.size() > 1) v = static_cast<float>(gain * u * std::sqrt(12.0 / fan));
            else if (name.ends_with("weight") || name.ends_with("running_var")) v = static_cast<float>(1.0 + 0.2 * u);
            else v = static_cast<float>(0.2 * u);
        }
        out.add(name, Tensor::ofFloats(tensor.shape, values));
    }
    return out;
}

/// Three components of a decaying wave with a small carrier, each with mean 0 and standard deviation 1.
inline std::vector<float> inventedWindow(std::size_t samples)
{
    constexpr double pi = 3.14159265358979323846;
    std::vector<float> out;
    for (int c = 0; c < 3; ++c) {
        std::vector<double> x(samples);
        double mean = 0.0, square = 0.0;
        for (std::size_t n = 0; n < samples; ++n) {
            const auto t = static_cast<double>(n);
            x[n] = std::sin(2 * pi * (c + 1) * t / 500) * std::exp(-std::pow((t - 3000 - 200 * c) / 800, 2)) + 0.05 * std::sin(2 * pi * t * (c + 2) / 37);
            mean += x[n] / static_cast<double>(samples);
        }
        for (const double v : x) square += (v - mean) * (v - mean) / static_cast<double>(samples);
        for (const double v : x) out.push_back(static_cast<float>((v - mean) / std::sqrt(square)));
    }
    return out;
}

}  // namespace seisdesk::test
