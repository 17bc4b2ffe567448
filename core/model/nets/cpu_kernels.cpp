// Compiled once per instruction set, with SEISDESK_ISA (its name), SEISDESK_LANES (floats per vector) and SEISDESK_ROWS
// (outputs per register tile) defined. Everything but the table at the end is in an unnamed namespace: nothing compiled
// for one processor may be picked by the linker for another.

#include "core/model/nets/cpu_kernels.h"
#include "core/model/nets/cpu_vectors.h"

namespace seisdesk::nets {

namespace {

constexpr int tileRows = SEISDESK_ROWS;
constexpr int tileVectors = 2;
constexpr int tileSamples = lanes * tileVectors;
static_assert(fusedChunk % tileSamples == 0 && attentionTile % tileSamples == 0 && 8 % tileRows == 0);

template <Activation A>
inline Vector activated(Vector v)
{
    if constexpr (A == Activation::GeluTanh) return v / (1.0f + exponential(v * -1.59576912f - v * v * v * 0.0713548162f));
    if constexpr (A == Activation::Gelu) return gelu(v);
    if constexpr (A == Activation::Relu) return larger(v, Vector{});
    if constexpr (A == Activation::Sigmoid) return 1.0f / (1.0f + exponential(-v));
    return v;
}

/// sum[i][v] += w[j * ldw + i] * x[offsets[j] + t + v * lanes + lane]
inline __attribute__((always_inline)) void accumulate(const float* x, const std::int32_t* offsets, const float* w, std::ptrdiff_t ldw,
                                                      int taps, Vector (&sum)[tileRows][tileVectors])
{
    for (int j = 0; j < taps; ++j) {
        const float* const from = x + offsets[j];
        const Vector x0 = load(from);
        const Vector x1 = load(from + lanes);
#pragma GCC unroll 8
        for (int i = 0; i < tileRows; ++i) {
            sum[i][0] += w[i] * x0;
            sum[i][1] += w[i] * x1;
        }
        w += ldw;
    }
}

/// One block over `length` samples. `whole` lets the last vectors run over the end of the rows.
template <Activation A, bool Whole>
inline void convBlock(const ConvView& conv, const ConvBlock& block, const float* bias, const float* x, int length, float* y,
                      std::ptrdiff_t yStride, const Addend& addend)
{
    for (int t = 0; t < length; t += tileSamples) {
        for (int half = 0; half < block.count; half += tileRows) {
            Vector sum[tileRows][tileVectors];
#pragma GCC unroll 8
            for (int i = 0; i < tileRows; ++i) sum[i][0] = sum[i][1] = all(bias[half + i]);
            accumulate(x + t, conv.offsets + block.offset, conv.weights + block.weight + half, 8, block.taps, sum);
#pragma GCC unroll 8
            for (int i = 0; i < tileRows; ++i) {
                if (half + i >= block.count) break;
                const int row = block.first + half + i;
                Vector v0 = activated<A>(sum[i][0]);
                Vector v1 = activated<A>(sum[i][1]);
                if (addend.a) {
                    Vector a0 = load(addend.a + row * addend.aStride + t);
                    Vector a1 = load(addend.a + row * addend.aStride + t + lanes);
                    if (addend.b) {
                        a0 += load(addend.b + row * addend.bStride + t);
                        a1 += load(addend.b + row * addend.bStride + t + lanes);
                    }
                    const float scale = addend.scale ? addend.scale[row] : 1.0f;
                    v0 += scale * a0;
                    v1 += scale * a1;
                }
                float* const to = y + row * yStride + t;
                if (Whole || length - t >= tileSamples) {
                    store(to, v0);
                    store(to + lanes, v1);
                } else {
                    float last[tileSamples];
                    store(last, v0);
                    store(last + lanes, v1);
                    __builtin_memcpy(to, last, static_cast<std::size_t>(length - t) * sizeof(float));
                }
            }
        }
    }
}

template <Activation A, bool Whole>
inline void convRange(const ConvView& conv, const float* x, int length, float* y, std::ptrdiff_t yStride, const Addend& addend)
{
    for (int b = 0; b < conv.blockCount; ++b) convBlock<A, Whole>(conv, conv.blocks[b], conv.bias + 8 * b, x, length, y, yStride, addend);
}

inline Addend later(const Addend& addend, int samples)
{
    return {addend.a ? addend.a + samples : nullptr, addend.b ? addend.b + samples : nullptr, addend.scale, addend.aStride, addend.bStride};
}

void conv(const ConvView& view, const float* x, std::int32_t length, float* y, std::ptrdiff_t yStride, Activation activation,
          const Addend& addend)
{
    constexpr int chunk = 256;  // keeps a block's weights and the chunk's samples in the first cache
    for (int t = 0; t < length; t += chunk) {
        const int count = length - t < chunk ? length - t : chunk;
        const Addend here = later(addend, t);
        switch (activation) {
        case Activation::None: convRange<Activation::None, false>(view, x + t, count, y + t, yStride, here); break;
        case Activation::Gelu: convRange<Activation::Gelu, false>(view, x + t, count, y + t, yStride, here); break;
        case Activation::Relu: convRange<Activation::Relu, false>(view, x + t, count, y + t, yStride, here); break;
        case Activation::GeluTanh: convRange<Activation::GeluTanh, false>(view, x + t, count, y + t, yStride, here); break;
        case Activation::Sigmoid: convRange<Activation::Sigmoid, false>(view, x + t, count, y + t, yStride, here); break;
        }
    }
}

void convGeluConv(const ConvView& a, const ConvView& b, const float* x, std::int32_t length, float* hidden, float* y, std::ptrdiff_t yStride,
                  const Addend& addend)
{
    for (int t = 0; t < length; t += fusedChunk) {
        const int count = length - t < fusedChunk ? length - t : fusedChunk;
        convRange<Activation::Gelu, true>(a, x + t, count, hidden, fusedStride, Addend{});
        convRange<Activation::None, false>(b, hidden, count, y + t, yStride, later(addend, t));
    }
}

template <int Ratio>
inline void poolRow(const float* x, int groups, float* y)
{
    for (int t = 0; t < groups; ++t) {
        float sum = x[t * Ratio], most = sum;
        for (int i = 1; i < Ratio; ++i) {
            const float v = x[t * Ratio + i];
            sum += v;
            most = v > most ? v : most;
        }
        y[t] = sum * (1.0f / Ratio) + most;
    }
}

void pool(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length, std::int32_t ratio, float* y, std::ptrdiff_t yStride)
{
    const int groups = length / ratio;
    for (int row = 0; row < rows; ++row, x += xStride, y += yStride) {
        if (ratio == 2) poolRow<2>(x, groups, y);
        else if (ratio == 4) poolRow<4>(x, groups, y);
        else if (ratio == 8) poolRow<8>(x, groups, y);
        for (int t = ratio == 2 || ratio == 4 || ratio == 8 ? groups : 0; t * ratio < length; ++t) {
            const int count = length - t * ratio < ratio ? length - t * ratio : ratio;
            float sum = 0.0f, most = x[t * ratio];
            for (int i = 0; i < count; ++i) {
                sum += x[t * ratio + i];
                most = x[t * ratio + i] > most ? x[t * ratio + i] : most;
            }
            y[t] = sum / static_cast<float>(count) + most;
        }
    }
}

void upsample(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t from, std::int32_t to, float* y, std::ptrdiff_t yStride)
{
    const float scale = static_cast<float>(from) / static_cast<float>(to);
    for (int row = 0; row < rows; ++row, x += xStride, y += yStride) {
        if (to == 2 * from) {
            y[0] = x[0];
            for (int t = 0; t + 1 < from; ++t) {
                y[2 * t + 1] = 0.75f * x[t] + 0.25f * x[t + 1];
                y[2 * t + 2] = 0.25f * x[t] + 0.75f * x[t + 1];
            }
            y[to - 1] = x[from - 1];
            continue;
        }
        for (int t = 0; t < to; ++t) {
            float at = (static_cast<float>(t) + 0.5f) * scale - 0.5f;
            at = at > 0.0f ? at : 0.0f;
            const int left = static_cast<int>(at) < from - 1 ? static_cast<int>(at) : from - 1;
            const int right = left + 1 < from ? left + 1 : left;
            const float share = at - static_cast<float>(left);
            y[t] = (1.0f - share) * x[left] + share * x[right];
        }
    }
}

inline void storePart(float* to, Vector v, int left)
{
    if (left >= lanes) store(to, v);
    else __builtin_memcpy(to, &v, static_cast<std::size_t>(left) * sizeof(float));
}

void layerNorm(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length, float epsilon, const float* scale,
               const float* shift, float* y, std::ptrdiff_t yStride)
{
    const float share = 1.0f / static_cast<float>(rows);
    for (int t = 0; t < length; t += lanes) {
        Vector sum{}, squares{};
        for (int r = 0; r < rows; ++r) sum += load(x + r * xStride + t);
        const Vector mean = sum * share;
        for (int r = 0; r < rows; ++r) {
            const Vector d = load(x + r * xStride + t) - mean;
            squares += d * d;
        }
        const Vector inverse = 1.0f / root(squares * share + epsilon);
        for (int r = 0; r < rows; ++r) {
            Vector v = (load(x + r * xStride + t) - mean) * inverse;
            if (scale) v = v * scale[r] + shift[r];
            storePart(y + r * yStride + t, v, length - t);
        }
    }
}

void softmax(float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length)
{
    for (int t = 0; t < length; t += lanes) {
        Vector most = load(x + t);
        for (int r = 1; r < rows; ++r) most = larger(most, load(x + r * xStride + t));
        Vector sum{};
        for (int r = 0; r < rows; ++r) {
            const Vector e = exponential(load(x + r * xStride + t) - most);
            storePart(x + r * xStride + t, e, length - t);
            sum += e;
        }
        const Vector inverse = 1.0f / sum;
        for (int r = 0; r < rows; ++r) storePart(x + r * xStride + t, load(x + r * xStride + t) * inverse, length - t);
    }
}

void asinh(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length, float inner, float outer, float* y,
           std::ptrdiff_t yStride)
{
    for (int r = 0; r < rows; ++r) {
        for (int t = 0; t < length; t += lanes) {
            const Vector v = load(x + r * xStride + t) * inner;
            const Vector size = larger(v, -v);
            const Vector result = logarithm(size + root(size * size + 1.0f)) * outer;
            storePart(y + r * yStride + t, v < 0.0f ? -result : result, length - t);
        }
    }
}

/// Softmax over keys for `attentionTile` queries, in place and not yet divided by the sums.
inline void exponentials(float* scores, int keys, Vector (&total)[attentionTile / lanes])
{
    for (int v = 0; v < attentionTile / lanes; ++v) {
        float* const column = scores + v * lanes;
        Vector most = load(column);
        for (int k = 1; k < keys; ++k) most = larger(most, load(column + k * attentionTile));
        Vector sum{};
        for (int k = 0; k < keys; ++k) {
            const Vector e = exponential(load(column + k * attentionTile) - most);
            store(column + k * attentionTile, e);
            sum += e;
        }
        total[v] = 1.0f / sum;
    }
}

void attention(const AttentionCall& c)
{
    float* const scores = c.scratch;
    float* const transposed = c.scratch + c.keys * attentionTile;  // values as [key][row of the head]
    for (int head = 0; head < c.heads; ++head) {
        const float* const q = c.q + head * c.width * c.qStride;
        const float* const k = c.k + head * c.width * c.kvStride;
        const float* const v = c.v + head * c.width * c.kvStride;
        float* const y = c.y + head * c.width * c.yStride;
        for (int key = 0; key < c.keys; ++key) {
            for (int i = 0; i < c.width; ++i) transposed[key * c.width + i] = v[i * c.kvStride + key];
        }
        for (int t = 0; t < c.queries; t += attentionTile) {
            for (int part = 0; part < attentionTile; part += tileSamples) {
                for (int key = 0; key < c.keys; key += tileRows) {
                    Vector sum[tileRows][tileVectors] = {};
                    accumulate(q + t + part, c.rowOffsets, k + key, c.kvStride, c.width, sum);
#pragma GCC unroll 8
                    for (int i = 0; i < tileRows; ++i) {
                        if (key + i >= c.keys) break;
                        store(scores + (key + i) * attentionTile + part, sum[i][0]);
                        store(scores + (key + i) * attentionTile + part + lanes, sum[i][1]);
                    }
                }
            }
            Vector total[attentionTile / lanes];
            exponentials(scores, c.keys, total);
            for (int part = 0; part < attentionTile; part += tileSamples) {
                for (int row = 0; row < c.width; row += tileRows) {
                    Vector sum[tileRows][tileVectors] = {};
                    accumulate(scores + part, c.scoreOffsets, transposed + row, c.width, c.keys, sum);
#pragma GCC unroll 8
                    for (int i = 0; i < tileRows; ++i) {
                        float last[tileSamples];
                        store(last, sum[i][0] * total[part / lanes]);
                        store(last + lanes, sum[i][1] * total[part / lanes + 1]);
                        const int left = c.queries - t - part;
                        if (left <= 0) continue;
                        __builtin_memcpy(y + (row + i) * c.yStride + t + part, last,
                                         static_cast<std::size_t>(left < tileSamples ? left : tileSamples) * sizeof(float));
                    }
                }
            }
        }
    }
}

}  // namespace

extern const SequenceKernels SEISDESK_SEQUENCE_KERNELS(SEISDESK_ISA);

#define SEISDESK_TABLE_NAME(isa) isa##Kernels
#define SEISDESK_TABLE(isa) SEISDESK_TABLE_NAME(isa)
#define SEISDESK_QUOTED_NAME(isa) #isa
#define SEISDESK_QUOTED(isa) SEISDESK_QUOTED_NAME(isa)

extern const CpuKernels SEISDESK_TABLE(SEISDESK_ISA);
const CpuKernels SEISDESK_TABLE(SEISDESK_ISA){SEISDESK_QUOTED(SEISDESK_ISA), conv, convGeluConv, pool, upsample, attention, layerNorm, softmax, asinh,
                                               &SEISDESK_SEQUENCE_KERNELS(SEISDESK_ISA)};

}  // namespace seisdesk::nets
