#pragma once
// Disturbances: what people, weather and machines add to a record: traffic, wind, footsteps, bursts, spikes, steps, calibration pulses.

#include "core/synth/series.h"
#include "core/synth/station.h"

namespace seisdesk::synth {

/// Adds between none and a few passing disturbances; `level` is the noise's deviation above 1.5 Hz on each component.
void addDisturbances(Series& noise, const std::array<float, 3>& level, const Station& station, double rateHz, double probability,
                     FastRandom& random);

}  // namespace seisdesk::synth
