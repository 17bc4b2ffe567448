#include "core/model/nets/programs.h"

#include <algorithm>
#include <array>
#include <string>

namespace seisdesk::nets {

namespace {

std::int64_t floorHalf(std::int64_t value) { return value >= 0 ? value / 2 : (value - 1) / 2; }

/// Builds the program from front to back. Where nothing is cropped, doubling the samples and the convolution after it become two
/// shorter convolutions, one for the even and one for the odd outputs.
class EQTransformerBuilder {
public:
    EQTransformerBuilder(const EQTransformerConfig& config, const StateDict& tensors, const CpuKernels& kernels)
        : m_config(config), m_tensors(tensors), m_sequence(*kernels.sequence), m_builder(kernels) {}

    CpuProgram build(std::int64_t samples)
    {
        const auto crops = m_config.crops(samples);
        Rows x = m_builder.input(m_config.components, samples, 1);
        for (std::size_t i = 0; i < m_config.filters.size(); ++i) x = encoded(x, "encoder.convs." + std::to_string(i));
        for (std::size_t i = 0; i < m_config.residualKernels.size(); ++i) x = residual(x, "res_cnn_stack.members." + std::to_string(i));
        for (std::int64_t i = 0; i < m_config.lstmBlocks; ++i) x = recurrent(x, "bi_lstm_stack.members." + std::to_string(i));
        for (const char* block : {"transformer_d0", "transformer_d"}) x = transformer(x, block);
        const Rows out = m_builder.rows(1 + m_config.phases, samples);
        decode(x, "decoder_d", "conv_d", crops, out.slice(0, 1));
        const bool cells = m_config.kind == EQTransformerKind::Conservative;
        for (std::int64_t i = 0; i < m_config.phases; ++i) {
            const std::string number = std::to_string(i);
            const Rows y = m_builder.rows(lstmUnits, x.length);
            lstm(x, {{"pick_lstms." + number + (cells ? ".cell_f." : "."), cells ? "" : "_l0", false}}, y);
            decode(attention(y, "pick_attentions." + number, m_config.pickReach), "pick_decoders." + number, "pick_convs." + number, crops, out.slice(1 + i, 1));
        }
        m_builder.output(out);
        return std::move(m_builder).finish();
    }

private:
    struct Direction { std::string prefix, ending; bool backwards; };

    const Tensor& need(const std::string& name) const
    {
        const Tensor* tensor = m_tensors.find(name);
        if (!tensor) throw MissingWeight("the weights lack \"" + name + "\"");
        return *tensor;
    }
    std::vector<double> values(const std::string& name) const
    {
        const std::vector<float> floats = need(name).toFloats();
        return {floats.begin(), floats.end()};
    }
    /// `weight` is [out][in]; `bias` may be empty.
    static FoldedConv linear(std::vector<double> weight, std::vector<double> bias, std::int64_t out)
    {
        if (bias.empty()) bias.resize(static_cast<std::size_t>(out));
        const auto in = static_cast<std::int64_t>(weight.size()) / out;
        return {out, in, 1, 1, std::move(weight), std::move(bias)};
    }

    Rows encoded(const Rows& x, const std::string& name)
    {
        const FoldedConv conv = convOf(m_tensors, name);
        const Rows y = m_builder.rows(conv.out, x.length), pooled = m_builder.rows(conv.out, (x.length + 1) / 2);
        m_builder.conv(x, {conv}, y, Activation::Relu);
        m_builder.step([pool = m_sequence.maxPool, from = y.offset, fromStride = y.stride, rows = y.count, length = y.length, to = pooled.offset,
                        toStride = pooled.stride](float* memory, float*) { pool(memory + from, fromStride, rows, length, memory + to, toStride); });
        return pooled;
    }

    Rows residual(const Rows& x, const std::string& prefix)
    {
        const Affine norm = normOf(m_tensors, prefix + ".norm1", m_config.normEpsilon);
        const Rows y = m_builder.rows(x.count, x.length), z = m_builder.rows(x.count, x.length), out = m_builder.rows(x.count, x.length);
        m_builder.step([scale = std::vector<float>(norm.scale.begin(), norm.scale.end()), shift = std::vector<float>(norm.shift.begin(), norm.shift.end()),
                        from = x.offset, fromStride = x.stride, length = x.length, to = y.offset, toStride = y.stride](float* memory, float*) {
            for (std::size_t c = 0; c < scale.size(); ++c) {
                const float* const in = memory + from + static_cast<std::ptrdiff_t>(c) * fromStride;
                float* const row = memory + to + static_cast<std::ptrdiff_t>(c) * toStride;
                for (std::int32_t t = 0; t < length; ++t) row[t] = std::max(0.0F, scale[c] * in[t] + shift[c]);
            }
        });
        m_builder.conv(y, {then(convOf(m_tensors, prefix + ".conv1"), normOf(m_tensors, prefix + ".norm2", m_config.normEpsilon))}, z, Activation::Relu);
        m_builder.conv(z, {convOf(m_tensors, prefix + ".conv2")}, out, Activation::None, {&x, nullptr, {}});
        return out;
    }

