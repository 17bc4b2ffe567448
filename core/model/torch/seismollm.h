#pragma once
// SeisMoLLM as LibTorch modules. Parameters and buffers have the names of the original training code's state dicts.

#include "core/model/checkpoint/state_dict.h"
#include "core/model/nets/seismollm_config.h"
#include "core/model/torch/backbone.h"
#include "core/model/torch/picker.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>

namespace seisdesk::nets {

/// One kernel of a stage: 1x1, padded convolution, norm, GELU.
struct ScalePath : torch::nn::Module {
    ScalePath(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride);
    torch::Tensor forward(torch::Tensor x);
    torch::nn::Conv1d inProj, conv;
    torch::nn::BatchNorm1d norm;
    std::int64_t kernel, stride;
};

/// Some kernels side by side, concatenated and projected. [B, in, L] to [B, out, ceil(L / stride)].
struct ScaleStage : torch::nn::Module {
    ScaleStage(std::int64_t in, const SeisMoLLMConfig::Stage& stage);
    torch::Tensor forward(const torch::Tensor& x);
    torch::nn::ModuleList paths;
    torch::nn::Conv1d outProj;
    torch::nn::BatchNorm1d norm;
};

/// Frames to tokens, transformer, tokens to frames. [B, C, F] to [B, C, patch * floor(F / patch)].
struct TokenMixer : torch::nn::Module {
    explicit TokenMixer(const SeisMoLLMConfig& config);
    torch::Tensor forward(torch::Tensor frames);
    std::shared_ptr<Backbone> llm;
    std::int64_t patch;
};

/// Interpolates to full length in equal ratios, then one probability per output (non, P, S).
struct CurveHead : torch::nn::Module {
    explicit CurveHead(const SeisMoLLMConfig& config);
    torch::Tensor forward(torch::Tensor x, std::int64_t samples);
    torch::nn::ModuleList upLayers;
    torch::nn::Conv1d outConv;
    std::vector<std::int64_t> kernels;
};

/// Two strided convolutions, mean over time, one linear layer, the task's output function: probabilities (up, down),
/// magnitude 0 to 8, distance 0 to 500 km; back-azimuth as (cosine, sine), each by tanh.
struct PooledHead : torch::nn::Module {
    PooledHead(const SeisMoLLMConfig& config, Task task);
    torch::Tensor forward(torch::Tensor x);
    torch::nn::ModuleList convs;
    torch::nn::Linear lin{nullptr};
    Task task;
};

/// One task, as published.
struct SeisMoLLM : Picker {
    explicit SeisMoLLM(const SeisMoLLMConfig& config);
    /// Embedder alone: [B, 3, L] to [B, C, ceil(L / stride)].
    torch::Tensor embed(torch::Tensor x);
    torch::Tensor forward(torch::Tensor x) override;
    SeisMoLLMConfig config;
    torch::nn::ModuleList convs;
    std::shared_ptr<TokenMixer> mixer;
    std::shared_ptr<CurveHead> curveHead;
    std::shared_ptr<PooledHead> pooledHead;
};

}  // namespace seisdesk::nets
