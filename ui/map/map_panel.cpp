#include "ui/map/map_panel.h"

#include "ui/review/location_text.h"
#include "ui/theme/residual_color.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace seisdesk {

namespace {
constexpr double grabPx = 10.0, marginPx = 32.0, legendPx = 48.0, leastKm = 20.0;
}

MapPanel::MapPanel(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(200, 160);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setObjectName(QStringLiteral("map"));
    setAccessibleName(tr("Map"));
    setAccessibleDescription(tr("Stations, the located event and its uncertainty. Plus and minus zoom, arrows move, Home shows all of it."));
    connect(&m_painter, &MapBasePainter::painted, this, [this](const MapBase& base) {
        m_base = base;
        update();
    });
}

void MapPanel::setStations(const std::vector<MapStation>& stations)
{
    const bool none = m_content.stations.empty();
    m_content.stations = stations;
    if (none && !stations.empty()) m_fitWanted = true;
    if (m_fitWanted) fit();
    update();
}

void MapPanel::setEvents(const std::vector<MapEvent>& events)
{
    m_content.events = events;
    if (m_fitWanted) fit();
    update();
}

void MapPanel::setOrigins(const std::vector<MapOrigin>& origins)
{
    m_content.origins = origins;
    update();
}

void MapPanel::setState(const ReviewState& state)
{
    m_content.location = state.location;
    m_content.ghost = state.ghost;
    m_content.fromOneStation = state.fromOneStation;
    if (state.location && !state.ghost) {
        std::vector<double> residuals;
        for (const LocatedPick& pick : state.location->picks)
            if (pick.used) residuals.push_back(pick.residualSeconds);
        m_content.scaleSeconds = residualScale(residuals);
    }
    if (m_fitWanted) fit();
    update();
}

void MapPanel::setPalette(const Palette& palette)
{
    m_palette = palette;
    askBase();
    update();
}

void MapPanel::selectStation(const std::string& station)
{
    if (m_content.selectedStation == station) return;
    m_content.selectedStation = station;
    update();
}

std::vector<GeoPoint> MapPanel::places() const
{
    std::vector<GeoPoint> out;
    if (m_content.location) {
        out = outlineOf(m_content.location->epicentre, m_content.location->ellipse);
        for (const MapStation& station : m_content.stations)
            if (station.used) out.push_back(station.place);
        return out;
    }
    for (const MapOrigin& origin : m_content.origins) out.push_back(origin.place);
    for (const MapStation& station : m_content.stations)
        if (station.used || m_content.origins.empty()) out.push_back(station.place);
    if (out.empty())
        for (const MapEvent& event : m_content.events) out.push_back(event.place);
    return out;
}

void MapPanel::fit()
{
    const std::vector<GeoPoint> all = places();
    m_fitWanted = all.empty();
    if (all.empty()) return;
    // Above the legend and the scale.
    setView(m_view.resized(size() - QSizeF(0, legendPx)).fitted(all, marginPx, leastKm).resized(size()).panned({0, -0.5 * legendPx}));
    m_fitted = true;
}

void MapPanel::move(const MapView& view)
{
    setView(view);
    m_fitted = false;
}

void MapPanel::setView(const MapView& view)
{
    if (view == m_view) return;
    m_view = view;
    askBase();
    update();
}

void MapPanel::askBase()
{
    if (isVisible()) m_painter.ask({m_view, m_palette, devicePixelRatioF()});
}

void MapPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    askBase();
}

void MapPanel::resizeEvent(QResizeEvent*)
{
    m_view = m_view.resized(size());
    if (m_fitWanted || m_fitted) fit();
    askBase();
}

void MapPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_palette.background);
    if (!m_base.image.isNull()) {
        // The last picture where it lies now, until the next one is painted.
        const double scale = m_view.pxPerDegree / m_base.view.pxPerDegree;
        const QPointF middle(m_view.size.width() / 2.0 + std::remainder(m_base.view.longitudeDegrees - m_view.longitudeDegrees, 360.0) * m_view.pxPerDegree,
                             m_view.size.height() / 2.0 - (m_base.view.northing - m_view.northing) * m_view.pxPerDegree);
        const QSizeF shown = m_base.view.size * scale;
        painter.setRenderHint(QPainter::SmoothPixmapTransform, scale != 1.0);
        painter.drawImage(QRectF(middle - QPointF(shown.width() / 2.0, shown.height() / 2.0), shown), m_base.image);
    }
    MapSymbols(m_content, m_view, m_palette).paint(painter);
    const QFontMetrics metrics(font());
    QString note;
    if (m_content.stations.empty() && m_content.events.empty() && !m_content.location) note = tr("No stations or events yet. Add StationXML or QuakeML to see them here.");
    if (!note.isEmpty()) {
        const QRect area = rect().adjusted(24, 24, -24, -24), place = metrics.boundingRect(area, Qt::AlignCenter | Qt::TextWordWrap, note);
        painter.fillRect(place.adjusted(-10, -6, 10, 6), m_palette.background);
        painter.setPen(m_palette.mutedText);
        painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, note);
    }
    const QString hint = QString::fromStdString(m_base.note);
    if (!hint.isEmpty()) {
        const QRect place = metrics.boundingRect(QRect(60, 0, std::max(80, width() - 70), height()), Qt::AlignRight | Qt::AlignTop | Qt::TextWordWrap, hint).translated(0, metrics.height() + 4);
        QColor ground = m_palette.background;
        ground.setAlpha(215);
        painter.fillRect(place.adjusted(-4, -2, 4, 2), ground);
        painter.setPen(m_palette.mutedText);
        painter.drawText(place, Qt::AlignRight | Qt::AlignTop | Qt::TextWordWrap, hint);
    }
    if (m_content.fromOneStation && m_content.location) {
        painter.setPen(m_palette.text);
        painter.drawText(rect().adjusted(8, metrics.height() + 8, -8, 0), Qt::AlignHCenter | Qt::AlignTop, tr("From one station"));
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_palette.accent, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void MapPanel::wheelEvent(QWheelEvent* event)
{
    event->accept();
    move(m_view.zoomed(std::pow(1.25, event->angleDelta().y() / 120.0), event->position()));
}

void MapPanel::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) return;
    m_pressed = event->position();
    m_pressedView = m_view;
    m_dragging = false;
}

