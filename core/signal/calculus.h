#pragma once
// Differentiation and integration in time.

#include "core/waveform/trace.h"

#include <span>
#include <vector>

namespace seisdesk {

/// Central differences, one-sided at the ends; units per second. Matches ObsPy's differentiate (numpy.gradient) to 1e-5
/// of the largest value. A single sample, and any next to a non-finite one, uses what neighbours it has; none gives 0.
std::vector<float> differentiated(std::span<const float> samples, double sampleRateHz);

/// Cumulative trapezoids starting at 0; unit-seconds. Matches ObsPy's integrate (cumulative_trapezoid) to 1e-6 of the
/// largest value. Every run of finite samples starts at 0 again.
std::vector<float> integrated(std::span<const float> samples, double sampleRateHz);

/// The same for segments: start and rate are kept, exact samples used where there are any.
Segment differentiated(const Segment& segment);
Segment integrated(const Segment& segment);

}  // namespace seisdesk
