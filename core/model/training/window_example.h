#pragma once
// windowExample: a labelled window as an example for training, on the network's sampling grid.

#include "core/label/labelled_window.h"
#include "core/model/training/example.h"
#include "core/base/result.h"

#include <span>

namespace seisdesk {

/// One window as an example at `sampleRateHz`. Components of zeros are taken as not recorded. Each P begins an event; an S belongs
/// to the P before it. The window's source parameters and first motion belong to the first P. Spans become those of the example.
/// Error: as the resampler.
Result<Example> windowExample(const LabelledWindow& window, double sampleRateHz, std::span<const TimeSpan> quiet = {}, std::span<const TimeSpan> masked = {});

}  // namespace seisdesk
