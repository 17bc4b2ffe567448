#pragma once
// WaveformLayer: the traces themselves, and how their amplitudes become px.

#include "ui/trace/canvas.h"

namespace seisdesk {

/// Sets baseline and pxPerUnit of the visible rows by the scale mode. Common scale covers all shown rows, per-station
/// scale all rows of the station, on the screen or not.
void scaleRows(std::vector<RowBox>& boxes, const std::vector<Row>& allRows, const TimeAxis& screen, const ViewOptions& options, QThreadPool& pool);

/// Fills pixel columns from envelopes, rows in parallel; each row stays inside its box.
class WaveformLayer : public Layer {
public:
    explicit WaveformLayer(QThreadPool& pool) : m_pool(pool) {}
    void paint(const Canvas& canvas) const override;

private:
    QThreadPool& m_pool;
};

}  // namespace seisdesk
