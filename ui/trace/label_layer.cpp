#include "ui/trace/label_layer.h"

#include "core/label/source_text.h"

#include <QFontMetrics>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <map>

namespace seisdesk {

namespace {

bool shown(const Label& label, const ViewOptions& options)
{
    return options.showLabels && (options.showRejected || label.review != Review::Rejected);
}

/// Opacity 0.5 to 1 by confidence for what a model says; people's labels are opaque.
int opacity(const Label& label)
{
    if (label.mode == Mode::Manual || !label.confidence) return 255;
    return static_cast<int>(std::lround(255.0 * (0.5 + 0.5 * std::clamp(*label.confidence, 0.0, 1.0))));
}

QColor colorOf(const Label& label, const Palette& palette)
{
    QColor color = label.review == Review::Rejected ? palette.rejected : palette.phase(label.phase);
    if (label.end && label.review != Review::Rejected && label.phase == "noise") color = palette.mutedText;
    color.setAlpha(opacity(label));
    return color;
}

QFont flagFont(QFont font)
{
    font.setBold(true);
    if (font.pointSizeF() > 0.0) font.setPointSizeF(std::max(6.5, font.pointSizeF() - 1.0));
    return font;
}

int flagWidth(const QFontMetrics& metrics, const Label& label) { return metrics.horizontalAdvance(flagText(label)) + 8; }

void paintPolarity(QPainter& painter, const QColor& color, double x, double y, double size, Polarity polarity)
{
    if (polarity == Polarity::Unset) return;
    if (polarity == Polarity::Undecidable) {
        painter.setPen(QPen(color, 1.6));
        painter.drawLine(QPointF(x - size * 0.6, y - size * 0.6), QPointF(x + size * 0.6, y + size * 0.6));
        painter.drawLine(QPointF(x - size * 0.6, y + size * 0.6), QPointF(x + size * 0.6, y - size * 0.6));
        return;
    }
    const double up = polarity == Polarity::Positive ? -1.0 : 1.0;
    QPainterPath path;
    path.moveTo(x, y + up * size);
    path.lineTo(x - size * 0.8, y - up * size * 0.5);
    path.lineTo(x + size * 0.8, y - up * size * 0.5);
    path.closeSubpath();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPath(path);
}

void paintOnset(QPainter& painter, const QColor& color, double x, double y, OnsetQuality onset)
{
    if (onset == OnsetQuality::Unset) return;
    painter.setPen(QPen(color, 1.5));
    if (onset == OnsetQuality::Impulsive) painter.drawLine(QPointF(x - 5, y - 5), QPointF(x - 5, y + 5));
    if (onset == OnsetQuality::Emergent) painter.drawLine(QPointF(x - 8, y + 5), QPointF(x - 3, y - 5));
    if (onset == OnsetQuality::Questionable) painter.drawText(QRectF(x - 14, y - 8, 12, 16), Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("?"));
}

void paintSpan(QPainter& painter, const Palette& palette, const RowBox& box, const Frame& frame, const Label& label, bool active)
{
    const double left = std::max<double>(frame.traces.left() - 2, frame.traces.left() + box.axis.xOf(label.time));
    const double right = std::min<double>(frame.traces.right() + 3, frame.traces.left() + box.axis.xOf(*label.end));
    if (right <= left) return;
    QColor color = colorOf(label, palette);
    color.setAlpha(active ? 70 : 38);
    painter.fillRect(QRectF(left, box.top, right - left, box.waveHeight()), color);
    color.setAlpha(255);
    painter.setPen(QPen(color, active ? 2.0 : 1.0, label.mode == Mode::Automatic ? Qt::DashLine : Qt::SolidLine));
    painter.drawLine(QPointF(left, box.top + box.waveHeight() - 1), QPointF(right, box.top + box.waveHeight() - 1));
    if (box.height >= 22 && right - left > 24) painter.drawText(QRectF(left + 3, box.top, right - left - 6, box.waveHeight() - 2), Qt::AlignLeft | Qt::AlignBottom, flagText(label));
}

constexpr double sourceGap = 5.0;      // between the flag and what stands beside it
constexpr int leastHeightForSource = 36;

/// Where the free space to the right of a mark ends: at the next mark of its row, or at the frame.
double roomEnd(const std::vector<Mark>& marks, std::size_t i, double right)
{
    for (std::size_t k = i + 1; k < marks.size() && marks[k].box == marks[i].box; ++k)
        if (marks[k].x > marks[i].x + 1.0) return std::min(right, marks[k].x);
    return right;
}

}  // namespace

QStringList sourceTexts(const Label& label)
{
    if (label.end || label.review == Review::Rejected || label.phase.empty() || label.phase.front() != 'P') return {};
    SourceEstimate magnitude;
    magnitude.magnitude = label.source.magnitude;
    QStringList out;
    for (const std::string& text : {sourceText(label.source), sourceText(label.source, true), sourceText(magnitude, true)})
        if (!text.empty()) out << QString::fromStdString(text);
    return out;
}

QString flagText(const Label& label) { return QString::fromStdString(label.phase.empty() ? "?" : label.phase); }

std::optional<std::size_t> rowOf(const std::vector<Row>& rows, const Label& label)
{
    std::optional<std::size_t> station, instrument;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const StreamId& id = rows[i].id();
        if (!id.sameStation(label.stream)) continue;
        if (id == label.stream) return i;
        if (!station) station = i;
        if (!instrument && id.instrument() == label.stream.instrument()) instrument = i;
    }
    return instrument ? instrument : station;
}

