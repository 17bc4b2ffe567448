#pragma once
// BeachBall: a double couple on the lower hemisphere with the stations that saw it; turned with the mouse or the keys.

#include "core/locate/mechanism/mechanism.h"
#include "ui/theme/palette.h"

#include <QImage>
#include <QWidget>

#include <array>
#include <optional>

namespace seisdesk {

/// Equal-area projection: directions (north, east, down) to the unit disc (x east, y north) and back; upward ones by their opposite.
QPointF onDisc(double azimuthDegrees, double takeoffDegrees);
std::array<double, 3> fromDisc(QPointF place);

/// Compression is filled; so is a station whose first motion was up. A station on the wrong side is crossed out. Alternatives are thin lines.
class BeachBall : public QWidget {
    Q_OBJECT
public:
    explicit BeachBall(QWidget* parent = nullptr);

    void setMotions(std::vector<FirstMotion> motions);
    void setPlane(const std::optional<FaultPlane>& plane);
    void setAlternatives(std::vector<FaultPlane> planes);
    void setPalette(const Palette& palette);
    const std::optional<FaultPlane>& plane() const { return m_plane; }
    /// Of the motions, on the wrong side of the present plane.
    int misfits() const;

    QSize sizeHint() const override { return {260, 260}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }

Q_SIGNALS:
    void turnedTo(const seisdesk::FaultPlane& plane);  ///< while it is dragged
    void stationChosen(const QString& station);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    QPointF centre() const;
    double radius() const;
    QPointF onWidget(QPointF disc) const { return centre() + radius() * QPointF(disc.x(), -disc.y()); }
    QPointF onUnitDisc(QPointF widget) const;
    void fillQuadrants();
    void drawPlanes(QPainter& painter, const FaultPlane& plane, const QPen& pen) const;
    void drawStations(QPainter& painter) const;
    bool wrong(const FirstMotion& motion) const;
    const FirstMotion* at(QPointF widget) const;
    void turnTo(const FaultPlane& plane);

    Palette m_palette = Palette::light();
    std::vector<FirstMotion> m_motions;
    std::optional<FaultPlane> m_plane;
    std::vector<FaultPlane> m_alternatives;
    QImage m_quadrants;  ///< null when it must be drawn anew
    std::optional<std::array<double, 3>> m_grip;
    FaultPlane m_gripped;
    QPointF m_pressed;
    bool m_moved = false;
};

}  // namespace seisdesk
