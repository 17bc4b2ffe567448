#pragma once
// BERT's encoder with low-rank adapters, named as Hugging Face transformers and peft name it; words and pooler left out.

#include "core/model/nets/seismollm_config.h"
#include "core/model/torch/backbone.h"

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/dropout.h>
#include <torch/nn/modules/normalization.h>

#include <memory>

namespace seisdesk::nets {

/// The defaults are those of the MiniLM sentence encoders with six layers.
struct BertSizes {
    std::int64_t width = 384, heads = 12, layers = 6, intermediate = 1536, positions = 512;
    double dropout = 0.1;       ///< of hidden states and of attention
    std::int64_t loraRank = 0;  ///< 0: no adapters
    double loraAlpha = 16.0, loraDropout = 0.1;
};

BertSizes bertSizes(const SeisMoLLMConfig& config);

/// y = x Wᵀ + b with W [out, in], plus alpha/rank * B(A(dropout(x))) where an adapter is there.
struct BertLinear : torch::nn::Module {
    BertLinear(std::int64_t in, std::int64_t out, const BertSizes& sizes);
    torch::Tensor forward(const torch::Tensor& x);
    /// Adds the adapter to W for inference; the adapter is zeroed, so that state and outputs stay consistent.
    void merge();
    torch::Tensor weight, bias, loraA, loraB;  ///< A [rank, in], B [out, rank]; undefined for rank 0
    torch::nn::Dropout dropout;
    double scale = 0.0;
};

/// Attention both ways, then two linear layers with an exact GELU; each adds its input and is normalised after (post-norm).
struct BertLayer : torch::nn::Module {
    explicit BertLayer(const BertSizes& sizes);
    torch::Tensor forward(const torch::Tensor& x);
    std::shared_ptr<BertLinear> query, key, value, mix, expand, contract;
    torch::nn::LayerNorm attentionNorm, outputNorm;
    torch::nn::Dropout dropout;
    std::int64_t heads;
};

/// Tokens [B, T, width] plus position embeddings, normalised, through the layers. T at most `positions`.
struct Bert : Backbone {
    explicit Bert(const BertSizes& sizes);
    torch::Tensor forward(torch::Tensor tokens) override;
    void merge() override;
    /// A BertModel file, with or without the prefix `bert.`. All tokens are of type 0: that type's embedding is added to the positions.
    Result<void> loadPublished(const StateDict& file) override;
    torch::Tensor positions;  ///< [positions, width]
    torch::nn::LayerNorm norm;
    torch::nn::ModuleList layers;
    torch::nn::Dropout dropout;
};

}  // namespace seisdesk::nets
