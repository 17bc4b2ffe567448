#pragma once
// A multi-task SeisMoLLM of a few thousand invented weights as a file, for tests of what surrounds the real one.

#include "core/model/checkpoint/safetensors.h"
#include "core/model/contract_json.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/seismollm_desk.h"
#include "tests/core/model/invented_weights.h"
#include "tests/core/model/torch/tiny_desk.h"

namespace seisdesk::test {

/// Windows of 1024 samples at 100 Hz, 16 columns.
inline Contract shippedContract()
{
    Contract contract = multiTaskContract(tinyDesk());
    contract.name = "tiny-desk";
    contract.windowSamples = 1024;
    return contract;
}

/// Tensors and metadata as training writes them.
inline StateDict shippedDesk(const Contract& contract = shippedContract())
{
    StateDict weights = inventedWeights(nets::stateOf(nets::SeisMoLLMDesk(tinyDesk())));
    weights.metadata["contract"] = toJson(contract);
    weights.metadata["seismollm"] = toJson(tinyDesk());
    return weights;
}

}  // namespace seisdesk::test
