#include "ui/map/map_symbols.h"

#include "ui/map/name_places.h"
#include "ui/theme/residual_color.h"

#include <QCoreApplication>
#include <QLinearGradient>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

QPolygonF triangle(const QPointF& at, double radius)
{
    return QPolygonF({at + QPointF(0.0, -radius), at + QPointF(0.92 * radius, 0.75 * radius), at + QPointF(-0.92 * radius, 0.75 * radius)});
}

QPolygonF star(const QPointF& at, double radius)
{
    QPolygonF out;
    for (int i = 0; i < 10; ++i) {
        const double angle = i * 36.0 / degreesPerRadian, r = i % 2 ? 0.42 * radius : radius;
        out << at + QPointF(r * std::sin(angle), -r * std::cos(angle));
    }
    return out;
}

QColor faded(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

}  // namespace

std::vector<GeoPoint> outlineOf(const GeoPoint& middle, const HorizontalEllipse& ellipse)
{
    std::vector<GeoPoint> out;
    const double azimuth = ellipse.azimuthDegrees / degreesPerRadian;
    for (int i = 0; i < 72; ++i) {
        const double angle = i * 5.0 / degreesPerRadian, along = ellipse.semiMajorKm * std::cos(angle), aside = ellipse.semiMinorKm * std::sin(angle);
        out.push_back(middle.moved(along * std::cos(azimuth) - aside * std::sin(azimuth), along * std::sin(azimuth) + aside * std::cos(azimuth)));
    }
    return out;
}

QColor MapSymbols::sourceColor() const { return m_palette.dark ? QColor(0xff, 0x5c, 0x8a) : QColor(0xc2, 0x18, 0x5b); }

void MapSymbols::paint(QPainter& painter) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintEvents(painter);
    paintRays(painter);
    paintStations(painter);
    paintSource(painter);
    std::vector<QRectF> taken{paintScale(painter)};
    if (const QRectF legend = paintLegend(painter); !legend.isEmpty()) taken.push_back(legend);
    paintNames(painter, taken);
    painter.restore();
}

void MapSymbols::paintEvents(QPainter& painter) const
{
    const QRectF frame(QPointF(-10, -10), m_view.size + QSizeF(20, 20));
    painter.setPen(QPen(faded(m_palette.mutedText, 150), 0.8));
    painter.setBrush(faded(m_palette.mutedText, m_content.location ? 70 : 130));
    for (const MapEvent& event : m_content.events) {
        const QPointF at = m_view.at(event.place);
        if (!frame.contains(at)) continue;
        const double radius = std::clamp(1.5 + 0.8 * event.magnitude.value_or(1.0), 1.5, eventRadius * 2.0);
        painter.drawEllipse(at, radius, radius);
    }
}

void MapSymbols::paintRays(QPainter& painter) const
{
    const Location* shown = m_content.ghost ? &*m_content.ghost : m_content.location ? &*m_content.location : nullptr;
    if (!shown) return;
    const QPointF from = m_view.at(shown->epicentre);
    painter.setPen(QPen(faded(m_palette.text, 55), 1.0));
    for (const MapStation& station : m_content.stations)
        if (station.residualSeconds == station.residualSeconds) painter.drawLine(from, m_view.at(station.place));
}

void MapSymbols::paintStations(QPainter& painter) const
{
    const QRectF frame(QPointF(-10, -10), m_view.size + QSizeF(20, 20));
    const auto draw = [&](const MapStation& station) {
        const QPointF at = m_view.at(station.place);
        if (!frame.contains(at)) return;
        const bool located = station.residualSeconds == station.residualSeconds;
        painter.setBrush(located ? QBrush(residualColor(station.residualSeconds, m_content.scaleSeconds, m_palette)) : QBrush(Qt::NoBrush));
        painter.setPen(QPen(located ? (m_palette.dark ? QColor(0x0c, 0x10, 0x14) : QColor(0x30, 0x38, 0x40)) : faded(m_palette.mutedText, station.picked ? 255 : 170), located ? 1.0 : 1.2));
        painter.drawPolygon(triangle(at, located ? stationRadius + 0.5 : stationRadius - 1.0));
        if (station.picked && !station.used) {  // all of its picks are left out
            painter.setPen(QPen(m_palette.mutedText, 1.2));
            painter.drawLine(at + QPointF(-stationRadius, stationRadius), at + QPointF(stationRadius, -stationRadius));
        }
        if (station.name == m_content.selectedStation) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_palette.accent, 2.0));
            painter.drawEllipse(at, stationRadius + 5.0, stationRadius + 5.0);
        }
    };
    // Those with something to say over the others.
    for (const MapStation& station : m_content.stations)
        if (!station.used) draw(station);
    for (const MapStation& station : m_content.stations)
        if (station.used) draw(station);
}

