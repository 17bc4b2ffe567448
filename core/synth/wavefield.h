#pragma once
// Wavefield: what one earthquake does at one station, in counts, with the exact onsets of all its waves.

#include "core/synth/paths.h"
#include "core/synth/random_earthquake.h"
#include "core/synth/series.h"
#include "core/synth/source_time.h"
#include "core/synth/wavelet.h"

namespace seisdesk::synth {

struct Onset {
    double sample = 0.0;     ///< in the buffer, fractional
    double radiation = 0.0;  ///< of P: signed, up is positive; at most 1
};

/// Of every path, by time.
struct Onsets {
    std::vector<Onset> p, s;
};

/// How the neighbourhood scatters: the same for all events of a record.
struct Scattering {
    double pLevel = 0.5, sLevel = 0.5;  ///< deviation of the early coda against the peak of its wave
    double earlySeconds = 1.0;
    double pLongLevel = 0.5, sLongLevel = 0.2;  ///< share of the coda that decays slowly
    double attenuationExponent = 0.5;   ///< Q grows as f to this power
    double codaQ = 200.0;               ///< at 1 Hz
    double conversionSeconds = 0.5;     ///< S-to-P at the bottom of the cover comes this much before S
    double conversionLevel = 0.1;
    double surfaceLevel = 0.5, surfaceKmS = 2.6;
};

Scattering randomScattering(const Crust& crust, FastRandom& random);

/// Rays as spikes, each with near scatterers; coda as dense random scatterers; P, S and late coda filtered by a wavelet of their own;
/// dispersed surface waves of shallow events. Spectra of up, north, east in counts are added to.
class Wavefield {
public:
    /// All must outlive this.
    Wavefield(const Crust& crust, const Station& station, const StationSpectra& spectra, const Bins& bins, const Scattering& scattering, double rateHz);
    Onsets add(const Earthquake& event, FastRandom& random, std::array<Spectrum, 3>& out);

private:
    struct Body {
        Wavelet wavelet;
        double first = 0.0, strongest = 0.0, strongestStart = 0.0;  ///< amplitudes at the surface, metre seconds; sample
    };
    Wavelet waveletOf(const Earthquake& event, Wave wave, double tStar, double extraKappa, double pieces) const;
    Body rays(const Earthquake& event, Wave wave, const std::vector<WavePath>& paths, const std::vector<Onset>& onsets,
              const SourceTime& time, FastRandom& random);
    void coda(const Earthquake& event, Wave wave, const Body& body, double start, double pSeconds, double sSeconds, FastRandom& random);
    void lateCoda(const Earthquake& event, double start, double pSeconds, double sSeconds, double amplitude, const Wavelet& late, FastRandom& random);
    void surfaceWaves(const Earthquake& event, double amplitude, FastRandom& random, std::array<Spectrum, 3>& out) const;
    void filter(const Wavelet& wavelet, std::array<Spectrum, 3>& out);

    const Crust& m_crust;
    const Station& m_station;
    const StationSpectra& m_spectra;
    const Bins& m_bins;
    const Scattering& m_scattering;
    double m_rateHz;
    Fourier m_fourier, m_quarter;
    Series m_series;  ///< zero between uses
};

}  // namespace seisdesk::synth
