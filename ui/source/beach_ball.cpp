#include "ui/source/beach_ball.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

constexpr double degrees = 180.0 / std::numbers::pi;
constexpr double margin = 20.0, dotSize = 4.5;

std::array<double, 3> cross(const std::array<double, 3>& a, const std::array<double, 3>& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

QPointF disc(const std::array<double, 3>& v)
{
    const double takeoff = std::acos(std::clamp(v[2], -1.0, 1.0)) * degrees, azimuth = std::atan2(v[1], v[0]) * degrees;
    return onDisc(azimuth, takeoff);
}

}  // namespace

QPointF onDisc(double azimuthDegrees, double takeoffDegrees)
{
    if (takeoffDegrees > 90.0) azimuthDegrees += 180.0, takeoffDegrees = 180.0 - takeoffDegrees;
    const double r = std::numbers::sqrt2 * std::sin(0.5 * takeoffDegrees / degrees), a = azimuthDegrees / degrees;
    return {r * std::sin(a), r * std::cos(a)};
}

std::array<double, 3> fromDisc(QPointF place)
{
    const double r = std::min(1.0, std::hypot(place.x(), place.y())), takeoff = 2.0 * std::asin(r / std::numbers::sqrt2);
    const double azimuth = std::atan2(place.x(), place.y());
    return {std::sin(takeoff) * std::cos(azimuth), std::sin(takeoff) * std::sin(azimuth), std::cos(takeoff)};
}

BeachBall::BeachBall(QWidget* parent) : QWidget(parent)
{
    setMinimumSize(160, 160);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Beach ball"));
    setAccessibleDescription(tr("Drag to try another mechanism. Left and right turn the strike, up and down the dip, page up and page down the rake; with Shift by one degree."));
}

void BeachBall::setMotions(std::vector<FirstMotion> motions)
{
    m_motions = std::move(motions);
    update();
}

void BeachBall::setPlane(const std::optional<FaultPlane>& plane)
{
    m_plane = plane;
    m_quadrants = {};
    update();
}

void BeachBall::setAlternatives(std::vector<FaultPlane> planes)
{
    m_alternatives = std::move(planes);
    update();
}

void BeachBall::setPalette(const Palette& palette)
{
    m_palette = palette;
    m_quadrants = {};
    update();
}

bool BeachBall::wrong(const FirstMotion& motion) const
{
    return m_plane && (radiationOfP(*m_plane, motion.azimuthDegrees, motion.takeoffDegrees) > 0.0) != motion.up;
}

int BeachBall::misfits() const
{
    return static_cast<int>(std::count_if(m_motions.begin(), m_motions.end(), [this](const FirstMotion& motion) { return wrong(motion); }));
}

QPointF BeachBall::centre() const { return QRectF(rect()).center(); }
double BeachBall::radius() const { return 0.5 * std::min(width(), height()) - margin; }

QPointF BeachBall::onUnitDisc(QPointF widget) const
{
    const QPointF from = (widget - centre()) / radius();
    return {from.x(), -from.y()};
}

void BeachBall::fillQuadrants()
{
    const double ratio = devicePixelRatioF();
    const int size = static_cast<int>(std::ceil(2.0 * radius() * ratio));
    if (!m_quadrants.isNull() && m_quadrants.width() == size) return;
    m_quadrants = QImage(size, size, QImage::Format_ARGB32_Premultiplied);
    m_quadrants.setDevicePixelRatio(ratio);
    const QColor filled = m_palette.dark ? m_palette.accent.darker(130) : m_palette.accent.lighter(135);
    const QRgb push = filled.rgb(), pull = (m_palette.dark ? QColor(QStringLiteral("#e7eaee")) : QColor(Qt::white)).rgb();
    for (int y = 0; y < size; ++y) {
        auto* line = reinterpret_cast<QRgb*>(m_quadrants.scanLine(y));
        for (int x = 0; x < size; ++x) {
            const QPointF at(2.0 * (x + 0.5) / size - 1.0, 1.0 - 2.0 * (y + 0.5) / size);
            if (std::hypot(at.x(), at.y()) > 1.0) {
                line[x] = 0;
                continue;
            }
            const auto v = fromDisc(at);
            line[x] = radiationOfP(*m_plane, std::atan2(v[1], v[0]) * degrees, std::acos(std::clamp(v[2], -1.0, 1.0)) * degrees) > 0.0 ? push : pull;
        }
    }
}

void BeachBall::drawPlanes(QPainter& painter, const FaultPlane& plane, const QPen& pen) const
{
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    for (const FaultPlane& one : {plane, auxiliary(plane)}) {
        const double s = one.strike / degrees, d = one.dip / degrees;
        QPainterPath path;
        for (int i = 0; i <= 60; ++i) {
            // From the strike down the dip to the other end.
            const double t = std::numbers::pi * i / 60.0, c = std::cos(t), k = std::sin(t);
            const QPointF at = onWidget(disc({c * std::cos(s) - k * std::cos(d) * std::sin(s), c * std::sin(s) + k * std::cos(d) * std::cos(s), std::max(0.0, k * std::sin(d))}));
            i == 0 ? path.moveTo(at) : path.lineTo(at);
        }
        painter.drawPath(path);
    }
}