void MapSymbols::paintEllipse(QPainter& painter, const Location& location, const QPen& pen, bool filled) const
{
    QPolygonF outline;
    for (const GeoPoint& place : outlineOf(location.epicentre, location.ellipse)) outline << m_view.at(place);
    painter.setPen(pen);
    painter.setBrush(filled ? QBrush(faded(sourceColor(), 34)) : QBrush(Qt::NoBrush));
    painter.drawPolygon(outline);
}

void MapSymbols::paintSource(QPainter& painter) const
{
    for (const MapOrigin& origin : m_content.origins) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_palette.text, 1.3));
        const QPointF at = m_view.at(origin.place);
        painter.drawEllipse(at, 5.0, 5.0);
        painter.drawLine(at - QPointF(2, 0), at + QPointF(2, 0));
        painter.drawLine(at - QPointF(0, 2), at + QPointF(0, 2));
    }
    const QColor color = sourceColor();
    if (const auto& location = m_content.location) {
        paintEllipse(painter, *location, QPen(m_content.ghost ? faded(color, 110) : color, 1.5, m_content.fromOneStation ? Qt::DashLine : Qt::SolidLine), !m_content.ghost);
        painter.setPen(QPen(m_palette.background, 1.0));
        painter.setBrush(m_content.ghost ? faded(color, 110) : color);
        painter.drawPolygon(star(m_view.at(location->epicentre), starRadius));
    }
    if (const auto& ghost = m_content.ghost) {
        if (m_content.location) {
            painter.setPen(QPen(color, 1.2));
            painter.drawLine(m_view.at(m_content.location->epicentre), m_view.at(ghost->epicentre));
        }
        paintEllipse(painter, *ghost, QPen(color, 1.5, Qt::DashLine), true);
        painter.setPen(QPen(color, 1.6));
        painter.setBrush(m_palette.background);
        painter.drawPolygon(star(m_view.at(ghost->epicentre), starRadius));
    }
}

void MapSymbols::paintNames(QPainter& painter, const std::vector<QRectF>& more) const
{
    QFont font = painter.font();
    font.setPointSizeF(std::max(7.0, font.pointSizeF() * 0.85));
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const QRectF frame(QPointF(2, 2), m_view.size - QSizeF(4, 4));
    std::vector<QRectF> taken = more;
    const auto around = [](const QPointF& at, double r) { return QRectF(at - QPointF(r, r), QSizeF(2 * r, 2 * r)); };
    const Location* shown = m_content.ghost ? &*m_content.ghost : m_content.location ? &*m_content.location : nullptr;
    if (shown) taken.push_back(around(m_view.at(shown->epicentre), starRadius));
    std::vector<std::pair<const MapStation*, QString>> order;
    for (const MapStation& station : m_content.stations)
        if (frame.contains(m_view.at(station.place))) {
            taken.push_back(around(m_view.at(station.place), stationRadius - 1.5));
            order.emplace_back(&station, QString::fromStdString(station.name.substr(station.name.find('.') + 1)));
        }
    const auto rank = [&](const MapStation& s) { return s.name == m_content.selectedStation ? 0 : s.used ? 1 : s.picked ? 2 : 3; };
    std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) { return rank(*a.first) < rank(*b.first); });
    std::vector<NameWish> wishes;
    for (const MapOrigin& origin : m_content.origins) wishes.push_back({m_view.at(origin.place), 7.0, QSizeF(metrics.horizontalAdvance(QString::fromStdString(origin.agency)) + 4.0, metrics.height())});
    for (const auto& [station, name] : order) wishes.push_back({m_view.at(station->place), stationRadius + 2.0, QSizeF(metrics.horizontalAdvance(name) + 4.0, metrics.height())});
    const auto places = placeNames(wishes, frame, taken);
    const auto write = [&](const QRectF& place, const QString& text, const QColor& ink) {
        painter.setPen(faded(m_palette.background, 210));
        for (const QPointF& by : {QPointF(-1, 0), QPointF(1, 0), QPointF(0, -1), QPointF(0, 1)}) painter.drawText(place.translated(by), Qt::AlignCenter, text);
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignCenter, text);
    };
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i]) continue;
        if (i < m_content.origins.size()) write(*places[i], QString::fromStdString(m_content.origins[i].agency), m_palette.text);
        else write(*places[i], order[i - m_content.origins.size()].second, order[i - m_content.origins.size()].first->used ? m_palette.text : m_palette.mutedText);
    }
}

