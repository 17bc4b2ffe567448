#pragma once
// Signal to noise: how far an onset rises above what was there before it.

#include "core/waveform/trace.h"

#include <optional>

namespace seisdesk {

/// Mean power in the two seconds from the onset over that of the five seconds before it (two at least), both about the mean of the
/// latter, in decibels. Absent where the record does not reach so far.
std::optional<double> pSnrDb(const Segment& vertical, Time onset);

}  // namespace seisdesk
