#include "ui/trace/overlay_layer.h"

#include "ui/trace/time_ticks.h"

#include <QFontMetrics>

#include <cmath>

namespace seisdesk {

void OverlayLayer::paint(const Canvas& canvas) const
{
    QPainter& painter = canvas.painter;
    for (const RowBox& box : canvas.rows)
        if (m_overlay.hoverRow == box.index) {
            QColor edge = canvas.palette.accent;
            edge.setAlpha(120);
            painter.save();
            painter.setClipRect(canvas.frame.header);
            painter.fillRect(QRect(0, box.top, 3, box.height), edge);
            painter.restore();
        }
    if (m_overlay.span) paintSpan(canvas);
    if (m_overlay.preview) {
        painter.save();
        painter.setClipRect(canvas.frame.traces);
        for (const RowBox& box : canvas.rows)
            if (m_overlay.previewRow == box.index) paintLabel(painter, canvas.palette, box, canvas.frame, *m_overlay.preview, true);
        painter.restore();
    }
    if (m_overlay.cursorX && !m_overlay.span) paintCursor(canvas);
}

void OverlayLayer::paintSpan(const Canvas& canvas) const
{
    QPainter& painter = canvas.painter;
    const SpanDrag& drag = *m_overlay.span;
    const QRect where = m_overlay.spanOverTraces ? canvas.frame.traces : canvas.frame.ruler;
    const double left = canvas.frame.traces.left() + std::min(drag.fromX, drag.toX);
    QColor color = drag.left ? canvas.palette.mutedText : (drag.zoomsIn() ? canvas.palette.accent : canvas.palette.waveformClipped);
    color.setAlpha(70);
    painter.fillRect(QRectF(left, where.top(), std::abs(drag.toX - drag.fromX), where.height()), color);
    if (!drag.zoomsIn() || drag.left) return;
    const double seconds = std::abs(drag.toX - drag.fromX) * canvas.axis.secondsPerPixel();
    painter.setPen(canvas.palette.text);
    painter.drawText(QRectF(left - 60, where.top() + 2, std::abs(drag.toX - drag.fromX) + 120, 18), Qt::AlignCenter,
                     seconds < 120.0 ? QString::number(seconds, 'g', 4) + QStringLiteral(" s") : QString::number(seconds / 60.0, 'f', 1) + QStringLiteral(" min"));
}

void OverlayLayer::paintCursor(const Canvas& canvas) const
{
    QPainter& painter = canvas.painter;
    const Frame& frame = canvas.frame;
    const double x = std::floor(*m_overlay.cursorX);
    if (x < frame.traces.left() || x > frame.traces.right()) return;
    const QColor color = m_overlay.pickPhase.isEmpty() ? canvas.palette.crosshair : canvas.palette.phase(m_overlay.pickPhase.toStdString());
    painter.fillRect(QRectF(x, frame.traces.top(), 1, frame.traces.height()), color);

    const QFontMetrics metrics(painter.font());
    QString text = timeText(canvas.axis.timeAt(*m_overlay.cursorX - frame.traces.left()), canvas.axis.secondsPerPixel(), canvas.relative);
    if (!canvas.relative) text = text.mid(11);  // the ruler has the date
    if (!m_overlay.pickPhase.isEmpty()) text.prepend(m_overlay.pickPhase + QStringLiteral("  "));
    const double width = metrics.horizontalAdvance(text) + 12;
    const double left = std::clamp<double>(x - width / 2.0, frame.traces.left(), std::max<double>(frame.traces.left(), frame.traces.right() - width));
    const QRectF tag(left, frame.ruler.top() + 1, width, metrics.height() + 2);
    QColor ground = color;
    ground.setAlpha(255);
    painter.fillRect(tag, ground);
    const double luminance = 0.299 * ground.redF() + 0.587 * ground.greenF() + 0.114 * ground.blueF();
    painter.setPen(luminance > 0.55 ? QColor(0x10, 0x14, 0x18) : QColor(Qt::white));
    painter.drawText(tag, Qt::AlignCenter, text);
}

}  // namespace seisdesk
