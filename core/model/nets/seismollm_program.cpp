#include "core/model/nets/programs.h"

#include <algorithm>
#include <cmath>

namespace seisdesk::nets {

namespace {

// As SeisMoLLMDesk has them.
constexpr double epsilon = 1e-5;
constexpr double compression = 20.0;
constexpr std::int64_t covarianceChannels = 12;
constexpr float covarianceScale = 4.0F, leastPower = 1e-8F;
constexpr std::int64_t curveStride = 2;
constexpr std::int64_t kernelRows = 8;  ///< widths of heads are a multiple of what a kernel works on at once

/// A linear layer of GPT-2, [in, out], with adapters already in it.
FoldedConv linearOf(const StateDict& tensors, const std::string& prefix)
{
    for (const std::string& name : {prefix, prefix + ".base_layer"}) {
        const Tensor* weight = tensors.find(name + ".weight");
        const Tensor* bias = tensors.find(name + ".bias");
        if (!weight || !bias || weight->shape.size() != 2) continue;
        FoldedConv out{weight->shape[1], weight->shape[0], 1, 1, std::vector<double>(weight->elementCount()), {}};
        const std::vector<float> w = weight->toFloats(), b = bias->toFloats();
        for (std::int64_t o = 0; o < out.out; ++o)
            for (std::int64_t i = 0; i < out.in; ++i) out.at(o, i, 0) = static_cast<double>(w[static_cast<std::size_t>(i * out.out + o)]);
        out.bias.assign(b.begin(), b.end());
        return out;
    }
    throw MissingWeight("the weights lack \"" + prefix + ".weight\"");
}

std::vector<double> valuesOf(const StateDict& tensors, const std::string& name)
{
    const Tensor* tensor = tensors.find(name);
    if (!tensor) throw MissingWeight("the weights lack \"" + name + "\"");
    const std::vector<float> values = tensor->toFloats();
    return {values.begin(), values.end()};
}

/// Covariances ZN, ZE, NE, ZZ, NN, EE of three rows, or of their differences, over two strides each, over the power.
struct Covariances {
    std::int64_t samples, stride;
    void run(const float* window, float* y, std::ptrdiff_t yStride, bool differenced) const
    {
        const std::int64_t half = stride / 2, blocks = samples / half, frames = samples / stride;
        std::vector<float> sums(static_cast<std::size_t>(6 * (blocks + 2)), 0.0F);  // a block of zeros at either end
        const float *z = window, *n = window + samples, *e = window + 2 * samples;
        for (std::int64_t b = 0; b < blocks; ++b) {
            float s[6] = {};
            for (std::int64_t t = b * half; t < (b + 1) * half; ++t) {
                float vz = z[t], vn = n[t], ve = e[t];
                if (differenced) {
                    if (t == 0) continue;
                    vz -= z[t - 1], vn -= n[t - 1], ve -= e[t - 1];
                }
                s[0] += vz * vn, s[1] += vz * ve, s[2] += vn * ve, s[3] += vz * vz, s[4] += vn * vn, s[5] += ve * ve;
            }
            std::copy(s, s + 6, sums.begin() + 6 * (b + 1));
        }
        for (std::int64_t f = 0; f < frames; ++f) {
            float mean[6] = {};
            for (std::int64_t b = 2 * f; b < 2 * f + 4; ++b)
                for (std::int64_t i = 0; i < 6; ++i) mean[i] += sums[static_cast<std::size_t>(6 * std::min(b, blocks + 1) + i)];
            for (float& m : mean) m /= static_cast<float>(2 * stride);
            const float power = mean[3] + mean[4] + mean[5] + leastPower;
            for (std::int64_t i = 0; i < 6; ++i) y[i * yStride + f] = covarianceScale * mean[i] / power;
        }
    }
};

/// The network with all tasks, front to back. Tokens are rows: row c * patch + p holds frame p of each token's channel c, which is
/// what split() makes of frames.
class DeskBuilder {
public:
    DeskBuilder(const SeisMoLLMConfig& config, const StateDict& tensors, const CpuKernels& kernels)
        : m_config(config), m_tensors(tensors), m_builder(kernels) {}

