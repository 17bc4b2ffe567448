#pragma once
// PhaseNet as a LibTorch module, the graph of the original TensorFlow code: strided convolutions, SAME padding,
// batch-norm epsilon 1e-3. Names are those of its Keras tensors, see phaseNetTensors().

#include "core/model/nets/phasenet_config.h"
#include "core/model/torch/picker.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>

#include <vector>

namespace seisdesk::nets {

struct PhaseNet : Picker {
    explicit PhaseNet(const PhaseNetConfig& config);
    /// Softmax over noise, P, S, or sigmoids.
    torch::Tensor forward(torch::Tensor x) override;

    PhaseNetConfig config;
    torch::nn::Conv1d inputConv{nullptr}, outputConv{nullptr};
    torch::nn::BatchNorm1d inputNorm{nullptr};
    std::vector<torch::nn::Conv1d> down, stride;          ///< per level; the deepest has no stride
    std::vector<torch::nn::BatchNorm1d> downNorm, strideNorm, upNorm, mergeNorm;
    std::vector<torch::nn::ConvTranspose1d> up;           ///< from level i + 1 to level i
    std::vector<torch::nn::Conv1d> merge;
};

}  // namespace seisdesk::nets
