#include "core/model/torch/eqtransformer.h"

#include "core/model/torch/eqtransformer_parts.h"

#include <string>

namespace seisdesk::nets {

using torch::Tensor;

namespace {

torch::nn::Conv1d convolution(std::int64_t in, std::int64_t out, std::int64_t kernel)
{
    return torch::nn::Conv1d(torch::nn::Conv1dOptions(in, out, kernel).padding(kernel / 2));
}

/// "convs": seven convolutions.
struct Convolutions : torch::nn::Module {
    std::vector<torch::nn::Conv1d> all;
    torch::nn::ModuleList list;
    void add(std::int64_t in, std::int64_t out, std::int64_t kernel)
    {
        all.push_back(convolution(in, out, kernel));
        list->push_back(all.back());
    }
    void finish() { register_module("convs", list); }
};

std::shared_ptr<Convolutions> encoderOf(const EQTransformerConfig& config)
{
    auto out = std::make_shared<Convolutions>();
    std::int64_t in = config.components;
    for (std::size_t i = 0; i < config.filters.size(); in = config.filters[i++]) out->add(in, config.filters[i], config.kernels[i]);
    out->finish();
    return out;
}

std::shared_ptr<Convolutions> decoderOf(const EQTransformerConfig& config)
{
    auto out = std::make_shared<Convolutions>();
    std::int64_t in = config.hidden;
    for (std::size_t i = config.filters.size(); i-- > 0; in = config.filters[i]) out->add(in, config.filters[i], config.kernels[i]);
    out->finish();
    return out;
}

Tensor decoded(const Convolutions& decoder, Tensor x, const std::array<EQTransformerConfig::Crop, 7>& crops)
{
    for (std::size_t i = 0; i < decoder.all.size(); ++i) {
        x = x.repeat_interleave(2, 2);
        x = x.narrow(2, crops[i].left, x.size(2) - crops[i].left - crops[i].right);
        auto conv = decoder.all[i];
        x = torch::relu(conv->forward(x));
    }
    return x;
}

/// Halves the length; an odd last sample stands for itself.
Tensor pooled(const Tensor& x) { return torch::max_pool1d(x, 2, 2, 0, 1, true); }

}  // namespace

struct EQTransformer::Parts {
    std::shared_ptr<Convolutions> encoder, detectionDecoder;
    std::vector<std::shared_ptr<ResidualBlock>> residual;
    std::vector<std::shared_ptr<RecurrentBlock>> recurrent;
    std::vector<std::shared_ptr<AttentionBlock>> transformers;
    torch::nn::Conv1d detection{nullptr};
    std::vector<std::shared_ptr<Recurrence>> pickLstms;
    std::vector<std::shared_ptr<AdditiveAttention>> pickAttentions;
    std::vector<std::shared_ptr<Convolutions>> pickDecoders;
    std::vector<torch::nn::Conv1d> pickConvs;
};

EQTransformer::EQTransformer(const EQTransformerConfig& config) : m_config(config), m_parts(std::make_unique<Parts>())
{
    Parts& p = *m_parts;
    p.encoder = register_module("encoder", encoderOf(config));
    const auto stack = [&](const std::string& name, const auto& members) {
        auto holder = std::make_shared<Members>();
        for (const auto& member : members) holder->list->push_back(member);
        register_module(name, holder);
    };
    for (const std::int64_t kernel : config.residualKernels) p.residual.push_back(std::make_shared<ResidualBlock>(config.filters.back(), kernel));
    stack("res_cnn_stack", p.residual);
    for (std::int64_t i = 0; i < config.lstmBlocks; ++i) {
        p.recurrent.push_back(std::make_shared<RecurrentBlock>(i == 0 ? config.filters.back() : config.hidden, config));
    }
    stack("bi_lstm_stack", p.recurrent);
    for (const char* name : {"transformer_d0", "transformer_d"}) p.transformers.push_back(register_module(name, std::make_shared<AttentionBlock>(config)));
    p.detectionDecoder = register_module("decoder_d", decoderOf(config));
    p.detection = register_module("conv_d", convolution(config.filters.front(), 1, 11));
    torch::nn::ModuleList lstms, attentions, decoders, convs;
    for (std::int64_t i = 0; i < config.phases; ++i) {
        p.pickLstms.push_back(recurrenceOf(config.hidden, false, config.kind == EQTransformerKind::Conservative, config));
        p.pickAttentions.push_back(std::make_shared<AdditiveAttention>(config, config.pickReach));
        p.pickDecoders.push_back(decoderOf(config));
        p.pickConvs.push_back(convolution(config.filters.front(), 1, 11));
        lstms->push_back(p.pickLstms.back());
        attentions->push_back(p.pickAttentions.back());
        decoders->push_back(p.pickDecoders.back());
        convs->push_back(p.pickConvs.back());
    }
    register_module("pick_lstms", lstms);
    register_module("pick_attentions", attentions);
    register_module("pick_decoders", decoders);
    register_module("pick_convs", convs);
}

EQTransformer::~EQTransformer() = default;

Tensor EQTransformer::forward(Tensor x)
{
    Parts& p = *m_parts;
    const auto crops = m_config.crops(x.size(2));
    for (auto conv : p.encoder->all) x = pooled(torch::relu(conv->forward(x)));
    for (const auto& block : p.residual) x = block->forward(x);
    for (const auto& block : p.recurrent) x = block->forward(x);
    for (const auto& block : p.transformers) x = block->forward(x);
    std::vector<Tensor> out{p.detection->forward(decoded(*p.detectionDecoder, x, crops))};
    for (std::size_t i = 0; i < p.pickConvs.size(); ++i) {
        const Tensor y = p.pickAttentions[i]->forward(p.pickLstms[i]->forward(x));
        out.push_back(p.pickConvs[i]->forward(decoded(*p.pickDecoders[i], y, crops)));
    }
    return torch::sigmoid(torch::cat(out, 1));
}

}  // namespace seisdesk::nets
