#pragma once
// TimeMarks: picks and the cursor as upright lines through the axis rects of a plot that share time.

#include "core/base/time.h"
#include "ui/theme/palette.h"

#include <QString>

#include <optional>
#include <vector>

class QCPAbstractItem;
class QCPItemLine;
class QCPAxisRect;
class QCustomPlot;

namespace seisdesk {

/// A pick as plots show it: hue is phase, dashed is automatic, grey is rejected.
struct PlotMark {
    Time time{};
    QString phase;
    bool automatic = false, rejected = false;
    bool operator==(const PlotMark&) const = default;
};

class TimeMarks {
public:
    /// Times are seconds since 1970 on the rects' lower axes.
    TimeMarks(QCustomPlot& plot, std::vector<QCPAxisRect*> rects) : m_plot(plot), m_rects(std::move(rects)) {}

    void setMarks(const std::vector<PlotMark>& marks, const Palette& palette);
    void setCursor(const std::optional<Time>& time, const Palette& palette);
    std::size_t lineCount() const { return m_items.size(); }

private:
    void add(QCPAxisRect& rect, double seconds, const QPen& pen, std::vector<QCPAbstractItem*>& items);

    QCustomPlot& m_plot;
    std::vector<QCPAxisRect*> m_rects;
    std::vector<QCPAbstractItem*> m_items, m_cursor;
};

}  // namespace seisdesk
