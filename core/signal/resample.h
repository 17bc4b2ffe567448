#pragma once
// Change of sample rate by any ratio, without a time shift.

#include "core/waveform/trace.h"

namespace seisdesk {

/// Interpolates with a linear-phase (symmetric, zero delay) Kaiser-windowed sinc. With Nyquist the lower of the two
/// Nyquist frequencies: flat to 0.001 dB up to 0.88 Nyquist, 3 dB down near 0.94, more than 90 dB down from Nyquist on
/// (aliases and images both). Any ratio: rational ones use exact phases, others a finely interpolated table.
///
/// The first sample keeps its time exactly, the result covers the same span, and onsets stay where they are. Beyond its
/// ends a record is continued by its mirror image, so that an offset or a trend leaves no spike; values within 60
/// samples (of the lower rate) of an end depend on that. Runs between non-finite samples are resampled on their own;
/// an output sample without finite neighbours on both sides is NaN. The same rate returns the segment unchanged.
/// Error InvalidArgument for rates that are not positive or a ratio above 10^6.
Result<Segment> resampled(const Segment& segment, double newRateHz);

/// Every `factor`-th sample after the same anti-alias filter; sample k of the result is at sample k*factor.
Result<Segment> decimated(const Segment& segment, int factor);

}  // namespace seisdesk
