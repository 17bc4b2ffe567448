#include "ui/trace/waveform_raster.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace seisdesk {

namespace {

/// dst + (src - dst) * coverage / 256, per channel, opaque.
QRgb mixed(QRgb dst, QRgb src, unsigned coverage)
{
    const QRgb rb = ((dst & 0xff00ffu) * (256u - coverage) + (src & 0xff00ffu) * coverage) >> 8;
    const QRgb g = ((dst & 0x00ff00u) * (256u - coverage) + (src & 0x00ff00u) * coverage) >> 8;
    return 0xff000000u | (rb & 0xff00ffu) | (g & 0x00ff00u);
}

/// Lines [top, bottom) of one column, partial lines by coverage.
void fillColumn(const PixelBox& box, int x, double top, double bottom, QRgb color)
{
    top = std::max(top, static_cast<double>(box.top));
    bottom = std::min(bottom, static_cast<double>(box.bottom));
    if (!(top < bottom)) return;
    const int first = static_cast<int>(top);
    const int last = static_cast<int>(bottom);  // partial below it
    QRgb* pixel = box.pixels + first * box.stride + x;
    if (first == last) {
        *pixel = mixed(*pixel, color, static_cast<unsigned>((bottom - top) * 256.0));
        return;
    }
    *pixel = mixed(*pixel, color, static_cast<unsigned>((first + 1 - top) * 256.0));
    pixel += box.stride;
    for (int y = first + 1; y < last; ++y, pixel += box.stride) *pixel = color;
    if (bottom > last) *pixel = mixed(*pixel, color, static_cast<unsigned>((bottom - last) * 256.0));
}

/// Extremes of the straight lines between samples within [from, to]; invalid where neither a sample nor a whole line is.
MinMax alongLines(const std::vector<float>& samples, double from, double to)
{
    MinMax out{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};
    const double lastIndex = static_cast<double>(samples.size()) - 1.0;
    const auto take = [&](double value) {
        if (!std::isfinite(value)) return;
        out.min = std::min(out.min, static_cast<float>(value));
        out.max = std::max(out.max, static_cast<float>(value));
    };
    const auto between = [&](double at) {
        if (at < 0.0 || at > lastIndex) return;
        const auto i = static_cast<std::size_t>(at);
        const double share = at - static_cast<double>(i);
        const double a = samples[i];
        take(share > 0.0 ? a + (static_cast<double>(samples[i + 1]) - a) * share : a);
    };
    between(from);
    between(to);
    for (double i = std::max(0.0, std::ceil(from)); i <= std::min(to, lastIndex); i += 1.0) take(samples[static_cast<std::size_t>(i)]);
    return out;
}

void drawDots(const PixelBox& box, const Segment& segment, const SampleMap& map, const Stroke& stroke)
{
    const double columns = box.right - box.left;
    const double last = std::min(map.first + columns * map.perColumn, static_cast<double>(segment.size()) - 1.0);
    for (double i = std::max(0.0, std::ceil(map.first)); i <= last; i += 1.0) {
        const double value = (*segment.samples)[static_cast<std::size_t>(i)];
        if (!std::isfinite(value)) continue;
        const double x = box.left + (i - map.first) / map.perColumn;
        const double y = map.centre - (value - map.baseline) * map.linesPerUnit;
        const int from = std::max(box.left, static_cast<int>(std::lround(x - stroke.dotSize / 2.0)));
        const int to = std::min(box.right, static_cast<int>(std::lround(x + stroke.dotSize / 2.0)));
        for (int c = from; c < to; ++c) fillColumn(box, c, std::round(y - stroke.dotSize / 2.0), std::round(y + stroke.dotSize / 2.0), stroke.color);
    }
}

}  // namespace

PixelBox pixelBox(QImage& image, int left, int top, int right, int bottom)
{
    return {reinterpret_cast<QRgb*>(image.bits()), image.bytesPerLine() / 4, std::max(0, left), std::max(0, top),
            std::min(image.width(), right), std::min(image.height(), bottom)};
}

void drawSegment(const PixelBox& box, const Segment& segment, const Envelope& envelope, const SampleMap& map, const Stroke& stroke)
{
    const double size = static_cast<double>(envelope.sampleCount());
    if (size == 0.0 || box.left >= box.right || box.top >= box.bottom || !(map.perColumn > 0.0)) return;
    // Columns the segment reaches into.
    const double firstColumn = std::floor(-map.first / map.perColumn);
    const double endColumn = std::ceil((size - map.first) / map.perColumn);
    const int from = static_cast<int>(std::clamp(firstColumn, 0.0, static_cast<double>(box.right - box.left)));
    const int to = static_cast<int>(std::clamp(endColumn, 0.0, static_cast<double>(box.right - box.left)));
    if (from >= to) return;

    thread_local std::vector<MinMax> columns;
    columns.resize(static_cast<std::size_t>(to - from));
    const double start = map.first + from * map.perColumn;
    const bool lines = map.perColumn < 2.0 && segment.samples;
    if (lines) {
        for (std::size_t c = 0; c < columns.size(); ++c)
            columns[c] = alongLines(*segment.samples, start + static_cast<double>(c) * map.perColumn, start + static_cast<double>(c + 1) * map.perColumn);
    } else {
        envelope.overview(start, map.perColumn, columns);
    }

    const double half = stroke.thickness / 2.0;
    double joinTop = 0.0, joinBottom = 0.0;
    bool join = false;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        MinMax m = columns[c];
        if (!m.valid()) {
            join = false;
            continue;
        }
        if (stroke.peaksOnly && !lines) m.min = m.max;
        const double top = map.centre - (m.max - map.baseline) * map.linesPerUnit;
        const double bottom = map.centre - (m.min - map.baseline) * map.linesPerUnit;
        // Reaches to the nearest edge of the column before, so that steep lines have no holes.
        const double drawTop = join ? std::min(top, joinBottom) : top;
        const double drawBottom = join ? std::max(bottom, joinTop) : bottom;
        fillColumn(box, box.left + from + static_cast<int>(c), drawTop - half, drawBottom + half, stroke.color);
        joinTop = top;
        joinBottom = bottom;
        join = true;
    }
    if (stroke.dotSize > 0.0 && segment.samples) drawDots(box, segment, map, stroke);
}

}  // namespace seisdesk
