#pragma once
// Wavelet: what source, path, site and instrument make of one spike of the medium, and where it leaves zero.

#include "core/synth/bins.h"
#include "core/synth/station.h"

namespace seisdesk::synth {

/// exp(-pi t f^y) with the phase that makes it causal (a one-sided stable density in time), 0 < y < 1. For Q growing as
/// f^(1 - y), t is the travel time over Q at 1 Hz.
std::complex<double> powerLawAttenuation(double hz, double tStar, double y);

struct WaveletShape {
    double cornerHz = 5.0;
    double tStarSeconds = 0.0;         ///< of the path, at 1 Hz
    double attenuationExponent = 0.5;  ///< Q grows as f to this power
    double kappaSeconds = 0.0;         ///< under the station
};

struct Wavelet {
    std::array<std::vector<std::complex<float>>, 2> spectrum;  ///< vertical, horizontal; counts per m s of moment and spike, at the knots
    double lag = 0.0;    ///< samples from a spike to the first motion: 3 % of the first swing, 15 % behind a zero-phase filter
    double width = 1.0;  ///< samples: energy over squared peak
};

/// Ground displacement `1 m s` times Brune's spectrum, seen by the station; `horizontal` tells which component to time.
Wavelet wavelet(const WaveletShape& shape, const StationSpectra& station, const Bins& bins, const Fourier& quarter, double rateHz, bool horizontal);

}  // namespace seisdesk::synth
