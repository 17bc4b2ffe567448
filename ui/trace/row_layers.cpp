#include "ui/trace/row_layers.h"

#include "ui/trace/time_ticks.h"

#include <QFontMetrics>

#include <algorithm>

namespace seisdesk {

namespace {

QFont smaller(QFont font, double by)
{
    if (font.pointSizeF() > 0.0) font.setPointSizeF(std::max(6.0, font.pointSizeF() - by));
    else font.setPixelSize(std::max(8, font.pixelSize() - static_cast<int>(by)));
    return font;
}

/// Spans of a row; what is less than a pixel wide still shows.
void shade(const Canvas& canvas, const RowBox& box, const std::vector<TimeSpan>& spans, const QColor& color)
{
    for (const TimeSpan& span : spans) {
        if (!span.overlaps(box.axis.span)) continue;
        QRectF rect = canvas.spanRect(box, span);
        if (rect.width() < 1.0) rect = QRectF(std::floor(canvas.x(box, span.begin)), box.top, 1, box.height);
        canvas.painter.fillRect(rect.intersected(canvas.rowRect(box)), color);
    }
}

}  // namespace

void GroundLayer::paint(const Canvas& canvas) const
{
    QPainter& painter = canvas.painter;
    const Palette& palette = canvas.palette;
    for (const RowBox& box : canvas.rows) {
        const QRect whole(0, box.top, canvas.frame.traces.right() + 1, box.height);
        if (m_current == box.index) painter.fillRect(whole, palette.currentRow);
        else if (box.row->group % 2 != 0) painter.fillRect(whole, palette.alternateRow);
    }
    for (const Tick& tick : timeTicks(canvas.axis, canvas.relative).ticks)
        if (tick.major) painter.fillRect(QRectF(canvas.frame.traces.left() + std::round(tick.x), canvas.frame.traces.top(), 1, canvas.frame.traces.height()), palette.grid);
    for (const RowBox& box : canvas.rows) {
        if (box.height >= 24 || (box.index > 0 && canvas.allRows[box.index - 1].group != box.row->group))
            painter.fillRect(QRect(0, box.top, canvas.frame.traces.right() + 1, 1), palette.grid);
        const TraceItem& item = *box.row->item;
        if (item.trace->segments.size() + item.outlines.size() > 1) shade(canvas, box, gapsBetween(item.recorded()), palette.gap);
    }
}

void OverlapLayer::paint(const Canvas& canvas) const
{
    for (const RowBox& box : canvas.rows) {
        const TraceItem& item = *box.row->item;
        if (item.trace->segments.size() + item.outlines.size() > 1) shade(canvas, box, overlapsOf(item.recorded()), canvas.palette.overlap);
    }
}

QString placeText(const Row& row)
{
    QString out;
    if (row.distanceKm) out = QString::number(*row.distanceKm, 'f', *row.distanceKm < 100.0 ? 1 : 0) + QStringLiteral(" km");
    if (row.azimuthDegrees) out += QStringLiteral("  ") + QString::number(*row.azimuthDegrees, 'f', 0) + QChar(0x00b0);
    return out;
}

void HeaderLayer::paint(const Canvas& canvas) const
{
    QPainter& painter = canvas.painter;
    painter.save();
    painter.setClipRect(canvas.frame.header);
    int free = canvas.frame.header.top();
    for (const RowBox& box : canvas.rows) paintRow(canvas, box, free);
    painter.restore();
    painter.fillRect(QRect(canvas.frame.header.right(), canvas.frame.ruler.top(), 1, canvas.frame.header.bottom() + 1), canvas.palette.grid);
}

void HeaderLayer::paintRow(const Canvas& canvas, const RowBox& box, int& free) const
{
    QPainter& painter = canvas.painter;
    const Palette& palette = canvas.palette;
    const Row& row = *box.row;
    const bool current = m_current == box.index;
    const bool clipped = m_clipped.contains(row.id());
    if (current) painter.fillRect(QRect(0, box.top, 3, box.height), palette.accent);

    QFont font = painter.font();
    const QFont base = font;
    if (box.height < QFontMetrics(font).height()) font = smaller(font, 2.0);
    const int nameHeight = QFontMetrics(font).height();
    // Rows too low for text: the first row of a station names it, where the name before has left room.
    const bool stationOnly = box.height < nameHeight - 3;
    if (stationOnly) {
        const bool first = box.index == 0 || canvas.allRows[box.index - 1].group != row.group;
        if (!first || box.top < free) return;
        free = box.top + nameHeight - 2;
    }
    QRect area(8, box.top + 1, canvas.frame.header.width() - 14, std::max(box.height - 2, nameHeight));
    if (clipped) {
        const QRect dot(area.right() - 5, area.top() + (std::min(nameHeight, box.height) - 6) / 2, 6, 6);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette.waveformClipped);
        painter.drawEllipse(dot);
        painter.setRenderHint(QPainter::Antialiasing, false);
        area.setRight(area.right() - 10);
    }
    QStringList below;
    if (box.height >= 2 * nameHeight + 4) {
        if (const QString place = placeText(row); !place.isEmpty()) below << place;
        if (!row.aligned && canvas.options.align != TraceAlign::None) below << QStringLiteral("not aligned");
        below << row.rate + (clipped ? QStringLiteral("  clipped") : QString());
    }
    font.setBold(current);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const int linesShown = std::min<int>(static_cast<int>(below.size()), (box.height - 4) / nameHeight - 1);
    int y = area.top();
    if (box.height < 3 * nameHeight && linesShown <= 0) y = box.top + (box.height - nameHeight) / 2;
    // The name of a row that is half scrolled away stays in sight.
    y = std::clamp(canvas.frame.header.top(), y, std::max(y, box.top + box.height - (linesShown + 1) * nameHeight - 1));
    painter.setPen(row.aligned ? palette.text : palette.mutedText);
    QString name = row.name;
    if (stationOnly) {
        name = QString::fromStdString(row.id().network + '.' + row.id().station);
        y = box.top;
    }
    painter.drawText(QRect(area.left(), y, area.width(), nameHeight), Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(name, Qt::ElideMiddle, area.width()));
    font = smaller(base, 1.0);
    painter.setFont(font);
    painter.setPen(palette.mutedText);
    for (int i = 0; i < linesShown; ++i) {
        y += nameHeight;
        painter.drawText(QRect(area.left(), y, area.width(), nameHeight), Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(font).elidedText(below[i], Qt::ElideRight, area.width()));
    }
    painter.setFont(base);
}

int HeaderLayer::widthFor(const std::vector<Row>& rows, const QFont& font)
{
    QFont bold = font;
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int widest = metrics.horizontalAdvance(QStringLiteral("XX.XXXX..HHZ"));
    for (const Row& row : rows) widest = std::max(widest, metrics.horizontalAdvance(row.name));
    return std::clamp(widest + 24, 96, 176);
}

}  // namespace seisdesk
