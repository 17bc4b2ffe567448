#pragma once
// loadState: copies named tensors into a module, strictly.

#include "core/base/result.h"
#include "core/model/checkpoint/state_dict.h"
#include "core/model/torch/picker.h"

namespace seisdesk::nets {

/// Every parameter and buffer must be there with its shape, and nothing else, except `num_batches_tracked`, which only
/// training needs, and parameters without elements. Error: ModelMismatch naming the first key that is missing, unexpected or of another shape; InvalidArgument
/// for a weight that is not finite.
Result<void> loadState(torch::nn::Module& module, const StateDict& tensors);

/// The reverse, in the module's order, as float32 (and int64) tensors on the CPU.
StateDict stateOf(const torch::nn::Module& module);

}  // namespace seisdesk::nets
