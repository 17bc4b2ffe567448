#pragma once
// SeisMoLLMDesk: one trunk and all heads in one forward pass. Embedder and transformer as in SeisMoLLM; a decoder that takes
// the embedder's stages in; the source is spoken of token by token.

#include "core/model/torch/seismollm.h"

namespace seisdesk::nets {

/// Samples per value of the curves that the losses see; forward() interpolates to full length.
inline constexpr std::int64_t curveStride = 2;

/// What the heads say before it is turned into probabilities and units: the losses work on this.
struct DeskOutputs {
    torch::Tensor phases;      ///< [B, 3, L/2], logits of noise, P, S
    torch::Tensor motions;     ///< [B, 3, L/2], logits of up, down, undecided
    torch::Tensor magnitude;   ///< [B, 2, T], location and log of scale (Laplace)
    torch::Tensor distance;    ///< [B, 2, T], location of ln(1 + km) and log of scale (Laplace)
    torch::Tensor azimuth;     ///< [B, 2, T], north and east part of the concentration vector (von Mises)
};

/// Stretches to the length of a stage, takes that stage in, padded convolution, norm, GELU.
struct SkipUp : torch::nn::Module {
    SkipUp(std::int64_t in, std::int64_t skip, const SeisMoLLMConfig::Up& up);
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& skip);
    torch::nn::Conv1d conv;
    torch::nn::BatchNorm1d norm;
    std::int64_t kernel;
};

struct SeisMoLLMDesk : Picker {
    explicit SeisMoLLMDesk(const SeisMoLLMConfig& config);
    /// `x` [B, 3, L], normalised; L a multiple of the stride times the patch.
    DeskOutputs heads(const torch::Tensor& x);
    /// As multiTaskContract() says, flat: [B, 5 L + 6 T].
    torch::Tensor forward(torch::Tensor x) override;

    SeisMoLLMConfig config;
    torch::nn::ModuleList convs, ups;
    std::shared_ptr<TokenMixer> mixer;
    torch::nn::Conv1d polarisationProj{nullptr}, outConv;
    torch::nn::Conv1d sourceIn, sourceOut;
};

}  // namespace seisdesk::nets
