#pragma once
// CurveLayer: what a model said over time, under the trace it looked at, with a strip that shows what it has seen.

#include "ui/trace/canvas.h"
#include "ui/trace/curve_envelopes.h"

namespace seisdesk {

/// Curves stand on the anchor's row, or on the instrument's first shown row where the anchor is not shown.
class CurveLayer : public Layer {
public:
    explicit CurveLayer(const CurveEnvelopes& curves) : m_curves(curves) {}
    void paint(const Canvas& canvas) const override;
    /// Which of all rows carry curves; they reserve a strip of stripHeightFor().
    static bool carries(const std::vector<Row>& rows, std::size_t index, const CurveEnvelopes& curves);
    static int stripHeightFor(int rowHeight);

private:
    const CurveEnvelopes& m_curves;
};

}  // namespace seisdesk
