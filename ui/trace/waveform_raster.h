#pragma once
// WaveformRaster: samples straight into the pixels of an image, column by column; no painter, so threads can share rows.

#include "core/waveform/envelope.h"
#include "core/waveform/trace.h"

#include <QColor>
#include <QImage>

#include <cstddef>

namespace seisdesk {

/// Device pixels a waveform may touch: columns [left, right), lines [top, bottom) of a 32-bit image.
struct PixelBox {
    QRgb* pixels = nullptr;        ///< of the image's first line
    std::ptrdiff_t stride = 0;     ///< pixels from one line to the next
    int left = 0, top = 0, right = 0, bottom = 0;
};

/// The image must be opaque 32-bit (RGB32 or ARGB32_Premultiplied); the box is clipped to it.
PixelBox pixelBox(QImage& image, int left, int top, int right, int bottom);

/// Where samples fall: column x of the box' left edge is sample `first` (fractional, may be negative), each column has
/// `perColumn` samples; line = centre - (value - baseline) * linesPerUnit.
struct SampleMap {
    double first = 0.0;
    double perColumn = 1.0;
    double centre = 0.0;
    double baseline = 0.0;
    double linesPerUnit = 1.0;
};

struct Stroke {
    QRgb color = 0xff000000;
    double thickness = 1.0;        ///< device pixels
    double dotSize = 0.0;          ///< side of the square on each sample, device pixels; 0 for none
    bool peaksOnly = false;        ///< draw the line over the largest values instead of the band between extremes
};

/// Draws a segment, or the timing of one whose envelope is all there is, without lines across NaN. Below two samples per column the line between samples is followed exactly;
/// above, each column is filled from smallest to largest value and joined to the one before.
void drawSegment(const PixelBox& box, const Segment& segment, const Envelope& envelope, const SampleMap& map, const Stroke& stroke);

}  // namespace seisdesk
