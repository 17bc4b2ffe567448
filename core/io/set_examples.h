#pragma once
// setExamples: a labelled set as examples for training, on one sampling grid.

#include "core/base/progress.h"
#include "core/io/labelled_set.h"
#include "core/model/training/example.h"

namespace seisdesk {

/// All windows of a set that can be read; those that cannot are left out. Errors: as LabelledSet::open; Cancelled.
Result<std::vector<Example>> setExamples(const std::filesystem::path& set, double sampleRateHz, const Progress& progress);

}  // namespace seisdesk
