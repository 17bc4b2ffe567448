#pragma once
// LeaveOut: the residuals of a station's picks against the source that all others make.

#include "core/locate/refinement.h"

#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

namespace seisdesk {

/// What is left of one pick when its station has no say.
struct LeftOut {
    double residualSeconds = 0.0;
    double pickSigmaSeconds = 0.0;        ///< of pick and model
    std::array<double, 4> prediction{};   ///< whitened: products of two picks of a station are the covariance of their predicted times
    double covariance(const LeftOut& other) const { return std::inner_product(prediction.begin(), prediction.end(), other.prediction.begin(), 0.0); }
    /// Of the arrival time, from the uncertainty of the others' source.
    double predictionSigmaSeconds() const { return std::sqrt(covariance(*this)); }
    double sigmaSeconds() const { return std::hypot(pickSigmaSeconds, predictionSigmaSeconds()); }
};

/// One for each pick, in order; absent for picks without arrival. Picks that do not count, or whose `out` is set, have no say anywhere.
/// `start` is where the event is; nothing for a station without which too few picks are left.
std::vector<std::optional<LeftOut>> leaveOut(const TravelTimes& times, const std::vector<PhasePick>& picks, const std::vector<bool>& out, const TrialSource& start,
                                             const LocateOptions& options);

}  // namespace seisdesk
