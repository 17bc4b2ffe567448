#pragma once
// MapView: which part of the world is shown, in Mercator's projection, where circles stay round and azimuths stay angles. A value.

#include "core/io/coastlines.h"
#include "core/locate/travel/geodesy.h"

#include <QPointF>
#include <QSizeF>

#include <algorithm>
#include <vector>

namespace seisdesk {

struct MapView {
    QSizeF size{400, 300};          ///< px
    double longitudeDegrees = 0.0;  ///< of the middle
    double northing = 0.0;          ///< of the middle; see northingOf()
    double pxPerDegree = 1.0;       ///< of longitude

    static constexpr double farthestLatitude = 84.0, mostPxPerDegree = 2e6;
    /// The world once across the view.
    double leastPxPerDegree() const { return std::max(0.5, size.width() / 360.0); }

    /// Mercator's latitude, in degrees of longitude at the equator.
    static double northingOf(double latitudeDegrees);
    static double latitudeOf(double northing);

    /// Longitudes are taken the shorter way round from the middle.
    QPointF at(double latitudeDegrees, double longitudeDegrees) const;
    QPointF at(const GeoPoint& place) const { return at(place.latitudeDegrees, place.longitudeDegrees); }
    double latitudeAt(double y) const;
    double longitudeAt(double x) const;  ///< not wrapped
    GeoBox box() const;
    double kmPerPx() const;              ///< at the middle

    MapView zoomed(double factor, const QPointF& about) const;
    MapView panned(const QPointF& by) const;
    MapView resized(const QSizeF& to) const;
    /// All places with a margin; a single one with `leastKm` across.
    MapView fitted(const std::vector<GeoPoint>& places, double marginPx, double leastKm) const;
    bool operator==(const MapView&) const = default;
};

/// A round step (1, 2 or 5 times a power of ten) of which at most `count` fit into `length`.
double roundStep(double length, double count);

}  // namespace seisdesk
