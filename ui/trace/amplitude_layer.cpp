#include "ui/trace/amplitude_layer.h"

#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

QColor faded(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

/// Green as what was measured; darker on white, where it is also text.
QColor hueOf(const Palette& palette) { return palette.dark ? palette.coverage : palette.coverage.darker(140); }

double largest(const Segment& segment)
{
    double out = 0.0;
    for (std::size_t i = 0; i < segment.size(); ++i) out = std::max(out, std::abs(segment.valueAt(i)));
    return out;
}

/// At most two points per pixel, its lowest and its highest.
QPolygonF lineOf(const Canvas& canvas, const RowBox& box, const Segment& segment, double centre, double pxPerUnit)
{
    QPolygonF out;
    const double left = canvas.frame.traces.left(), right = canvas.frame.traces.right() + 1.0;
    const double begin = std::max(0.0, std::floor(segment.indexOf(box.axis.timeAt(-1.0)))), end = std::ceil(segment.indexOf(box.axis.timeAt(right - left + 1.0)));
    double column = -1e9, low = 0.0, high = 0.0;
    const auto flush = [&] {
        if (column < left - 2.0) return;
        out << QPointF(column, centre - low * pxPerUnit);
        if (high != low) out << QPointF(column, centre - high * pxPerUnit);
    };
    for (auto i = static_cast<std::size_t>(begin); i < segment.size() && static_cast<double>(i) <= end; ++i) {
        const double value = segment.valueAt(i), x = canvas.x(box, segment.timeOf(static_cast<double>(i)));
        if (x - column < 1.0) {
            low = std::min(low, value);
            high = std::max(high, value);
            continue;
        }
        flush();
        column = x;
        low = high = value;
    }
    flush();
    return out;
}

}  // namespace

void AmplitudeLayer::paint(const Canvas& canvas) const
{
    QPainter& painter = canvas.painter;
    painter.save();
    painter.setClipRect(canvas.frame.traces);
    QFont small = painter.font();
    small.setPointSizeF(std::max(6.5, small.pointSizeF() * 0.86));
    painter.setFont(small);
    for (const RowBox& box : canvas.rows)
        for (const AmplitudeMark& mark : m_marks) {
            if (mark.stream != box.row->id()) continue;
            const bool dragged = m_dragged && m_dragged->station == mark.station;
            if (dragged == (m_which == Which::OnlyDragged)) paintMark(canvas, box, mark, dragged ? m_dragged->window : mark.window);
        }
    painter.restore();
}

void AmplitudeLayer::paintMark(const Canvas& canvas, const RowBox& box, const AmplitudeMark& mark, const TimeSpan& window) const
{
    QPainter& painter = canvas.painter;
    const double from = canvas.x(box, window.begin), to = canvas.x(box, window.end);
    const double left = canvas.frame.traces.left(), right = canvas.frame.traces.right() + 1.0;
    if (to < left || from > right) return;
    const bool dragged = m_which == Which::OnlyDragged;
    const bool byHand = mark.byHand || dragged;
    const QColor color = mark.used || dragged ? hueOf(canvas.palette) : canvas.palette.rejected;
    const double top = box.top + 1.0, height = box.waveHeight() - 2.0;
    painter.fillRect(QRectF(from, top, to - from, height), faded(color, byHand ? 44 : 26));
    QPen edge(color, byHand ? 1.75 : 1.25, byHand ? Qt::SolidLine : Qt::DashLine);
    painter.setPen(edge);
    for (const double x : {from, to}) painter.drawLine(QPointF(std::round(x) + 0.5, top), QPointF(std::round(x) + 0.5, top + height));
    if (m_handles && height > 16.0) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        const double tall = std::min(18.0, 0.5 * height);
        for (const double x : {from, to}) painter.drawRoundedRect(QRectF(std::round(x) - 2.0, top + 0.5 * (height - tall), 5.0, tall), 2.0, 2.0);
        painter.setBrush(Qt::NoBrush);
    }
    const double centre = box.centre(), most = largest(mark.simulated), pxPerUnit = most > 0.0 ? 0.42 * height / most : 0.0;
    if (pxPerUnit > 0.0) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(faded(color, 210), 1.2));
        painter.drawPolyline(lineOf(canvas, box, mark.simulated, centre, pxPerUnit));
        if (mark.peak) {
            const double x = canvas.x(box, *mark.peak), index = std::round(mark.simulated.indexOf(*mark.peak));
            const double value = index >= 0.0 && index < static_cast<double>(mark.simulated.size()) ? mark.simulated.valueAt(static_cast<std::size_t>(index)) : 0.0;
            const double y = centre - value * pxPerUnit;
            painter.setPen(QPen(color, 1.5));
            painter.drawLine(QPointF(x, centre), QPointF(x, y));
            // Half a period lies between the crossings around the swing.
            if (mark.periodSeconds) {
                const double half = 0.25 * *mark.periodSeconds / box.axis.secondsPerPixel();
                painter.drawLine(QPointF(x - half, centre), QPointF(x + half, centre));
            }
            painter.setBrush(color);
            painter.drawEllipse(QPointF(x, y), 3.0, 3.0);
            painter.setBrush(Qt::NoBrush);
        }
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    const QFontMetrics metrics(painter.font());
    const double wide = metrics.horizontalAdvance(mark.text) + 6.0;
    if (mark.text.isEmpty() || height < metrics.height() + 8.0) return;
    // Inside the window at its upper right end where there is room, else behind it.
    double x = std::min(to, right) - wide - 4.0;
    if (x < std::max(from, left) + 4.0) x = std::min(to + 4.0, right - wide);
    const QRectF place(std::max(left, x), top + 1.0, wide, metrics.height());
    painter.fillRect(place, faded(canvas.palette.background, 190));
    painter.setPen(mark.used || dragged ? hueOf(canvas.palette) : canvas.palette.mutedText);
    painter.drawText(place, Qt::AlignCenter, mark.text);
}

}  // namespace seisdesk
