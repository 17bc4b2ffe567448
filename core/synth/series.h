#pragma once
// Spikes and scatterers on a time grid: what the medium does to an impulse.

#include "core/synth/fourier.h"
#include "core/synth/random.h"

#include <array>

namespace seisdesk::synth {

/// Up, north, east.
using Series = std::array<Samples, 3>;

/// Band-limited spikes at a fractional sample (Lanczos, eight taps); nothing outside the series.
void addSpike(Series& series, double sample, const std::array<double, 3>& amplitude);

/// Dense scatterers that set in at `start`: deviation grows as 1 - exp(-t / rise) and decays as
/// share * exp(-t / early) + (1 - share) * exp(-t / late), all in samples; clusters make it uneven.
struct Coda {
    double start = 0.0;
    std::array<double, 3> deviation{};
    double rise = 1.0, early = 100.0, late = 1000.0, share = 0.7;
    double cluster = 40.0;  ///< samples
};
void addCoda(Series& series, const Coda& coda, FastRandom& random);

}  // namespace seisdesk::synth
