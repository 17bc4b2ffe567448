#pragma once
// PhaseNetLight as a LibTorch module: SeisBench's first PhaseNet, with thinner layers. Names are those of its state dicts.

#include "core/model/nets/phasenet_config.h"
#include "core/model/torch/picker.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>

#include <vector>

namespace seisdesk::nets {

struct PhaseNetLight : Picker {
    explicit PhaseNetLight(const PhaseNetLightConfig& config);
    /// Windows have 3001 samples. Softmax over the phases.
    torch::Tensor forward(torch::Tensor x) override;

    torch::nn::Conv1d in{nullptr};
    torch::nn::BatchNorm1d inNorm{nullptr};
    std::vector<torch::nn::Conv1d> down;
    std::vector<torch::nn::ConvTranspose1d> up;  ///< from the deepest
    std::vector<torch::nn::BatchNorm1d> downNorm, upNorm;
    torch::nn::ConvTranspose1d out{nullptr};
};

}  // namespace seisdesk::nets