    CpuProgram build(std::int64_t samples)
    {
        m_samples = samples;
        const std::int64_t stride = m_config.stride(), frames = samples / stride, tokens = frames / m_config.patch;
        const std::int64_t width = m_config.width, aside = m_config.polarisation ? covarianceChannels * m_config.patch : 0;
        Rows y = embedded();
        const Rows said = m_builder.rows(2 * width + aside, tokens);  // columns, their mean, covariances
        if (m_config.polarisation) {
            const Rows covariance = covariances();
            const Rows sum = m_builder.rows(y.count, y.length);
            m_builder.conv(covariance, {conv("polarisation_proj")}, sum, Activation::None, {&y, nullptr, {}});
            m_builder.split(covariance, m_config.patch, said.slice(2 * width, aside));
            y = sum;
        }
        const Rows columns = said.slice(0, width);
        transformer(y, columns);
        meanOf(columns, said.slice(width, width));
        const Rows mixed = m_builder.rows(y.count, y.length);
        m_builder.interleave(columns, m_config.patch, 0, mixed);
        curves(mixed);
        source(said);
        m_builder.setOutputSize(static_cast<std::size_t>(5 * samples + 6 * tokens));
        return std::move(m_builder).finish();
    }

private:
    FoldedConv conv(const std::string& prefix) const { return convOf(m_tensors, prefix); }
    Affine norm(const std::string& prefix) const { return normOf(m_tensors, prefix, epsilon); }

    /// The stages. Each but the last writes where the decoder wants it, behind the rows that are brought to its length.
    Rows embedded()
    {
        const std::int64_t copies = m_config.compressedInput ? 2 : 1, first = m_config.stages.front().stride;
        Rows x = m_builder.rows(3 * copies * first, (m_samples + first - 1) / first);
        m_builder.input(3, m_samples, first, x.slice(0, 3 * first));
        if (copies == 2) m_builder.asinh(x.slice(0, 3 * first), compression, 1.0 / 3.0, x.slice(3 * first, 3 * first));
        std::int64_t length = m_samples;
        Rows y;
        for (std::size_t s = 0; s < m_config.stages.size(); ++s) {
            const SeisMoLLMConfig::Stage& stage = m_config.stages[s];
            const std::string prefix = "convs." + std::to_string(s) + ".";
            if (s > 0) x = stage.stride > 1 ? m_builder.split(y, stage.stride) : y;
            const std::int64_t shorter = (length + stage.stride - 1) / stage.stride;
            if (s + 1 == m_config.stages.size()) {
                y = m_builder.rows(stage.out, shorter);
            } else {
                const std::size_t up = m_config.stages.size() - 2 - s;
                const std::int64_t before = up == 0 ? m_config.frameChannels() : m_config.up[up - 1].channels;
                m_joined.push_back(m_builder.rows(before + stage.out, shorter));
                y = m_joined.back().slice(before, stage.out);
            }
            std::vector<FoldedConv> paths;
            for (std::int64_t j = 0; j < stage.paths; ++j) {
                const std::string path = prefix + "convs." + std::to_string(j) + ".";
                paths.push_back(then(chained(conv(path + "in_proj"), conv(path + "conv")), norm(path + "norm")));
            }
            m_builder.convGeluConv(x, paths, then(conv(prefix + "out_proj"), norm(prefix + "norm")), y, {}, stage.stride, length);
            length = shorter;
        }
        return y;
    }

    Rows covariances()
    {
        const Covariances covariances{m_samples, m_config.stride()};
        const std::int64_t frames = m_samples / m_config.stride();
        const Rows y = m_builder.rows(covarianceChannels, frames);
        m_builder.windowStep([covariances, to = y.offset, stride = y.stride](const float* window, float* memory) {
            covariances.run(window, memory + to, stride, false);
            covariances.run(window, memory + to + 6 * stride, stride, true);
        });
        return y;
    }

