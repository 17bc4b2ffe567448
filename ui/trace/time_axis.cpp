#include "ui/trace/time_axis.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

TimeAxis TimeAxis::zoomed(double factor, double x, Duration minimum, Duration maximum) const
{
    if (!(factor > 0.0) || !std::isfinite(factor)) return *this;
    const double seconds = std::clamp(toSeconds(span.length()) / factor, toSeconds(minimum), toSeconds(maximum));
    const double share = widthPx > 0.0 ? x / widthPx : 0.5;
    // Whole nanoseconds from the fixed point outwards, so that repeated zooming does not drift.
    const Time fixed = timeAt(x);
    const Duration length = fromSeconds(seconds);
    const Time begin = fixed - fromSeconds(seconds * share);
    return {{begin, begin + length}, widthPx};
}

}  // namespace seisdesk
