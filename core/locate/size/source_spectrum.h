#pragma once
// SourceSpectrum: the displacement spectrum of a wave at one station, and the Brune source that fits it: moment, corner frequency, stress drop.

#include "core/base/result.h"
#include "core/locate/size/station_recording.h"

#include <vector>

namespace seisdesk {

/// What lies between source and spectrum.
struct SpectrumOptions {
    WaveType wave = WaveType::S;
    double q = 180.0, qExponent = 0.45;      ///< of S: Q = q f^qExponent above 1 Hz (Raoof et al. 1999, BSSA 89, southern California)
    double qRatio = 1.5;                     ///< Q of P over that of S
    double kappaSeconds = 0.03, kappaSigmaSeconds = 0.015;  ///< of the site: what is expected before the fit
    double densityKgM3 = 2700.0;
    double kneeKm = 100.0;                   ///< amplitudes fall as 1 / r to here, then as 1 / sqrt(r)
    double freeSurface = 2.0;
    double leastSnr = 3.0;                   ///< of amplitudes
    double highestHz = 25.0;
    double radiation() const { return wave == WaveType::P ? 0.52 : 0.63; }  ///< mean over the sphere (Boore & Boatwright 1984, BSSA 74)
    double velocityMetresPerSecond = 3500.0; ///< of the wave at the source
    double sVelocityMetresPerSecond = 3500.0;
};

struct SourceSpectrum {
    std::string station;
    WaveType wave = WaveType::S;
    TimeSpan window;
    std::vector<double> frequenciesHz;       ///< evenly spaced logarithms
    std::vector<double> displacement;        ///< metre seconds, all components together, as recorded
    std::vector<double> noise;
    std::vector<double> fitted;              ///< Brune source with path and site; as recorded
    double lowHz = 0.0, highHz = 0.0;        ///< where it was fitted
    double omega0 = 0.0;                     ///< metre seconds, path and site taken out
    double omega0Decades = 0.0;              ///< one sigma of its logarithm
    double cornerHz = 0.0, cornerDecades = 0.0;
    double kappaSeconds = 0.0;
    double misfitDecades = 0.0;              ///< root mean square
    double momentNm = 0.0, magnitude = 0.0, magnitudeSigma = 0.0, stressDropPa = 0.0;
    std::string why;                         ///< when it should not be used
    bool usable() const { return why.empty(); }
};

/// Moment magnitude (IASPEI 2005: 2/3 (log10 M0 - 9.1)), moment and Brune's stress drop.
double momentMagnitude(double momentNm);
double momentOf(double magnitude);
/// 7/16 M0 / r^3 with r = 2.34 vs / (2 pi fc) (Brune 1970).
double bruneStressDropPa(double momentNm, double cornerHz, double sVelocityMetresPerSecond);

/// Errors (InvalidArgument): no component with response and samples, S - P below 1 s for P, too few frequencies above the noise.
Result<SourceSpectrum> sourceSpectrum(const StationRecording& station, const SpectrumOptions& options = {});

/// The fit alone, to what is in `spectrum` already (frequencies, displacement, noise); for trials with other options.
Result<SourceSpectrum> fitted(SourceSpectrum spectrum, const StationRecording& station, const SpectrumOptions& options);

}  // namespace seisdesk
