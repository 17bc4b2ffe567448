#pragma once
// ParticleMotion: how the ground moved at one instrument in a window, in north, east, up and radial.

#include "core/signal/filter.h"
#include "core/signal/polarisation.h"
#include "core/signal/rotate.h"

#include <optional>

namespace seisdesk {

struct ParticleMotion {
    std::vector<float> north, east, up;   ///< less their means
    std::vector<float> radial;            ///< away from the source
    double sampleRateHz = 0.0;
    Polarisation polarisation;
    double radialBackAzimuthDegrees = 0.0;  ///< that `radial` was turned by
};

/// Of one instrument's components, which the inventory turns to Z, N and E where their names do not say it. The filter sees ten seconds
/// before the window. Radial is by `backAzimuthDegrees`, else by the back-azimuth that the motion itself has as a P wave. Errors
/// InvalidArgument: a component missing (named), gaps in the window, no motion.
Result<ParticleMotion> particleMotion(const std::vector<TracePtr>& components, const Inventory& inventory, const TimeSpan& window,
                                      const std::optional<FilterSpec>& filter = {}, const std::optional<double>& backAzimuthDegrees = {});

}  // namespace seisdesk