    /// One after the other into `y`.
    void lstm(const Rows& x, const std::vector<Direction>& directions, const Rows& y)
    {
        constexpr std::int64_t gates = 4 * lstmUnits;
        const Rows projected = m_builder.rows(gates * static_cast<std::int64_t>(directions.size()), x.length);
        std::vector<FoldedConv> projections;
        for (const Direction& d : directions) {
            std::vector<double> bias = values(d.prefix + "bias_ih" + d.ending);
            const std::vector<double> more = values(d.prefix + "bias_hh" + d.ending);
            for (std::size_t i = 0; i < std::min(bias.size(), more.size()); ++i) bias[i] += more[i];
            projections.push_back(linear(values(d.prefix + "weight_ih" + d.ending), std::move(bias), gates));
        }
        m_builder.conv(x, {stacked(projections)}, projected, Activation::None);
        for (std::size_t i = 0; i < directions.size(); ++i) {
            const std::vector<float> weight = need(directions[i].prefix + "weight_hh" + directions[i].ending).toFloats();
            if (weight.size() != static_cast<std::size_t>(gates * lstmUnits)) throw MissingWeight("\"" + directions[i].prefix + "weight_hh\" has another size");
            std::vector<float> turned(weight.size());
            for (std::size_t g = 0; g < static_cast<std::size_t>(gates); ++g)
                for (std::size_t j = 0; j < lstmUnits; ++j) turned[j * static_cast<std::size_t>(gates) + g] = weight[g * lstmUnits + j];
            const Rows part = projected.slice(gates * static_cast<std::int64_t>(i), gates), to = y.slice(lstmUnits * static_cast<std::int64_t>(i), lstmUnits);
            m_builder.step([run = m_sequence.lstm, turned = std::move(turned), from = part.offset, fromStride = part.stride, length = x.length,
                            backwards = directions[i].backwards, hard = m_config.kind == EQTransformerKind::Conservative, at = to.offset,
                            stride = to.stride](float* memory, float*) {
                run({memory + from, fromStride, turned.data(), length, backwards, hard, memory + at, stride});
            });
        }
    }

    Rows recurrent(const Rows& x, const std::string& prefix)
    {
        const bool cells = m_config.original();
        const std::string lstmPrefix = prefix + ".lstm.";
        const Rows y = m_builder.rows(2 * lstmUnits, x.length), out = m_builder.rows(m_config.hidden, x.length);
        lstm(x, {{lstmPrefix + (cells ? "cell_f." : ""), cells ? "" : "_l0", false}, {lstmPrefix + (cells ? "cell_b." : ""), cells ? "" : "_l0_reverse", true}}, y);
        m_builder.conv(y, {then(convOf(m_tensors, prefix + ".conv"), normOf(m_tensors, prefix + ".norm", m_config.normEpsilon))}, out, Activation::None);
        return out;
    }

    /// The kernel wants twice what goes into the tanh, and minus twice its weight; what all scores share falls out.
    Rows attention(const Rows& x, const std::string& prefix, std::int64_t reach)
    {
        const std::int64_t units = m_config.attentionUnits;
        const auto projection = [&](const std::string& name, bool biased) {
            const std::vector<double> weight = values(prefix + name);  // [in][units]
            const auto in = weight.size() / static_cast<std::size_t>(units);
            std::vector<double> turned(weight.size());
            for (std::size_t i = 0; i < in; ++i)
                for (std::size_t u = 0; u < static_cast<std::size_t>(units); ++u) turned[u * in + i] = 2.0 * weight[i * static_cast<std::size_t>(units) + u];
            std::vector<double> bias = biased ? values(prefix + ".bh") : std::vector<double>(static_cast<std::size_t>(units));
            for (double& b : bias) b *= 2.0;
            return linear(std::move(turned), std::move(bias), units);
        };
        const Rows qk = m_builder.rows(2 * units, x.length), y = m_builder.rows(x.count, x.length), scratch = m_builder.rows(1, x.length + 32);
        m_builder.conv(x, {stacked({projection(".Wt", true), projection(".Wx", false)})}, qk, Activation::None);
        std::vector<float> weights = need(prefix + ".Wa").toFloats();
        for (float& w : weights) w *= -2.0F;
        if (weights.size() != static_cast<std::size_t>(units)) throw MissingWeight("\"" + prefix + ".Wa\" has another size");
        m_builder.step([units, reach, weights, run = m_sequence.additiveAttention, q = qk.offset, stride = qk.stride, from = x.offset, fromStride = x.stride, rows = x.count,
                        length = x.length, at = scratch.offset, to = y.offset, toStride = y.stride, epsilon = static_cast<float>(m_config.attentionEpsilon())](
                           float* memory, float*) {
            run({memory + q, memory + q + units * stride, memory + from, stride, stride, fromStride, weights.data(), static_cast<std::int32_t>(units), rows,
                 length, static_cast<std::int32_t>(reach), epsilon, memory + at, memory + to, toStride});
        });
        return y;
    }

