#pragma once
// PhaseNetConfig and PhaseNetLightConfig: the sizes of PhaseNet (Zhu and Beroza 2019, doi:10.1093/gji/ggy423) and of SeisBench's
// smaller early version of it, and how their published tensors are named.

#include "core/base/result.h"
#include "core/model/checkpoint/state_dict.h"

#include <cstdint>

namespace seisdesk {

struct PhaseNetConfig {
    std::int64_t filters = 8, depth = 5, kernel = 7, stride = 4;
    std::int64_t components = 3, phases = 3;
    /// SeisBench's VariableLengthPhaseNet: strided convolutions have the same zeros at both ends, and the middle of what comes up
    /// is laid over the skip as it is.
    bool centred = false;
    bool sigmoid = false;  ///< each output for itself instead of a softmax over all
};

struct PhaseNetLightConfig {
    std::int64_t components = 3, phases = 3;
};

/// PhaseNet's Keras tensors under the module's names and layout: "down_conv1_1/kernel:0" [k, 1, in, out] becomes
/// "down_conv1_1.weight" [out, in, k]; transposed convolutions [k, 1, out, in] become [in, out, k]. Tensors that have
/// the module's names already pass through. Error: Malformed for a kernel that has not four dimensions.
Result<StateDict> phaseNetTensors(const StateDict& tensors);

/// SeisBench's tensors ("down_branch.0.2.weight") under the module's names. Strict: the error (ModelMismatch) names the first
/// tensor, as SeisBench calls it, that is missing, unexpected or of another shape.
Result<StateDict> seisBenchPhaseNetTensors(const StateDict& tensors, const PhaseNetConfig& config);

}  // namespace seisdesk
