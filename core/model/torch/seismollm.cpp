#include "core/model/torch/seismollm.h"

#include "core/model/torch/bert.h"
#include "core/model/torch/convolution.h"
#include "core/model/torch/gpt2.h"

#include <torch/nn/functional/upsampling.h>
#include <torch/utils.h>

namespace seisdesk::nets {

namespace {

torch::Tensor resized(const torch::Tensor& x, std::int64_t length)
{
    namespace F = torch::nn::functional;
    return F::interpolate(x, F::InterpolateFuncOptions().size(std::vector<std::int64_t>{length}).mode(torch::kLinear).align_corners(false));
}

/// One up-layer: interpolation, padded convolution, norm, GELU.
struct UpLayer : torch::nn::Module {
    UpLayer(std::int64_t in, const SeisMoLLMConfig::Up& up)
        : conv(register_module("conv", convolution(in, up.channels, up.kernel, true))),
          norm(register_module("norm", torch::nn::BatchNorm1d(up.channels))), kernel(up.kernel)
    {
    }
    torch::Tensor forward(const torch::Tensor& x, std::int64_t length)
    {
        return torch::gelu(norm(conv(padded(resized(x, length), kernel))));
    }
    torch::nn::Conv1d conv;
    torch::nn::BatchNorm1d norm;
    std::int64_t kernel;
};

std::shared_ptr<Backbone> backbone(const SeisMoLLMConfig& config)
{
    if (config.backbone != "bert") return std::make_shared<Gpt2>(config);
    return std::make_shared<Bert>(bertSizes(config));
}

}  // namespace

ScalePath::ScalePath(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride)
    : inProj(register_module("in_proj", convolution(in, in, 1, false))),
      conv(register_module("conv", convolution(in, out, kernel, false, stride))),
      norm(register_module("norm", torch::nn::BatchNorm1d(out))), kernel(kernel), stride(stride)
{
}

torch::Tensor ScalePath::forward(torch::Tensor x) { return torch::gelu(norm(conv(padded(inProj(x), kernel, stride)))); }

ScaleStage::ScaleStage(std::int64_t in, const SeisMoLLMConfig::Stage& stage)
    : outProj(convolution(stage.paths * stage.out, stage.out, 1, false)), norm(stage.out)
{
    for (std::int64_t j = 0; j < stage.paths; ++j) paths->push_back(std::make_shared<ScalePath>(in, stage.out, stage.kernel + j * stage.step, stage.stride));
    register_module("convs", paths);
    register_module("out_proj", outProj);
    register_module("norm", norm);
}

torch::Tensor ScaleStage::forward(const torch::Tensor& x)
{
    std::vector<torch::Tensor> outputs;
    for (const auto& path : *paths) outputs.push_back(dynamic_cast<ScalePath&>(*path).forward(x));
    return norm(outProj(torch::cat(outputs, 1)));
}

TokenMixer::TokenMixer(const SeisMoLLMConfig& config) : llm(register_module("llm", backbone(config))), patch(config.patch) {}

torch::Tensor TokenMixer::forward(torch::Tensor frames)
{
    const std::int64_t batch = frames.size(0), channels = frames.size(1), tokens = frames.size(2) / patch;
    frames = frames.slice(2, 0, tokens * patch).reshape({batch, channels, tokens, patch});
    const torch::Tensor mixed = llm->forward(frames.permute({0, 2, 1, 3}).reshape({batch, tokens, channels * patch}));
    return mixed.view({batch, tokens, channels, patch}).permute({0, 2, 1, 3}).reshape({batch, channels, tokens * patch});
}

CurveHead::CurveHead(const SeisMoLLMConfig& config) : outConv(convolution(config.up.back().channels, 3, 7, true))
{
    std::int64_t in = config.frameChannels();
    for (const auto& up : config.up) {
        upLayers->push_back(std::make_shared<UpLayer>(in, up));
        in = up.channels;
    }
    register_module("up_layers", upLayers);
    register_module("out_conv", outConv);
}

torch::Tensor CurveHead::forward(torch::Tensor x, std::int64_t samples)
{
    const auto lengths = upsampledLengths(x.size(2), samples, upLayers->size());
    for (std::size_t i = 0; i < upLayers->size(); ++i) x = dynamic_cast<UpLayer&>(*upLayers[i]).forward(x, lengths[i]);
    return torch::sigmoid(outConv(padded(x, 7)));
}

PooledHead::PooledHead(const SeisMoLLMConfig& config, Task task) : task(task)
{
    const std::int64_t channels = config.frameChannels();
    for (int i = 0; i < 2; ++i) convs->push_back(convolution(channels, channels, 16, true, 4));
    register_module("convs", convs);
    lin = register_module("lin", torch::nn::Linear(channels, task == Task::Polarity || task == Task::BackAzimuth ? 2 : 1));
}

torch::Tensor PooledHead::forward(torch::Tensor x)
{
    for (const auto& conv : *convs) x = dynamic_cast<torch::nn::Conv1dImpl&>(*conv).forward(x);
    const torch::Tensor y = lin(x.mean(2));
    switch (task) {
    case Task::Polarity: return y.softmax(-1);
    case Task::Magnitude: return 8.0 * torch::sigmoid(y);
    case Task::Distance: return 500.0 * torch::sigmoid(y);
    case Task::BackAzimuth:
    case Task::Picking: break;
    }
    return torch::tanh(y);
}

SeisMoLLM::SeisMoLLM(const SeisMoLLMConfig& config) : config(config)
{
    std::int64_t in = 3;
    for (const auto& stage : config.stages) {
        convs->push_back(std::make_shared<ScaleStage>(in, stage));
        in = stage.out;
    }
    register_module("convs", convs);
    mixer = register_module("llm_blocks", std::make_shared<TokenMixer>(config));
    if (config.tasks.front() == Task::Picking) curveHead = register_module("out_head", std::make_shared<CurveHead>(config));
    else pooledHead = register_module("out_head", std::make_shared<PooledHead>(config, config.tasks.front()));
}

torch::Tensor SeisMoLLM::embed(torch::Tensor x)
{
    for (const auto& stage : *convs) x = dynamic_cast<ScaleStage&>(*stage).forward(x);
    return x;
}

torch::Tensor SeisMoLLM::forward(torch::Tensor x)
{
    const std::int64_t samples = x.size(2);
    const torch::Tensor frames = mixer->forward(embed(std::move(x)));
    return curveHead ? curveHead->forward(frames, samples) : pooledHead->forward(frames);
}

}  // namespace seisdesk::nets
