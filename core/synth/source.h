#pragma once
// Source: a double couple with a Brune spectrum.

#include <complex>

namespace seisdesk::synth {

/// Strike, dip and rake in degrees (Aki & Richards' convention); size as moment magnitude and stress drop.
struct Source {
    double strikeDegrees = 0.0, dipDegrees = 90.0, rakeDegrees = 0.0;
    double momentMagnitude = 3.0;
    double stressDropMPa = 3.0;

    /// Newton metres: 10^(1.5 Mw + 9.1) (Hanks & Kanamori 1979, IASPEI 2005 constant).
    double moment() const;
    /// Brune (1970): 0.49 beta (stress drop / moment)^(1/3), beta in m/s, stress drop in Pa.
    double cornerHz(double vsKmS) const;
};

/// Far-field amplitudes of a unit double couple along a ray; Aki & Richards (2002), equations 4.89 to 4.91.
struct Radiation {
    double p = 0.0, sv = 0.0, sh = 0.0;
};

/// `azimuthDegrees` from source to station; `takeoffDegrees` from straight down.
Radiation radiation(const Source& source, double azimuthDegrees, double takeoffDegrees);

/// Spectrum of ground displacement pulse of unit area, minimum phase: 1 / (1 + i f/fc)^2.
std::complex<double> bruneSpectrum(double frequencyHz, double cornerHz);

/// Causal attenuation exp(-pi f t*) with the dispersion that belongs to it (Futterman 1962); `referenceHz` is the
/// frequency that arrives at the elastic travel time, slower ones arrive later.
std::complex<double> attenuation(double frequencyHz, double tStarSeconds, double referenceHz);

}  // namespace seisdesk::synth