    /// columns = frames as tokens, plus what the blocks make of them.
    void transformer(const Rows& frames, const Rows& columns)
    {
        const bool wrapped = m_tensors.contains("llm_blocks.llm.base_model.model.ln_f.weight");
        const std::string base = wrapped ? "llm_blocks.llm.base_model.model." : "llm_blocks.llm.";
        m_builder.split(frames, m_config.patch, columns);
        const std::int64_t width = columns.count, tokens = columns.length;
        Rows x = m_builder.rows(width, tokens);
        place(columns, base, x);
        for (std::int64_t b = 0; b < m_config.layers; ++b) x = block(x, base + "h." + std::to_string(b) + ".");
        const Rows last = m_builder.rows(width, tokens);
        m_builder.layerNorm(x, epsilon, valuesOf(m_tensors, base + "ln_f.weight"), valuesOf(m_tensors, base + "ln_f.bias"), last);
        m_builder.step([count = width, length = tokens, from = last.offset, fromStride = last.stride, to = columns.offset, toStride = columns.stride](float* memory, float*) {
            for (std::int64_t r = 0; r < count; ++r)
                for (std::int64_t t = 0; t < length; ++t) memory[to + r * toStride + t] += memory[from + r * fromStride + t];
        });
    }

    /// x = columns + position embeddings
    void place(const Rows& columns, const std::string& base, const Rows& x)
    {
        const std::int64_t width = columns.count, tokens = columns.length;
        const std::vector<double> table = valuesOf(m_tensors, base + "wpe.weight");
        if (static_cast<std::int64_t>(table.size()) < tokens * width) throw MissingWeight("\"" + base + "wpe.weight\" has too few positions");
        std::vector<float> turned(static_cast<std::size_t>(width * tokens));
        for (std::int64_t t = 0; t < tokens; ++t)
            for (std::int64_t r = 0; r < width; ++r) turned[static_cast<std::size_t>(r * tokens + t)] = static_cast<float>(table[static_cast<std::size_t>(t * width + r)]);
        m_builder.step([=, turned = std::move(turned), from = columns.offset, fromStride = columns.stride, to = x.offset, toStride = x.stride](float* memory, float*) {
            for (std::int64_t r = 0; r < width; ++r)
                for (std::int64_t t = 0; t < tokens; ++t)
                    memory[to + r * toStride + t] = memory[from + r * fromStride + t] + turned[static_cast<std::size_t>(r * tokens + t)];
        });
    }

    FoldedConv normed(const std::string& norm, const std::string& linear) const
    {
        return after({valuesOf(m_tensors, norm + ".weight"), valuesOf(m_tensors, norm + ".bias")}, linearOf(m_tensors, linear));
    }

    Rows block(const Rows& x, const std::string& prefix)
    {
        const std::int64_t width = x.count, headWidth = width / m_config.heads;
        Rows n = m_builder.rows(width, x.length);
        m_builder.layerNorm(x, epsilon, {}, {}, n);
        FoldedConv qkv = normed(prefix + "ln_1", prefix + "attn.c_attn");
        const double scale = 1.0 / std::sqrt(static_cast<double>(headWidth));
        for (std::int64_t o = 0; o < width; ++o) {
            for (std::int64_t i = 0; i < width; ++i) qkv.at(o, i, 0) *= scale;
            qkv.bias[static_cast<std::size_t>(o)] *= scale;
        }
        const Rows y = m_builder.rows(width, x.length);
        {
            const Rows parts = m_builder.rows(3 * width, x.length);
            m_builder.conv(n, {qkv}, parts, Activation::None);
            const Rows seen = m_builder.attention(parts.slice(0, width), parts.slice(width, width), parts.slice(2 * width, width), headWidth);
            m_builder.conv(seen, {linearOf(m_tensors, prefix + "attn.c_proj")}, y, Activation::None, {&x, nullptr, {}});
        }
        m_builder.layerNorm(y, epsilon, {}, {}, n);
        const FoldedConv expand = normed(prefix + "ln_2", prefix + "mlp.c_fc");
        const Rows hidden = m_builder.rows(expand.out, x.length);
        m_builder.conv(n, {expand}, hidden, Activation::GeluTanh);
        const Rows out = m_builder.rows(width, x.length);
        m_builder.conv(hidden, {linearOf(m_tensors, prefix + "mlp.c_proj")}, out, Activation::None, {&y, nullptr, {}});
        return out;
    }

