#pragma once
// MapPanel: the event under review among its stations.

#include "ui/map/map_base.h"
#include "ui/map/map_symbols.h"

#include <QWidget>

namespace seisdesk {

/// Wheel zooms, a drag moves, a double click shows all of the event; also + and -, arrows and Home.
class MapPanel : public QWidget {
    Q_OBJECT
public:
    explicit MapPanel(QWidget* parent = nullptr);

    void setStations(const std::vector<MapStation>& stations);
    void setEvents(const std::vector<MapEvent>& events);
    void setOrigins(const std::vector<MapOrigin>& origins);
    /// Location, ghost and how it was made.
    void setState(const ReviewState& state);
    void setPalette(const Palette& palette);
    /// "NET.STA"; empty for none.
    void selectStation(const std::string& station);
    /// Shows the event with the stations that located it, or all there is. Where there is nothing yet, as soon as there is.
    void fit();
    void setView(const MapView& view);
    const MapView& view() const { return m_view; }
    const MapContent& content() const { return m_content; }
    MapBasePainter& base() { return m_painter; }

Q_SIGNALS:
    void stationChosen(const QString& station);
    void eventChosen(const QString& publicId);

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void wheelEvent(QWheelEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void mouseDoubleClickEvent(QMouseEvent*) override;
    void keyPressEvent(QKeyEvent*) override;
    void showEvent(QShowEvent*) override;
    bool event(QEvent*) override;

private:
    void askBase();
    void move(const MapView& view);
    std::vector<GeoPoint> places() const;
    const MapStation* stationAt(const QPointF& at) const;
    const MapEvent* eventAt(const QPointF& at) const;
    QString toolTipAt(const QPointF& at) const;

    MapContent m_content;
    MapView m_view;
    MapBase m_base;
    Palette m_palette = Palette::light();
    MapBasePainter m_painter;
    bool m_fitWanted = true;  ///< as soon as there is something
    bool m_fitted = false;    ///< and nobody has moved the map since
    bool m_dragging = false;
    QPointF m_pressed;
    MapView m_pressedView;
};

}  // namespace seisdesk
