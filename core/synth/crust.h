#pragma once
// Crust: flat homogeneous layers over a half-space, and the rays of direct and head waves in it.

#include "core/base/result.h"

#include <string>
#include <vector>

namespace seisdesk::synth {

enum class Wave { P, S };

struct Layer {
    double topKm = 0.0;
    double vpKmS = 6.0;
    double vsKmS = 3.5;
    double densityKgM3 = 2700.0;
    double qp = 600.0;
    double qs = 300.0;

    double velocity(Wave wave) const { return wave == Wave::P ? vpKmS : vsKmS; }
    double quality(Wave wave) const { return wave == Wave::P ? qp : qs; }
};

/// Layers by increasing top; the first top is 0 and the last layer is a half-space.
struct Crust {
    std::vector<Layer> layers;
    std::size_t layerAt(double depthKm) const;
    /// Three layers and a mantle: a plain continental crust for demonstrations.
    static Crust continental();
};

/// One path from source to station.
struct Ray {
    std::string phase;          ///< "Pg", "Sg", "Pn", "Sn"; head waves of inner boundaries are "P*" and "S*"
    Wave wave = Wave::P;
    double travelTimeSeconds = 0.0;
    double rayParameterSKm = 0.0;
    double takeoffDegrees = 0.0;   ///< from straight down: 180 is up
    double incidenceDegrees = 0.0; ///< at the surface, from vertical
    double pathKm = 0.0;
    double tStarSeconds = 0.0;     ///< integral of dt / Q
};

/// The direct ray and every head wave that exists at this epicentral distance, sorted by travel time. The source must be
/// at or below the surface; the station is at the surface. Formulas: e.g. Lay & Wallace (1995), section 3.2.
std::vector<Ray> rays(const Crust& crust, double depthKm, double distanceKm, Wave wave);

}  // namespace seisdesk::synth
