#pragma once
// PrecisionParity: whether a network says the same with 16-bit arithmetic.

#include "core/base/result.h"
#include "core/model/engine.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace seisdesk {

struct PrecisionParity {
    double curveDifference = 0.0;   ///< largest, of the curves of P and S
    double pickShiftSamples = 0.0;  ///< largest, of picks that both make
    std::size_t picks = 0, lost = 0;  ///< picks with 32 bits; those that only one of the two makes, though not just at the threshold
    /// Curves within 0.01, picks within a sample, none lost.
    bool holds() const;
    /// "curves within 0.003, 31 picks within 0.2 samples"
    std::string text() const;
};

/// `windows` are `count` inputs of the network, ready as for forward(). Errors of the networks.
Result<PrecisionParity> precisionParity(const Network& full, const Network& half, std::span<const float> windows, std::size_t count);

/// Made-up earthquakes (the first of referenceSet()) as a picking network's input. Errors of the resampler.
Result<std::vector<float>> parityWindows(const Contract& contract, std::size_t count);

}  // namespace seisdesk
