#include "core/synth/source.h"

#include <cmath>
#include <numbers>

namespace seisdesk::synth {

using std::cos, std::sin;

namespace {
constexpr double pi = std::numbers::pi;
}

double Source::moment() const { return std::pow(10.0, 1.5 * momentMagnitude + 9.1); }

double Source::cornerHz(double vsKmS) const { return 0.49 * vsKmS * 1e3 * std::cbrt(stressDropMPa * 1e6 / moment()); }

Radiation radiation(const Source& source, double azimuthDegrees, double takeoffDegrees)
{
    const double phi = (azimuthDegrees - source.strikeDegrees) * pi / 180.0;
    const double d = source.dipDegrees * pi / 180.0, l = source.rakeDegrees * pi / 180.0, i = takeoffDegrees * pi / 180.0;
    Radiation r;
    r.p = cos(l) * sin(d) * sin(i) * sin(i) * sin(2 * phi) - cos(l) * cos(d) * sin(2 * i) * cos(phi) +
          sin(l) * sin(2 * d) * (cos(i) * cos(i) - sin(i) * sin(i) * sin(phi) * sin(phi)) +
          sin(l) * cos(2 * d) * sin(2 * i) * sin(phi);
    r.sv = sin(l) * cos(2 * d) * cos(2 * i) * sin(phi) - cos(l) * cos(d) * cos(2 * i) * cos(phi) +
           0.5 * cos(l) * sin(d) * sin(2 * i) * sin(2 * phi) - 0.5 * sin(l) * sin(2 * d) * sin(2 * i) * (1 + sin(phi) * sin(phi));
    r.sh = cos(l) * cos(d) * cos(i) * sin(phi) + cos(l) * sin(d) * sin(i) * cos(2 * phi) + sin(l) * cos(2 * d) * cos(i) * cos(phi) -
           0.5 * sin(l) * sin(2 * d) * sin(i) * sin(2 * phi);
    return r;
}

std::complex<double> bruneSpectrum(double frequencyHz, double cornerHz)
{
    const std::complex<double> pole(1.0, frequencyHz / cornerHz);
    return 1.0 / (pole * pole);
}

std::complex<double> attenuation(double frequencyHz, double tStarSeconds, double referenceHz)
{
    if (frequencyHz <= 0.0) return 1.0;
    const double delay = tStarSeconds / pi * std::log(referenceHz / frequencyHz);
    return std::exp(std::complex<double>(-pi * frequencyHz * tStarSeconds, -2.0 * pi * frequencyHz * delay));
}

}  // namespace seisdesk::synth
