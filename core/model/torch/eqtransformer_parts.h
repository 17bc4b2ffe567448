#pragma once
// The blocks of EQTransformer. All take and give [batch, channels, time].

#include "core/model/nets/eqtransformer_config.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/rnn.h>

#include <memory>

namespace seisdesk::nets {

/// "members": blocks one after the other.
struct Members : torch::nn::Module {
    Members() { register_module("members", list); }
    torch::nn::ModuleList list;
};

/// x + conv(relu(norm(conv(relu(norm(x)))))). A kernel of two sees the sample and the one after it.
struct ResidualBlock : torch::nn::Module {
    ResidualBlock(std::int64_t channels, std::int64_t kernel);
    torch::Tensor forward(const torch::Tensor& x);
    torch::nn::BatchNorm1d norm1, norm2;
    torch::nn::Conv1d conv1, conv2;
};

/// An LSTM over time, forwards or both ways.
struct Recurrence : torch::nn::Module {
    virtual torch::Tensor forward(const torch::Tensor& x) = 0;
};

/// `ownCells`: named and gated like the original's.
std::shared_ptr<Recurrence> recurrenceOf(std::int64_t in, bool bothWays, bool ownCells, const EQTransformerConfig& config);

/// An LSTM both ways, a convolution over its outputs and a norm.
struct RecurrentBlock : torch::nn::Module {
    RecurrentBlock(std::int64_t in, const EQTransformerConfig& config);
    torch::Tensor forward(const torch::Tensor& x);
    std::shared_ptr<Recurrence> lstm;
    torch::nn::Conv1d conv;
    torch::nn::BatchNorm1d norm;
};

/// Scores are Wa tanh(Wt x + Wx y + bh) + ba; `reach` limits what a sample attends to (0: everything).
struct AdditiveAttention : torch::nn::Module {
    AdditiveAttention(const EQTransformerConfig& config, std::int64_t reach);
    torch::Tensor forward(const torch::Tensor& x);
    double epsilon;
    std::int64_t reach;
    torch::Tensor Wx, Wt, bh, Wa, ba;
};

/// Over channels, with scale and shift.
struct ChannelNorm : torch::nn::Module {
    explicit ChannelNorm(std::int64_t channels);
    torch::Tensor forward(const torch::Tensor& x);
    torch::Tensor gamma, beta;
};

struct FeedForward : torch::nn::Module {
    FeedForward(std::int64_t channels, std::int64_t hidden);
    torch::Tensor forward(const torch::Tensor& x);
    torch::nn::Linear lin1, lin2;
};

/// Attention and feed-forward, each added to what it reads and normalised.
struct AttentionBlock : torch::nn::Module {
    explicit AttentionBlock(const EQTransformerConfig& config);
    torch::Tensor forward(const torch::Tensor& x);
    std::shared_ptr<AdditiveAttention> attention;
    std::shared_ptr<ChannelNorm> norm1, norm2;
    std::shared_ptr<FeedForward> ff;
};

}  // namespace seisdesk::nets
