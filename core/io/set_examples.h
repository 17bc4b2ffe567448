#pragma once
// setExamples: a labelled set as examples for training, on one sampling grid.

#include "core/base/progress.h"
#include "core/io/labelled_set.h"
#include "core/model/training/example.h"

namespace seisdesk {

/// One window as an example at `sampleRateHz`. Components of zeros are taken as not recorded. Each P begins an event; an S belongs
/// to the P before it. The window's source parameters and first motion belong to the first P. Error: as the resampler.
Result<Example> setExample(const LabelledWindow& window, double sampleRateHz);

/// All windows of a set that can be read; those that cannot are left out. Errors: as LabelledSet::open; Cancelled.
Result<std::vector<Example>> setExamples(const std::filesystem::path& set, double sampleRateHz, const Progress& progress);

}  // namespace seisdesk