    Rows transformer(const Rows& x, const std::string& prefix)
    {
        const auto added = [&](const Rows& a, const Rows& b) {
            m_builder.step([from = a.offset, to = b.offset, count = a.count, length = a.length, stride = a.stride, toStride = b.stride](float* memory, float*) {
                for (std::int32_t c = 0; c < count; ++c)
                    for (std::int32_t t = 0; t < length; ++t) memory[to + c * toStride + t] += memory[from + c * stride + t];
            });
        };
        const auto normalised = [&](const Rows& a, const std::string& name) {
            const Rows out = m_builder.rows(a.count, a.length);
            m_builder.layerNorm(a, m_config.layerNormEpsilon, values(prefix + name + ".gamma"), values(prefix + name + ".beta"), out);
            return out;
        };
        const Rows mixed = attention(x, prefix + ".attention", 0);
        added(x, mixed);
        const Rows y = normalised(mixed, ".norm1");
        const Rows hidden = m_builder.rows(m_config.feedForward, x.length), z = m_builder.rows(x.count, x.length);
        m_builder.conv(y, {linear(values(prefix + ".ff.lin1.weight"), values(prefix + ".ff.lin1.bias"), m_config.feedForward)}, hidden, Activation::Relu);
        m_builder.conv(hidden, {linear(values(prefix + ".ff.lin2.weight"), values(prefix + ".ff.lin2.bias"), m_config.hidden)}, z, Activation::None, {&y, nullptr, {}});
        return normalised(z, ".norm2");
    }

    /// relu(conv(x with each sample twice))
    Rows doubled(const Rows& x, const FoldedConv& conv, EQTransformerConfig::Crop crop)
    {
        const std::int64_t length = 2 * x.length - crop.left - crop.right;
        const Rows y = m_builder.rows(conv.out, length);
        if (crop.left || crop.right) {
            const Rows up = m_builder.rows(x.count, length);
            m_builder.step([from = x.offset, fromStride = x.stride, count = x.count, length, left = crop.left, to = up.offset, toStride = up.stride](float* memory, float*) {
                for (std::int32_t c = 0; c < count; ++c)
                    for (std::int64_t t = 0; t < length; ++t) memory[to + c * toStride + t] = memory[from + c * fromStride + (t + left) / 2];
            });
            m_builder.conv(up, {conv}, y, Activation::Relu);
            return y;
        }
        const Rows both = m_builder.rows(2 * conv.out, x.length);
        const std::int64_t left = (conv.kernel - 1) / 2;
        for (std::int64_t phase = 0; phase < 2; ++phase) {
            const std::int64_t first = floorHalf(phase - left), taps = floorHalf(phase + conv.kernel - 1 - left) - first + 1;
            FoldedConv half{conv.out, conv.in, taps, 1, std::vector<double>(static_cast<std::size_t>(conv.out * conv.in * taps)), conv.bias};
            for (std::int64_t o = 0; o < conv.out; ++o)
                for (std::int64_t i = 0; i < conv.in; ++i)
                    for (std::int64_t t = 0; t < conv.kernel; ++t) half.at(o, i, floorHalf(phase + t - left) - first) += conv.at(o, i, t);
            Rows from = x, to = both;
            from.offset += static_cast<std::int32_t>(first + (taps - 1) / 2);  // a kernel begins (taps - 1) / 2 before its output
            to.offset += static_cast<std::int32_t>(phase) * both.stride;
            to.stride = 2 * both.stride;
            m_builder.conv(from, {half}, to, Activation::Relu);
        }
        m_builder.interleave(both, 2, 0, y);
        return y;
    }

    void decode(Rows x, const std::string& decoder, const std::string& last, const std::array<EQTransformerConfig::Crop, 7>& crops, const Rows& out)
    {
        for (std::size_t i = 0; i < crops.size(); ++i) x = doubled(x, convOf(m_tensors, decoder + ".convs." + std::to_string(i)), crops[i]);
        m_builder.conv(x, {convOf(m_tensors, last)}, out, Activation::Sigmoid);
    }

    const EQTransformerConfig m_config;
    const StateDict& m_tensors;
    const SequenceKernels& m_sequence;
    ProgramBuilder m_builder;
};

}  // namespace

Result<CpuProgram> eqTransformerProgram(const EQTransformerConfig& config, const StateDict& tensors, std::size_t samples, const CpuKernels& kernels)
{
    try {
        return EQTransformerBuilder(config, tensors, kernels).build(static_cast<std::int64_t>(samples));
    } catch (const MissingWeight& missing) {
        return Error{Error::Code::ModelMismatch, missing.what()};
    }
}

}  // namespace seisdesk::nets
