#include "ui/trace/waveform_layer.h"

#include "ui/trace/level.h"
#include "ui/trace/waveform_raster.h"

#include <QSemaphore>
#include <QThreadPool>

#include <atomic>
#include <cmath>
#include <memory>

namespace seisdesk {

void inParallel(QThreadPool& pool, std::size_t count, const std::function<void(std::size_t)>& body)
{
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) body(i);
    };
    QSemaphore done;
    int helpers = 0;
    // Small jobs are over before a thread wakes up. tryStart never queues behind other work.
    for (int i = 1; count >= 8 && i < pool.maxThreadCount() + 1; ++i)
        if (pool.tryStart([&] {
                work();
                done.release();
            }))
            ++helpers;
    work();
    done.acquire(helpers);
}

void scaleRows(std::vector<RowBox>& boxes, const std::vector<Row>& allRows, const TimeAxis& screen, const ViewOptions& options, QThreadPool& pool)
{
    std::vector<Level> own(boxes.size());
    inParallel(pool, boxes.size(), [&](std::size_t i) { own[i] = levelOf(*boxes[i].shown, boxes[i].axis.span); });
    std::vector<double> peaks(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) peaks[i] = own[i].peak;

    if (options.scale != TraceScale::PerTrace) {
        // The visible rows may be filtered; the others count as they are recorded unless a filter is on.
        std::vector<double> all(allRows.size(), 0.0);
        std::vector<char> onScreen(allRows.size(), 0);
        for (const RowBox& box : boxes) onScreen[box.index] = 1;
        if (!options.filterOn)
            inParallel(pool, allRows.size(), [&](std::size_t i) {
                const Duration shift = allRows[i].shift;
                if (!onScreen[i]) all[i] = levelOf(*allRows[i].item, {screen.span.begin + shift, screen.span.end + shift}).peak;
            });
        for (std::size_t i = 0; i < boxes.size(); ++i) all[boxes[i].index] = own[i].peak;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            double peak = 0.0;
            for (std::size_t j = 0; j < all.size(); ++j)
                if (options.scale == TraceScale::Common || allRows[j].group == boxes[i].row->group) peak = std::max(peak, all[j]);
            peaks[i] = peak;
        }
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        RowBox& box = boxes[i];
        box.baseline = own[i].median;
        const double room = std::max(1.0, box.waveHeight() / 2.0 - (box.height >= 16 ? 2.0 : 0.5));
        box.pxPerUnit = own[i].valid && peaks[i] > 0.0 && std::isfinite(peaks[i]) ? room / peaks[i] * options.amplitude : 0.0;
    }
}

void WaveformLayer::paint(const Canvas& canvas) const
{
    const double dpr = canvas.image.devicePixelRatio();
    const QRect& area = canvas.frame.traces;
    const int left = static_cast<int>(std::lround(area.left() * dpr));
    const int right = static_cast<int>(std::lround((area.left() + area.width()) * dpr));
    const int bottomLimit = static_cast<int>(std::lround((area.top() + area.height()) * dpr));
    const int topLimit = static_cast<int>(std::lround(area.top() * dpr));
    PixelBox whole = pixelBox(canvas.image, left, topLimit, right, bottomLimit);
    const double columnSeconds = canvas.axis.secondsPerPixel() / dpr;
    inParallel(m_pool, canvas.rows.size(), [&](std::size_t i) {
        const RowBox& box = canvas.rows[i];
        PixelBox pixels = whole;
        pixels.top = std::max(whole.top, static_cast<int>(std::lround(box.top * dpr)));
        pixels.bottom = std::min(whole.bottom, static_cast<int>(std::lround((box.top + box.waveHeight()) * dpr)));
        if (pixels.top >= pixels.bottom) return;
        const auto draw = [&](const Segment& segment, const TimeSpan& span, const Envelope& envelope) {
            if (!span.overlaps(box.axis.span)) return;
            const double perColumn = columnSeconds * segment.sampleRateHz;
            const double samplePx = 1.0 / (canvas.axis.secondsPerPixel() * segment.sampleRateHz);
            // A flat line fills one line of pixels, not two halves; very low rows get thin lines, or noise would fill them.
            const double centre = std::floor(box.centre() * dpr) + 0.5;
            const double thin = box.height < 8 ? 0.6 : 1.0;
            const Stroke stroke{canvas.palette.waveform.rgb(), std::max(1.0, dpr * (perColumn < 2.0 ? 1.15 : 1.0)) * thin,
                                samplePx > 4.0 && box.height >= 16 ? std::min(5.0, 2.0 + samplePx / 6.0) * dpr : 0.0, false};
            drawSegment(pixels, segment, envelope, {segment.indexOf(box.axis.span.begin), perColumn, centre, box.baseline, box.pxPerUnit * dpr}, stroke);
        };
        const Trace& trace = *box.shown->trace;
        for (std::size_t s = 0; s < trace.segments.size(); ++s) draw(trace.segments[s], trace.segments[s].span(), box.shown->envelopes[s]);
        for (const auto& [file, segment] : box.shown->outlines) draw(segment.timing(), segment.span(), segment.envelope);
    });
}

}  // namespace seisdesk
