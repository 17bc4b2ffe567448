#include "ui/trace/curve_layer.h"

#include "ui/trace/waveform_raster.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

int CurveLayer::stripHeightFor(int rowHeight) { return rowHeight < 20 ? (rowHeight < 8 ? 0 : 1) : std::clamp(rowHeight * 3 / 10, 8, 40); }

bool CurveLayer::carries(const std::vector<Row>& rows, std::size_t index, const CurveEnvelopes& curves)
{
    const StreamId& id = rows[index].id();
    const StreamId instrument = id.instrument();
    const auto found = curves.find(instrument);
    if (!found) return false;
    // The instrument's rows stand together.
    std::size_t first = index;
    while (first > 0 && rows[first - 1].id().instrument() == instrument) --first;
    for (std::size_t i = first; i < rows.size() && rows[i].id().instrument() == instrument; ++i)
        if (rows[i].id() == found->station->anchor) return i == index;
    return index == first;
}

void CurveLayer::paint(const Canvas& canvas) const
{
    const double dpr = canvas.image.devicePixelRatio();
    const QRect& area = canvas.frame.traces;
    QPainter& painter = canvas.painter;
    for (const RowBox& box : canvas.rows) {
        if (box.stripHeight == 0) continue;
        const auto curves = m_curves.find(box.row->id().instrument());
        if (!curves) continue;
        const int seen = std::min(2, box.stripHeight);
        QColor coverage = canvas.palette.coverage;
        coverage.setAlpha(box.stripHeight < 8 ? 110 : 170);
        const int top = box.top + box.waveHeight();
        QColor ground = canvas.palette.grid;
        ground.setAlpha(110);
        painter.fillRect(QRect(area.left(), top, area.width(), box.stripHeight), ground);
        for (const TimeSpan& span : curves->station->coverage) {
            const QRectF rect = canvas.spanRect(box, span);
            if (!rect.isEmpty()) painter.fillRect(QRectF(rect.left(), box.top + box.height - seen, rect.width(), seen), coverage);
        }
        const double room = box.stripHeight - seen - 1.0;
        if (room < 4.0) continue;
        // The detection lies under the phases.
        std::vector<std::size_t> order(curves->station->curves.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        const auto isPhase = [&](std::size_t i) { const std::string& n = curves->station->curves[i].name; return n == "P" || n == "S"; };
        std::stable_partition(order.begin(), order.end(), [&](std::size_t i) { return !isPhase(i); });
        // Lines end a little above zero: three of them along the ground would only be a bar.
        const PixelBox pixels = pixelBox(canvas.image, static_cast<int>(std::lround(area.left() * dpr)), static_cast<int>(std::lround(top * dpr)),
                                         static_cast<int>(std::lround((area.left() + area.width()) * dpr)),
                                         std::min(static_cast<int>(std::lround((box.top + box.height - seen - 1.5) * dpr)), static_cast<int>(std::lround((area.top() + area.height()) * dpr))));
        for (const std::size_t i : order) {
            const Curve& curve = curves->station->curves[i];
            if (!curve.values.samples || !curve.values.span().overlaps(box.axis.span)) continue;
            const QColor color = isPhase(i) ? canvas.palette.phase(curve.name) : canvas.palette.detectionCurve;
            drawSegment(pixels, curve.values, curves->envelopes[i],
                        {curve.values.indexOf(box.axis.span.begin), canvas.axis.secondsPerPixel() / dpr * curve.values.sampleRateHz,
                         (top + 1.5 + room) * dpr, 0.0, room * dpr},
                        {color.rgb(), std::max(1.0, dpr * (isPhase(i) ? 1.3 : 1.0)), 0.0, true});
        }
    }
}

}  // namespace seisdesk
