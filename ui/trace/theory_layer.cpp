#include "ui/trace/theory_layer.h"

#include <QFontMetrics>

#include <cmath>

namespace seisdesk {

void TheoryLayer::paint(const Canvas& canvas) const
{
    QPainter& painter = canvas.painter;
    painter.save();
    painter.setClipRect(canvas.frame.traces);
    QFont small = painter.font();
    small.setPointSizeF(std::max(6.5, small.pointSizeF() * 0.82));
    painter.setFont(small);
    const QFontMetrics metrics(small);
    for (std::size_t i = 0; i < canvas.rows.size(); ++i) {
        const RowBox& box = canvas.rows[i];
        const bool first = i == 0 || canvas.rows[i - 1].row->group != box.row->group;
        const double height = std::clamp(box.waveHeight() * 0.34, 5.0, 26.0);
        const int bottom = box.top + box.waveHeight() - 1;
        double free = -1e9;
        for (const TheoryMark& mark : box.row->theory) {
            const double x = std::round(canvas.x(box, mark.time)) + 0.5;
            if (x < canvas.frame.traces.left() - 40 || x > canvas.frame.traces.right() + 1) continue;
            const QColor color = canvas.palette.phase(name(mark.phase));
            QPen pen(color, 1.75, Qt::CustomDashLine, Qt::RoundCap);
            pen.setDashPattern({0.1, 1.9});
            painter.setPen(pen);
            painter.drawLine(QPointF(x, bottom - height), QPointF(x, bottom));
            const QString text = QString::fromLatin1(name(mark.phase));
            const double wide = metrics.horizontalAdvance(text) + 4.0;
            if (!first || box.waveHeight() < 30 || x + 3.0 < free) continue;
            const QRectF place(x + 3.0, bottom - metrics.height(), wide, metrics.height());
            QColor ground = canvas.palette.background;
            ground.setAlpha(170);
            painter.fillRect(place, ground);
            painter.setPen(color);
            painter.drawText(place, Qt::AlignCenter, text);
            free = place.right();
        }
    }
    painter.restore();
}

}  // namespace seisdesk
