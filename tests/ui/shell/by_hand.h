#pragma once
// What a hand does in the traces: finds a row and a time by moving the mouse, and drags picks.

#include "ui/trace/trace_view.h"

#include <QTest>

namespace seisdesk::test {

/// Where a time is, found by moving the mouse: the view's cursor tells.
inline int pixelOf(TraceView& view, Time time, int y)
{
    int low = 200, high = view.width() - 40;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        QTest::mouseMove(&view, QPoint(middle, y));
        const auto at = view.cursorTime();
        (at && *at <= time ? low : high) = middle;
    }
    return low;
}

/// The middle of a stream's row, found by clicking downwards; -1 when it is not in sight.
inline int rowOf(TraceView& view, const StreamId& stream, int x)
{
    int first = -1, last = -1;
    for (int y = 45; y < view.height() - 4; y += 6) {
        QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, QPoint(x, y));
        if (view.currentStream() == stream) (first < 0 ? first : last) = y;
    }
    return first < 0 ? -1 : (first + std::max(first, last)) / 2;
}

/// From one time to another on a stream that is in sight; false when it is not.
inline bool dragPick(TraceView& view, const StreamId& stream, Time from, Time to)
{
    const int y = rowOf(view, stream, view.width() - 60);
    if (y < 0) return false;
    const int a = pixelOf(view, from, y), b = pixelOf(view, to, y);
    QTest::mouseMove(&view, QPoint(a, y));
    QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, QPoint(a, y));
    for (int i = 1; i <= 8; ++i) QTest::mouseMove(&view, QPoint(a + (b - a) * i / 8, y), 5);
    QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, QPoint(b, y));
    return true;
}

}  // namespace seisdesk::test
