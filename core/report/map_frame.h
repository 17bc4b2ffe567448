#pragma once
// Map frame: where places come to lie in a square map of the report, with its graticule and scale.

#include "core/locate/travel/geodesy.h"
#include "core/report/markup.h"

#include <vector>

namespace seisdesk {

/// Degrees; `eastDegrees` is above `westDegrees` and may be above 180.
struct MapExtent {
    double southDegrees = 0.0, northDegrees = 0.0, westDegrees = 0.0, eastDegrees = 0.0;
};

/// Smallest that holds both; longitudes near those of `a`.
MapExtent united(const MapExtent& a, const MapExtent& b);

/// Equal scales in both directions around the middle of what is to be seen.
class MapFrame {
public:
    static constexpr double size = 480.0, bottom = 22.0;

    /// Not empty.
    explicit MapFrame(const std::vector<GeoPoint>& points);

    double x(double longitudeDegrees) const;
    /// Without a jump at the date line.
    double plainX(double longitudeDegrees) const;
    double y(double latitudeDegrees) const;
    double perKm() const { return perDegree() / kmPerDegree; }
    double longitude() const { return m_longitude; }
    MapExtent extent() const;

    static double side() { return size - left - margin; }
    static double x0() { return left; }
    static double y0() { return margin; }
    static double height() { return margin + side() + bottom; }

    /// Sea or, without ground, nothing; the ground, which is markup; graticule and edge.
    void draw(Svg& svg, const std::string& ground) const;
    void scale(Svg& svg) const;

private:
    static constexpr double left = 44.0, margin = 8.0;
    double perDegree() const { return 0.5 * side() / m_half; }
    double m_latitude = 0.0, m_longitude = 0.0, m_shrink = 1.0, m_half = 1.0;
};

}  // namespace seisdesk
