#pragma once
// Ground noise: stationary noise of a station's spectrum, and how it sways over seconds.

#include "core/synth/series.h"
#include "core/synth/station.h"

namespace seisdesk::synth {

/// Noise in counts on up, north, east; independent components.
Series groundNoise(const StationSpectra& station, const Bins& bins, const Fourier& fourier, double rateHz, FastRandom& random);

/// Multiplies all components by a random gain, log-normal with this deviation, that changes every 0.5 to 8 s.
void sway(Series& noise, double deviation, double rateHz, FastRandom& random);

}  // namespace seisdesk::synth
