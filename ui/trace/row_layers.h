#pragma once
// Layers that belong to rows: their ground with gaps and overlaps, and the column of names on the left.

#include "ui/trace/canvas.h"

#include <set>

namespace seisdesk {

/// Alternating ground per station, the current row, grid lines at major ticks, gaps.
class GroundLayer : public Layer {
public:
    explicit GroundLayer(std::optional<std::size_t> current) : m_current(current) {}
    void paint(const Canvas& canvas) const override;

private:
    std::optional<std::size_t> m_current;
};

/// Spans recorded more than once, over the waveforms that lie there twice.
class OverlapLayer : public Layer {
public:
    void paint(const Canvas& canvas) const override;
};

/// Names, rate, distance and azimuth, clip flag; as much as the row's height has room for.
class HeaderLayer : public Layer {
public:
    HeaderLayer(std::optional<std::size_t> current, const std::set<StreamId>& clipped) : m_current(current), m_clipped(clipped) {}
    void paint(const Canvas& canvas) const override;
    /// Width that shows most names whole.
    static int widthFor(const std::vector<Row>& rows, const QFont& font);

private:
    /// `free` is the first line no name has been written on; it is moved on.
    void paintRow(const Canvas& canvas, const RowBox& box, int& free) const;
    std::optional<std::size_t> m_current;
    const std::set<StreamId>& m_clipped;
};

/// "12.3 km  271°", or empty where unknown.
QString placeText(const Row& row);

}  // namespace seisdesk
