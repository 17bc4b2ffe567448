#pragma once
// validate: losses and hit rates of a network on windows that it never learned.

#include "core/model/torch/losses.h"
#include "core/model/training/training_data.h"

#include <array>
#include <optional>
#include <string>

namespace seisdesk::nets {

/// Shares and errors are absent where a set says nothing of them.
struct ValidationRow {
    std::string set;
    std::array<double, 5> loss{};  ///< phases, polarity, magnitude, distance, back-azimuth
    /// Share of windows with the phase whose highest value is within 0.1 s and 0.5 s of an onset of it.
    std::optional<double> p01, p05, s01, s05;
    std::optional<double> polarity;  ///< share of first motions up or down whose larger probability of the two is right
    std::optional<double> magnitudeError, distanceErrorKm, backAzimuthErrorDeg;  ///< mean absolute, mean absolute, median
};

ValidationRow validated(SeisMoLLMDesk& network, const ValidationSet& set, const Contract& contract, std::size_t batchSize, torch::Device device);

}  // namespace seisdesk::nets
