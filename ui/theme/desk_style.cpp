#include "ui/theme/desk_style.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

namespace seisdesk {

namespace {

QColor between(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

/// A square box or a round one. Fusion outlines them in a darker shade of the window, which on dark ground is nothing.
void drawChoice(const QStyleOption& option, QPainter& painter, bool round)
{
    const QPalette& p = option.palette;
    const bool on = option.state & QStyle::State_On, some = option.state & QStyle::State_NoChange, enabled = option.state & QStyle::State_Enabled;
    const qreal side = std::min({option.rect.width(), option.rect.height(), 15}) - 1.0;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    const QColor base = p.color(QPalette::Base), accent = enabled ? p.color(QPalette::Highlight) : p.color(QPalette::Mid);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(on || some ? accent : between(base, p.color(QPalette::Text), enabled ? 0.55 : 0.3), 1.0));
    painter.setBrush(on || some ? accent : base);
    if (round) painter.drawEllipse(box);
    else painter.drawRoundedRect(box, 3, 3);
    painter.setPen(QPen(p.color(QPalette::HighlightedText), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto at = [&](qreal x, qreal y) { return QPointF(box.left() + x * side, box.top() + y * side); };
    if (on && round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.color(QPalette::HighlightedText));
        painter.drawEllipse(box.center(), side * 0.2, side * 0.2);
    } else if (on) {
        painter.drawPolyline(QPolygonF{at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.31)});
    } else if (some) {
        painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
    }
    painter.restore();
}

/// A small triangle; the style sheet puts it above the title, where it covers no title, however that is aligned.
void drawSortMark(const QStyleOptionHeader& option, QPainter& painter)
{
    if (option.sortIndicator == QStyleOptionHeader::None) return;
    // Fusion's way round: a table sorted upwards points down.
    const bool down = option.sortIndicator == QStyleOptionHeader::SortDown;
    const QRectF box = QRectF(option.rect).adjusted(0.5, 1.0, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(option.palette.color(QPalette::Highlight));
    if (down) painter.drawPolygon(QPolygonF{box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())});
    else painter.drawPolygon(QPolygonF{box.bottomLeft(), box.bottomRight(), QPointF(box.center().x(), box.top())});
    painter.restore();
}

}  // namespace

DeskStyle::DeskStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) { setObjectName(QStringLiteral("fusion")); }

void DeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: return drawChoice(*option, *painter, false);
    case PE_IndicatorHeaderArrow:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) return drawSortMark(*header, *painter);
        return;
    case PE_IndicatorRadioButton: return drawChoice(*option, *painter, true);
    default: return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

}  // namespace seisdesk
