#include "core/model/torch/gpt2.h"

#include <torch/nn/init.h>
#include <torch/utils.h>

#include <cmath>

namespace seisdesk::nets {

namespace {

torch::nn::LayerNorm layerNorm(std::int64_t width)
{
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({width}).eps(1e-5));
}

}  // namespace

LoraLinear::LoraLinear(std::int64_t in, std::int64_t out, const SeisMoLLMConfig& config) : dropout(config.loraDropout)
{
    const auto base = config.loraRank > 0 ? nest(*this, "base_layer") : nullptr;
    torch::nn::Module& owner = base ? *base : static_cast<torch::nn::Module&>(*this);
    weight = owner.register_parameter("weight", 0.02 * torch::randn({in, out}));
    bias = owner.register_parameter("bias", torch::zeros({out}));
    if (!base) return;
    scale = config.loraAlpha / static_cast<double>(config.loraRank);
    const double bound = 1.0 / std::sqrt(static_cast<double>(in));  // kaiming uniform with a = sqrt(5)
    loraA = nest(*nest(*this, "lora_A"), "default")->register_parameter("weight", torch::empty({config.loraRank, in}).uniform_(-bound, bound));
    loraB = nest(*nest(*this, "lora_B"), "default")->register_parameter("weight", torch::zeros({out, config.loraRank}));
    register_module("lora_dropout", dropout);
}

torch::Tensor LoraLinear::forward(const torch::Tensor& x)
{
    const torch::Tensor base = torch::addmm(bias, x.reshape({-1, x.size(-1)}), weight).view({x.size(0), x.size(1), -1});
    if (!loraA.defined() || scale == 0.0) return base;
    return base + scale * torch::matmul(torch::matmul(dropout(x), loraA.t()), loraB.t());
}

void LoraLinear::merge()
{
    if (!loraA.defined()) return;
    const torch::NoGradGuard noGrad;
    weight.add_(torch::matmul(loraB, loraA).t(), scale);
    loraB.zero_();
    scale = 0.0;
}

SelfAttention::SelfAttention(const SeisMoLLMConfig& config)
    : qkv(register_module("c_attn", std::make_shared<LoraLinear>(config.width, 3 * config.width, config))),
      proj(register_module("c_proj", std::make_shared<LoraLinear>(config.width, config.width, config))), heads(config.heads), causal(config.causal)
{
}

torch::Tensor SelfAttention::forward(const torch::Tensor& x)
{
    const std::int64_t batch = x.size(0), tokens = x.size(1), width = x.size(2);
    const auto parts = qkv->forward(x).view({batch, tokens, 3, heads, width / heads}).permute({2, 0, 3, 1, 4}).unbind(0);
    torch::Tensor scores = torch::matmul(parts[0], parts[1].transpose(-2, -1)) / std::sqrt(static_cast<double>(width / heads));
    if (causal) {
        const torch::Tensor future = torch::ones({tokens, tokens}, scores.options().dtype(torch::kBool)).triu(1);
        scores = scores.masked_fill(future, -std::numeric_limits<float>::infinity());
    }
    const torch::Tensor mixed = torch::matmul(scores.softmax(-1), parts[2]);
    return proj->forward(mixed.transpose(1, 2).reshape({batch, tokens, width}));
}

Gpt2Block::Gpt2Block(const SeisMoLLMConfig& config) : norm1(layerNorm(config.width)), norm2(layerNorm(config.width)), dropout(config.dropout)
{
    register_module("ln_1", norm1);
    attention = register_module("attn", std::make_shared<SelfAttention>(config));
    register_module("ln_2", norm2);
    const auto mlp = nest(*this, "mlp");
    expand = mlp->register_module("c_fc", std::make_shared<LoraLinear>(config.width, 4 * config.width, config));
    contract = mlp->register_module("c_proj", std::make_shared<LoraLinear>(4 * config.width, config.width, config));
    register_module("dropout", dropout);
}

torch::Tensor Gpt2Block::forward(torch::Tensor x)
{
    x = x + dropout(attention->forward(norm1(x)));
    return x + dropout(contract->forward(torch::gelu(expand->forward(norm2(x)), "tanh")));
}

Gpt2::Gpt2(const SeisMoLLMConfig& config) : finalNorm(layerNorm(config.width)), dropout(config.dropout)
{
    // With adapters the published names run through peft's wrappers.
    torch::nn::Module* owner = this;
    if (config.loraRank > 0) owner = nest(*nest(*this, "base_model"), "model").get();
    const auto tokenTable = nest(*owner, "wte");
    wte = tokenTable->register_parameter("weight", torch::zeros({0, config.width}));
    wpe = nest(*owner, "wpe")->register_parameter("weight", 0.02 * torch::randn({config.positions, config.width}));
    for (std::int64_t i = 0; i < config.layers; ++i) blocks->push_back(std::make_shared<Gpt2Block>(config));
    owner->register_module("h", blocks);
    owner->register_module("ln_f", finalNorm);
    register_module("dropout", dropout);
}

torch::Tensor Gpt2::forward(torch::Tensor tokens)
{
    torch::Tensor x = dropout(tokens + wpe.slice(0, 0, tokens.size(1)));
    for (const auto& block : *blocks) x = dynamic_cast<Gpt2Block&>(*block).forward(x);
    return finalNorm(x);
}

void Gpt2::merge()
{
    for (const auto& module : modules(/*include_self=*/false))
        if (auto* linear = dynamic_cast<LoraLinear*>(module.get())) linear->merge();
}

Result<void> Gpt2::loadPublished(const StateDict& file)
{
    const torch::NoGradGuard noGrad;
    for (const auto& entry : named_parameters()) {
        const std::string name = unwrappedName(entry.key());
        if (name.find("lora_") != std::string::npos || name.rfind("wte", 0) == 0) continue;
        const Tensor* source = file.find(name);
        if (!source) source = file.find("transformer." + name);
        torch::Tensor target = entry.value();
        if (!source || source->shape != target.sizes().vec()) return publishedMismatch(name, source);
        target.copy_(asTorch(*source));
    }
    return {};
}

}  // namespace seisdesk::nets
