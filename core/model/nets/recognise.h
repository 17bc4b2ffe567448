#pragma once
// recognise: which network a weights file belongs to, and its contract, from its tensors' names and shapes.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/contract.h"
#include "core/model/engine.h"
#include "core/model/nets/seismollm_config.h"
#include "core/model/nets/seist_config.h"

#include <filesystem>
#include <variant>

namespace seisdesk {

/// PhaseNet (Zhu and Beroza 2019, doi:10.1093/gji/ggy423) has one size.
struct PhaseNetConfig {
    std::int64_t filters = 8, depth = 5, kernel = 7, stride = 4;
};

struct Recognition {
    std::variant<SeisTConfig, PhaseNetConfig, SeisMoLLMConfig> config;
    Contract contract;
};

/// What the tensors cannot say (rates; tasks whose heads look alike) is taken from what knowledgeOf() finds. Errors:
/// Unsupported (an unknown network), InvalidArgument (task or rate missing: the message says how to give it),
/// ModelMismatch (the task said does not fit the tensors).
Result<Recognition> recognise(const Checkpoint& checkpoint, const std::filesystem::path& file, const ModelHint& hint = {});

/// PhaseNet's Keras tensors under the module's names and layout: "down_conv1_1/kernel:0" [k, 1, in, out] becomes
/// "down_conv1_1.weight" [out, in, k]; transposed convolutions [k, 1, out, in] become [in, out, k]. Tensors that have
/// the module's names already pass through. Error: Malformed for a kernel that has not four dimensions.
Result<StateDict> phaseNetTensors(const StateDict& tensors);

}  // namespace seisdesk
