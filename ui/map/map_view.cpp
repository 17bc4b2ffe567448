#include "ui/map/map_view.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

double MapView::northingOf(double latitudeDegrees)
{
    const double latitude = std::clamp(latitudeDegrees, -farthestLatitude, farthestLatitude) / degreesPerRadian;
    return std::asinh(std::tan(latitude)) * degreesPerRadian;
}

double MapView::latitudeOf(double northing) { return std::atan(std::sinh(northing / degreesPerRadian)) * degreesPerRadian; }

QPointF MapView::at(double latitudeDegrees, double longitudeDegrees_) const
{
    const double east = std::remainder(longitudeDegrees_ - longitudeDegrees, 360.0);
    return {size.width() / 2.0 + east * pxPerDegree, size.height() / 2.0 - (northingOf(latitudeDegrees) - northing) * pxPerDegree};
}

double MapView::latitudeAt(double y) const { return latitudeOf(northing - (y - size.height() / 2.0) / pxPerDegree); }
double MapView::longitudeAt(double x) const { return longitudeDegrees + (x - size.width() / 2.0) / pxPerDegree; }

GeoBox MapView::box() const
{
    return {latitudeAt(size.height()), latitudeAt(0.0), longitudeAt(0.0), std::min(longitudeAt(size.width()), longitudeAt(0.0) + 360.0)};
}

double MapView::kmPerPx() const { return kmPerDegree * std::cos(latitudeOf(northing) / degreesPerRadian) / pxPerDegree; }

MapView MapView::zoomed(double factor, const QPointF& about) const
{
    MapView out = *this;
    out.pxPerDegree = std::clamp(pxPerDegree * factor, leastPxPerDegree(), mostPxPerDegree);
    const double x = about.x() - size.width() / 2.0, y = about.y() - size.height() / 2.0;
    out.longitudeDegrees += x / pxPerDegree - x / out.pxPerDegree;
    out.northing -= y / pxPerDegree - y / out.pxPerDegree;
    return out.panned({});
}

MapView MapView::panned(const QPointF& by) const
{
    MapView out = *this;
    out.longitudeDegrees = std::remainder(longitudeDegrees - by.x() / pxPerDegree, 360.0);
    const double most = northingOf(farthestLatitude);
    out.northing = std::clamp(northing + by.y() / pxPerDegree, -most, most);
    return out;
}

MapView MapView::resized(const QSizeF& to) const
{
    MapView out = *this;
    out.size = to;
    out.pxPerDegree = std::max(pxPerDegree, out.leastPxPerDegree());
    return out;
}

MapView MapView::fitted(const std::vector<GeoPoint>& places, double marginPx, double leastKm) const
{
    if (places.empty()) return *this;
    MapView out = *this;
    double west = 0.0, east = 0.0, south = 1e9, north = -1e9;
    const double first = places.front().longitudeDegrees;
    for (const GeoPoint& place : places) {
        const double away = std::remainder(place.longitudeDegrees - first, 360.0), up = northingOf(place.latitudeDegrees);
        west = std::min(west, away), east = std::max(east, away), south = std::min(south, up), north = std::max(north, up);
    }
    out.longitudeDegrees = std::remainder(first + 0.5 * (west + east), 360.0);
    out.northing = 0.5 * (south + north);
    const double least = leastKm / kmPerDegree / std::cos(latitudeOf(out.northing) / degreesPerRadian);
    const double width = std::max(20.0, size.width() - 2.0 * marginPx), height = std::max(20.0, size.height() - 2.0 * marginPx);
    out.pxPerDegree = std::clamp(std::min(width / std::max(least, east - west), height / std::max(least, north - south)), leastPxPerDegree(), mostPxPerDegree);
    return out;
}

double roundStep(double length, double count)
{
    const double wanted = length / count, power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double times : {1.0, 2.0, 5.0})
        if (times * power >= wanted) return times * power;
    return 10.0 * power;
}

}  // namespace seisdesk
