#pragma once
// Canvas and Layer: what is painted on, and what paints. A layer never changes anything but pixels.

#include "ui/theme/palette.h"
#include "ui/trace/rows.h"
#include "ui/trace/time_axis.h"
#include "ui/trace/trace_options.h"

#include <QImage>
#include <QPainter>
#include <QRect>

#include <vector>

class QThreadPool;

namespace seisdesk {

/// A row where it stands on the screen, with its vertical scale.
struct RowBox {
    const Row* row = nullptr;
    std::size_t index = 0;      ///< into all shown rows
    int top = 0;                ///< widget px
    int height = 0;
    int stripHeight = 0;        ///< lower part, for curves
    TimeAxis axis;              ///< in record time, the row's shift included
    TraceItemPtr shown;         ///< the trace or its filtered copy
    double baseline = 0.0;      ///< sample value on the centre line
    double pxPerUnit = 0.0;     ///< 0 when there is nothing to scale by
    int waveHeight() const { return height - stripHeight; }
    double centre() const { return top + waveHeight() / 2.0; }
};

/// Where things are in the widget.
struct Frame {
    QRect ruler, header, traces;
};

struct Canvas {
    QImage& image;              ///< device pixels of the whole widget, opaque
    QPainter& painter;          ///< on the image, in widget px
    Frame frame;
    TimeAxis axis;              ///< in screen time
    bool relative = false;      ///< screen time counts from an alignment
    std::vector<RowBox>& rows;  ///< the visible ones, top to bottom
    const std::vector<Row>& allRows;
    const Palette& palette;
    const ViewOptions& options;
    double x(const RowBox& box, Time time) const { return frame.traces.left() + box.axis.xOf(time); }
    QRectF rowRect(const RowBox& box) const { return QRectF(frame.traces.left(), box.top, frame.traces.width(), box.height); }
    /// A span's rectangle in a row, clipped to the visible part; empty when outside.
    QRectF spanRect(const RowBox& box, const TimeSpan& span) const
    {
        const double left = std::max<double>(frame.traces.left(), x(box, span.begin));
        const double right = std::min<double>(frame.traces.left() + frame.traces.width(), x(box, span.end));
        return right > left ? QRectF(left, box.top, right - left, box.height) : QRectF();
    }
};

class Layer {
public:
    virtual ~Layer() = default;
    virtual void paint(const Canvas& canvas) const = 0;
};

/// Calls body(i) for i in [0, count) on this thread and on idle threads of the pool; returns when all are done.
void inParallel(QThreadPool& pool, std::size_t count, const std::function<void(std::size_t)>& body);

}  // namespace seisdesk
