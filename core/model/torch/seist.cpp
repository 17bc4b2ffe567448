#include "core/model/torch/seist.h"

#include "core/model/torch/convolution.h"

#include <cmath>

namespace seisdesk::nets {

namespace {

/// Calls the child of a list by its true type.
template <class M>
torch::Tensor call(const std::shared_ptr<torch::nn::Module>& module, const torch::Tensor& x)
{
    return dynamic_cast<M&>(*module).forward(x);
}

}  // namespace

StemPath::StemPath(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride)
    : inProj(register_module("in_proj", convolution(in, in, 1, false))),
      depthConv(register_module("dconv", convolution(in, in, kernel, false, stride, in))),
      pointConv(register_module("pconv", convolution(in, out, 1, false))),
      norm(register_module("norm", torch::nn::BatchNorm1d(out))), kernel(kernel), stride(stride)
{
}

torch::Tensor StemPath::forward(torch::Tensor x)
{
    return torch::gelu(norm(pointConv(depthConv(padded(inProj(x), kernel, stride)))));
}

StemBlock::StemBlock(const SeisTConfig::Stem& stem)
    : outProj(convolution(3 * stem.out, stem.out, 1, false)), norm(stem.out)
{
    register_module("convs", paths);
    for (const std::int64_t more : {0, 4, 8}) paths->push_back(std::make_shared<StemPath>(stem.in, stem.out, stem.kernel + more, stem.stride));
    register_module("out_proj", outProj);
    register_module("norm", norm);
}

torch::Tensor StemBlock::forward(const torch::Tensor& x)
{
    std::vector<torch::Tensor> outputs;
    for (const auto& path : *paths) outputs.push_back(call<StemPath>(path, x));
    return norm(outProj(torch::cat(outputs, 1)));
}

Aggregation::Aggregation(std::int64_t in, std::int64_t out, std::int64_t ratio)
    : proj(register_module("proj", convolution(in, out, 1, false))), norm(register_module("norm", torch::nn::BatchNorm1d(out))), ratio(ratio)
{
}

torch::Tensor Aggregation::forward(torch::Tensor x)
{
    if (ratio > 1) x = torch::avg_pool1d(x, ratio, ratio, 0, true) + torch::max_pool1d(x, ratio, ratio, 0, 1, true);
    return norm(proj(x));
}

Mlp::Mlp(std::int64_t channels, std::int64_t ratio)
    : in(register_module("lin0", convolution(channels, channels * ratio, 1, true))),
      out(register_module("lin1", convolution(channels * ratio, channels, 1, true)))
{
}

torch::Tensor Mlp::forward(const torch::Tensor& x) { return out(torch::gelu(in(x))); }

GroupConv::GroupConv(std::int64_t channels, std::int64_t kernel, std::int64_t groupWidth, std::int64_t mlpRatio)
    : conv(register_module("conv", convolution(channels, channels, kernel, false, 1, channels / groupWidth))),
      proj(convolution(channels, channels, 1, false)), norm0(register_module("norm0", torch::nn::BatchNorm1d(channels))), norm1(channels),
      mlp(std::make_shared<Mlp>(channels, mlpRatio)), kernel(kernel)
{
    register_module("proj", proj);
    register_module("norm1", norm1);
    register_module("mlp", mlp);
}

torch::Tensor GroupConv::forward(torch::Tensor x)
{
    x = x + proj(torch::gelu(norm0(conv(padded(x, kernel)))));
    return x + mlp->forward(norm1(x));
}

MixedConv::MixedConv(std::int64_t channels, const std::vector<std::int64_t>& kernels, std::int64_t headDim, std::int64_t mlpRatio)
    : outNorm(channels)
{
    const auto widths = mixedWidths(channels, kernels.size(), headDim);
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        projs->push_back(convolution(channels, widths[i], 1, false));
        norms->push_back(torch::nn::BatchNorm1d(widths[i]));
        convs->push_back(std::make_shared<GroupConv>(widths[i], kernels[i], headDim, mlpRatio));
    }
    register_module("projs", projs);
    register_module("norms", norms);
    register_module("convs", convs);
    register_module("out_norm", outNorm);
}

torch::Tensor MixedConv::forward(const torch::Tensor& x)
{
    std::vector<torch::Tensor> outputs;
    for (std::size_t i = 0; i < projs->size(); ++i) {
        const torch::Tensor y = call<torch::nn::BatchNorm1dImpl>(norms[i], call<torch::nn::Conv1dImpl>(projs[i], x));
        outputs.push_back(y + call<GroupConv>(convs[i], y));
    }
    return outNorm(torch::cat(outputs, 1));
}

Attention::Attention(std::int64_t channels, std::int64_t headDim, std::int64_t ratio)
    : q(convolution(channels, channels, 1, true)), k(convolution(channels, channels, 1, true)), v(convolution(channels, channels, 1, true)),
      out(convolution(channels, channels, 1, true)), headDim(headDim)
{
    if (ratio > 1) {
        aggregation = register_module("aggr", std::make_shared<Aggregation>(channels, channels, ratio));
        norm = register_module("norm", torch::nn::BatchNorm1d(channels));
    }
    register_module("q_proj", q);
    register_module("k_proj", k);
    register_module("v_proj", v);
    register_module("out_proj", out);
}

torch::Tensor Attention::forward(const torch::Tensor& x)
{
    const torch::Tensor context = aggregation ? norm(aggregation->forward(x)) : x;
    const auto heads = [&](const torch::Tensor& t) { return t.view({t.size(0), -1, headDim, t.size(2)}); };
    const torch::Tensor scores = torch::matmul(heads(q(x)).transpose(2, 3), heads(k(context))) / std::sqrt(static_cast<double>(headDim));
    const torch::Tensor mixed = torch::matmul(heads(v(context)), torch::softmax(scores, -1).transpose(2, 3));
    return out(mixed.reshape(x.sizes()));
}