std::vector<Mark> marksOn(const std::vector<RowBox>& boxes, const std::vector<Row>& allRows, const LabelSet& labels, const Frame& frame, const ViewOptions& options)
{
    std::vector<Mark> marks;
    if (!options.showLabels) return marks;
    for (std::size_t first = 0; first < boxes.size();) {
        std::size_t end = first + 1;
        while (end < boxes.size() && boxes[end].row->group == boxes[first].row->group) ++end;
        // Rows of the whole station, also those off the screen, decide where a label belongs.
        std::size_t groupFirst = boxes[first].index, groupEnd = boxes[end - 1].index + 1;
        while (groupFirst > 0 && allRows[groupFirst - 1].group == boxes[first].row->group) --groupFirst;
        while (groupEnd < allRows.size() && allRows[groupEnd].group == boxes[first].row->group) ++groupEnd;
        const auto rowFor = [&](const Label& label) {
            std::optional<std::size_t> instrument;
            for (std::size_t i = groupFirst; i < groupEnd; ++i) {
                if (allRows[i].id() == label.stream) return i;
                if (!instrument && allRows[i].id().instrument() == label.stream.instrument()) instrument = i;
            }
            return instrument.value_or(groupFirst);
        };
        // Bands and spans reach into the view from outside; a day holds any of them.
        const TimeAxis& axis = boxes[first].axis;
        const Duration reach = std::chrono::hours(24);
        const auto found = labels.in(boxes[first].row->id(), axis.span.padded(reach, fromSeconds(axis.secondsPerPixel() * 40.0)), true);
        const auto near = [&](const Label& label) {
            const Time reaches = label.end ? *label.end : label.time + fromSeconds(label.upperUncertaintySeconds.value_or(0.0) + axis.secondsPerPixel() * 60.0);
            return reaches >= axis.span.begin;
        };
        for (std::size_t i = first; i < end; ++i)
            for (const Label* label : found)
                if (shown(*label, options) && near(*label)) marks.push_back({label, i, frame.traces.left() + boxes[i].axis.xOf(label->time), rowFor(*label) == boxes[i].index});
        first = end;
    }
    return marks;
}

