#pragma once
// Keras HDF5 weights: the tensors, and the description of layers as the metadata "model_config". That is not followed, because it may
// be wrong.

#include "core/model/checkpoint/state_dict.h"

#include <filesystem>

namespace seisdesk {

/// Names are those of the weights, e.g. "input_conv/kernel:0", in the order of `layer_names` and `weight_names`.
Result<StateDict> readKerasHdf5(const std::filesystem::path& file);

}  // namespace seisdesk
