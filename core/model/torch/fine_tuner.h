#pragma once
// tuned: runs a fine-tuning job.

#include "core/base/result.h"
#include "core/model/adapt/fine_tuner.h"

#include <torch/types.h>

namespace seisdesk::nets {

/// See Engine::fineTune. On the CPU a run that was interrupted and goes on gives the same weights, bit by bit, as one that was not,
/// with the same number of threads and without a time limit.
Result<FineTuneOutcome> tuned(const FineTuneJob& job, torch::Device device, const Progress& progress);

}  // namespace seisdesk::nets
