#pragma once
// LabelLayer: picks and spans over the traces. Hue is phase, line and fill are status, opacity is confidence, a band is
// uncertainty.

#include "core/label/label_set.h"
#include "ui/trace/canvas.h"

#include <optional>
#include <vector>

namespace seisdesk {

/// A label on a row. `full` on the row it belongs to, a thin line on the station's other components. Labels whose stream
/// is not shown belong to the same instrument's first row, then to the station's.
struct Mark {
    const Label* label = nullptr;
    std::size_t box = 0;   ///< into Canvas::rows
    double x = 0.0;        ///< widget px
    bool full = false;
};

/// Marks of the visible rows, by row, then time. Rejected labels only with ViewOptions::showRejected.
std::vector<Mark> marksOn(const std::vector<RowBox>& boxes, const std::vector<Row>& allRows, const LabelSet& labels, const Frame& frame, const ViewOptions& options);

/// The row index (into all rows) a label belongs to, if its station is shown.
std::optional<std::size_t> rowOf(const std::vector<Row>& rows, const Label& label);

class LabelLayer : public Layer {
public:
    /// `hidden` is the label being dragged, which the overlay draws instead.
    LabelLayer(const std::vector<Mark>& marks, std::optional<Id> active, std::optional<Id> hidden) : m_marks(marks), m_active(active), m_hidden(hidden) {}
    void paint(const Canvas& canvas) const override;

private:
    const std::vector<Mark>& m_marks;
    std::optional<Id> m_active, m_hidden;
};

/// Which marks stand among so many others (more than four within 30 px) that only their lines and pennants are drawn.
std::vector<bool> crowded(const std::vector<Mark>& marks);

/// How much of a label there is room for. `flagLevel` stacks flags of neighbours, negative leaves the flag out.
struct LabelRoom {
    int flagLevel = 0;
    bool crowded = false;
};

/// One label at full size.
void paintLabel(QPainter& painter, const Palette& palette, const RowBox& box, const Frame& frame, const Label& label, bool active, LabelRoom room = {});

/// What the flag says: the phase.
QString flagText(const Label& label);

/// What may be written beside a P of what a model says of its source, longest first: "M 2.3±0.2  34±4 km  baz 120±15°", "M 2.3  34 km
/// 120°", "M 2.3".
QStringList sourceTexts(const Label& label);

}  // namespace seisdesk
