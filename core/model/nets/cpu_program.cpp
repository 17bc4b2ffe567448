#include "core/model/nets/cpu_program.h"

#include "core/model/nets/seist_config.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>

namespace seisdesk::nets {

namespace {

constexpr std::int64_t margin = 16;       // zeros before a row
constexpr std::size_t overrun = 1024;     // floats that vectors may read past the last row

std::int64_t roundedUp(std::int64_t value) { return (value + 15) / 16 * 16; }

std::int32_t narrow(std::int64_t value) { return static_cast<std::int32_t>(value); }

}  // namespace

CpuProgram::Workspace::Workspace(std::size_t floats)
    : m_data(static_cast<float*>(std::aligned_alloc(64, (floats + 15) / 16 * 64)))
{
    if (!m_data) throw std::bad_alloc();
    std::memset(m_data.get(), 0, (floats + 15) / 16 * 64);
}

void CpuProgram::Workspace::Free::operator()(float* p) const { std::free(p); }

void CpuProgram::run(const float* window, float* output, const Workspace& workspace) const
{
    const Call call{window, output, workspace.data()};
    for (const auto& step : m_steps) step(call);
}

/// Weights in the kernels' layout.
struct ProgramBuilder::Packed {
    std::vector<ConvBlock> blocks;
    std::vector<std::int32_t> offsets;
    std::vector<float> weights, bias;
    ConvView view() const { return {blocks.data(), narrow(static_cast<std::int64_t>(blocks.size())), offsets.data(), weights.data(), bias.data()}; }
};

/// An Addend whose rows are still offsets.
struct ProgramBuilder::Sum {
    std::int32_t a = -1, b = -1, aStride = 0, bStride = 0;
    std::vector<float> scale;
    Addend in(const float* memory) const
    {
        return {a < 0 ? nullptr : memory + a, b < 0 ? nullptr : memory + b, scale.empty() ? nullptr : scale.data(), aStride, bStride};
    }
};

ProgramBuilder::ProgramBuilder(const CpuKernels& kernels) : m_kernels(kernels) {}

ProgramBuilder::Sum ProgramBuilder::sumOf(const Plus& plus)
{
    Sum sum;
    if (plus.a) { sum.a = plus.a->offset; sum.aStride = plus.a->stride; }
    if (plus.b) { sum.b = plus.b->offset; sum.bStride = plus.b->stride; }
    sum.scale.assign(plus.scale.begin(), plus.scale.end());
    return sum;
}

Rows ProgramBuilder::rows(std::int64_t count, std::int64_t length)
{
    const std::int64_t stride = roundedUp(length) + margin;
    auto& unused = (*m_free)[{count, length}];
    std::int32_t offset;
    if (!unused.empty()) {
        offset = unused.back();
        unused.pop_back();
    } else {
        offset = narrow(static_cast<std::int64_t>(m_floats));
        m_floats += static_cast<std::size_t>(count * stride);
    }
    const auto release = [pool = m_free, key = std::pair(count, length), offset](const void*) { (*pool)[key].push_back(offset); };
    return {offset, narrow(count), narrow(length), narrow(stride), std::shared_ptr<const void>(this, release)};
}

Rows ProgramBuilder::input(std::int64_t components, std::int64_t samples, std::int64_t stride)
{
    const Rows y = rows(components * stride, (samples + stride - 1) / stride);
    input(components, samples, stride, y);
    return y;
}

void ProgramBuilder::input(std::int64_t components, std::int64_t samples, std::int64_t stride, const Rows& y)
{
    m_program.m_steps.push_back([=, offset = y.offset, to = y.stride](const CpuProgram::Call& call) {
        for (std::int64_t c = 0; c < components; ++c) {
            for (std::int64_t p = 0; p < stride; ++p) {
                const float* const from = call.window + c * samples;
                float* const row = call.memory + offset + (c * stride + p) * to;
                for (std::int64_t t = p, i = 0; t < samples; t += stride, ++i) row[i] = from[t];
            }
        }
    });
}

Rows ProgramBuilder::split(const Rows& x, std::int64_t stride)
{
    const Rows y = rows(x.count * stride, (x.length + stride - 1) / stride);
    split(x, stride, y);
    return y;
}

void ProgramBuilder::split(const Rows& x, std::int64_t stride, const Rows& y)
{
    m_program.m_steps.push_back([=, count = x.count, length = y.length, from = x.offset, fromStride = x.stride, to = y.offset,
                                 toStride = y.stride](const CpuProgram::Call& call) {
        for (std::int64_t c = 0; c < count; ++c) {
            for (std::int64_t p = 0; p < stride; ++p) {
                const float* const in = call.memory + from + c * fromStride + p;  // runs into the zeros behind the row
                float* const out = call.memory + to + (c * stride + p) * toStride;
                if (stride == 2) for (std::int64_t t = 0; t < length; ++t) out[t] = in[2 * t];
                else for (std::int64_t t = 0; t < length; ++t) out[t] = in[stride * t];
            }
        }
    });
}

void ProgramBuilder::interleave(const Rows& x, std::int64_t factor, std::int64_t first, const Rows& y)
{
    m_program.m_steps.push_back([=, count = y.count, length = y.length, from = x.offset, fromStride = x.stride, to = y.offset,
                                 toStride = y.stride](const CpuProgram::Call& call) {
        for (std::int64_t c = 0; c < count; ++c) {
            for (std::int64_t p = 0; p < factor; ++p) {
                const float* const in = call.memory + from + (c * factor + (p + first) % factor) * fromStride + (p + first) / factor;
                float* const out = call.memory + to + c * toStride;
                for (std::int64_t t = p, i = 0; t < length; t += factor, ++i) out[t] = in[i];
            }
        }
    });
}

ProgramBuilder::Packed ProgramBuilder::pack(const std::vector<FoldedConv>& convs, std::int64_t rowStride, std::int64_t stride,
                                            std::int64_t samples) const
{
    Packed packed;
    std::int64_t firstOutput = 0;
    for (const FoldedConv& conv : convs) {
        const std::int64_t left = samePadding(samples, conv.kernel, stride).left;
        const std::int64_t groupOut = conv.out / conv.groups, groupIn = conv.in / conv.groups;
        for (std::int64_t o = 0; o < conv.out;) {
            const std::int64_t group = o / groupOut;
            const std::int64_t count = std::min<std::int64_t>(8, (group + 1) * groupOut - o);
            packed.blocks.push_back({narrow(firstOutput + o), narrow(count), narrow(groupIn * conv.kernel),
                                     narrow(static_cast<std::int64_t>(packed.offsets.size())), narrow(static_cast<std::int64_t>(packed.weights.size()))});
            for (std::int64_t i = 0; i < groupIn; ++i) {
                for (std::int64_t t = 0; t < conv.kernel; ++t) {
                    const std::int64_t phase = ((t - left) % stride + stride) % stride;
                    packed.offsets.push_back(narrow(((group * groupIn + i) * stride + phase) * rowStride + (t - left - phase) / stride));
                    for (std::int64_t k = 0; k < 8; ++k) packed.weights.push_back(k < count ? static_cast<float>(conv.at(o + k, i, t)) : 0.0F);
                }
            }
            for (std::int64_t k = 0; k < 8; ++k) packed.bias.push_back(k < count ? static_cast<float>(conv.bias[static_cast<std::size_t>(o + k)]) : 0.0F);
            o += count;
        }
        firstOutput += conv.out;
    }
    return packed;
}

void ProgramBuilder::conv(const Rows& x, const std::vector<FoldedConv>& convs, const Rows& y, Activation activation, const Plus& plus,
                          std::int64_t stride, std::int64_t samples)
{
    m_program.m_steps.push_back([kernel = m_kernels.conv, packed = pack(convs, x.stride, stride, samples ? samples : x.length), sum = sumOf(plus),
                                 from = x.offset, to = y.offset, toStride = y.stride, length = y.length, activation](const CpuProgram::Call& call) {
        kernel(packed.view(), call.memory + from, length, call.memory + to, toStride, activation, sum.in(call.memory));
    });
}

void ProgramBuilder::convGeluConv(const Rows& x, const std::vector<FoldedConv>& convs, const FoldedConv& second, const Rows& y,
                                  const Plus& plus, std::int64_t stride, std::int64_t samples)
{
    needScratch(static_cast<std::size_t>(second.in * fusedStride));
    m_program.m_steps.push_back([kernel = m_kernels.convGeluConv, first = pack(convs, x.stride, stride, samples ? samples : x.length),
                                 then = pack({second}, fusedStride, 1, fusedChunk), sum = sumOf(plus), from = x.offset, to = y.offset,
                                 toStride = y.stride, length = y.length, scratch = m_scratchAt](const CpuProgram::Call& call) {
        kernel(first.view(), then.view(), call.memory + from, length, call.memory + *scratch, call.memory + to, toStride, sum.in(call.memory));
    });
}

Rows ProgramBuilder::pool(const Rows& x, std::int64_t ratio)
{
    const Rows y = rows(x.count, (x.length + ratio - 1) / ratio);
    m_program.m_steps.push_back([kernel = m_kernels.pool, ratio = narrow(ratio), from = x.offset, fromStride = x.stride, count = x.count,
                                 length = x.length, to = y.offset, toStride = y.stride](const CpuProgram::Call& call) {
        kernel(call.memory + from, fromStride, count, length, ratio, call.memory + to, toStride);
    });
    return y;
}

Rows ProgramBuilder::upsample(const Rows& x, std::int64_t length)
{
    const Rows y = rows(x.count, length);
    upsample(x, y);
    return y;
}

void ProgramBuilder::upsample(const Rows& x, const Rows& y)
{
    m_program.m_steps.push_back([kernel = m_kernels.upsample, from = x.offset, fromStride = x.stride, count = x.count, shorter = x.length,
                                 longer = y.length, to = y.offset, toStride = y.stride](const CpuProgram::Call& call) {
        kernel(call.memory + from, fromStride, count, shorter, longer, call.memory + to, toStride);
    });
}

void ProgramBuilder::layerNorm(const Rows& x, double epsilon, const std::vector<double>& scale, const std::vector<double>& shift, const Rows& y)
{
    m_program.m_steps.push_back([kernel = m_kernels.layerNorm, from = x.offset, fromStride = x.stride, count = x.count, length = x.length,
                                 to = y.offset, toStride = y.stride, epsilon = static_cast<float>(epsilon),
                                 scale = std::vector<float>(scale.begin(), scale.end()),
                                 shift = std::vector<float>(shift.begin(), shift.end())](const CpuProgram::Call& call) {
        kernel(call.memory + from, fromStride, count, length, epsilon, scale.empty() ? nullptr : scale.data(), shift.data(), call.memory + to, toStride);
    });
}

void ProgramBuilder::softmax(const Rows& x)
{
    m_program.m_steps.push_back([kernel = m_kernels.softmax, at = x.offset, stride = x.stride, count = x.count, length = x.length](const CpuProgram::Call& call) {
        kernel(call.memory + at, stride, count, length);
    });
}

void ProgramBuilder::asinh(const Rows& x, double inner, double outer, const Rows& y)
{
    m_program.m_steps.push_back([=, kernel = m_kernels.asinh, from = x.offset, fromStride = x.stride, count = x.count, length = x.length,
                                 to = y.offset, toStride = y.stride](const CpuProgram::Call& call) {
        kernel(call.memory + from, fromStride, count, length, static_cast<float>(inner), static_cast<float>(outer), call.memory + to, toStride);
    });
}

void ProgramBuilder::windowStep(std::function<void(const float*, float*)> function)
{
    m_program.m_steps.push_back([function = std::move(function)](const CpuProgram::Call& call) { function(call.window, call.memory); });
}

void ProgramBuilder::step(std::function<void(float*, float*)> function)
{
    m_program.m_steps.push_back([function = std::move(function)](const CpuProgram::Call& call) { function(call.memory, call.output); });
}

Rows ProgramBuilder::attention(const Rows& q, const Rows& k, const Rows& v, std::int64_t headWidth)
{
    const Rows y = rows(q.count, q.length);
    needScratch(static_cast<std::size_t>(k.length * (attentionTile + headWidth) + 16));
    std::vector<std::int32_t> rowOffsets, scoreOffsets;
    for (std::int64_t i = 0; i < headWidth; ++i) rowOffsets.push_back(narrow(i * q.stride));
    for (std::int64_t i = 0; i < k.length; ++i) scoreOffsets.push_back(narrow(i * attentionTile));
    AttentionCall call{nullptr, nullptr, nullptr, q.stride, k.stride, narrow(q.count / headWidth), narrow(headWidth), q.length, k.length,
                       nullptr, nullptr, nullptr, nullptr, y.stride};
    m_program.m_steps.push_back([kernel = m_kernels.attention, call, rowOffsets, scoreOffsets, scratch = m_scratchAt, q = q.offset, k = k.offset,
                                 v = v.offset, to = y.offset](const CpuProgram::Call& run) {
        AttentionCall here = call;
        here.q = run.memory + q;
        here.k = run.memory + k;
        here.v = run.memory + v;
        here.rowOffsets = rowOffsets.data();
        here.scoreOffsets = scoreOffsets.data();
        here.scratch = run.memory + *scratch;
        here.y = run.memory + to;
        kernel(here);
    });
    return y;
}

void ProgramBuilder::output(const Rows& x)
{
    m_program.m_outputSize = static_cast<std::size_t>(x.count) * static_cast<std::size_t>(x.length);
    m_program.m_steps.push_back([offset = x.offset, count = x.count, length = x.length, stride = x.stride](const CpuProgram::Call& call) {
        for (std::int32_t c = 0; c < count; ++c) {
            std::memcpy(call.output + c * length, call.memory + offset + c * stride, static_cast<std::size_t>(length) * sizeof(float));
        }
    });
}

void ProgramBuilder::softmaxOutput(const Rows& x)
{
    output(x);
    m_program.m_steps.push_back([count = x.count, length = x.length](const CpuProgram::Call& call) {
        for (std::int32_t t = 0; t < length; ++t) {
            float most = call.output[t], sum = 0.0F;
            for (std::int32_t c = 1; c < count; ++c) most = std::max(most, call.output[c * length + t]);
            for (std::int32_t c = 0; c < count; ++c) sum += call.output[c * length + t] = std::exp(call.output[c * length + t] - most);
            for (std::int32_t c = 0; c < count; ++c) call.output[c * length + t] /= sum;
        }
    });
}

void ProgramBuilder::outputOfMeans(const Rows& x, std::size_t size, std::function<void(const std::vector<double>&, float*)> function)
{
    m_program.m_outputSize = size;
    m_program.m_steps.push_back([offset = x.offset, count = x.count, length = x.length, stride = x.stride,
                                 function = std::move(function)](const CpuProgram::Call& call) {
        std::vector<double> means;
        for (std::int32_t c = 0; c < count; ++c) {
            const float* const row = call.memory + offset + c * stride;
            double sum = 0.0;
            for (std::int32_t t = 0; t < length; ++t) sum += static_cast<double>(row[t]);
            means.push_back(sum / length);
        }
        function(means, call.output);
    });
}

void ProgramBuilder::needScratch(std::size_t floats) { m_scratch = std::max(m_scratch, floats); }

CpuProgram ProgramBuilder::finish() &&
{
    *m_scratchAt = m_floats + overrun;
    m_program.m_floats = *m_scratchAt + m_scratch + overrun;
    return std::move(m_program);
}

}  // namespace seisdesk::nets
