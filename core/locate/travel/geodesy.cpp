#include "core/locate/travel/geodesy.h"

#include <cmath>

namespace seisdesk {

namespace {

constexpr double equatorKm = 6378.137, flattening = 1.0 / 298.257223563, sphereKm = 6371.0;

std::array<double, 3> difference(const GeoPoint& a, const GeoPoint& b)
{
    return {b.earthKm[0] - a.earthKm[0], b.earthKm[1] - a.earthKm[1], b.earthKm[2] - a.earthKm[2]};
}

double dot(const std::array<double, 3>& a, const std::array<double, 3>& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

double arcDegrees(double chordKm) { return 2.0 * std::asin(std::min(1.0, chordKm / (2.0 * sphereKm))) * degreesPerRadian; }

}  // namespace

GeoPoint::GeoPoint(double latitude, double longitude) : latitudeDegrees(latitude), longitudeDegrees(longitude)
{
    const double phi = latitude / degreesPerRadian, lambda = longitude / degreesPerRadian;
    const double sp = std::sin(phi), cp = std::cos(phi), sl = std::sin(lambda), cl = std::cos(lambda);
    const double e2 = flattening * (2.0 - flattening);
    const double normal = equatorKm / std::sqrt(1.0 - e2 * sp * sp);
    earthKm = {normal * cp * cl, normal * cp * sl, normal * (1.0 - e2) * sp};
    north = {-sp * cl, -sp * sl, cp};
    east = {-sl, cl, 0.0};
}

GeoPoint GeoPoint::moved(double northKm, double eastKm) const
{
    const double arc = std::hypot(northKm, eastKm) / sphereKm, azimuth = std::atan2(eastKm, northKm), phi = latitudeDegrees / degreesPerRadian;
    const double sine = std::clamp(std::sin(phi) * std::cos(arc) + std::cos(phi) * std::sin(arc) * std::cos(azimuth), -1.0, 1.0);
    const double turn = std::atan2(std::sin(azimuth) * std::sin(arc) * std::cos(phi), std::cos(arc) - std::sin(phi) * sine);
    const double longitude = longitudeDegrees + turn * degreesPerRadian;
    return {std::asin(sine) * degreesPerRadian, std::remainder(longitude, 360.0)};
}

double distanceDegrees(const GeoPoint& a, const GeoPoint& b)
{
    const auto d = difference(a, b);
    return arcDegrees(std::sqrt(dot(d, d)));
}

Course course(const GeoPoint& from, const GeoPoint& to)
{
    const auto d = difference(from, to);
    const double azimuth = std::atan2(dot(d, from.east), dot(d, from.north)) * degreesPerRadian;
    return {arcDegrees(std::sqrt(dot(d, d))), azimuth < 0.0 ? azimuth + 360.0 : azimuth};
}

}  // namespace seisdesk
