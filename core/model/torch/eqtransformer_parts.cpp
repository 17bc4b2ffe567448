#include "core/model/torch/eqtransformer_parts.h"

namespace seisdesk::nets {

using torch::Tensor;

namespace {

torch::nn::BatchNorm1d normOver(std::int64_t channels)
{
    return torch::nn::BatchNorm1d(torch::nn::BatchNorm1dOptions(channels).eps(EQTransformerConfig::normEpsilon));
}

Tensor small(at::IntArrayRef shape) { return torch::rand(shape) * 0.04 - 0.02; }

/// PyTorch's own, whose parameters are its own.
struct PlainRecurrence : Recurrence {
    PlainRecurrence(std::int64_t in, std::int64_t hidden, bool bothWays)
    {
        const auto bound = 1.0 / std::sqrt(static_cast<double>(hidden));
        for (const char* ending : {"", "_reverse"}) {
            if (*ending && !bothWays) break;
            for (const auto& [name, shape] : {std::pair<const char*, std::vector<std::int64_t>>{"weight_ih_l0", {4 * hidden, in}},
                                              {"weight_hh_l0", {4 * hidden, hidden}}, {"bias_ih_l0", {4 * hidden}}, {"bias_hh_l0", {4 * hidden}}}) {
                weights.push_back(register_parameter(std::string(name) + ending, torch::rand(shape) * (2 * bound) - bound));
            }
        }
    }
    Tensor forward(const Tensor& x) override
    {
        const std::int64_t hidden = weights[1].size(1), ways = static_cast<std::int64_t>(weights.size()) / 4;
        const Tensor zeros = torch::zeros({ways, x.size(0), hidden}, x.options());
        const Tensor y = std::get<0>(torch::lstm(x.permute({2, 0, 1}), {zeros, zeros}, weights, true, 1, 0.0, false, ways == 2, false));
        return y.permute({1, 2, 0});
    }
    std::vector<Tensor> weights;
};

struct Cell : torch::nn::Module {
    Cell(std::int64_t in, std::int64_t hidden, bool hard) : hardGates(hard)
    {
        inputWeight = register_parameter("weight_ih", torch::rand({4 * hidden, in}) - 0.5);
        stateWeight = register_parameter("weight_hh", torch::rand({4 * hidden, hidden}) - 0.5);
        inputBias = register_parameter("bias_ih", torch::zeros({4 * hidden}));
        stateBias = register_parameter("bias_hh", torch::zeros({4 * hidden}));
    }
    Tensor gate(const Tensor& x) const { return hardGates ? torch::clamp(0.2 * x + 0.5, 0, 1) : torch::sigmoid(x); }
    /// x is [time, batch, in].
    Tensor run(const Tensor& x, bool backwards) const
    {
        const std::int64_t steps = x.size(0), hidden = stateWeight.size(1);
        const Tensor projected = torch::matmul(x, inputWeight.t()) + inputBias + stateBias;
        Tensor h = torch::zeros({x.size(1), hidden}, x.options()), c = h;
        std::vector<Tensor> out(static_cast<std::size_t>(steps));
        for (std::int64_t i = 0; i < steps; ++i) {
            const std::int64_t at = backwards ? steps - 1 - i : i;
            const std::vector<Tensor> gates = (projected[at] + torch::matmul(h, stateWeight.t())).chunk(4, 1);
            c = gate(gates[1]) * c + gate(gates[0]) * torch::tanh(gates[2]);
            h = gate(gates[3]) * torch::tanh(c);
            out[static_cast<std::size_t>(at)] = h;
        }
        return torch::stack(out);
    }
    bool hardGates;
    Tensor inputWeight, stateWeight, inputBias, stateBias;
};

struct CellRecurrence : Recurrence {
    CellRecurrence(std::int64_t in, std::int64_t hidden, bool bothWays, bool hard)
    {
        forwards = register_module("cell_f", std::make_shared<Cell>(in, hidden, hard));
        if (bothWays) backwards = register_module("cell_b", std::make_shared<Cell>(in, hidden, hard));
    }
    Tensor forward(const Tensor& x) override
    {
        const Tensor steps = x.permute({2, 0, 1});
        Tensor y = forwards->run(steps, false);
        if (backwards) y = torch::cat({y, backwards->run(steps, true)}, 2);
        return y.permute({1, 2, 0});
    }
    std::shared_ptr<Cell> forwards, backwards;
};

}  // namespace

std::shared_ptr<Recurrence> recurrenceOf(std::int64_t in, bool bothWays, bool ownCells, const EQTransformerConfig& config)
{
    if (!ownCells) return std::make_shared<PlainRecurrence>(in, config.hidden, bothWays);
    return std::make_shared<CellRecurrence>(in, config.hidden, bothWays, config.kind == EQTransformerKind::Conservative);
}

ResidualBlock::ResidualBlock(std::int64_t channels, std::int64_t kernel)
    : norm1(normOver(channels)), norm2(normOver(channels)), conv1(channels, channels, kernel), conv2(channels, channels, kernel)
{
    register_module("norm1", norm1);
    register_module("conv1", conv1);
    register_module("norm2", norm2);
    register_module("conv2", conv2);
}

Tensor ResidualBlock::forward(const Tensor& x)
{
    const std::int64_t kernel = conv1->options.kernel_size()->at(0), left = (kernel - 1) / 2;
    const auto padded = [&](const Tensor& y) { return torch::constant_pad_nd(y, {left, kernel - 1 - left}, 0); };
    const Tensor y = conv1(padded(torch::relu(norm1(x))));
    return x + conv2(padded(torch::relu(norm2(y))));
}

RecurrentBlock::RecurrentBlock(std::int64_t in, const EQTransformerConfig& config)
    : lstm(recurrenceOf(in, true, config.original(), config)), conv(2 * config.hidden, config.hidden, 1), norm(normOver(config.hidden))
{
    register_module("lstm", lstm);
    register_module("conv", conv);
    register_module("norm", norm);
}

Tensor RecurrentBlock::forward(const Tensor& x) { return norm(conv(lstm->forward(x))); }

AdditiveAttention::AdditiveAttention(const EQTransformerConfig& config, std::int64_t r) : epsilon(config.attentionEpsilon()), reach(r)
{
    Wx = register_parameter("Wx", small({config.hidden, config.attentionUnits}));
    Wt = register_parameter("Wt", small({config.hidden, config.attentionUnits}));
    bh = register_parameter("bh", torch::zeros({config.attentionUnits}));
    Wa = register_parameter("Wa", small({config.attentionUnits, 1}));
    ba = register_parameter("ba", torch::zeros({1}));
}

Tensor AdditiveAttention::forward(const Tensor& in)
{
    const Tensor x = in.permute({0, 2, 1});
    const Tensor h = torch::tanh(torch::matmul(x, Wt).unsqueeze(2) + torch::matmul(x, Wx).unsqueeze(1) + bh);
    Tensor e = (torch::matmul(h, Wa) + ba).squeeze(-1);
    e = torch::exp(e - e.amax(-1, true));
    // The largest score is that of all samples, also where only neighbours count.
    if (reach > 0) e = e.tril(reach / 2).triu(reach / 2 + 1 - reach);
    const Tensor a = e / (e.sum(-1, true) + epsilon);
    return torch::matmul(a, x).permute({0, 2, 1});
}

ChannelNorm::ChannelNorm(std::int64_t channels)
{
    gamma = register_parameter("gamma", torch::ones({channels, 1}));
    beta = register_parameter("beta", torch::zeros({channels, 1}));
}

Tensor ChannelNorm::forward(const Tensor& x)
{
    const Tensor centred = x - x.mean(1, true);
    return centred / torch::sqrt((centred * centred).mean(1, true) + EQTransformerConfig::layerNormEpsilon) * gamma + beta;
}

FeedForward::FeedForward(std::int64_t channels, std::int64_t hidden) : lin1(channels, hidden), lin2(hidden, channels)
{
    register_module("lin1", lin1);
    register_module("lin2", lin2);
}

Tensor FeedForward::forward(const Tensor& x) { return lin2(torch::relu(lin1(x.permute({0, 2, 1})))).permute({0, 2, 1}); }

AttentionBlock::AttentionBlock(const EQTransformerConfig& config)
    : attention(register_module("attention", std::make_shared<AdditiveAttention>(config, 0))),
      norm1(register_module("norm1", std::make_shared<ChannelNorm>(config.hidden))),
      norm2(register_module("norm2", std::make_shared<ChannelNorm>(config.hidden))),
      ff(register_module("ff", std::make_shared<FeedForward>(config.hidden, config.feedForward)))
{
}

Tensor AttentionBlock::forward(const Tensor& x)
{
    const Tensor y = norm1->forward(x + attention->forward(x));
    return norm2->forward(y + ff->forward(y));
}

}  // namespace seisdesk::nets