void BeachBall::drawStations(QPainter& painter) const
{
    const QColor ink(QStringLiteral("#14181d")), paper(Qt::white);
    for (const FirstMotion& motion : m_motions) {
        const QPointF at = onWidget(onDisc(motion.azimuthDegrees, motion.takeoffDegrees));
        const bool onBall = m_plane.has_value();
        const QColor line = onBall ? ink : m_palette.text;
        painter.setPen(QPen(line, 1.4));
        painter.setBrush(motion.up ? line : onBall ? paper : m_palette.background);
        painter.drawEllipse(at, dotSize, dotSize);
        if (!wrong(motion)) continue;
        painter.setPen(QPen(QColor(QStringLiteral("#d1242f")), 2.0));
        painter.drawLine(at + QPointF(-7, -7), at + QPointF(7, 7));
        painter.drawLine(at + QPointF(-7, 7), at + QPointF(7, -7));
    }
}

void BeachBall::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_plane) {
        fillQuadrants();
        painter.drawImage(centre() - QPointF(radius(), radius()), m_quadrants);
        for (const FaultPlane& plane : m_alternatives) drawPlanes(painter, plane, QPen(QColor(QStringLiteral("#5f6b78")), 1.0, Qt::DashLine));
        drawPlanes(painter, *m_plane, QPen(QColor(QStringLiteral("#14181d")), 1.6));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(hasFocus() ? m_palette.accent : m_palette.mutedText, hasFocus() ? 2.0 : 1.3));
    painter.drawEllipse(centre(), radius(), radius());
    drawStations(painter);
    painter.setPen(m_palette.mutedText);
    painter.drawText(QRectF(centre().x() - 20, centre().y() - radius() - margin, 40, margin - 3), Qt::AlignHCenter | Qt::AlignBottom, tr("N"));
}

const FirstMotion* BeachBall::at(QPointF widget) const
{
    const FirstMotion* best = nullptr;
    double nearest = 8.0;
    for (const FirstMotion& motion : m_motions) {
        const QPointF off = onWidget(onDisc(motion.azimuthDegrees, motion.takeoffDegrees)) - widget;
        if (const double away = std::hypot(off.x(), off.y()); away < nearest) nearest = away, best = &motion;
    }
    return best;
}

void BeachBall::turnTo(const FaultPlane& plane)
{
    setPlane(plane);
    Q_EMIT turnedTo(plane);
}

void BeachBall::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
    m_pressed = event->position();
    m_moved = false;
    const QPointF place = onUnitDisc(m_pressed);
    if (!m_plane || std::hypot(place.x(), place.y()) > 1.0) return;
    m_grip = fromDisc(place);
    m_gripped = *m_plane;
    setCursor(Qt::ClosedHandCursor);
}

void BeachBall::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_grip || (!m_moved && (event->position() - m_pressed).manhattanLength() < 4.0)) return;
    m_moved = true;
    const auto to = fromDisc(onUnitDisc(event->position()));
    const auto axis = cross(*m_grip, to);
    const double along = (*m_grip)[0] * to[0] + (*m_grip)[1] * to[1] + (*m_grip)[2] * to[2];
    turnTo(turned(m_gripped, axis, std::atan2(std::sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]), along) * degrees));
}

void BeachBall::mouseReleaseEvent(QMouseEvent* event)
{
    m_grip.reset();
    unsetCursor();
    if (m_moved || event->button() != Qt::LeftButton) return;
    if (const FirstMotion* motion = at(event->position())) Q_EMIT stationChosen(QString::fromStdString(motion->station));
}

void BeachBall::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers() & Qt::ShiftModifier ? 1.0 : 5.0;
    if (!m_plane) return QWidget::keyPressEvent(event);
    FaultPlane plane = *m_plane;
    switch (event->key()) {
    case Qt::Key_Left: plane.strike -= step; break;
    case Qt::Key_Right: plane.strike += step; break;
    case Qt::Key_Up: plane.dip = std::max(0.0, plane.dip - step); break;
    case Qt::Key_Down: plane.dip = std::min(90.0, plane.dip + step); break;
    case Qt::Key_PageUp: plane.rake += step; break;
    case Qt::Key_PageDown: plane.rake -= step; break;
    default: return QWidget::keyPressEvent(event);
    }
    plane.strike = std::fmod(plane.strike + 360.0, 360.0);
    plane.rake = plane.rake > 180.0 ? plane.rake - 360.0 : plane.rake < -180.0 ? plane.rake + 360.0 : plane.rake;
    turnTo(plane);
}

void BeachBall::focusInEvent(QFocusEvent* event)
{
    update();
    QWidget::focusInEvent(event);
}

void BeachBall::focusOutEvent(QFocusEvent* event)
{
    update();
    QWidget::focusOutEvent(event);
}

bool BeachBall::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const FirstMotion* motion = at(help->pos());
    if (!motion) {
        QToolTip::hideText();
        return true;
    }
    const QString side = !m_plane ? QString() : wrong(*motion) ? tr(", on the wrong side") : tr(", fits");
    QToolTip::showText(help->globalPos(), tr("%1: %2%3\nazimuth %4°, take-off %5°")
                                              .arg(QString::fromStdString(motion->station), motion->up ? tr("up") : tr("down"), side)
                                              .arg(motion->azimuthDegrees, 0, 'f', 0)
                                              .arg(motion->takeoffDegrees, 0, 'f', 0), this);
    return true;
}

}  // namespace seisdesk
