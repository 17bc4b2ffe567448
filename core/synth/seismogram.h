#pragma once
// Seismogram: ground velocity at a station, from rays, source and noise, with its exact arrival times.

#include "core/synth/crust.h"
#include "core/synth/random.h"
#include "core/synth/source.h"

#include <array>
#include <vector>

namespace seisdesk::synth {

struct Path {
    double distanceKm = 0.0;
    double azimuthDegrees = 0.0;      ///< source to station
    double backAzimuthDegrees = 0.0;  ///< station to source
    double depthKm = 10.0;
};

struct Recording {
    double sampleRateHz = 100.0;
    double lengthSeconds = 120.0;
    double originSeconds = 20.0;   ///< origin time after the first sample
    double noiseMetresPerSecond = 2e-8;  ///< standard deviation of ground noise
    bool scattering = true;        ///< coda behind P and S, and reverberation in a soft layer under the station
};

/// Ground velocity in m/s, components up, north, east.
struct Seismogram {
    std::array<std::vector<double>, 3> upNorthEast;
    std::vector<Ray> rays;       ///< all that were drawn, P and S
    double pSeconds = 0.0;       ///< first P and first S after the first sample
    double sSeconds = 0.0;
    double pAmplitude = 0.0;     ///< signed radiation factor of the first P, positive is up (compression)
};

/// Far-field body waves of every ray: radiation / (4 pi rho v^3 R) with free-surface factor 2, Brune pulse, causal Q,
/// scattered coda behind P and S, one soft layer's reverberation, coloured ground noise with a microseism peak. Same seed, same record.
Seismogram seismogram(const Crust& crust, const Source& source, const Path& path, const Recording& recording, Random& random);

}  // namespace seisdesk::synth
