#pragma once
// continuous: a span of a trace as one run of samples, for methods that look at time as a whole.

#include "core/waveform/trace.h"

namespace seisdesk {

/// The samples of `trace` in `span` at one rate, NaN where nothing was recorded; where segments overlap the earlier one stays. Samples
/// are moved by at most half a sample onto the grid of the first segment in the span; segments of another rate than that are left out.
/// Empty where there is nothing in the span, or where it holds more than `mostSamples`.
Segment continuous(const Trace& trace, const TimeSpan& span, std::size_t mostSamples = 50'000'000);

}  // namespace seisdesk
