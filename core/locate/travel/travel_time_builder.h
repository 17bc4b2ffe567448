#pragma once
// TravelTimeBuilder: fills the tables of TravelTimes from travel-time curves.

#include "core/locate/travel/phase_curves.h"
#include "core/locate/travel/travel_times.h"

namespace seisdesk {

class TravelTimeBuilder {
public:
    static Result<std::shared_ptr<const TravelTimes>> build(const VelocityModel& model, const Progress& progress);
    /// Where the tables have columns: 0.01 degrees to 5, 0.05 to 30, 0.25 to `farthest`.
    static std::vector<double> distances(double farthestDegrees);
    static std::size_t columnAt(double distanceDegrees, std::size_t columns);

private:
    /// Seconds by distance for one phase and source depth; not a number where it does not arrive.
    static std::vector<double> times(PhaseCurves& curves, Phase phase, std::size_t source, const std::vector<double>& distances);
};

}  // namespace seisdesk
