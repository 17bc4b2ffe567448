#include "ui/trace/tools.h"

#include <cmath>

namespace seisdesk {

Edit placePick(const LabelSet& labels, const Label& pick, const Signature& by)
{
    const Duration near = std::chrono::seconds(2);
    const Label* nearest = nullptr;
    for (const Label* label : labels.in(pick.stream, {pick.time - near, pick.time + near + Duration(1)}, true)) {
        if (label->end || label->phase != pick.phase || label->review == Review::Rejected) continue;
        if (!nearest || std::chrono::abs(label->time - pick.time) < std::chrono::abs(nearest->time - pick.time)) nearest = label;
    }
    return nearest ? repick(*nearest, pick, by) : addLabel(pick);
}

void PickTool::press(const GesturePoint& point)
{
    m_from = point;
    m_pick.time = point.time;
    m_pressed = true;
}

void PickTool::move(const GesturePoint& point)
{
    if (!m_pressed) return;
    const double up = std::abs(point.y - m_from.y);
    const double aside = point.x - m_from.x;
    std::optional<double> lower, upper;
    if (up > deadPx) lower = upper = (up - deadPx) * m_from.secondsPerPixel;
    if (aside > asymmetryPx) upper = aside * m_from.secondsPerPixel;
    if (aside < -asymmetryPx) lower = -aside * m_from.secondsPerPixel;
    m_pick.lowerUncertaintySeconds = lower;
    m_pick.upperUncertaintySeconds = upper;
}

std::optional<Edit> PickTool::release(const GesturePoint& point)
{
    if (!m_pressed) return std::nullopt;
    move(point);
    m_pressed = false;
    const Edit edit = placePick(m_labels, m_pick, m_by);
    return edit.empty() ? std::nullopt : std::optional(edit);
}

void MoveTool::move(const GesturePoint& point)
{
    if (std::abs(point.x - m_from.x) > deadPx) m_dragging = true;
    if (!m_dragging) return;
    // The line keeps its distance from the pointer, so that grabbing it beside the line does not shift it.
    const Duration by = point.time - m_from.time;
    m_moved.time = m_label.time + by;
    if (m_label.end) m_moved.end = *m_label.end + by;
}

std::optional<Edit> MoveTool::release(const GesturePoint& point)
{
    move(point);
    if (!m_dragging) return std::nullopt;
    m_dragging = false;
    const Edit edit = moveLabel(m_label, m_moved.time, m_by);
    return edit.empty() ? std::nullopt : std::optional(edit);
}

std::optional<TimeAxis> SpanDrag::result(const TimeAxis& axis) const
{
    const double px = std::abs(toX - fromX);
    if (left || px < 4.0) return std::nullopt;
    const Time a = axis.timeAt(std::min(fromX, toX)), b = axis.timeAt(std::max(fromX, toX));
    const double factor = axis.widthPx / px;
    if (!zoomsIn()) return axis.zoomed(1.0 / factor, axis.widthPx / 2.0);
    // Through zoomed(), so that the same limits hold.
    const TimeAxis zoomed = axis.zoomed(factor, 0.0);
    const Duration length = zoomed.span.length();
    const Time middle = a + (b - a) / 2;
    return TimeAxis{{middle - length / 2, middle - length / 2 + length}, axis.widthPx};
}

}  // namespace seisdesk
