#pragma once
// Earthquake: where one is, seen from the station, how large and when; drawn alone or as another's neighbour.

#include "core/synth/random.h"
#include "core/synth/source.h"

namespace seisdesk::synth {

struct Earthquake {
    Source source;
    double distanceKm = 30.0, depthKm = 8.0;
    double azimuthDeg = 0.0;      ///< source to station
    double backAzimuthDeg = 0.0;  ///< station to source, in the frame of the recorded horizontals, wherever they point
    double originSample = 0.0;    ///< in the buffer
};

enum class Setting { Micro, Local, Regional };  ///< 0 to 15, 4 to 110, 70 to 350 km

/// Mechanism from random strike, rake and slip on randomly oriented planes; magnitude mostly just above what a quiet station sees at this
/// distance, between -1 and 7; log-normal stress drop around 3 MPa.
Earthquake randomEarthquake(Setting setting, FastRandom& random);

/// Mostly an aftershock or foreshock of `main`, sometimes a stranger; up to a minute before or after.
Earthquake randomNeighbour(const Earthquake& main, double rateHz, FastRandom& random);

}  // namespace seisdesk::synth
