#pragma once
// What is taken off a record before anything else is done: mean, trend, sharp ends. A std::vector<float> can be given
// where a span is asked for.

#include <span>

namespace seisdesk {

/// Subtracts the mean of the finite samples; non-finite samples stay. Matches ObsPy's detrend("demean") to 1e-6 of the
/// largest value.
void demean(std::span<float> samples);

/// Subtracts the least-squares line through the finite samples. Matches ObsPy's detrend("linear") to 1e-6.
void detrendLinear(std::span<float> samples);

/// Multiplies both ends by half a Hann window, `fraction` of the length long at each end (0 to 0.5; clamped). Matches
/// ObsPy's Trace.taper(fraction, type="hann") to 1e-6. The first and last sample become zero.
void taper(std::span<float> samples, double fraction);

/// A cosine taper value at sample `index` of `count` when `width` samples are tapered at each end.
double taperWeight(std::size_t index, std::size_t count, std::size_t width);

}  // namespace seisdesk
