#include "core/model/von_mises.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace seisdesk {

namespace {

constexpr double large = 50.0;

/// 1 - I1(k) / I0(k) for large k (Abramowitz and Stegun 1964, 9.7.1, divided out).
double shortfall(double k)
{
    const double r = 1.0 / k;
    return r * (1.0 / 2.0 + r * (1.0 / 8.0 + r * (1.0 / 8.0 + r * (25.0 / 128.0 + r * 13.0 / 32.0))));
}

/// Gauss's continued fraction 1 / (2/k + 1 / (4/k + 1 / (6/k + ...))), from its tail.
double ratio(double k)
{
    double tail = 0.0;
    for (int n = 20 + static_cast<int>(2.0 * k); n >= 1; --n) tail = 1.0 / (2.0 * n / k + tail);
    return tail;
}

}  // namespace

double meanResultantLength(double k)
{
    if (!(k >= 0.0)) return std::numeric_limits<double>::quiet_NaN();
    if (k == 0.0) return 0.0;
    return k > large ? 1.0 - shortfall(k) : ratio(k);
}

double circularStandardDeviationDeg(double k)
{
    if (!(k >= 0.0)) return std::numeric_limits<double>::quiet_NaN();
    if (k == 0.0) return std::numeric_limits<double>::infinity();
    const double logLength = k > large ? std::log1p(-shortfall(k)) : std::log(ratio(k));
    return std::sqrt(-2.0 * logLength) * 180.0 / std::numbers::pi;
}

}  // namespace seisdesk
