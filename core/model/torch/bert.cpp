#include "core/model/torch/bert.h"

#include <torch/utils.h>

#include <cmath>

namespace seisdesk::nets {

namespace {

torch::nn::LayerNorm layerNorm(std::int64_t width)
{
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({width}).eps(1e-12));
}

const Tensor* tensorNamed(const StateDict& file, const std::string& name)
{
    const Tensor* found = file.find(name);
    return found ? found : file.find("bert." + name);
}

}  // namespace

BertSizes bertSizes(const SeisMoLLMConfig& config)
{
    return {config.width, config.heads, config.layers, 4 * config.width, config.positions, config.dropout, config.loraRank, config.loraAlpha, config.loraDropout};
}

BertLinear::BertLinear(std::int64_t in, std::int64_t out, const BertSizes& sizes) : dropout(sizes.loraDropout)
{
    const auto base = sizes.loraRank > 0 ? nest(*this, "base_layer") : nullptr;
    torch::nn::Module& owner = base ? *base : static_cast<torch::nn::Module&>(*this);
    weight = owner.register_parameter("weight", 0.02 * torch::randn({out, in}));
    bias = owner.register_parameter("bias", torch::zeros({out}));
    if (!base) return;
    scale = sizes.loraAlpha / static_cast<double>(sizes.loraRank);
    const double bound = 1.0 / std::sqrt(static_cast<double>(in));  // kaiming uniform with a = sqrt(5)
    loraA = nest(*nest(*this, "lora_A"), "default")->register_parameter("weight", torch::empty({sizes.loraRank, in}).uniform_(-bound, bound));
    loraB = nest(*nest(*this, "lora_B"), "default")->register_parameter("weight", torch::zeros({out, sizes.loraRank}));
    register_module("lora_dropout", dropout);
}

torch::Tensor BertLinear::forward(const torch::Tensor& x)
{
    const torch::Tensor base = torch::linear(x, weight, bias);
    if (!loraA.defined() || scale == 0.0) return base;
    return base + scale * torch::linear(torch::linear(dropout(x), loraA), loraB);
}

void BertLinear::merge()
{
    if (!loraA.defined()) return;
    const torch::NoGradGuard noGrad;
    weight.add_(torch::matmul(loraB, loraA), scale);
    loraB.zero_();
    scale = 0.0;
}

BertLayer::BertLayer(const BertSizes& sizes)
    : attentionNorm(layerNorm(sizes.width)), outputNorm(layerNorm(sizes.width)), dropout(sizes.dropout), heads(sizes.heads)
{
    const auto linear = [&](torch::nn::Module& parent, const char* name, std::int64_t in, std::int64_t out) {
        return parent.register_module(name, std::make_shared<BertLinear>(in, out, sizes));
    };
    const auto attention = nest(*this, "attention"), self = nest(*attention, "self");
    query = linear(*self, "query", sizes.width, sizes.width);
    key = linear(*self, "key", sizes.width, sizes.width);
    value = linear(*self, "value", sizes.width, sizes.width);
    const auto attentionOutput = nest(*attention, "output");
    mix = linear(*attentionOutput, "dense", sizes.width, sizes.width);
    attentionOutput->register_module("LayerNorm", attentionNorm);
    expand = linear(*nest(*this, "intermediate"), "dense", sizes.width, sizes.intermediate);
    const auto output = nest(*this, "output");
    contract = linear(*output, "dense", sizes.intermediate, sizes.width);
    output->register_module("LayerNorm", outputNorm);
    register_module("dropout", dropout);
}

torch::Tensor BertLayer::forward(const torch::Tensor& x)
{
    const std::int64_t batch = x.size(0), tokens = x.size(1), width = x.size(2);
    const auto byHead = [&](const torch::Tensor& y) { return y.view({batch, tokens, heads, width / heads}).transpose(1, 2); };
    const torch::Tensor scores = torch::matmul(byHead(query->forward(x)), byHead(key->forward(x)).transpose(-2, -1)) /
                                 std::sqrt(static_cast<double>(width / heads));
    const torch::Tensor mixed = torch::matmul(dropout(scores.softmax(-1)), byHead(value->forward(x)));
    const torch::Tensor attended = attentionNorm(x + dropout(mix->forward(mixed.transpose(1, 2).reshape({batch, tokens, width}))));
    return outputNorm(attended + dropout(contract->forward(torch::gelu(expand->forward(attended)))));
}

Bert::Bert(const BertSizes& sizes) : norm(layerNorm(sizes.width)), dropout(sizes.dropout)
{
    // With adapters the names run through peft's wrappers.
    torch::nn::Module* owner = this;
    if (sizes.loraRank > 0) owner = nest(*nest(*this, "base_model"), "model").get();
    const auto embeddings = nest(*owner, "embeddings");
    positions = nest(*embeddings, "position_embeddings")->register_parameter("weight", 0.02 * torch::randn({sizes.positions, sizes.width}));
    embeddings->register_module("LayerNorm", norm);
    for (std::int64_t i = 0; i < sizes.layers; ++i) layers->push_back(std::make_shared<BertLayer>(sizes));
    nest(*owner, "encoder")->register_module("layer", layers);
    register_module("dropout", dropout);
}

torch::Tensor Bert::forward(torch::Tensor tokens)
{
    torch::Tensor x = dropout(norm(tokens + positions.slice(0, 0, tokens.size(1))));
    for (const auto& layer : *layers) x = dynamic_cast<BertLayer&>(*layer).forward(x);
    return x;
}

void Bert::merge()
{
    for (const auto& module : modules(/*include_self=*/false))
        if (auto* linear = dynamic_cast<BertLinear*>(module.get())) linear->merge();
}

Result<void> Bert::loadPublished(const StateDict& file)
{
    const torch::NoGradGuard noGrad;
    for (const auto& entry : named_parameters()) {
        const std::string name = unwrappedName(entry.key());
        if (name.find("lora_") != std::string::npos) continue;
        const Tensor* source = tensorNamed(file, name);
        torch::Tensor target = entry.value();
        if (!source || source->shape != target.sizes().vec()) return publishedMismatch(name, source);
        target.copy_(asTorch(*source));
    }
    const std::string type = "embeddings.token_type_embeddings.weight";
    const Tensor* types = tensorNamed(file, type);
    if (!types || types->shape.size() != 2 || types->shape[0] < 1 || types->shape[1] != positions.size(1)) return publishedMismatch(type, types);
    positions.add_(asTorch(*types)[0].to(positions.device()));
    return {};
}

}  // namespace seisdesk::nets
