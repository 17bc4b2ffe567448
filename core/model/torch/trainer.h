#pragma once
// trainDesk: runs a recipe.

#include "core/base/result.h"
#include "core/model/training/trainer.h"

#include <torch/types.h>

namespace seisdesk::nets {

/// See Engine::train. On the CPU a run that was interrupted and goes on from its checkpoint gives the same weights, bit by bit,
/// as one that was not, with the same number of threads.
Result<TrainingOutcome> trainDesk(const TrainingJob& job, torch::Device device, const Progress& progress);

}  // namespace seisdesk::nets