    void meanOf(const Rows& x, const Rows& y)
    {
        m_builder.step([count = x.count, length = x.length, from = x.offset, fromStride = x.stride, to = y.offset, toStride = y.stride](float* memory, float*) {
            for (std::int32_t r = 0; r < count; ++r) {
                const float* const in = memory + from + r * fromStride;
                float sum = 0.0F;
                for (std::int32_t t = 0; t < length; ++t) sum += in[t];
                std::fill_n(memory + to + r * toStride, length, sum / static_cast<float>(length));
            }
        });
    }

    /// The decoder, and its six curves as probabilities at half of the samples, then at all.
    void curves(Rows x)
    {
        for (std::size_t i = 0; i < m_config.up.size(); ++i) {
            const Rows joined = m_joined[m_joined.size() - 1 - i];
            m_builder.upsample(x, joined.slice(0, x.count));
            const std::string prefix = "up_layers." + std::to_string(i) + ".";
            x = m_builder.rows(m_config.up[i].channels, joined.length);
            m_builder.conv(joined, {then(conv(prefix + "conv"), norm(prefix + "norm"))}, x, Activation::Gelu);
        }
        const std::int64_t parts = m_config.stages.front().stride / curveStride;
        Rows y = m_builder.rows(6 * parts, x.length);
        m_builder.conv(x, {conv("out_conv")}, y, Activation::None);
        if (parts > 1) {
            const Rows whole = m_builder.rows(6, y.length * parts);
            m_builder.interleave(y, parts, 0, whole);
            y = whole;
        }
        for (const std::int64_t first : {0, 3}) m_builder.softmax(y.slice(first, 3));
        const Rows full = m_builder.upsample(y.slice(0, 5), m_samples);
        m_builder.step([=, from = full.offset, stride = full.stride, samples = m_samples](float* memory, float* output) {
            for (std::int64_t c = 0; c < 5; ++c) std::copy_n(memory + from + c * stride, samples, output + c * samples);
        });
    }

    void source(const Rows& said)
    {
        const Rows hidden = m_builder.rows(m_config.sourceHidden, said.length), y = m_builder.rows(6, said.length);
        m_builder.conv(said, {conv("source_in")}, hidden, Activation::Gelu);
        m_builder.conv(hidden, {conv("source_out")}, y, Activation::None);
        m_builder.step([from = y.offset, stride = y.stride, tokens = said.length, first = 5 * m_samples](float* memory, float* output) {
            constexpr float sigma = 1.41421356F;  // standard deviation of a Laplace distribution of scale 1
            const auto row = [&](int i) { return memory + from + i * stride; };
            const auto scale = [&](int i, std::int32_t t) { return sigma * std::exp(std::clamp(row(i)[t], -4.0F, 3.0F)); };
            float* const out = output + first;
            for (std::int32_t t = 0; t < tokens; ++t) {
                const float distance = std::expm1(std::clamp(row(2)[t], 0.0F, 7.0F));
                const float values[] = {row(0)[t], scale(1, t), distance, scale(3, t) * (1.0F + distance), row(4)[t], row(5)[t]};
                for (std::int32_t i = 0; i < 6; ++i) out[i * tokens + t] = values[i];
            }
        });
    }

    const SeisMoLLMConfig& m_config;
    const StateDict& m_tensors;
    ProgramBuilder m_builder;
    std::int64_t m_samples = 0;
    std::vector<Rows> m_joined;  ///< by stage: room for what the decoder brings, then the stage's own rows
};

}  // namespace

bool hasSeisMoLLMProgram(const SeisMoLLMConfig& config)
{
    const bool curvesFit = config.stages.front().stride % curveStride == 0;
    return config.multiTask() && config.backbone == "gpt2" && !config.causal && config.stride() % 2 == 0 && curvesFit && config.width % config.heads == 0 && (config.width / config.heads) % kernelRows == 0;
}

Result<CpuProgram> seisMoLLMProgram(const SeisMoLLMConfig& config, const StateDict& tensors, std::size_t samples, const CpuKernels& kernels)
{
    try {
        return DeskBuilder(config, tensors, kernels).build(static_cast<std::int64_t>(samples));
    } catch (const MissingWeight& missing) {
        return Error{Error::Code::ModelMismatch, missing.what()};
    }
}

}  // namespace seisdesk::nets
