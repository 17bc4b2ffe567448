#pragma once
// Beach ball: a mechanism on the lower hemisphere in equal area, with the stations' first motions on it.

#include "core/locate/mechanism/mechanism.h"

namespace seisdesk {

/// Place of a ray in a unit circle, x east and y north; rays that leave upwards are seen on the other side. Takeoff from straight down.
std::pair<double, double> onLowerHemisphere(double azimuthDegrees, double takeoffDegrees);

/// Compression is filled; first motions up are dots, down circles, those on the wrong side of `plane` red.
std::string beachBall(const FaultPlane& plane, const std::vector<FirstMotion>& motions, double size = 260.0);

}  // namespace seisdesk
