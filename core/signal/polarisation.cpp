#include "core/signal/polarisation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

using Row = std::array<double, 3>;
using Matrix = std::array<Row, 3>;

/// Eigenvalues and vectors (columns) of a symmetric matrix by Jacobi rotations.
void diagonalise(Matrix& a, Matrix& vectors)
{
    vectors = {Row{1.0, 0.0, 0.0}, Row{0.0, 1.0, 0.0}, Row{0.0, 0.0, 1.0}};
    for (int sweep = 0; sweep < 50; ++sweep) {
        const double off = std::abs(a[0][1]) + std::abs(a[0][2]) + std::abs(a[1][2]);
        if (off <= 1e-18 * (std::abs(a[0][0]) + std::abs(a[1][1]) + std::abs(a[2][2]))) return;
        for (std::size_t p = 0; p < 2; ++p)
            for (std::size_t q = p + 1; q < 3; ++q) {
                if (a[p][q] == 0.0) continue;
                const double theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                const double t = std::copysign(1.0, theta) / (std::abs(theta) + std::hypot(theta, 1.0));
                const double c = 1.0 / std::hypot(t, 1.0), s = t * c;
                for (std::size_t k = 0; k < 3; ++k) {
                    const double kp = a[k][p], kq = a[k][q];
                    a[k][p] = c * kp - s * kq;
                    a[k][q] = s * kp + c * kq;
                }
                for (std::size_t k = 0; k < 3; ++k) {
                    const double pk = a[p][k], qk = a[q][k];
                    a[p][k] = c * pk - s * qk;
                    a[q][k] = s * pk + c * qk;
                    const double vp = vectors[k][p], vq = vectors[k][q];
                    vectors[k][p] = c * vp - s * vq;
                    vectors[k][q] = s * vp + c * vq;
                }
            }
    }
}

double degrees(double radians) { return radians * 180.0 / std::numbers::pi; }

/// Into [0, period).
double wrapped(double degreesValue, double period)
{
    const double r = std::fmod(degreesValue, period);
    const double positive = r < 0.0 ? r + period : r;
    return positive >= period ? 0.0 : positive;
}

}  // namespace

Result<Polarisation> polarisation(std::span<const float> vertical, std::span<const float> north, std::span<const float> east)
{
    const std::array<std::span<const float>, 3> parts{vertical, north, east};
    const std::size_t n = vertical.size();
    if (n < 3 || north.size() != n || east.size() != n)
        return Error{Error::Code::InvalidArgument, "Particle motion needs three components of the same three or more samples."};
    Row mean{};
    for (std::size_t c = 0; c < 3; ++c)
        for (const float x : parts[c]) mean[c] += x / static_cast<double>(n);
    Matrix covariance{};
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t r = 0; r < 3; ++r)
            for (std::size_t c = r; c < 3; ++c) covariance[r][c] += (parts[r][i] - mean[r]) * (parts[c][i] - mean[c]) / static_cast<double>(n - 1);
    for (std::size_t r = 1; r < 3; ++r)
        for (std::size_t c = 0; c < r; ++c) covariance[r][c] = covariance[c][r];
    const double total = covariance[0][0] + covariance[1][1] + covariance[2][2];
    if (!std::isfinite(total)) return Error{Error::Code::InvalidArgument, "Particle motion needs finite samples; choose a window without gaps."};
    if (!(total > 0.0)) return Error{Error::Code::InvalidArgument, "There is no particle motion: the samples do not change."};

    Matrix vectors;
    diagonalise(covariance, vectors);
    std::array<std::size_t, 3> order{0, 1, 2};
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return covariance[a][a] > covariance[b][b]; });
    const auto value = [&](std::size_t k) { return std::max(0.0, covariance[order[k]][order[k]]); };
    double up = vectors[0][order[0]], toNorth = vectors[1][order[0]], toEast = vectors[2][order[0]];
    if (up < 0.0) {
        up = -up;
        toNorth = -toNorth;
        toEast = -toEast;
    }
    Polarisation out;
    const double azimuth = degrees(std::atan2(toEast, toNorth));
    out.azimuthDegrees = wrapped(azimuth, 180.0);
    out.backAzimuthDegrees = wrapped(azimuth + 180.0, 360.0);
    out.incidenceDegrees = degrees(std::atan2(std::hypot(toNorth, toEast), up));
    out.rectilinearity = 1.0 - std::sqrt(value(1) / value(0));
    out.planarity = 1.0 - 2.0 * value(2) / (value(0) + value(1));
    return out;
}

}  // namespace seisdesk
