#pragma once
// Wavefield: what one earthquake does at one station, in counts, with the exact onsets of all its waves.

#include "core/synth/bins.h"
#include "core/synth/paths.h"
#include "core/synth/source.h"
#include "core/synth/station.h"

#include <array>

namespace seisdesk::synth {

/// Where the earthquake is, seen from the station, and when it was.
struct Earthquake {
    Source source;
    double distanceKm = 30.0, depthKm = 8.0;
    double azimuthDeg = 0.0;      ///< source to station
    double backAzimuthDeg = 0.0;  ///< in the frame of the recorded horizontals
    double originSample = 0.0;    ///< in the buffer
};

struct Onset {
    double sample = 0.0;  ///< in the buffer, fractional
    double radiation = 0.0;  ///< of P: signed, up is positive; at most 1
};

struct Onsets {
    std::vector<Onset> p, s;  ///< by time
};

/// How the neighbourhood scatters: the same for all events of a record.
struct Scattering {
    double pLevel = 0.5, sLevel = 0.5;   ///< early coda against its wave
    double earlySeconds = 1.0;
    double pLongLevel = 0.5, sLongLevel = 0.2;  ///< share of the coda that decays slowly
    double attenuationExponent = 0.5;    ///< Q grows as f to this power
    double codaQ = 200.0;                ///< at 1 Hz
    double conversionSeconds = 0.5;      ///< S-to-P at the bottom of the cover comes this much before S
    double conversionLevel = 0.1;
    double surfaceLevel = 0.5, surfaceKmS = 2.6;
};

Scattering randomScattering(const Crust& crust, FastRandom& random);

class Wavefield {
public:
    Wavefield(const Crust& crust, const Station& station, const Scattering& scattering, std::size_t samples, double rateHz);
    /// Adds the event to the spectra of up, north, east.
    Onsets add(const Earthquake& event, FastRandom& random, std::array<Spectrum, 3>& out);

private:
    struct Family;
    Family family(const Earthquake& event, Wave wave, double tStar, double extraTStar, int subevents) const;
    void surfaceWaves(const Earthquake& event, double amplitude, FastRandom& random, std::array<Spectrum, 3>& out) const;

    const Crust& m_crust;
    const Station& m_station;
    const Scattering& m_scattering;
    double m_rateHz;
    Fourier m_fourier, m_short;
    Bins m_bins;
};

}  // namespace seisdesk::synth
