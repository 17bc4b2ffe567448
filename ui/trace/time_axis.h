#pragma once
// TimeAxis: the whole zoom state, a value. Zoom history is a stack of them.

#include "core/base/time.h"

namespace seisdesk {

/// Maps a time span to pixels 0 .. widthPx. Times here may be relative to an alignment (P, S, origin): the axis does
/// not know.
struct TimeAxis {
    TimeSpan span;
    double widthPx = 1.0;

    double secondsPerPixel() const { return toSeconds(span.length()) / widthPx; }
    double xOf(Time time) const { return toSeconds(time - span.begin) / secondsPerPixel(); }
    Time timeAt(double x) const { return span.begin + fromSeconds(x * secondsPerPixel()); }
    /// Zoomed by `factor` (> 1 shows less) about the time under x; length is kept within [minimum, maximum].
    TimeAxis zoomed(double factor, double x, Duration minimum = std::chrono::milliseconds(1), Duration maximum = std::chrono::hours(24 * 400)) const;
    TimeAxis scrolled(Duration by) const { return {{span.begin + by, span.end + by}, widthPx}; }
    TimeAxis withWidth(double px) const { return {span, px}; }
    bool operator==(const TimeAxis&) const = default;
};

}  // namespace seisdesk
