#pragma once
// Level: what amplitude scaling needs to know of the visible part of a trace.

#include "core/session/session.h"

namespace seisdesk {

/// `median` of the visible samples (from column midpoints) and the largest distance from it.
struct Level {
    double median = 0.0;
    double peak = 0.0;
    bool valid = false;  ///< false when nothing finite is visible
};

/// A few microseconds whatever the span, from the envelope; of long spans, the ends are off by up to 1/500 of the span.
Level levelOf(const TraceItem& item, const TimeSpan& span);

}  // namespace seisdesk
