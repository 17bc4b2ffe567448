#pragma once
// recognise: which network a weights file belongs to, and its contract, from its tensors' names and shapes.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/contract.h"
#include "core/model/engine.h"
#include "core/model/nets/eqtransformer_config.h"
#include "core/model/nets/phasenet_config.h"
#include "core/model/nets/seismollm_config.h"
#include "core/model/nets/seist_config.h"

#include <filesystem>
#include <variant>

namespace seisdesk {

struct Recognition {
    std::variant<SeisTConfig, PhaseNetConfig, PhaseNetLightConfig, EQTransformerConfig, SeisMoLLMConfig> config;
    Contract contract;
};

/// What the tensors cannot say (rates; tasks whose heads look alike) is taken from what knowledgeOf() finds. Errors:
/// Unsupported (an unknown network), InvalidArgument (task or rate missing: the message says how to give it),
/// ModelMismatch (the task said does not fit the tensors).
Result<Recognition> recognise(const Checkpoint& checkpoint, const std::filesystem::path& file, const ModelHint& hint = {});

/// The file's tensors under the names that the network's module has. Errors: Malformed, ModelMismatch.
Result<StateDict> moduleTensors(const Recognition& recognition, const StateDict& tensors);

}  // namespace seisdesk
