#pragma once
// WindowTool: drags a time window on a trace, by an edge, as a whole, or anew.

#include "ui/trace/tools.h"

namespace seisdesk {

class WindowTool {
public:
    enum class Part { Begin, End, Whole, New };
    /// What of the window is at this time.
    static Part partAt(const TimeSpan& window, Time time, double secondsPerPixel);

    WindowTool(const TimeSpan& window, Part part, const GesturePoint& from) : m_before(window), m_now(window), m_part(part), m_from(from) {}
    void move(const GesturePoint& point);
    /// As it would be now; nothing before the mouse has moved far enough to mean it.
    std::optional<TimeSpan> window() const { return m_moved ? std::optional(m_now) : std::nullopt; }

    static constexpr double grabPx = 6.0, deadPx = 3.0;
    static constexpr Duration shortest = std::chrono::milliseconds(200);

private:
    TimeSpan m_before, m_now;
    Part m_part;
    GesturePoint m_from;
    bool m_moved = false;
};

/// Both ends to the millisecond, and no shorter than WindowTool::shortest: the end gives way.
TimeSpan roundedWindow(const TimeSpan& window);

}  // namespace seisdesk
