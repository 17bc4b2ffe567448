#pragma once
// Particle motion of three components.

#include "core/base/result.h"

#include <span>

namespace seisdesk {

/// Principal axes of the particle motion in a window (Flinn 1965).
struct Polarisation {
    double azimuthDegrees = 0.0;    ///< of the main axis, clockwise from north, [0, 180): an axis has no sense
    double incidenceDegrees = 0.0;  ///< of the main axis from the vertical, [0, 90]
    double rectilinearity = 0.0;    ///< 1 for motion along a line, 0 for a sphere
    double planarity = 0.0;         ///< 1 for motion in a plane
    /// Towards the source if the motion is a P wave from below: it moves up and away, or down and towards. [0, 360).
    double backAzimuthDegrees = 0.0;
};

/// Eigenvectors of the covariance of vertical (up), north and east. Azimuth and incidence of the largest, rectilinearity and
/// planarity match obspy.signal.polarization.flinn to 1e-6 (degrees), ObsPy's azimuth taken modulo 180. Means are removed.
/// Error InvalidArgument for unequal lengths, fewer than three samples, non-finite samples or no motion.
Result<Polarisation> polarisation(std::span<const float> vertical, std::span<const float> north, std::span<const float> east);

}  // namespace seisdesk
