#include "core/model/torch/phasenet_light.h"

namespace seisdesk::nets {

namespace {

constexpr std::int64_t widths[] = {8, 11, 16, 22, 32};
constexpr std::int64_t kernel = 7, stride = 4;

/// "conv": the published files hold each strided convolution in a module of its own.
struct Wrapped : torch::nn::Module {
    explicit Wrapped(const torch::nn::Conv1d& conv) { register_module("conv", conv); }
};

}  // namespace

PhaseNetLight::PhaseNetLight(const PhaseNetLightConfig& config)
{
    in = register_module("inc", torch::nn::Conv1d(config.components, widths[0], 1));
    inNorm = register_module("in_bn", torch::nn::BatchNorm1d(widths[0]));
    for (int i = 1; i <= 4; ++i) {
        down.emplace_back(torch::nn::Conv1dOptions(widths[i - 1], widths[i], kernel).stride(stride).padding(3));
        register_module("conv" + std::to_string(i), std::make_shared<Wrapped>(down.back()));
        downNorm.push_back(register_module("bnd" + std::to_string(i), torch::nn::BatchNorm1d(widths[i])));
    }
    for (int i = 1; i <= 4; ++i) {
        const std::int64_t from = i == 1 ? widths[4] : 2 * widths[5 - i];
        const auto options = torch::nn::ConvTranspose1dOptions(from, widths[4 - i], kernel).stride(stride).padding(i == 4 ? 3 : 2).output_padding(i == 2 ? 1 : 0);
        up.push_back(register_module("up" + std::to_string(i), torch::nn::ConvTranspose1d(options)));
        upNorm.push_back(register_module("bnu" + std::to_string(i), torch::nn::BatchNorm1d(widths[4 - i])));
    }
    out = register_module("out", torch::nn::ConvTranspose1d(2 * widths[0], config.phases, 1));
}

torch::Tensor PhaseNetLight::forward(torch::Tensor x)
{
    x = torch::relu(inNorm(in(x)));
    std::vector<torch::Tensor> skips;
    for (std::size_t i = 0; i < down.size(); ++i) {
        skips.push_back(x);
        x = torch::relu(downNorm[i](down[i](x)));
    }
    for (std::size_t i = 0; i < up.size(); ++i) {
        x = torch::cat({torch::relu(upNorm[i](up[i](x))), skips.back()}, 1);
        skips.pop_back();
    }
    return torch::softmax(out(x), 1);
}

}  // namespace seisdesk::nets
