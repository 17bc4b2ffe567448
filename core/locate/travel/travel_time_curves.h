#pragma once
// Travel-time curves: what a TravelTimes object says of each phase along distance, from one depth.

#include "core/locate/travel/travel_times.h"

#include <vector>

namespace seisdesk {

/// A stretch of distances over which the phase arrives; a phase with a shadow has several.
struct TravelTimeCurve {
    Phase phase = Phase::P;
    std::vector<double> distancesDegrees, seconds;  ///< to sea level
};

/// Of all phases that the model has between the two distances, in the order of Phase, sampled at `points` even distances.
std::vector<TravelTimeCurve> travelTimeCurves(const TravelTimes& times, double depthKm, double nearestDegrees, double farthestDegrees, std::size_t points = 300);

}  // namespace seisdesk