std::vector<bool> crowded(const std::vector<Mark>& marks)
{
    constexpr double reach = 30.0;
    constexpr std::size_t most = 4;
    std::vector<bool> out(marks.size(), false);
    std::size_t first = 0, last = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        while (marks[first].box != marks[i].box || marks[first].x < marks[i].x - reach) ++first;
        last = std::max(last, i);
        while (last < marks.size() && marks[last].box == marks[i].box && marks[last].x <= marks[i].x + reach) ++last;
        out[i] = last - first > most;
    }
    return out;
}

void LabelLayer::paint(const Canvas& canvas) const
{
    QPainter& painter = canvas.painter;
    painter.save();
    painter.setClipRect(canvas.frame.traces);
    const QFont font = flagFont(painter.font());
    const QFontMetrics metrics(font);
    QFont small = font;
    small.setBold(false);
    const QFontMetrics plain(small);
    std::array<double, 3> taken{};  // right ends of the flags on each level of the row
    std::size_t row = canvas.rows.size();
    const std::vector<bool> close = crowded(m_marks);
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const Mark& mark = m_marks[i];
        const RowBox& box = canvas.rows[mark.box];
        const Label& label = *mark.label;
        if (m_hidden == label.id) continue;
        if (!mark.full) {
            if (label.end) continue;
            QColor color = colorOf(label, canvas.palette);
            color.setAlpha(color.alpha() * (close[i] ? 1 : 2) / 5);
            painter.setPen(QPen(color, 1.0, label.mode == Mode::Automatic ? Qt::DashLine : Qt::SolidLine));
            painter.drawLine(QPointF(std::round(mark.x) + 0.5, box.top + 1), QPointF(std::round(mark.x) + 0.5, box.top + box.height - 1));
            continue;
        }
        if (mark.box != row) {
            row = mark.box;
            taken.fill(-1e9);
        }
        const bool active = m_active == label.id;
        const double roomBegin = *std::max_element(taken.begin(), taken.end());
        int level = -1;
        for (int l = 0; l < 3 && level < 0 && box.waveHeight() >= 20 + 14 * l && (active || !close[i]); ++l)
            if (mark.x >= taken[static_cast<std::size_t>(l)]) level = l;
        if (level >= 0) taken[static_cast<std::size_t>(level)] = mark.x + flagWidth(metrics, label) + 2;
        paintLabel(painter, canvas.palette, box, canvas.frame, label, active, {level, close[i] && !active});
        if (level < 0 || (close[i] && !active) || box.waveHeight() < leastHeightForSource) continue;
        // Before the onset there is only noise to cover; else beside the flag.
        const double begin = std::max({canvas.frame.traces.left() + sourceGap, roomBegin, i > 0 && m_marks[i - 1].box == mark.box ? m_marks[i - 1].x + sourceGap : 0.0});
        const double after = mark.x + flagWidth(metrics, label) + sourceGap;
        const double before = mark.x - 2.0 * sourceGap - begin, behind = roomEnd(m_marks, i, canvas.frame.traces.right()) - after - sourceGap;
        for (const QString& words : sourceTexts(label)) {
            const double wide = plain.horizontalAdvance(words);
            if (wide > before && wide > behind) continue;
            const int height = std::min(metrics.height(), 15);
            const QRectF place(wide <= before ? mark.x - 2.0 * sourceGap - wide : after, box.top + 1.5 + level * (height + 1), wide, height);
            QColor ground = canvas.palette.background;
            ground.setAlpha(190);
            painter.save();
            painter.fillRect(place.adjusted(-2, 0, 2, 0), ground);
            painter.setFont(small);
            painter.setPen(canvas.palette.text);
            painter.drawText(place, Qt::AlignCenter, words);
            painter.restore();
            if (wide > before) taken[static_cast<std::size_t>(level)] = place.right() + sourceGap;
            break;
        }
    }
    painter.restore();
}

