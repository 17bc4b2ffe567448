#pragma once
// GeoPoint, a place on the WGS84 ellipsoid prepared for many distances, and the one distance that travel times are asked with.

#include <array>

namespace seisdesk {

inline constexpr double kmPerDegree = 6371.0 * 3.14159265358979323846 / 180.0;
inline constexpr double degreesPerRadian = 180.0 / 3.14159265358979323846;

/// Longitude and latitude in degrees with the point in the Earth's frame (km) beside them.
struct GeoPoint {
    double latitudeDegrees = 0.0, longitudeDegrees = 0.0;
    std::array<double, 3> earthKm{};
    std::array<double, 3> north{}, east{};  ///< unit vectors

    GeoPoint() : GeoPoint(0.0, 0.0) {}
    GeoPoint(double latitude, double longitude);
    /// The point this far away on a sphere tangent here: exact enough to lay out a search, not a geodesic.
    GeoPoint moved(double northKm, double eastKm) const;
};

/// Distance along the Earth and the azimuth of `to` seen from `from`, clockwise from north.
struct Course {
    double distanceDegrees = 0.0;  ///< of a sphere of 6371 km: km / kmPerDegree
    double azimuthDegrees = 0.0;   ///< [0, 360)
    double distanceKm() const { return distanceDegrees * kmPerDegree; }
};

/// From the chord through the ellipsoid: within 20 m of the geodesic to 1000 km, 0.2 % everywhere.
double distanceDegrees(const GeoPoint& a, const GeoPoint& b);
Course course(const GeoPoint& from, const GeoPoint& to);

/// Largest gap between azimuths, and the largest that leaving out one of them makes; 360 for fewer than two (three).
struct AzimuthalGaps {
    double primaryDegrees = 360.0, secondaryDegrees = 360.0;
};
template <class Azimuths>
AzimuthalGaps azimuthalGaps(Azimuths azimuths);

}  // namespace seisdesk

#include <algorithm>

namespace seisdesk {

template <class Azimuths>
AzimuthalGaps azimuthalGaps(Azimuths azimuths)
{
    AzimuthalGaps out;
    std::sort(azimuths.begin(), azimuths.end());
    const std::size_t n = azimuths.size();
    const auto step = [&](std::size_t i, std::size_t by) {
        const std::size_t j = i + by;
        return j < n ? azimuths[j] - azimuths[i] : azimuths[j - n] + 360.0 - azimuths[i];
    };
    if (n >= 2) out.primaryDegrees = 0.0;
    if (n >= 3) out.secondaryDegrees = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        if (n >= 2) out.primaryDegrees = std::max(out.primaryDegrees, step(i, 1));
        if (n >= 3) out.secondaryDegrees = std::max(out.secondaryDegrees, step(i, 2));
    }
    return out;
}

}  // namespace seisdesk
