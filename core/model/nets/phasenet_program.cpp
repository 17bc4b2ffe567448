#include "core/model/nets/programs.h"

#include <cmath>

namespace seisdesk::nets {

namespace {

constexpr double epsilon = 1e-3;

/// A transposed convolution as a plain one with two taps, whose `stride` outputs per channel are to be interleaved: full
/// sample stride * m + p sums weight[p] * x[m] and weight[p + stride] * x[m - 1].
FoldedConv phases(const StateDict& tensors, const std::string& prefix, std::int64_t stride)
{
    const FoldedConv transposed = convOf(tensors, prefix);  // [in, out, kernel]
    const std::int64_t in = transposed.out, out = transposed.in;
    FoldedConv conv{out * stride, in, 2, 1, std::vector<double>(static_cast<std::size_t>(out * stride * in * 2), 0.0),
                    std::vector<double>(static_cast<std::size_t>(out * stride), 0.0)};
    for (std::int64_t o = 0; o < out; ++o) {
        for (std::int64_t p = 0; p < stride; ++p) {
            for (std::int64_t i = 0; i < in; ++i) {
                conv.at(o * stride + p, i, 1) = transposed.at(i, o, p);
                if (p + stride < transposed.kernel) conv.at(o * stride + p, i, 0) = transposed.at(i, o, p + stride);
            }
        }
    }
    return conv;
}

Affine repeated(const Affine& norm, std::int64_t times)
{
    Affine out;
    for (std::size_t c = 0; c < norm.scale.size(); ++c) {
        out.scale.insert(out.scale.end(), static_cast<std::size_t>(times), norm.scale[c]);
        out.shift.insert(out.shift.end(), static_cast<std::size_t>(times), norm.shift[c]);
    }
    return out;
}

CpuProgram build(const PhaseNetConfig& config, const StateDict& tensors, std::int64_t samples, const CpuKernels& kernels)
{
    ProgramBuilder builder(kernels);
    const auto conv = [&](const std::string& name, const std::string& norm) {
        return then(convOf(tensors, name), normOf(tensors, norm, epsilon));
    };
    Rows x = builder.input(config.components, samples, 1);
    Rows y = builder.rows(config.filters, samples);
    builder.conv(x, {conv("input_conv", "input_bn")}, y, Activation::Relu);
    x = y;
    std::vector<Rows> joined;  // per level: the skip's rows, then those that come up from below
    for (std::int64_t level = 0; level < config.depth; ++level) {
        const std::int64_t width = config.filters << level;
        const std::string number = std::to_string(level + 1);
        const bool deepest = level + 1 == config.depth;
        const Rows join = builder.rows(deepest ? width : 2 * width, x.length);
        builder.conv(x, {conv("down_conv1_" + number, "down_bn1_" + number)}, join.slice(0, width), Activation::Relu);
        x = join.slice(0, width);
        if (deepest) break;
        joined.push_back(join);
        y = builder.rows(width, (x.length + config.stride - 1) / config.stride);
        builder.conv(builder.split(x, config.stride), {conv("down_conv3_" + number, "down_bn3_" + number)}, y, Activation::Relu, {},
                     config.stride, config.centred ? 1 : x.length);  // one sample has the same zeros at both ends
        x = y;
    }
    for (std::size_t level = joined.size(); level-- > 0;) {
        const std::int64_t width = config.filters << level;
        const std::string number = std::to_string(level + 1);
        const Rows join = joined[level];
        joined.pop_back();
        // See nets::PhaseNet::forward for what is cut off at the left.
        const std::int64_t first = config.centred ? ((x.length - 1) * config.stride + config.kernel - join.length) / 2
                                                  : (config.kernel - config.stride) / 2 + (x.length * config.stride - join.length) / 2;
        const Rows up = builder.rows(width * config.stride, x.length + 1);
        Rows before = x;  // sample m of it is x[m - 1]; the zeros around the row stand for what is not there
        before.offset -= 1;
        builder.conv(before, {then(phases(tensors, "up_conv0_" + number, config.stride), repeated(normOf(tensors, "up_bn0_" + number, epsilon), config.stride))},
                     up, Activation::Relu);
        builder.interleave(up, config.stride, first, join.slice(width, width));
        y = builder.rows(width, join.length);
        builder.conv(join, {conv("up_conv1_" + number, "up_bn1_" + number)}, y, Activation::Relu);
        x = y;
    }
    y = builder.rows(config.phases, x.length);
    builder.conv(x, {convOf(tensors, "output_conv")}, y, config.sigmoid ? Activation::Sigmoid : Activation::None);
    if (config.sigmoid) builder.output(y);
    else builder.softmaxOutput(y);
    return std::move(builder).finish();
}

}  // namespace

Result<CpuProgram> phaseNetProgram(const PhaseNetConfig& config, const StateDict& tensors, std::size_t samples, const CpuKernels& kernels)
{
    try {
        return build(config, tensors, static_cast<std::int64_t>(samples), kernels);
    } catch (const MissingWeight& missing) {
        return Error{Error::Code::ModelMismatch, missing.what()};
    }
}

}  // namespace seisdesk::nets
