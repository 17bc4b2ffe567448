#pragma once
// EQTransformer as a LibTorch module: convolutions, residual blocks, recurrent blocks, additive attention, and a decoder each
// for detection and every phase. Names are those of SeisBench's state dicts.

#include "core/model/nets/eqtransformer_config.h"
#include "core/model/torch/picker.h"

#include <torch/nn/modules/conv.h>

#include <memory>
#include <vector>

namespace seisdesk::nets {

struct EQTransformer : Picker {
    explicit EQTransformer(const EQTransformerConfig& config);
    ~EQTransformer() override;
    /// Sigmoids of detection and phases, [batch, 1 + phases, samples]. The original kinds take windows of 6000 samples.
    torch::Tensor forward(torch::Tensor x) override;

private:
    struct Parts;
    EQTransformerConfig m_config;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace seisdesk::nets
