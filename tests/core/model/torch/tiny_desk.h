#pragma once
// A multi-task SeisMoLLM of a few thousand invented weights, for tests of what surrounds the real one.

#include "core/model/checkpoint/safetensors.h"
#include "core/model/contract_json.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/seismollm_desk.h"
#include "tests/core/model/invented_weights.h"

namespace seisdesk::test {

inline SeisMoLLMConfig tinyDeskConfig()
{
    SeisMoLLMConfig config = SeisMoLLMConfig::desk();
    config.stages = {{4, 5, 4, 2, 2}, {6, 3, 2, 2, 2}, {6, 3, 2, 2, 2}};
    config.patch = 4;
    config.width = 24;
    config.heads = 3;
    config.layers = 1;
    config.positions = 64;
    config.up = {{6, 3}, {4, 3}};
    config.sourceHidden = 8;
    return config;
}

/// Windows of 1024 samples at 100 Hz, 32 columns.
inline Contract tinyDeskContract()
{
    Contract contract = multiTaskContract(tinyDeskConfig());
    contract.name = "tiny-desk";
    contract.windowSamples = 1024;
    return contract;
}

/// Tensors and metadata as training writes them.
inline StateDict tinyDesk()
{
    StateDict weights = inventedWeights(nets::stateOf(nets::SeisMoLLMDesk(tinyDeskConfig())));
    weights.metadata["contract"] = toJson(tinyDeskContract());
    weights.metadata["seismollm"] = toJson(tinyDeskConfig());
    return weights;
}

}  // namespace seisdesk::test
