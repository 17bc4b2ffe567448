#include "core/signal/rotate.h"

#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

using Row = std::array<double, 3>;
using Matrix = std::array<Row, 3>;

constexpr double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

Error unequal() { return {Error::Code::InvalidArgument, "Components to be rotated must have the same number of samples; cut them to their common span first."}; }
Error flat() { return {Error::Code::InvalidArgument, "The components point (nearly) in the same direction or plane and cannot be rotated; check their azimuths and dips."}; }

/// out[r] = sum over c of matrix[r][c] * in[c], sample by sample.
std::array<Samples, 3> product(const Matrix& matrix, const std::array<SampleView, 3>& in)
{
    std::array<Samples, 3> out;
    for (std::size_t r = 0; r < 3; ++r) {
        const Row row = matrix[r];
        out[r].resize(in[0].size());
        for (std::size_t i = 0; i < in[0].size(); ++i) {
            // Components that do not take part must not spread their NaN.
            double sum = 0.0;
            for (std::size_t c = 0; c < 3; ++c)
                if (row[c] != 0.0) sum += row[c] * in[c][i];
            out[r][i] = static_cast<float>(sum);
        }
    }
    return out;
}

Row cross(const Row& a, const Row& b) { return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]}; }
double dot(const Row& a, const Row& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

/// Rounding of right angles away: cos(90 degrees) is 0.
double clean(double x) { return std::abs(x) < 1e-15 ? 0.0 : x; }

/// Up, north and east parts of a unit vector.
Row direction(const Orientation& axis)
{
    const double dip = radians(axis.dipDegrees), azimuth = radians(axis.azimuthDegrees);
    return {clean(-std::sin(dip)), clean(std::cos(dip) * std::cos(azimuth)), clean(std::cos(dip) * std::sin(azimuth))};
}

bool sameLength(const std::array<SampleView, 3>& in) { return in[0].size() == in[1].size() && in[0].size() == in[2].size(); }

Matrix zneToLqtMatrix(double backAzimuthDegrees, double incidenceDegrees)
{
    const double ci = clean(std::cos(radians(incidenceDegrees))), si = clean(std::sin(radians(incidenceDegrees)));
    const double cb = clean(std::cos(radians(backAzimuthDegrees))), sb = clean(std::sin(radians(backAzimuthDegrees)));
    return {Row{ci, -si * cb, -si * sb}, Row{si, ci * cb, ci * sb}, Row{0.0, sb, -cb}};
}

Matrix transposed(const Matrix& m)
{
    Matrix out;
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c) out[r][c] = m[c][r];
    return out;
}

/// {a*x + b*y, c*x + d*y}
Result<std::array<Samples, 2>> plane(SampleView x, SampleView y, double a, double b, double c, double d)
{
    if (x.size() != y.size()) return unequal();
    std::array<Samples, 2> out{Samples(x.size()), Samples(x.size())};
    for (std::size_t i = 0; i < x.size(); ++i) {
        out[0][i] = static_cast<float>(a * x[i] + b * y[i]);
        out[1][i] = static_cast<float>(c * x[i] + d * y[i]);
    }
    return out;
}

}  // namespace

Result<std::array<Samples, 3>> rotatedToZne(const std::array<SampleView, 3>& components, const std::array<Orientation, 3>& axes)
{
    if (!sameLength(components)) return unequal();
    const Row a = direction(axes[0]), b = direction(axes[1]), c = direction(axes[2]);
    const Row bc = cross(b, c), ca = cross(c, a), ab = cross(a, b);
    const double volume = dot(a, bc);
    if (!(std::abs(volume) > 0.05)) return flat();
    Matrix inverse;  // its columns are the dual axes
    for (std::size_t r = 0; r < 3; ++r) inverse[r] = {clean(bc[r] / volume), clean(ca[r] / volume), clean(ab[r] / volume)};
    return product(inverse, components);
}

Result<std::array<Samples, 2>> rotatedToNe(const std::array<SampleView, 2>& components, const std::array<double, 2>& azimuthsDegrees)
{
    const double a = radians(azimuthsDegrees[0]), b = radians(azimuthsDegrees[1]);
    const double area = std::sin(b - a);
    if (!(std::abs(area) > 0.05)) return flat();
    return plane(components[0], components[1], std::sin(b) / area, -std::sin(a) / area, -std::cos(b) / area, std::cos(a) / area);
}

Result<std::array<Samples, 2>> neToRt(SampleView north, SampleView east, double backAzimuthDegrees)
{
    const double c = std::cos(radians(backAzimuthDegrees)), s = std::sin(radians(backAzimuthDegrees));
    return plane(north, east, -c, -s, s, -c);
}

Result<std::array<Samples, 2>> rtToNe(SampleView radial, SampleView transverse, double backAzimuthDegrees)
{
    const double c = std::cos(radians(backAzimuthDegrees)), s = std::sin(radians(backAzimuthDegrees));
    return plane(radial, transverse, -c, s, -s, -c);
}

Result<std::array<Samples, 3>> zneToLqt(const std::array<SampleView, 3>& zne, double backAzimuthDegrees, double incidenceDegrees)
{
    if (!sameLength(zne)) return unequal();
    return product(zneToLqtMatrix(backAzimuthDegrees, incidenceDegrees), zne);
}

Result<std::array<Samples, 3>> lqtToZne(const std::array<SampleView, 3>& lqt, double backAzimuthDegrees, double incidenceDegrees)
{
    if (!sameLength(lqt)) return unequal();
    return product(transposed(zneToLqtMatrix(backAzimuthDegrees, incidenceDegrees)), lqt);
}

}  // namespace seisdesk
