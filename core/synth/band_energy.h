#pragma once
// BandEnergy: how much a piece of a record holds in three bands, to tell what an analyst with a filter would see.

#include "core/synth/series.h"

namespace seisdesk::synth {

/// Mean squares: as recorded, above 1.5 Hz, above 6 Hz.
using BandEnergy = std::array<double, 3>;

/// Of samples [from, to), clipped to the trace; the mean of the piece (as recorded) is removed. Zero for an empty piece.
BandEnergy bandEnergy(const Samples& trace, double from, double to, double rateHz);

}  // namespace seisdesk::synth
