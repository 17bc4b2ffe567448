#pragma once
// WindowQueue: which windows of growing records are complete and hold anything, in order, whatever the pieces in which the samples come.

#include "core/model/record_pass.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace seisdesk {

/// Lines lie one behind the other, so that a window's place is that of its first sample among all lines' samples.
struct QueuedWindow {
    std::int64_t start = 0;      ///< among all
    std::int64_t available = 0;  ///< samples from there that belong to its line; at most the window's length
    std::size_t line = 0, startInLine = 0;
};

class WindowQueue {
public:
    /// `axes` are the rows (0 up, 1 north, 2 east) that the network looks at: a window with nothing finite in them is passed over.
    WindowQueue(const std::vector<PassLine>& lines, std::size_t windowSamples, std::vector<std::size_t> axes);
    /// The next samples, [3][count], not beyond the end of the line. False when they are.
    bool received(std::span<const float> rows, std::size_t count);

    /// Where the next samples go, among all.
    std::size_t filled() const { return m_filled; }
    std::size_t size() const { return m_size; }
    bool complete() const { return m_filled == m_size; }
    /// Complete windows that were not yet taken.
    std::span<const QueuedWindow> ready() const { return std::span(m_ready).subspan(m_taken); }
    void take(std::size_t count) { m_taken += count; }
    /// Samples before this one get no more windows than those already taken.
    std::size_t finishedBefore() const;

private:
    void settle();

    const std::vector<PassLine>* m_lines;
    std::size_t m_window;
    std::vector<std::size_t> m_axes;
    std::vector<std::size_t> m_lineFirsts;  ///< and the end
    std::size_t m_size = 0, m_filled = 0;
    std::size_t m_line = 0, m_next = 0;     ///< the first window that is not complete
    std::vector<std::pair<std::size_t, std::size_t>> m_present;  ///< stretches with something finite, of this line, among all; older ones may be gone
    std::vector<QueuedWindow> m_ready;
    std::size_t m_taken = 0;
};

}  // namespace seisdesk
