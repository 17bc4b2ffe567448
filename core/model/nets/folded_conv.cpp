#include "core/model/nets/folded_conv.h"

#include <cmath>

namespace seisdesk::nets {

namespace {

const Tensor& need(const StateDict& tensors, const std::string& name)
{
    const Tensor* tensor = tensors.find(name);
    if (!tensor) throw MissingWeight("the weights lack \"" + name + "\"");
    return *tensor;
}

std::vector<double> doubles(const Tensor& tensor)
{
    const std::vector<float> values = tensor.toFloats();
    return {values.begin(), values.end()};
}

}  // namespace

FoldedConv convOf(const StateDict& tensors, const std::string& prefix, std::int64_t groups)
{
    const Tensor& weight = need(tensors, prefix + ".weight");
    if (weight.shape.size() != 3 || weight.shape[0] % groups != 0) throw MissingWeight("\"" + prefix + ".weight\" is no convolution");
    FoldedConv conv{weight.shape[0], weight.shape[1] * groups, weight.shape[2], groups, doubles(weight), {}};
    const Tensor* bias = tensors.find(prefix + ".bias");
    conv.bias = bias ? doubles(*bias) : std::vector<double>(static_cast<std::size_t>(conv.out), 0.0);
    if (static_cast<std::int64_t>(conv.bias.size()) != conv.out) throw MissingWeight("\"" + prefix + ".bias\" has another size");
    return conv;
}

Affine normOf(const StateDict& tensors, const std::string& prefix, double epsilon)
{
    Affine norm{doubles(need(tensors, prefix + ".weight")), doubles(need(tensors, prefix + ".bias"))};
    const auto mean = doubles(need(tensors, prefix + ".running_mean"));
    const auto variance = doubles(need(tensors, prefix + ".running_var"));
    if (norm.shift.size() != norm.scale.size() || mean.size() != norm.scale.size() || variance.size() != norm.scale.size()) {
        throw MissingWeight("\"" + prefix + "\" has tensors of different sizes");
    }
    for (std::size_t c = 0; c < mean.size(); ++c) {
        norm.scale[c] /= std::sqrt(variance[c] + epsilon);
        norm.shift[c] -= norm.scale[c] * mean[c];
    }
    return norm;
}

FoldedConv then(FoldedConv conv, const Affine& norm)
{
    const std::size_t perOutput = conv.weights.size() / static_cast<std::size_t>(conv.out);
    for (std::size_t o = 0; o < static_cast<std::size_t>(conv.out); ++o) {
        for (std::size_t j = 0; j < perOutput; ++j) conv.weights[o * perOutput + j] *= norm.scale[o];
        conv.bias[o] = conv.bias[o] * norm.scale[o] + norm.shift[o];
    }
    return conv;
}

FoldedConv after(const Affine& norm, FoldedConv conv)
{
    for (std::int64_t o = 0; o < conv.out; ++o) {
        for (std::int64_t i = 0; i < conv.in; ++i) {
            conv.bias[static_cast<std::size_t>(o)] += conv.at(o, i, 0) * norm.shift[static_cast<std::size_t>(i)];
            conv.at(o, i, 0) *= norm.scale[static_cast<std::size_t>(i)];
        }
    }
    return conv;
}

FoldedConv chained(const FoldedConv& first, const FoldedConv& second)
{
    const std::int64_t kernel = second.kernel;
    FoldedConv out{second.out, first.in, kernel, 1, std::vector<double>(static_cast<std::size_t>(second.out * first.in * kernel), 0.0), second.bias};
    for (std::int64_t o = 0; o < second.out; ++o) {
        for (std::int64_t m = 0; m < first.out; ++m) {
            for (std::int64_t t = 0; t < kernel; ++t) {
                const double w = second.at(o, m, t);
                out.bias[static_cast<std::size_t>(o)] += w * first.bias[static_cast<std::size_t>(m)];
                for (std::int64_t i = 0; i < first.in; ++i) out.at(o, i, t) += w * first.at(m, i, 0);
            }
        }
    }
    return out;
}

FoldedConv separable(const FoldedConv& in, const FoldedConv& depth, const FoldedConv& point)
{
    FoldedConv out{point.out, in.in, depth.kernel, 1, std::vector<double>(static_cast<std::size_t>(point.out * in.in * depth.kernel), 0.0), point.bias};
    for (std::int64_t o = 0; o < point.out; ++o) {
        for (std::int64_t m = 0; m < point.in; ++m) {
            for (std::int64_t i = 0; i < in.in; ++i) {
                const double w = point.at(o, m, 0) * in.at(m, i, 0);
                for (std::int64_t t = 0; t < depth.kernel; ++t) out.at(o, i, t) += w * depth.at(m, 0, t);
            }
        }
    }
    return out;
}

FoldedConv stacked(const std::vector<FoldedConv>& convs)
{
    FoldedConv out{0, convs.front().in, 1, 1, {}, {}};
    for (const FoldedConv& conv : convs) {
        out.out += conv.out;
        out.weights.insert(out.weights.end(), conv.weights.begin(), conv.weights.end());
        out.bias.insert(out.bias.end(), conv.bias.begin(), conv.bias.end());
    }
    return out;
}

}  // namespace seisdesk::nets
