#include "core/synth/free_surface.h"

#include <algorithm>
#include <cmath>
#include <complex>

namespace seisdesk::synth {

SurfaceMotion surfaceMotion(const Layer& top, double p, Wave wave)
{
    using Complex = std::complex<double>;
    const double a = top.vpKmS, b = top.vsKmS;
    p = std::min(p, 0.999 / top.velocity(wave));
    const Complex etaA = std::sqrt(Complex(1.0 / (a * a) - p * p)), etaB = std::sqrt(Complex(1.0 / (b * b) - p * p));
    const double k = 1.0 / (b * b) - 2.0 * p * p;
    const Complex rayleigh = k * k + 4.0 * p * p * etaA * etaB;
    const auto real = [](const Complex& z) { return std::copysign(std::abs(z), z.real()); };
    if (wave == Wave::P) return {real(2.0 * a * etaA * k / (b * b) / rayleigh), real(4.0 * a * p * etaA * etaB / (b * b) / rayleigh)};
    return {real(4.0 * b * p * etaA * etaB / (b * b) / rayleigh), -real(2.0 * b * etaB * k / (b * b) / rayleigh)};
}

}  // namespace seisdesk::synth
