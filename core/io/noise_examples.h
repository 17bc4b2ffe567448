#pragma once
// noiseExamples: continuous records of a time without earthquakes as examples of noise.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/training/example.h"

#include <filesystem>
#include <vector>

namespace seisdesk {

/// What the folder's instruments recorded in `span`, in pieces of `seconds`, at `sampleRateHz`. Pieces of which nothing was recorded
/// are left out. Errors: NotFound where the span holds no records; Cancelled.
Result<std::vector<Example>> noiseExamples(const std::filesystem::path& folder, const TimeSpan& span, double seconds, double sampleRateHz, const Progress& progress);

}  // namespace seisdesk
