#pragma once
// Station: the site, seismometer, digitiser and ground noise of one made-up station; frequency functions of all of them.

#include "core/synth/bins.h"
#include "core/synth/random.h"

#include <array>
#include <complex>
#include <string>
#include <vector>

namespace seisdesk::synth {

enum class Instrument { Broadband, ShortPeriod, Accelerometer };

struct Station {
    Instrument instrument = Instrument::Broadband;
    double nativeRateHz = 100.0;
    double countsPerUnit = 1e9;       ///< per m/s, of an accelerometer per m/s2
    double cornerHz = 0.01, damping = 0.7;
    double selfNoiseDb = -160.0;      ///< flat, acceleration
    double clipCounts = 8388607.0;
    bool wholeCounts = true;

    double antiAliasHz = 40.0;        ///< -3 dB
    int antiAliasPoles = 8;
    bool zeroPhase = false;           ///< of the anti-alias filter; else minimum phase

    std::array<double, 2> siteReflection{}, siteTwoWaySeconds{};  ///< vertical, horizontal: soft layer over a half-space
    double kappaSeconds = 0.02;

    double microseismLevel = 0.4, cultureLevel = 0.4;  ///< 0 is the low noise model, 1 the high one; below and above about 0.6 Hz
    double tiltDb = 0.0;              ///< more noise on horizontals below 0.1 Hz
    double highSlopeDb = 0.0;         ///< per decade above 10 Hz
    struct Line {
        double hz, widthHz, db;
    };
    std::vector<Line> lines;          ///< machines

    /// Counts per m/s of ground velocity: seismometer, digitiser, anti-alias filter.
    std::complex<double> recorder(double hz) const;
    /// Soft layer: multiples follow the direct wave with alternating sign.
    std::complex<double> site(double hz, bool horizontal) const;
    /// Of ground and electronics, in m/s per square root of Hz.
    double noiseDensity(double hz, bool horizontal) const;

private:
    std::complex<double> antiAlias(double hz) const;
};

/// A station's functions on the knots of a frequency axis; tapered to zero over its last tenth, or the record would ring.
struct StationSpectra {
    std::array<std::vector<std::complex<float>>, 2> response;  ///< counts per m/s below the site; vertical, horizontal
    std::array<std::vector<std::complex<float>>, 2> noise;     ///< counts per square root of Hz; real
    bool zeroPhase = false;

    StationSpectra(const Station& station, const Bins& bins);
};

std::string instrumentName(Instrument instrument);

/// `gridRateHz` is the rate of the record; slower digitisers leave the upper part of its band empty.
Station randomStation(double gridRateHz, bool borehole, FastRandom& random);

}  // namespace seisdesk::synth