Transformer::Transformer(std::int64_t channels, std::int64_t headDim, std::int64_t ratio, std::int64_t mlpRatio)
    : attentionProj(convolution(channels, attentionWidth(channels, headDim), 1, false)), norm0(attentionWidth(channels, headDim)),
      norm2(channels), attention(std::make_shared<Attention>(attentionWidth(channels, headDim), headDim, ratio)),
      mlp(std::make_shared<Mlp>(channels, mlpRatio))
{
    register_module("attn_proj", attentionProj);
    register_module("norm0", norm0);
    register_module("attention", attention);
    if (const std::int64_t rest = channels - attentionWidth(channels, headDim); rest > 0) {
        convProj = register_module("conv_proj", convolution(channels, rest, 1, false));
        norm1 = register_module("norm1", torch::nn::BatchNorm1d(rest));
        groupConv = register_module("gconv", std::make_shared<GroupConv>(rest, 3, headDim, mlpRatio));
    }
    register_module("norm2", norm2);
    register_module("mlp", mlp);
}

torch::Tensor Transformer::forward(const torch::Tensor& x)
{
    torch::Tensor y = norm0(attentionProj(x));
    y = y + attention->forward(y);
    if (groupConv) {
        const torch::Tensor z = norm1(convProj(x));
        y = torch::cat({y, z + groupConv->forward(z)}, 1);
    }
    y = norm2(y);
    return y + mlp->forward(y);
}

PickingHead::PickingHead(const SeisTConfig& config) : outConv(convolution(config.up.back().channels, config.outputs, 7, true))
{
    std::int64_t in = config.channels.back();
    for (const auto& up : config.up) {
        auto layer = std::make_shared<torch::nn::Module>();
        layer->register_module("conv", convolution(in, up.channels, up.kernel, true));
        layer->register_module("norm", torch::nn::BatchNorm1d(up.channels));
        upLayers->push_back(layer);
        kernels.push_back(up.kernel);
        in = up.channels;
    }
    register_module("up_layers", upLayers);
    register_module("out_conv", outConv);
}

torch::Tensor PickingHead::forward(torch::Tensor x, std::int64_t samples)
{
    const auto lengths = upsampledLengths(x.size(2), samples, kernels.size());
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        const auto children = upLayers[i]->named_children();
        x = padded(torch::upsample_linear1d(x, torch::IntArrayRef(lengths[i]), false), kernels[i]);
        x = torch::gelu(call<torch::nn::BatchNorm1dImpl>(children["norm"], call<torch::nn::Conv1dImpl>(children["conv"], x)));
    }
    return torch::sigmoid(outConv(padded(x, 7)));
}

ValueHead::ValueHead(const SeisTConfig& config)
    : lin(register_module("lin", torch::nn::Linear(config.channels.back(), config.outputs))), task(config.task)
{
}

torch::Tensor ValueHead::forward(const torch::Tensor& x)
{
    const torch::Tensor y = lin(x.mean(2));
    switch (task) {
    case Task::Magnitude: return torch::sigmoid(y) * 8.0;
    case Task::Distance: return torch::sigmoid(y) * 500.0;
    case Task::BackAzimuth: return torch::sigmoid(y) * 360.0;
    case Task::Picking:
    case Task::Polarity: break;
    }
    return torch::softmax(y, -1);
}

SeisT::SeisT(const SeisTConfig& c) : config(c)
{
    register_module("stem", stem);
    for (const auto& block : config.stem) stem->push_back(std::make_shared<StemBlock>(block));
    register_module("encoder_layers", encoder);
    std::int64_t in = config.stem.back().out;
    for (std::size_t s = 0; s < config.channels.size(); ++s) {
        const std::int64_t channels = config.channels[s];
        torch::nn::ModuleList stage;
        stage->push_back(std::make_shared<Aggregation>(in, channels, 2));
        for (std::int64_t b = 0; b < config.blocks[s]; ++b) {
            if (b < config.blocks[s] - config.attentionBlocks[s]) {
                stage->push_back(std::make_shared<MixedConv>(channels, config.mixedKernels, config.headDims[s], config.mlpRatio));
            } else {
                stage->push_back(std::make_shared<Transformer>(channels, config.headDims[s], config.aggregation[s], config.mlpRatio));
            }
        }
        encoder->push_back(stage);
        in = channels;
    }
    if (config.task == Task::Picking) pickingHead = register_module("out_head", std::make_shared<PickingHead>(config));
    else valueHead = register_module("out_head", std::make_shared<ValueHead>(config));
}

torch::Tensor SeisT::forward(torch::Tensor x)
{
    const std::int64_t samples = x.size(2);
    for (const auto& block : *stem) x = call<StemBlock>(block, x);
    for (std::size_t s = 0; s < encoder->size(); ++s) {
        const auto& stage = dynamic_cast<const torch::nn::ModuleListImpl&>(*encoder[s]);
        x = call<Aggregation>(stage[0], x);
        for (std::size_t b = 1; b < stage.size(); ++b) {
            const bool mixed = static_cast<std::int64_t>(b) <= config.blocks[s] - config.attentionBlocks[s];
            x = mixed ? call<MixedConv>(stage[b], x) : call<Transformer>(stage[b], x);
        }
    }
    return pickingHead ? pickingHead->forward(x, samples) : valueHead->forward(x);
}

}  // namespace seisdesk::nets
