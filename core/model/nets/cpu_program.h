#pragma once
// CpuProgram: a network as a list of kernel calls over one window. ProgramBuilder: lays out its memory and packs its weights.

#include "core/model/nets/cpu_kernels.h"
#include "core/model/nets/folded_conv.h"

#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace seisdesk::nets {

/// Immutable; any number of threads may run it, each with a workspace of its own.
class CpuProgram {
public:
    /// Zeroed floats, aligned to 64 bytes. The zeros around the rows stay zero from run to run.
    class Workspace {
    public:
        explicit Workspace(std::size_t floats);
        float* data() const { return m_data.get(); }

    private:
        struct Free { void operator()(float* p) const; };
        std::unique_ptr<float, Free> m_data;
    };

    Workspace workspace() const { return Workspace(m_floats); }
    std::size_t outputSize() const { return m_outputSize; }
    /// `window` is [components][samples], `output` has outputSize() floats.
    void run(const float* window, float* output, const Workspace& workspace) const;

private:
    friend class ProgramBuilder;
    struct Call { const float* window; float* output; float* memory; };
    std::vector<std::function<void(const Call&)>> m_steps;
    std::size_t m_floats = 0;
    std::size_t m_outputSize = 0;
};

/// Channels over time somewhere in a workspace. Its memory may be used again once the last copy and slice is gone, so
/// builders keep Rows only as long as later steps read them.
struct Rows {
    std::int32_t offset = 0;  ///< of row 0, sample 0, in floats
    std::int32_t count = 0, length = 0, stride = 0;
    std::shared_ptr<const void> keep;

    Rows slice(std::int64_t first, std::int64_t rows) const
    {
        Rows part = *this;
        part.offset += static_cast<std::int32_t>(first) * stride;
        part.count = static_cast<std::int32_t>(rows);
        return part;
    }
};

/// What a convolution adds to its result: scale * (a + b) per output; no scale means 1.
struct Plus {
    const Rows* a = nullptr;
    const Rows* b = nullptr;
    std::vector<double> scale;
};

class ProgramBuilder {
public:
    explicit ProgramBuilder(const CpuKernels& kernels);

    Rows rows(std::int64_t count, std::int64_t length);
    /// The window, split by `stride` into interleaved phases for a strided convolution: row c * stride + p holds samples
    /// p, p + stride ...
    Rows input(std::int64_t components, std::int64_t samples, std::int64_t stride);
    Rows split(const Rows& x, std::int64_t stride);
    /// The same into rows that are there.
    void input(std::int64_t components, std::int64_t samples, std::int64_t stride, const Rows& y);
    void split(const Rows& x, std::int64_t stride, const Rows& y);
    void upsample(const Rows& x, const Rows& y);
    /// The reverse: sample t of row c is sample (t + first) / factor of row c * factor + (t + first) % factor.
    void interleave(const Rows& x, std::int64_t factor, std::int64_t first, const Rows& y);
    /// Same length as x, or one output per `stride` samples of what x was split from (`samples`). Several convolutions
    /// write their outputs one after the other.
    void conv(const Rows& x, const std::vector<FoldedConv>& convs, const Rows& y, Activation activation, const Plus& plus = {},
              std::int64_t stride = 1, std::int64_t samples = 0);
    /// y = second(gelu(convs(x))) + plus
    void convGeluConv(const Rows& x, const std::vector<FoldedConv>& convs, const FoldedConv& second, const Rows& y, const Plus& plus = {},
                      std::int64_t stride = 1, std::int64_t samples = 0);
    Rows pool(const Rows& x, std::int64_t ratio);
    Rows upsample(const Rows& x, std::int64_t length);
    /// Over rows, sample by sample; scale and shift may be empty.
    void layerNorm(const Rows& x, double epsilon, const std::vector<double>& scale, const std::vector<double>& shift, const Rows& y);
    void softmax(const Rows& x);
    /// y = outer * asinh(inner * x)
    void asinh(const Rows& x, double inner, double outer, const Rows& y);
    /// Anything else: called with the workspace's memory, in which row i of some rows begins at offset + i * stride, and the output.
    void step(std::function<void(float* memory, float* output)> function);
    void windowStep(std::function<void(const float* window, float* memory)> function);
    void setOutputSize(std::size_t floats) { m_program.m_outputSize = floats; }
    Rows attention(const Rows& q, const Rows& k, const Rows& v, std::int64_t headWidth);
    void output(const Rows& x);
    /// Each sample's rows as probabilities that sum to one.
    void softmaxOutput(const Rows& x);
    /// output[i] = function of the rows' averages over time
    void outputOfMeans(const Rows& x, std::size_t size, std::function<void(const std::vector<double>& means, float* output)> function);

    CpuProgram finish() &&;

private:
    struct Packed;
    Packed pack(const std::vector<FoldedConv>& convs, std::int64_t rowStride, std::int64_t stride, std::int64_t samples) const;
    void needScratch(std::size_t floats);
    struct Sum;
    static Sum sumOf(const Plus& plus);

    const CpuKernels& m_kernels;
    CpuProgram m_program;
    using Pool = std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::int32_t>>;
    std::shared_ptr<Pool> m_free = std::make_shared<Pool>();
    std::size_t m_floats = 16;
    std::size_t m_scratch = 0;
    std::shared_ptr<std::size_t> m_scratchAt = std::make_shared<std::size_t>(0);
};

}  // namespace seisdesk::nets
