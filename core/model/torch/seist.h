#pragma once
// SeisT as LibTorch modules. Parameters and buffers have the names of the published state dicts.

#include "core/model/nets/seist_config.h"
#include "core/model/torch/picker.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

namespace seisdesk::nets {

/// Stem: three parallel separable convolutions of growing kernels, concatenated and projected.
struct StemPath : torch::nn::Module {
    StemPath(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride);
    torch::Tensor forward(torch::Tensor x);
    torch::nn::Conv1d inProj, depthConv, pointConv;
    torch::nn::BatchNorm1d norm;
    std::int64_t kernel, stride;
};

struct StemBlock : torch::nn::Module {
    explicit StemBlock(const SeisTConfig::Stem& stem);
    torch::Tensor forward(const torch::Tensor& x);
    torch::nn::ModuleList paths;
    torch::nn::Conv1d outProj;
    torch::nn::BatchNorm1d norm;
};

/// Mean plus maximum over `ratio` samples, then a projection. A ratio of 1 only projects.
struct Aggregation : torch::nn::Module {
    Aggregation(std::int64_t in, std::int64_t out, std::int64_t ratio);
    torch::Tensor forward(torch::Tensor x);
    torch::nn::Conv1d proj;
    torch::nn::BatchNorm1d norm;
    std::int64_t ratio;
};

struct Mlp : torch::nn::Module {
    Mlp(std::int64_t channels, std::int64_t ratio);
    torch::Tensor forward(const torch::Tensor& x);
    torch::nn::Conv1d in, out;
};

/// x += proj(gelu(norm(grouped conv(x)))); x += mlp(norm(x)).
struct GroupConv : torch::nn::Module {
    GroupConv(std::int64_t channels, std::int64_t kernel, std::int64_t groupWidth, std::int64_t mlpRatio);
    torch::Tensor forward(torch::Tensor x);
    torch::nn::Conv1d conv, proj;
    torch::nn::BatchNorm1d norm0, norm1;
    std::shared_ptr<Mlp> mlp;
    std::int64_t kernel;
};

struct MixedConv : torch::nn::Module {
    MixedConv(std::int64_t channels, const std::vector<std::int64_t>& kernels, std::int64_t headDim, std::int64_t mlpRatio);
    torch::Tensor forward(const torch::Tensor& x);
    torch::nn::ModuleList projs, norms, convs;
    torch::nn::BatchNorm1d outNorm;
};

/// Multi-head attention over time; keys and values come from the aggregated sequence.
struct Attention : torch::nn::Module {
    Attention(std::int64_t channels, std::int64_t headDim, std::int64_t ratio);
    torch::Tensor forward(const torch::Tensor& x);
    std::shared_ptr<Aggregation> aggregation;  ///< null for a ratio of 1
    torch::nn::BatchNorm1d norm{nullptr};
    torch::nn::Conv1d q, k, v, out;
    std::int64_t headDim;
};

/// An attention path and, where channels are left for it, a convolution path, concatenated; then an MLP.
struct Transformer : torch::nn::Module {
    Transformer(std::int64_t channels, std::int64_t headDim, std::int64_t ratio, std::int64_t mlpRatio);
    torch::Tensor forward(const torch::Tensor& x);
    torch::nn::Conv1d attentionProj, convProj{nullptr};
    torch::nn::BatchNorm1d norm0, norm1{nullptr}, norm2;
    std::shared_ptr<Attention> attention;
    std::shared_ptr<GroupConv> groupConv;
    std::shared_ptr<Mlp> mlp;
};

/// Interpolates back to full length in six steps, then one probability per output.
struct PickingHead : torch::nn::Module {
    explicit PickingHead(const SeisTConfig& config);
    torch::Tensor forward(torch::Tensor x, std::int64_t samples);
    torch::nn::ModuleList upLayers;
    torch::nn::Conv1d outConv;
    std::vector<std::int64_t> kernels;
};

/// Average over time, one linear layer, and the task's output function: probabilities (up, down), magnitude 0 to 8,
/// distance 0 to 500 km, back-azimuth 0 to 360 degrees.
struct ValueHead : torch::nn::Module {
    explicit ValueHead(const SeisTConfig& config);
    torch::Tensor forward(const torch::Tensor& x);
    torch::nn::Linear lin;
    Task task;
};

struct SeisT : Picker {
    explicit SeisT(const SeisTConfig& config);
    torch::Tensor forward(torch::Tensor x) override;
    SeisTConfig config;
    torch::nn::ModuleList stem, encoder;
    std::shared_ptr<PickingHead> pickingHead;
    std::shared_ptr<ValueHead> valueHead;
};

}  // namespace seisdesk::nets
