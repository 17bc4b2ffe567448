#include "core/locate/mechanism/polarity_chance.h"

#include "core/locate/travel/geodesy.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace seisdesk {

namespace {

/// A moment tensor or a ray's products with itself: north-north, east-east, down-down, north-east, north-down, east-down.
using Symmetric = std::array<double, 6>;

/// Aki & Richards (2002), box 4.4.
Symmetric momentOf(double strike, double dip, double rake)
{
    const double ss = std::sin(strike), cs = std::cos(strike), sd = std::sin(dip), cd = std::cos(dip), sr = std::sin(rake), cr = std::cos(rake);
    const double s2d = 2.0 * sd * cd, c2d = cd * cd - sd * sd, s2s = 2.0 * ss * cs, c2s = cs * cs - ss * ss;
    return {-(sd * cr * s2s + s2d * sr * ss * ss), sd * cr * s2s - s2d * sr * cs * cs, s2d * sr,
            sd * cr * c2s + 0.5 * s2d * sr * s2s, -(cd * cr * cs + c2d * sr * ss), -(cd * cr * ss - c2d * sr * cs)};
}

Symmetric productsOf(const FirstMotion& motion)
{
    const double a = motion.azimuthDegrees / degreesPerRadian, i = motion.takeoffDegrees / degreesPerRadian;
    const double n = std::sin(i) * std::cos(a), e = std::sin(i) * std::sin(a), d = std::cos(i);
    return {n * n, e * e, d * d, 2.0 * n * e, 2.0 * n * d, 2.0 * e * d};
}

double radiation(const Symmetric& moment, const Symmetric& ray)
{
    double out = 0.0;
    for (std::size_t k = 0; k < 6; ++k) out += moment[k] * ray[k];
    return out;
}

}  // namespace

std::vector<double> polarityChances(const std::vector<FirstMotion>& motions, const MechanismOptions& options)
{
    const std::size_t n = motions.size();
    if (n < 6) return {};
    std::vector<double> likely, unlikely, chance(n);  // of what is seen and of its opposite
    std::vector<Symmetric> rays;
    for (const FirstMotion& motion : motions) rays.push_back(productsOf(motion));
    likely.assign(n, 0.0);
    unlikely.assign(n, 0.0);
    const double step = options.stepDegrees;
    // Every orientation counts alike: equal steps of strike, of the cosine of the dip, and of rake.
    for (double strike = 0.5 * step; strike < 360.0; strike += step)
        for (double c = 0.5 * step / 90.0; c < 1.0; c += step / 90.0)
            for (double rake = -180.0 + 0.5 * step; rake < 180.0; rake += step) {
                const Symmetric moment = momentOf(strike / degreesPerRadian, std::acos(c), rake / degreesPerRadian);
                double all = 1.0;
                for (std::size_t i = 0; i < n; ++i) {
                    const double amplitude = (motions[i].up ? 1.0 : -1.0) * radiation(moment, rays[i]);
                    chance[i] = options.wrongShare + (1.0 - 2.0 * options.wrongShare) * 0.5 * (1.0 + amplitude / std::hypot(amplitude, options.softness));
                    all *= chance[i];
                }
                for (std::size_t i = 0; i < n; ++i) {
                    const double others = all / chance[i];
                    likely[i] += others * chance[i];
                    unlikely[i] += others * (1.0 - chance[i]);
                }
            }
    for (std::size_t i = 0; i < n; ++i) chance[i] = likely[i] + unlikely[i] > 0.0 ? likely[i] / (likely[i] + unlikely[i]) : 0.5;
    return chance;
}

}  // namespace seisdesk
