#pragma once
// Ticks: round times on a ruler, from years down to nanoseconds.

#include "ui/trace/time_axis.h"

#include <QString>

#include <vector>

namespace seisdesk {

struct Tick {
    double x = 0.0;  ///< px from the axis' left end
    bool major = false;
    QString text;    ///< of major ticks: "17:02", "17:02:55.34"; relative: "+12.5 s"
};

struct TimeTicks {
    std::vector<Tick> ticks;  ///< from left to right
    /// What the left end stands for: "2019-07-04 Thu" or, where texts leave out the minute, "2019-07-04 17:02"; relative: empty.
    QString context;
};

/// Major ticks at least `minMajorPx` apart. With `relative` the axis' zero is Time{} and texts are seconds from it.
TimeTicks timeTicks(const TimeAxis& axis, bool relative, double minMajorPx = 90.0);

/// The time as precise as a pixel needs: 2 decimals at 10 ms per pixel, at most 9. Relative times as "+1.25 s".
QString timeText(Time time, double secondsPerPixel, bool relative);

}  // namespace seisdesk
