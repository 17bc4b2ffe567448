#include "core/model/torch/seismollm_desk.h"

#include "core/model/torch/convolution.h"

#include <torch/nn/functional/pooling.h>
#include <torch/nn/functional/upsampling.h>
#include <torch/utils.h>

namespace seisdesk::nets {

namespace {

constexpr double compression = 20.0;  // amplitudes above a twentieth of the window's deviation are compressed
constexpr std::int64_t covarianceChannels = 12;
constexpr double covarianceScale = 4.0;  // brings them to the size of the frames
constexpr double largestLogScale = 3.0, smallestLogScale = -4.0;

torch::Tensor resized(const torch::Tensor& x, std::int64_t length)
{
    namespace F = torch::nn::functional;
    return F::interpolate(x, F::InterpolateFuncOptions().size(std::vector<std::int64_t>{length}).mode(torch::kLinear).align_corners(false));
}

/// Frames that carry `parts` neighbouring samples per channel, laid out: [B, C * parts, L] to [B, C, L * parts].
torch::Tensor unfolded(const torch::Tensor& x, std::int64_t parts)
{
    return x.view({x.size(0), -1, parts, x.size(2)}).permute({0, 1, 3, 2}).reshape({x.size(0), -1, x.size(2) * parts});
}

/// Covariances ZN, ZE, NE, ZZ, NN, EE of the raw and of the differenced input over two strides, each over the power: [B, 12, L / stride].
torch::Tensor covariances(const torch::Tensor& x, std::int64_t stride)
{
    namespace F = torch::nn::functional;
    std::vector<torch::Tensor> out;
    const torch::Tensor differenced = torch::constant_pad_nd(x.slice(2, 1) - x.slice(2, 0, -1), {1, 0}, 0);
    for (const torch::Tensor& y : {x, differenced}) {
        const torch::Tensor z = y.select(1, 0), n = y.select(1, 1), e = y.select(1, 2);
        const torch::Tensor products = torch::stack({z * n, z * e, n * e, z * z, n * n, e * e}, 1);
        const torch::Tensor mean = F::avg_pool1d(products, F::AvgPool1dFuncOptions(2 * stride).stride(stride).padding(stride / 2));
        const torch::Tensor power = mean.slice(1, 3).sum(1, true);
        out.push_back(covarianceScale * mean / (power + 1e-8));
    }
    return torch::cat(out, 1);
}

/// Frames of a token one after another: [B, C, T * patch] to [B, C * patch, T].
torch::Tensor columnsOf(const torch::Tensor& frames, std::int64_t patch)
{
    const std::int64_t tokens = frames.size(2) / patch;
    return frames.slice(2, 0, tokens * patch).reshape({frames.size(0), -1, tokens, patch}).permute({0, 1, 3, 2}).reshape({frames.size(0), -1, tokens});
}

}  // namespace

SkipUp::SkipUp(std::int64_t in, std::int64_t skip, const SeisMoLLMConfig::Up& up)
    : conv(register_module("conv", convolution(in + skip, up.channels, up.kernel, false))),
      norm(register_module("norm", torch::nn::BatchNorm1d(up.channels))), kernel(up.kernel)
{
}

torch::Tensor SkipUp::forward(const torch::Tensor& x, const torch::Tensor& skip)
{
    return torch::gelu(norm(conv(padded(torch::cat({resized(x, skip.size(2)), skip}, 1), kernel))));
}

SeisMoLLMDesk::SeisMoLLMDesk(const SeisMoLLMConfig& c)
    : config(c), outConv(convolution(c.up.back().channels, 6 * c.stages.front().stride / curveStride, 7, true)), sourceIn(convolution(2 * c.width + (c.polarisation ? covarianceChannels * c.patch : 0), c.sourceHidden, 1, true)),
      sourceOut(convolution(c.sourceHidden, 6, 1, true))
{
    std::int64_t in = config.compressedInput ? 6 : 3;
    for (const auto& stage : config.stages) {
        convs->push_back(std::make_shared<ScaleStage>(in, stage));
        in = stage.out;
    }
    register_module("convs", convs);
    if (config.polarisation) polarisationProj = register_module("polarisation_proj", convolution(covarianceChannels, config.frameChannels(), 1, false));
    mixer = register_module("llm_blocks", std::make_shared<TokenMixer>(config));
    for (std::size_t i = 0; i < config.up.size(); ++i) {
        ups->push_back(std::make_shared<SkipUp>(in, config.stages[config.stages.size() - 2 - i].out, config.up[i]));
        in = config.up[i].channels;
    }
    register_module("up_layers", ups);
    register_module("out_conv", outConv);
    register_module("source_in", sourceIn);
    register_module("source_out", sourceOut);
    // Onsets are rare: begin by expecting noise, and a magnitude 2 at 30 km.
    const torch::NoGradGuard noGrad;
    outConv->bias.zero_();
    outConv->bias.narrow(0, 0, config.stages.front().stride / curveStride).fill_(3.0);
    sourceOut->weight.mul_(0.1);
    sourceOut->bias.zero_();
    sourceOut->bias[0] = 2.0;
    sourceOut->bias[2] = 3.4;
}

DeskOutputs SeisMoLLMDesk::heads(const torch::Tensor& x)
{
    torch::Tensor y = config.compressedInput ? torch::cat({x, torch::asinh(compression * x) / 3.0}, 1) : x;
    std::vector<torch::Tensor> stages;
    for (const auto& stage : *convs) stages.push_back(y = dynamic_cast<ScaleStage&>(*stage).forward(y));
    torch::Tensor covariance;
    if (polarisationProj) y = y + polarisationProj(covariance = covariances(x, config.stride()));
    const torch::Tensor frames = y + mixer->forward(y);
    y = frames;
    for (std::size_t i = 0; i < ups->size(); ++i) y = dynamic_cast<SkipUp&>(*ups[i]).forward(y, stages[stages.size() - 2 - i]);
    const torch::Tensor curves = unfolded(outConv(padded(y, 7)), config.stages.front().stride / curveStride);

    std::vector<torch::Tensor> said{columnsOf(frames, config.patch)};
    said.push_back(said.front().mean(2, true).expand_as(said.front()));
    if (covariance.defined()) said.push_back(columnsOf(covariance, config.patch));
    const torch::Tensor source = sourceOut(torch::gelu(sourceIn(torch::cat(said, 1))));
    const auto scaled = [&](std::int64_t first) {
        return torch::cat({source.narrow(1, first, 1), source.narrow(1, first + 1, 1).clamp(smallestLogScale, largestLogScale)}, 1);
    };
    return {curves.narrow(1, 0, 3), curves.narrow(1, 3, 3), scaled(0), scaled(2), source.narrow(1, 4, 2)};
}

torch::Tensor SeisMoLLMDesk::forward(torch::Tensor x)
{
    const DeskOutputs out = heads(x);
    const torch::Tensor phases = resized(out.phases.softmax(1), x.size(2));
    const torch::Tensor motions = resized(out.motions.softmax(1), x.size(2)).narrow(1, 0, 2);
    constexpr double laplaceSigma = 1.4142135623730951;  // standard deviation of a Laplace distribution of scale 1
    const torch::Tensor magnitude = out.magnitude.narrow(1, 0, 1);
    const torch::Tensor distance = torch::expm1(out.distance.narrow(1, 0, 1).clamp(0.0, 7.0));
    const torch::Tensor source = torch::cat({magnitude, laplaceSigma * out.magnitude.narrow(1, 1, 1).exp(), distance,
                                             laplaceSigma * out.distance.narrow(1, 1, 1).exp() * (1.0 + distance), out.azimuth}, 1);
    return torch::cat({phases.flatten(1), motions.flatten(1), source.flatten(1)}, 1);
}

}  // namespace seisdesk::nets
