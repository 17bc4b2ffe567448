#include "core/model/nets/programs.h"

#include <algorithm>
#include <cmath>

namespace seisdesk::nets {

namespace {

constexpr double epsilon = 1e-5;

std::string number(std::size_t i) { return std::to_string(i); }

/// Builds the program from front to back. Where a batch norm follows a sum, its scale goes to both sides of the sum and
/// its shift into the bias.
class SeisTBuilder {
public:
    SeisTBuilder(const SeisTConfig& config, const StateDict& tensors, const CpuKernels& kernels)
        : m_config(config), m_tensors(tensors), m_builder(kernels) {}

    CpuProgram build(std::int64_t samples)
    {
        Rows x = stem(samples);
        for (std::size_t s = 0; s < m_config.channels.size(); ++s) x = stage(x, s);
        if (m_config.task == Task::Picking) pickingHead(x, samples);
        else valueHead(x);
        return std::move(m_builder).finish();
    }

private:
    FoldedConv conv(const std::string& prefix, std::int64_t groups = 1) const { return convOf(m_tensors, prefix, groups); }
    Affine norm(const std::string& prefix) const { return normOf(m_tensors, prefix, epsilon); }

    Rows stem(std::int64_t samples)
    {
        Rows x;
        for (std::size_t i = 0; i < m_config.stem.size(); ++i) {
            const SeisTConfig::Stem& block = m_config.stem[i];
            const std::string prefix = "stem." + number(i);
            std::vector<FoldedConv> paths;
            for (std::size_t j = 0; j < 3; ++j) {
                const std::string path = prefix + ".convs." + number(j);
                // Dense costs more multiplications than three thin layers, but runs at the processor's full rate.
                paths.push_back(then(separable(conv(path + ".in_proj"), conv(path + ".dconv", block.in), conv(path + ".pconv")), norm(path + ".norm")));
            }
            const std::int64_t from = i == 0 ? samples : x.length;
            if (i == 0) x = m_builder.input(block.in, samples, block.stride);
            else if (block.stride > 1) x = m_builder.split(x, block.stride);
            const Rows y = m_builder.rows(block.out, (from + block.stride - 1) / block.stride);
            m_builder.convGeluConv(x, paths, then(conv(prefix + ".out_proj"), norm(prefix + ".norm")), y, {}, block.stride, from);
            x = y;
        }
        return x;
    }

    Rows stage(Rows x, std::size_t s)
    {
        const std::string prefix = "encoder_layers." + number(s) + ".";
        x = m_builder.pool(x, 2);
        Rows y = m_builder.rows(m_config.channels[s], x.length);
        m_builder.conv(x, {then(conv(prefix + "0.proj"), norm(prefix + "0.norm"))}, y, Activation::None);
        x = y;
        for (std::int64_t b = 1; b <= m_config.blocks[s]; ++b) {
            const std::string block = prefix + std::to_string(b) + ".";
            x = b <= m_config.blocks[s] - m_config.attentionBlocks[s] ? mixedConv(x, s, block) : transformer(x, s, block);
        }
        return x;
    }

    /// out = scale * (x + g(x)) + shift with g(x) = z + mlp(norm(z)), z = x + proj(gelu(norm(conv(x)))).
    void groupConv(const Rows& x, const Rows& out, const std::string& prefix, std::int64_t headDim, const Affine& outNorm)
    {
        const Rows z = m_builder.rows(x.count, x.length);
        m_builder.convGeluConv(x, {then(conv(prefix + "conv", x.count / headDim), norm(prefix + "norm0"))}, conv(prefix + "proj"), z, {&x, nullptr, {}});
        m_builder.convGeluConv(z, {after(norm(prefix + "norm1"), conv(prefix + "mlp.lin0"))}, then(conv(prefix + "mlp.lin1"), outNorm), out,
                               {&x, &z, outNorm.scale});
    }

    static Affine part(const Affine& norm, std::int64_t first, std::int64_t count)
    {
        const auto cut = [&](const std::vector<double>& v) { return std::vector<double>(v.begin() + first, v.begin() + first + count); };
        return {cut(norm.scale), cut(norm.shift)};
    }

    Rows mixedConv(const Rows& x, std::size_t s, const std::string& prefix)
    {
        const auto widths = mixedWidths(m_config.channels[s], m_config.mixedKernels.size(), m_config.headDims[s]);
        std::vector<FoldedConv> projections;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            projections.push_back(then(conv(prefix + "projs." + number(i)), norm(prefix + "norms." + number(i))));
        }
        const Rows y = m_builder.rows(x.count, x.length);
        m_builder.conv(x, {stacked(projections)}, y, Activation::None);
        const Rows out = m_builder.rows(x.count, x.length);
        const Affine outNorm = norm(prefix + "out_norm");
        std::int64_t first = 0;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            groupConv(y.slice(first, widths[i]), out.slice(first, widths[i]), prefix + "convs." + number(i) + ".", m_config.headDims[s],
                      part(outNorm, first, widths[i]));
            first += widths[i];
        }
        return out;
    }

