#include "core/model/torch/phasenet.h"

#include "core/model/nets/seist_config.h"

namespace seisdesk::nets {

namespace {

torch::Tensor padded(const torch::Tensor& x, std::int64_t kernel, std::int64_t stride = 1)
{
    const Padding padding = samePadding(x.size(2), kernel, stride);
    return torch::constant_pad_nd(x, {padding.left, padding.right}, 0);
}

}  // namespace

PhaseNet::PhaseNet(const PhaseNetConfig& c) : config(c)
{
    const auto conv = [&](const std::string& name, std::int64_t in, std::int64_t out, std::int64_t stride) {
        return register_module(name, torch::nn::Conv1d(torch::nn::Conv1dOptions(in, out, config.kernel).stride(stride).bias(false)));
    };
    const auto norm = [&](const std::string& name, std::int64_t channels) {
        return register_module(name, torch::nn::BatchNorm1d(torch::nn::BatchNorm1dOptions(channels).eps(1e-3)));
    };
    inputConv = register_module("input_conv", torch::nn::Conv1d(config.components, config.filters, config.kernel));
    inputNorm = norm("input_bn", config.filters);
    std::int64_t in = config.filters;
    for (std::int64_t level = 0; level < config.depth; ++level) {
        const std::int64_t width = config.filters << level;
        const std::string number = std::to_string(level + 1);
        down.push_back(conv("down_conv1_" + number, in, width, 1));
        downNorm.push_back(norm("down_bn1_" + number, width));
        if (level + 1 < config.depth) {
            stride.push_back(conv("down_conv3_" + number, width, width, config.stride));
            strideNorm.push_back(norm("down_bn3_" + number, width));
            up.push_back(register_module("up_conv0_" + number, torch::nn::ConvTranspose1d(
                torch::nn::ConvTranspose1dOptions(2 * width, width, config.kernel).stride(config.stride).bias(false))));
            upNorm.push_back(norm("up_bn0_" + number, width));
            merge.push_back(conv("up_conv1_" + number, 2 * width, width, 1));
            mergeNorm.push_back(norm("up_bn1_" + number, width));
        }
        in = width;
    }
    outputConv = register_module("output_conv", torch::nn::Conv1d(config.filters, config.phases, 1));
}

torch::Tensor PhaseNet::forward(torch::Tensor x)
{
    x = torch::relu(inputNorm(inputConv(padded(x, config.kernel))));
    std::vector<torch::Tensor> skips;
    for (std::size_t level = 0; level < down.size(); ++level) {
        x = torch::relu(downNorm[level](down[level](padded(x, config.kernel))));
        if (level >= stride.size()) break;
        skips.push_back(x);
        x = torch::relu(strideNorm[level](stride[level](config.centred ? torch::constant_pad_nd(x, {config.kernel / 2, config.kernel / 2}, 0)
                                                                         : padded(x, config.kernel, config.stride))));
    }
    for (std::size_t level = up.size(); level-- > 0;) {
        // SAME: the transposed convolution gives length * stride samples, kernel - stride more are cut, the odd one at
        // the right; then the middle of it is laid over the skip.
        const torch::Tensor& skip = skips[level];
        const std::int64_t cut = config.centred ? 0 : (config.kernel - config.stride) / 2;
        const std::int64_t full = config.centred ? (x.size(2) - 1) * config.stride + config.kernel : x.size(2) * config.stride;
        const std::int64_t from = cut + (full - skip.size(2)) / 2;
        x = up[level](x).narrow(2, from, skip.size(2));
        x = torch::cat({skip, torch::relu(upNorm[level](x))}, 1);
        x = torch::relu(mergeNorm[level](merge[level](padded(x, config.kernel))));
    }
    x = outputConv(x);
    return config.sigmoid ? torch::sigmoid(x) : torch::softmax(x, 1);
}

}  // namespace seisdesk::nets