QRectF MapSymbols::paintLegend(QPainter& painter) const
{
    if (!m_content.location) return {};
    QFont font = painter.font();
    font.setPointSizeF(std::max(7.0, font.pointSizeF() * 0.85));
    painter.save();
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const double line = metrics.height(), wide = 132.0;
    const QRectF box(8.0, m_view.size.height() - 2.0 * line - 26.0, wide + 16.0, 2.0 * line + 18.0);
    painter.setPen(QPen(faded(m_palette.mutedText, 90), 1.0));
    painter.setBrush(faded(m_palette.background, 225));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(m_palette.text);
    const QRectF title(box.left() + 8.0, box.top() + 3.0, wide, line);
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, QCoreApplication::translate("MapSymbols", "Residual s (P, else S)"));
    const QRectF bar(box.left() + 8.0, title.bottom() + 2.0, wide, 8.0);
    QLinearGradient colors(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= 20; ++i) colors.setColorAt(i / 20.0, residualColor((i / 10.0 - 1.0) * m_content.scaleSeconds, m_content.scaleSeconds, m_palette));
    painter.setPen(QPen(faded(m_palette.mutedText, 160), 0.8));
    painter.setBrush(colors);
    painter.drawRect(bar);
    painter.setPen(m_palette.text);
    const QString end = QString::number(m_content.scaleSeconds, 'g', 3);
    const QRectF figures(bar.left(), bar.bottom() + 1.0, wide, line);
    painter.drawText(figures, Qt::AlignLeft | Qt::AlignVCenter, QChar(0x2212) + end);
    painter.drawText(figures, Qt::AlignCenter, QStringLiteral("0"));
    painter.drawText(figures, Qt::AlignRight | Qt::AlignVCenter, QLatin1Char('+') + end);
    painter.restore();
    return box;
}

QRectF MapSymbols::paintScale(QPainter& painter) const
{
    QFont font = painter.font();
    font.setPointSizeF(std::max(7.0, font.pointSizeF() * 0.85));
    painter.save();
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const double perPx = m_view.kmPerPx();
    const double longest = 110.0 * perPx, power = std::pow(10.0, std::floor(std::log10(longest)));
    const double km = (longest >= 5.0 * power ? 5.0 : longest >= 2.0 * power ? 2.0 : 1.0) * power;
    const double wide = km / perPx;
    const QString text = km >= 1.0 ? QString::number(km, 'f', 0) + QStringLiteral(" km") : QString::number(km * 1000.0, 'f', 0) + QStringLiteral(" m");
    const double words = std::max<double>(wide, metrics.horizontalAdvance(text));
    const QRectF box(m_view.size.width() - words - 24.0, m_view.size.height() - metrics.height() - 20.0, words + 16.0, metrics.height() + 12.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(m_palette.background, 200));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(QPen(m_palette.text, 1.4));
    const double y = box.bottom() - 5.0, left = box.center().x() - wide / 2.0;
    painter.drawPolyline(QPolygonF({QPointF(left, y - 4.0), QPointF(left, y), QPointF(left + wide, y), QPointF(left + wide, y - 4.0)}));
    painter.drawText(QRectF(box.left(), box.top() + 1.0, box.width(), metrics.height()), Qt::AlignCenter, text);
    painter.restore();
    return box;
}

}  // namespace seisdesk
