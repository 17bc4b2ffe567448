#pragma once
// GPT-2 blocks with low-rank adapters, named as Hugging Face transformers and peft name them.

#include "core/model/nets/seismollm_config.h"
#include "core/model/torch/backbone.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

namespace seisdesk::nets {

/// y = x W + b with W [in, out] (GPT-2's Conv1D layout), plus alpha/rank * B(A(dropout(x))) where an adapter is there.
struct LoraLinear : torch::nn::Module {
    LoraLinear(std::int64_t in, std::int64_t out, const SeisMoLLMConfig& config);
    torch::Tensor forward(const torch::Tensor& x);
    /// Adds the adapter to W for inference; the adapter is zeroed, so that state and outputs stay consistent.
    void merge();
    torch::Tensor weight, bias, loraA, loraB;  ///< A [rank, in], B [out, rank]; undefined for rank 0
    torch::nn::Dropout dropout;
    double scale = 0.0;
};

struct SelfAttention : torch::nn::Module {
    explicit SelfAttention(const SeisMoLLMConfig& config);
    torch::Tensor forward(const torch::Tensor& x);
    std::shared_ptr<LoraLinear> qkv, proj;
    std::int64_t heads;
    bool causal;
};

struct Gpt2Block : torch::nn::Module {
    explicit Gpt2Block(const SeisMoLLMConfig& config);
    torch::Tensor forward(torch::Tensor x);
    torch::nn::LayerNorm norm1, norm2;
    std::shared_ptr<SelfAttention> attention;
    std::shared_ptr<LoraLinear> expand, contract;
    torch::nn::Dropout dropout;
};

/// Tokens [B, T, width] plus position embeddings through pre-norm blocks and a final norm. T at most `positions`.
struct Gpt2 : Backbone {
    explicit Gpt2(const SeisMoLLMConfig& config);
    torch::Tensor forward(torch::Tensor tokens) override;
    void merge() override;
    /// A `gpt2` file, with or without the prefix `transformer.`; Conv1D layout [in, out].
    Result<void> loadPublished(const StateDict& file) override;
    torch::Tensor wte, wpe;  ///< [0, width] (kept for the published files), [positions, width]
    torch::nn::ModuleList blocks;
    torch::nn::LayerNorm finalNorm;
    torch::nn::Dropout dropout;
};

}  // namespace seisdesk::nets
