#pragma once
// Velocity choice: the model with which the clearest events of a set of picks fit best.

#include "core/locate/associate/associator.h"

namespace seisdesk {

struct VelocityScore {
    std::string model;
    double misfit = 0.0;  ///< mean over picks of log(1 + (residual / 0.1 s)^2 / 4): a few wrong picks cannot decide
};

struct VelocityChoice {
    std::shared_ptr<const TravelTimes> times;
    std::vector<VelocityScore> scores;  ///< best first
    std::size_t events = 0;             ///< that were compared
};

/// Associates with the first model only what is clear (many picks of many stations), locates those events with each model and compares what is
/// left. Without clear events the first model is taken. Errors as velocityModel() and TravelTimes::of(); Cancelled.
Result<VelocityChoice> chooseVelocity(const std::vector<LoosePick>& picks, const std::vector<std::string>& models, const AssociateOptions& options, const Progress& progress = {});

}  // namespace seisdesk
