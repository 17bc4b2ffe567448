#pragma once
// eqTransformerFromKeras: the tensors of EQTransformer's published Keras files under the names and layouts of SeisBench's.

#include "core/base/result.h"
#include "core/model/checkpoint/state_dict.h"

#include <string>

namespace seisdesk {

/// Layers are taken by kind in the order of their numbers, as they were made: seven convolutions of the encoder, fourteen of the
/// residual blocks, one per recurrent block, seven per decoder. Strict: the error (ModelMismatch or Malformed) names the first
/// tensor that is missing, too much or of an odd shape.
Result<StateDict> eqTransformerFromKeras(const StateDict& tensors, bool conservative);

/// "sigmoid" or "hard_sigmoid" as the file's model description says; empty where it says nothing.
std::string kerasGates(const StateDict& tensors);

}  // namespace seisdesk