void MapPanel::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        const QPointF by = event->position() - m_pressed;
        m_dragging = m_dragging || by.manhattanLength() > 4.0;
        if (m_dragging) {
            setCursor(Qt::ClosedHandCursor);
            move(m_pressedView.panned(by));
        }
        return;
    }
    const bool something = stationAt(event->position()) || eventAt(event->position());
    something ? setCursor(Qt::PointingHandCursor) : unsetCursor();
}

void MapPanel::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) return;
    unsetCursor();
    if (std::exchange(m_dragging, false)) return;
    if (const MapStation* station = stationAt(event->position())) {
        const QString name = QString::fromStdString(station->name);
        selectStation(station->name);
        Q_EMIT stationChosen(name);
    } else if (const MapEvent* other = eventAt(event->position())) {
        Q_EMIT eventChosen(QString::fromStdString(other->id));
    } else {
        selectStation({});
    }
}

void MapPanel::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !stationAt(event->position())) fit();
}

void MapPanel::keyPressEvent(QKeyEvent* event)
{
    const QPointF middle(m_view.size.width() / 2.0, m_view.size.height() / 2.0);
    constexpr double step = 40.0;
    switch (event->key()) {
    case Qt::Key_Plus: case Qt::Key_Equal: return move(m_view.zoomed(1.5, middle));
    case Qt::Key_Minus: return move(m_view.zoomed(1.0 / 1.5, middle));
    case Qt::Key_Home: return fit();
    case Qt::Key_Left: return move(m_view.panned({step, 0}));
    case Qt::Key_Right: return move(m_view.panned({-step, 0}));
    case Qt::Key_Up: return move(m_view.panned({0, step}));
    case Qt::Key_Down: return move(m_view.panned({0, -step}));
    default: QWidget::keyPressEvent(event);
    }
}

const MapStation* MapPanel::stationAt(const QPointF& at) const
{
    const MapStation* best = nullptr;
    double nearest = grabPx;
    for (const MapStation& station : m_content.stations) {
        const QPointF by = m_view.at(station.place) - at;
        if (const double away = std::hypot(by.x(), by.y()); away < nearest) nearest = away, best = &station;
    }
    return best;
}

const MapEvent* MapPanel::eventAt(const QPointF& at) const
{
    const MapEvent* best = nullptr;
    double nearest = 0.7 * grabPx;
    for (const MapEvent& event : m_content.events) {
        const QPointF by = m_view.at(event.place) - at;
        if (const double away = std::hypot(by.x(), by.y()); away < nearest) nearest = away, best = &event;
    }
    return best;
}

QString MapPanel::toolTipAt(const QPointF& at) const
{
    const auto seconds = [](double s) { return (s > 0.0 ? QStringLiteral("+") : QString()) + QString::number(s, 'f', 2).replace(QLatin1Char('-'), QChar(0x2212)) + QStringLiteral(" s"); };
    if (const MapStation* station = stationAt(at)) {
        QString text = QString::fromStdString(station->name);
        if (m_content.location) {
            const Course way = course(m_content.location->epicentre, station->place);
            text += QStringLiteral("\n%1 km, %2\u00B0").arg(way.distanceKm(), 0, 'f', 1).arg(way.azimuthDegrees, 0, 'f', 0);
        }
        if (station->residualSeconds == station->residualSeconds) text += tr("\nresidual %1").arg(seconds(station->residualSeconds));
        if (station->otherSeconds == station->otherSeconds) text += tr(", S %1").arg(seconds(station->otherSeconds));
        if (station->picked && !station->used) text += tr("\nits picks are left out");
        return text;
    }
    if (const MapEvent* event = eventAt(at)) {
        QString text = QString::fromStdString(formatTime(event->time, 1)).replace(QLatin1Char('T'), QLatin1Char(' '));
        if (event->magnitude) text += QStringLiteral("\nM %1").arg(*event->magnitude, 0, 'f', 1);
        return text + QStringLiteral(", %1 km").arg(event->depthKm, 0, 'f', 1);
    }
    return latitudeText(m_view.latitudeAt(at.y()), 3) + QStringLiteral("  ") + longitudeText(std::remainder(m_view.longitudeAt(at.x()), 360.0), 3);
}

bool MapPanel::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
    return true;
}

}  // namespace seisdesk
