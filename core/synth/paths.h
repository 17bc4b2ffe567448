#pragma once
// WavePath: one way from source to station with its kinematics and how strongly it transmits.

#include "core/synth/crust.h"

#include <vector>

namespace seisdesk::synth {

enum class PathKind { Direct, Head, Reflected };

struct WavePath {
    PathKind kind = PathKind::Direct;
    double travelTimeSeconds = 0.0;
    double rayParameterSKm = 0.0;
    double takeoffDegrees = 180.0;  ///< from straight down: 180 is up
    double pathKm = 0.0;
    double tStarSeconds = 0.0;      ///< integral of dt / Q
    double transmission = 1.0;      ///< of amplitude, besides 1 / path: reflection coefficient or that of a head wave, roughly
    bool moho = false;              ///< turned at the deepest boundary
};

/// Direct, head and reflected waves of one type, by travel time; nothing changes type on the way. Reflections exist for every boundary
/// below the source. Head waves decay as 1 / path (a mantle with a gradient), not as 1 / (sqrt(x) l^1.5).
std::vector<WavePath> wavePaths(const Crust& crust, double depthKm, double distanceKm, Wave wave);

}  // namespace seisdesk::synth
