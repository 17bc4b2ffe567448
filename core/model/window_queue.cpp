#include "core/model/window_queue.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

WindowQueue::WindowQueue(const std::vector<PassLine>& lines, std::size_t windowSamples, std::vector<std::size_t> axes) : m_lines(&lines), m_window(windowSamples), m_axes(std::move(axes))
{
    for (const PassLine& line : lines) {
        m_lineFirsts.push_back(m_size);
        m_size += line.size;
    }
    m_lineFirsts.push_back(m_size);
    settle();
}

bool WindowQueue::received(std::span<const float> rows, std::size_t count)
{
    if (count == 0) return true;
    const auto line = static_cast<std::size_t>(std::upper_bound(m_lineFirsts.begin(), m_lineFirsts.end(), m_filled) - m_lineFirsts.begin()) - 1;
    if (line >= m_lines->size() || m_filled + count > m_lineFirsts[line + 1] || rows.size() != 3 * count) return false;
    for (std::size_t i = 0; i < count; ++i) {
        const bool present = std::any_of(m_axes.begin(), m_axes.end(), [&](std::size_t axis) { return std::isfinite(rows[axis * count + i]); });
        if (!present) continue;
        const std::size_t at = m_filled + i;
        if (!m_present.empty() && m_present.back().second == at) m_present.back().second = at + 1;
        else m_present.emplace_back(at, at + 1);
    }
    m_filled += count;
    settle();
    return true;
}

void WindowQueue::settle()
{
    for (; m_line < m_lines->size(); ++m_line, m_next = 0) {
        const PassLine& line = (*m_lines)[m_line];
        const std::size_t first = m_lineFirsts[m_line], end = m_lineFirsts[m_line + 1];
        for (; m_next < line.starts.size(); ++m_next) {
            const std::size_t start = first + line.starts[m_next], last = std::min(end, start + m_window);
            if (last > m_filled) return;
            // Windows ascend, so that stretches before this one are not needed any more.
            m_present.erase(m_present.begin(), std::find_if(m_present.begin(), m_present.end(), [&](const auto& stretch) { return stretch.second > start; }));
            if (m_present.empty() || m_present.front().first >= last) continue;
            m_ready.push_back({static_cast<std::int64_t>(start), static_cast<std::int64_t>(last - start), m_line, line.starts[m_next]});
        }
        if (end > m_filled) return;
    }
}

std::size_t WindowQueue::finishedBefore() const
{
    if (m_taken < m_ready.size()) return static_cast<std::size_t>(m_ready[m_taken].start);
    for (std::size_t line = m_line; line < m_lines->size(); ++line) {
        const auto& starts = (*m_lines)[line].starts;
        const std::size_t next = line == m_line ? m_next : 0;
        if (next < starts.size()) return std::min(m_filled, m_lineFirsts[line] + starts[next]);
    }
    return m_filled;
}

}  // namespace seisdesk