    Rows transformer(const Rows& x, std::size_t s, const std::string& prefix)
    {
        const std::int64_t headDim = m_config.headDims[s];
        const std::int64_t width = attentionWidth(x.count, headDim), rest = x.count - width;
        const Affine norm2 = norm(prefix + "norm2");
        const Rows merged = m_builder.rows(x.count, x.length);
        {
            const Rows y = m_builder.rows(width, x.length);
            m_builder.conv(x, {then(conv(prefix + "attn_proj"), norm(prefix + "norm0"))}, y, Activation::None);
            const Affine first = part(norm2, 0, width);
            const Rows mixed = attention(y, s, prefix + "attention.", headDim);
            m_builder.conv(mixed, {then(conv(prefix + "attention.out_proj"), first)}, merged.slice(0, width), Activation::None, {&y, nullptr, first.scale});
        }
        if (rest > 0) {
            const Rows y = m_builder.rows(rest, x.length);
            m_builder.conv(x, {then(conv(prefix + "conv_proj"), norm(prefix + "norm1"))}, y, Activation::None);
            groupConv(y, merged.slice(width, rest), prefix + "gconv.", headDim, part(norm2, width, rest));
        }
        const Rows out = m_builder.rows(x.count, x.length);
        m_builder.convGeluConv(merged, {conv(prefix + "mlp.lin0")}, conv(prefix + "mlp.lin1"), out, {&merged, nullptr, {}});
        return out;
    }

    Rows attention(const Rows& y, std::size_t s, const std::string& prefix, std::int64_t headDim)
    {
        const std::int64_t ratio = m_config.aggregation[s];
        FoldedConv query = conv(prefix + "q_proj");
        for (auto* values : {&query.weights, &query.bias}) {
            for (double& v : *values) v /= std::sqrt(static_cast<double>(headDim));
        }
        FoldedConv keysAndValues = stacked({conv(prefix + "k_proj"), conv(prefix + "v_proj")});
        if (ratio > 1) {
            const FoldedConv aggregated = then(then(conv(prefix + "aggr.proj"), norm(prefix + "aggr.norm")), norm(prefix + "norm"));
            keysAndValues = chained(aggregated, keysAndValues);
        }
        const Rows q = m_builder.rows(y.count, y.length);
        m_builder.conv(y, {query}, q, Activation::None);
        const Rows context = ratio > 1 ? m_builder.pool(y, ratio) : y;
        const Rows kv = m_builder.rows(2 * y.count, context.length);
        m_builder.conv(context, {keysAndValues}, kv, Activation::None);
        return m_builder.attention(q, kv.slice(0, y.count), kv.slice(y.count, y.count), headDim);
    }

    void pickingHead(Rows x, std::int64_t samples)
    {
        const auto lengths = upsampledLengths(x.length, samples, m_config.up.size());
        for (std::size_t i = 0; i < m_config.up.size(); ++i) {
            const std::string prefix = "out_head.up_layers." + number(i) + ".";
            x = m_builder.upsample(x, lengths[i]);
            const Rows y = m_builder.rows(m_config.up[i].channels, x.length);
            m_builder.conv(x, {then(conv(prefix + "conv"), norm(prefix + "norm"))}, y, Activation::Gelu);
            x = y;
        }
        const Rows y = m_builder.rows(m_config.outputs, x.length);
        m_builder.conv(x, {conv("out_head.out_conv")}, y, Activation::Sigmoid);
        m_builder.output(y);
    }

    void valueHead(const Rows& x)
    {
        const Tensor* weight = m_tensors.find("out_head.lin.weight");
        const Tensor* bias = m_tensors.find("out_head.lin.bias");
        if (!weight || !bias) throw MissingWeight("the weights lack \"out_head.lin\"");
        const double largest = m_config.task == Task::Magnitude ? 8.0 : m_config.task == Task::Distance ? 500.0 : 360.0;
        const auto outputs = static_cast<std::size_t>(m_config.outputs);
        m_builder.outputOfMeans(x, outputs, [=, w = weight->toFloats(), b = bias->toFloats(), polarity = m_config.task == Task::Polarity](
                                                const std::vector<double>& means, float* out) {
            std::vector<double> y(outputs);
            for (std::size_t o = 0; o < outputs; ++o) {
                y[o] = static_cast<double>(b[o]);
                for (std::size_t c = 0; c < means.size(); ++c) y[o] += static_cast<double>(w[o * means.size() + c]) * means[c];
            }
            // A softmax over two is a sigmoid of their difference.
            if (polarity) {
                out[0] = static_cast<float>(1.0 / (1.0 + std::exp(y[1] - y[0])));
                out[1] = 1.0F - out[0];
            } else {
                out[0] = static_cast<float>(largest / (1.0 + std::exp(-y[0])));
            }
        });
    }

    const SeisTConfig& m_config;
    const StateDict& m_tensors;
    ProgramBuilder m_builder;
};

}  // namespace

Result<CpuProgram> seisTProgram(const SeisTConfig& config, const StateDict& tensors, std::size_t samples, const CpuKernels& kernels)
{
    try {
        return SeisTBuilder(config, tensors, kernels).build(static_cast<std::int64_t>(samples));
    } catch (const MissingWeight& missing) {
        return Error{Error::Code::ModelMismatch, missing.what()};
    }
}

}  // namespace seisdesk::nets
