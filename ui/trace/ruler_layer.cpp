#include "ui/trace/ruler_layer.h"

#include "ui/trace/time_ticks.h"

#include <QFontMetrics>

#include <cmath>

namespace seisdesk {

int RulerLayer::heightFor(const QFont& font) { return 2 * QFontMetrics(font).height() + 8; }

void RulerLayer::paint(const Canvas& canvas) const
{
    QPainter& painter = canvas.painter;
    const Palette& palette = canvas.palette;
    const QRect ruler = canvas.frame.ruler;
    const int left = canvas.frame.traces.left();
    painter.save();
    const int whole = static_cast<int>(canvas.image.width() / canvas.image.devicePixelRatio()) + 1;
    painter.fillRect(QRect(0, ruler.top(), whole, ruler.height()), palette.alternateRow);
    painter.fillRect(QRect(0, ruler.bottom(), whole, 1), palette.grid);
    painter.fillRect(QRect(left - 1, ruler.top(), 1, ruler.height()), palette.grid);
    const QFontMetrics metrics(painter.font());
    if (!m_corner.isEmpty()) {
        painter.setPen(palette.accent);
        const QRect corner(8, ruler.top(), left - 14, ruler.height() - 2);
        painter.drawText(corner, Qt::AlignLeft | Qt::AlignBottom, metrics.elidedText(m_corner, Qt::ElideRight, corner.width()));
    }
    painter.setClipRect(ruler);
    const TimeTicks ticks = timeTicks(canvas.axis, canvas.relative);
    painter.setPen(palette.mutedText);
    const QString context = canvas.relative ? QStringLiteral("seconds from %1").arg(canvas.options.align == TraceAlign::P ? QStringLiteral("P") : canvas.options.align == TraceAlign::S ? QStringLiteral("S") : QStringLiteral("origin time"))
                                            : ticks.context + QStringLiteral("  UTC");
    painter.drawText(QRect(left + 6, ruler.top() + 2, ruler.width() - 12, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, context);
    const int base = ruler.bottom();
    double textEnd = -1e9;
    for (const Tick& tick : ticks.ticks) {
        const double x = left + std::round(tick.x);
        painter.fillRect(QRectF(x, base - (tick.major ? 7 : 4), 1, tick.major ? 7 : 4), tick.major ? palette.mutedText : palette.grid.darker(palette.dark ? 70 : 125));
        if (!tick.major) continue;
        const double width = metrics.horizontalAdvance(tick.text);
        const double from = x + 4;
        if (from < textEnd + 6 || from + width > ruler.right()) continue;
        painter.setPen(palette.text);
        painter.drawText(QPointF(from, base - 3 - metrics.descent() + 1), tick.text);
        textEnd = from + width;
    }
    painter.restore();
}

}  // namespace seisdesk
