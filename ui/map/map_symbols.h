#pragma once
// What stands on the map: stations, rays, epicentres, ellipse, names, legend and scale.

#include "ui/map/map_content.h"
#include "ui/map/map_view.h"
#include "ui/theme/palette.h"

#include <QPainter>

namespace seisdesk {

struct MapContent {
    std::vector<MapStation> stations;
    std::vector<MapEvent> events;
    std::vector<MapOrigin> origins;
    std::optional<Location> location, ghost;
    bool fromOneStation = false;
    std::string selectedStation;  ///< "NET.STA"
    double scaleSeconds = 0.5;    ///< of the residual colours
};

class MapSymbols {
public:
    MapSymbols(const MapContent& content, const MapView& view, const Palette& palette) : m_content(content), m_view(view), m_palette(palette) {}
    void paint(QPainter& painter) const;

    static constexpr double stationRadius = 6.0, eventRadius = 4.0, starRadius = 9.0;

private:
    void paintEvents(QPainter& painter) const;
    void paintRays(QPainter& painter) const;
    void paintStations(QPainter& painter) const;
    void paintSource(QPainter& painter) const;
    void paintEllipse(QPainter& painter, const Location& location, const QPen& pen, bool filled) const;
    void paintNames(QPainter& painter, const std::vector<QRectF>& taken) const;
    QRectF paintLegend(QPainter& painter) const;
    QRectF paintScale(QPainter& painter) const;
    QColor sourceColor() const;

    const MapContent& m_content;
    const MapView& m_view;
    const Palette& m_palette;
};

/// 68.3 % ellipse as a closed line on the Earth.
std::vector<GeoPoint> outlineOf(const GeoPoint& middle, const HorizontalEllipse& ellipse);

}  // namespace seisdesk