void paintLabel(QPainter& painter, const Palette& palette, const RowBox& box, const Frame& frame, const Label& label, bool active, LabelRoom room)
{
    painter.save();
    painter.setFont(flagFont(painter.font()));
    if (label.end) {
        paintSpan(painter, palette, box, frame, label, active);
        painter.restore();
        return;
    }
    const bool rejected = label.review == Review::Rejected;
    const bool automatic = label.mode == Mode::Automatic;
    QColor color = colorOf(label, palette);
    if (room.crowded) color.setAlpha(color.alpha() * 3 / 5);
    const double x = frame.traces.left() + box.axis.xOf(label.time);
    const double lineX = std::round(x) + 0.5;
    if (!rejected && (label.lowerUncertaintySeconds || label.upperUncertaintySeconds)) {
        QColor band = color;
        band.setAlpha(active ? 80 : 46);
        const double left = x - label.lowerUncertaintySeconds.value_or(0.0) / box.axis.secondsPerPixel();
        const double right = x + label.upperUncertaintySeconds.value_or(0.0) / box.axis.secondsPerPixel();
        painter.fillRect(QRectF(left, box.top, std::max(1.0, right - left), box.height), band);
    }
    QPen pen(color, rejected ? 1.0 : (active ? 2.5 : (automatic ? 1.25 : 1.75)), automatic && !rejected ? Qt::CustomDashLine : Qt::SolidLine, Qt::FlatCap);
    if (automatic && !rejected) pen.setDashPattern({4.0, 2.5});
    painter.setPen(pen);
    painter.drawLine(QPointF(lineX, box.top + 1), QPointF(lineX, box.top + box.height - 1));

    painter.setRenderHint(QPainter::Antialiasing);
    if (rejected) {
        const double y = box.top + box.waveHeight() / 2.0, r = std::min(5.0, box.height / 4.0);
        painter.setPen(QPen(color, 1.5));
        painter.drawLine(QPointF(lineX - r, y - r), QPointF(lineX + r, y + r));
        painter.drawLine(QPointF(lineX - r, y + r), QPointF(lineX + r, y - r));
    }
    if (room.flagLevel >= 0) {
        const QFontMetrics metrics(painter.font());
        const int height = std::min(metrics.height(), 15);
        const QRectF flag(lineX, box.top + 1.5 + room.flagLevel * (height + 1), flagWidth(metrics, label), height);
        QColor fill = automatic || rejected ? palette.background : color;
        if (automatic || rejected) fill.setAlpha(215);
        painter.setPen(QPen(color, active ? 1.75 : 1.0));
        painter.setBrush(fill);
        painter.drawRoundedRect(flag, 2.5, 2.5);
        // Ink that stands out from the fill: relative luminance against the middle of the two inks.
        const double luminance = 0.299 * fill.redF() + 0.587 * fill.greenF() + 0.114 * fill.blueF();
        painter.setPen(automatic || rejected ? color : (luminance > 0.6 ? QColor(0x10, 0x14, 0x18) : QColor(Qt::white)));
        painter.drawText(flag, Qt::AlignCenter, flagText(label));
        if (rejected) painter.drawLine(flag.topLeft(), flag.bottomRight());
    }
    if (room.crowded && box.waveHeight() >= 16) {
        const QPointF pennant[] = {QPointF(lineX, box.top + 1), QPointF(lineX + 5, box.top + 4), QPointF(lineX, box.top + 7)};
        painter.setPen(QPen(color, 1.0));
        painter.setBrush(automatic ? QBrush(Qt::NoBrush) : QBrush(color));
        painter.drawPolygon(pennant, 3);
    }
    if (!rejected && !room.crowded && box.waveHeight() >= 16) {
        const double size = std::min(6.5, box.waveHeight() / 6.0);
        paintPolarity(painter, color, lineX, box.top + box.waveHeight() * 0.72, size, label.polarity);
        paintOnset(painter, color, lineX, box.top + box.waveHeight() * 0.45, label.onset);
    }
    painter.restore();
}

}  // namespace seisdesk
