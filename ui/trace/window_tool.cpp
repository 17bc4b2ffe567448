#include "ui/trace/window_tool.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

WindowTool::Part WindowTool::partAt(const TimeSpan& window, Time time, double secondsPerPixel)
{
    const double begin = std::abs(toSeconds(time - window.begin)) / secondsPerPixel, end = std::abs(toSeconds(time - window.end)) / secondsPerPixel;
    // Inside a narrow window there is room between the edges for the whole.
    const double grab = std::min(grabPx, std::max(2.0, 0.25 * toSeconds(window.length()) / secondsPerPixel));
    const bool inside = window.contains(time);
    if (begin <= (inside ? grab : grabPx) && begin <= end) return Part::Begin;
    if (end <= (inside ? grab : grabPx)) return Part::End;
    return inside ? Part::Whole : Part::New;
}

void WindowTool::move(const GesturePoint& point)
{
    if (std::abs(point.x - m_from.x) > deadPx) m_moved = true;
    if (!m_moved) return;
    const Duration by = point.time - m_from.time;
    m_now = m_before;
    switch (m_part) {
    case Part::Begin: m_now.begin = std::min(m_before.begin + by, m_before.end - shortest); break;
    case Part::End: m_now.end = std::max(m_before.end + by, m_before.begin + shortest); break;
    case Part::Whole: m_now = {m_before.begin + by, m_before.end + by}; break;
    case Part::New: m_now = {std::min(m_from.time, point.time), std::max(m_from.time, point.time)}; break;
    }
    m_now = roundedWindow(m_now);
}

TimeSpan roundedWindow(const TimeSpan& window)
{
    TimeSpan out{std::chrono::round<std::chrono::milliseconds>(window.begin), std::chrono::round<std::chrono::milliseconds>(window.end)};
    out.end = std::max(out.end, out.begin + WindowTool::shortest);
    return out;
}

}  // namespace seisdesk
