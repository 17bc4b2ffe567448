#pragma once
// Tools: gestures that become edits or views. They know points and labels, not windows.

#include "core/label/edits.h"
#include "core/label/label_set.h"
#include "ui/trace/time_axis.h"

#include <optional>

namespace seisdesk {

/// Where the mouse is on a row: px in the widget, and the row's record time there.
struct GesturePoint {
    double x = 0.0;
    double y = 0.0;
    Time time{};
    double secondsPerPixel = 1.0;
};

/// A press, moves and a release. preview() is what the label would become; null without one.
class Tool {
public:
    virtual ~Tool() = default;
    virtual void press(const GesturePoint& point) = 0;
    virtual void move(const GesturePoint& point) = 0;
    virtual std::optional<Edit> release(const GesturePoint& point) = 0;
    virtual const Label* preview() const = 0;
};

/// Sets the pick where it is due: the same phase on the same station within two seconds moves there, as people pick
/// again to correct; anything else is a new label.
Edit placePick(const LabelSet& labels, const Label& pick, const Signature& by);

/// Press sets the time. Dragging up or down sets one sigma to both sides, as many px as the distance dragged; dragging
/// sideways past a threshold makes the side dragged to follow the mouse instead.
class PickTool : public Tool {
public:
    /// `pattern` gives stream, phase and filter of the pick to come.
    PickTool(Label pattern, const LabelSet& labels, Signature by) : m_pick(std::move(pattern)), m_labels(labels), m_by(std::move(by)) {}
    void press(const GesturePoint& point) override;
    void move(const GesturePoint& point) override;
    std::optional<Edit> release(const GesturePoint& point) override;
    const Label* preview() const override { return m_pressed ? &m_pick : nullptr; }

    static constexpr double deadPx = 5.0;        ///< vertical movement that is no intention yet
    static constexpr double asymmetryPx = 14.0;  ///< horizontal movement that makes sides differ

private:
    Label m_pick;
    const LabelSet& m_labels;
    Signature m_by;
    GesturePoint m_from;
    bool m_pressed = false;
};

/// Drags a label's line in time.
class MoveTool : public Tool {
public:
    MoveTool(Label label, Signature by) : m_label(std::move(label)), m_moved(m_label), m_by(std::move(by)) {}
    void press(const GesturePoint& point) override { m_from = point; }
    void move(const GesturePoint& point) override;
    std::optional<Edit> release(const GesturePoint& point) override;
    const Label* preview() const override { return m_dragging ? &m_moved : nullptr; }

    static constexpr double deadPx = 3.0;

private:
    Label m_label, m_moved;
    Signature m_by;
    GesturePoint m_from;
    bool m_dragging = false;
};

/// Drag on a ruler: to the right zooms to the span, to the left zooms out by as much, leaving it up or down cancels.
struct SpanDrag {
    double fromX = 0.0;
    double toX = 0.0;
    bool left = false;  ///< the pointer is off the ruler
    bool zoomsIn() const { return toX > fromX; }
    /// The axis after the drag; null when cancelled or too short to be meant.
    std::optional<TimeAxis> result(const TimeAxis& axis) const;
};

}  // namespace seisdesk
