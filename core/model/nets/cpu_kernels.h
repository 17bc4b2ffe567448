#pragma once
// CpuKernels: the few operations small seismic networks consist of, for one window on one thread, vectorised along time.
// LibTorch runs these networks (8 to 128 channels, thousands of samples) at a tenth of this speed: it pays per
// operation, goes to memory after each, and its threads meet hundreds of times per batch.
//
// A "row" is one channel over time. Rows lie `stride` floats apart, start with 16 zeros before sample 0 and are followed by
// at least 16 zeros, so that convolutions need no edge cases. Kernels write samples [0, length) and nothing else. Only
// plain data here: the kernels are compiled once per instruction set and must not share inline functions with the rest.

#include <cstddef>
#include <cstdint>

namespace seisdesk::nets {

/// GeluTanh is GPT-2's approximation of Gelu.
enum class Activation : std::int32_t { None, Gelu, Relu, Sigmoid, GeluTanh };

/// Up to eight neighbouring outputs that read the same taps: y[first + i][t] = bias + sum_j w[j][i] * x[t + offset[j]].
struct ConvBlock {
    std::int32_t first, count;  ///< outputs
    std::int32_t taps;          ///< J
    std::int32_t offset;        ///< index of its J offsets
    std::int32_t weight;        ///< index of its J x 8 weights
};

struct ConvView {
    const ConvBlock* blocks;
    std::int32_t blockCount;
    const std::int32_t* offsets;  ///< in floats, relative to row 0 at the output's time
    const float* weights;
    const float* bias;            ///< eight per block
};

/// What is added to a result: scale[row] * (a[row][t] + b[row][t]). Null: nothing; null scale: 1.
struct Addend {
    const float *a, *b, *scale;
    std::ptrdiff_t aStride, bStride;
};

/// Attention over `heads` x `width` rows. q is already divided by sqrt(width); k and v are rows of `keys` samples.
struct AttentionCall {
    const float *q, *k, *v;
    std::ptrdiff_t qStride, kvStride;
    std::int32_t heads, width, queries, keys;
    const std::int32_t* rowOffsets;    ///< i * qStride for i < width
    const std::int32_t* scoreOffsets;  ///< i * attentionTile for i < keys
    float* scratch;                    ///< keys * (attentionTile + width) floats and 16 more
    float* y;
    std::ptrdiff_t yStride;
};

constexpr std::int32_t lstmUnits = 16;

/// An LSTM of `lstmUnits` over time. Gates come in the order input, forget, cell, output.
struct LstmCall {
    const float* gates;      ///< 4 * lstmUnits rows: what the input adds to each gate, biases included
    std::ptrdiff_t gatesStride;
    const float* recurrent;  ///< [lstmUnits][4 * lstmUnits]: what each output adds to the next sample's gates
    std::int32_t length;
    bool backwards;          ///< from the last sample to the first
    bool hard;               ///< gates are clip(x / 5 + 1/2, 0, 1) instead of sigmoids
    float* y;                ///< lstmUnits rows
    std::ptrdiff_t yStride;
};

/// y[c][t] = sum_s p[t][s] x[c][s]; p[t][s] = exp(e[t][s] - max_s e[t][s]), over the sum of those near enough plus epsilon;
/// e[t][s] = sum_u weights[u] / (1 + exp(q[u][t] + k[u][s])).
struct AdditiveCall {
    const float *q, *k, *x;
    std::ptrdiff_t qStride, kStride, xStride;
    const float* weights;
    std::int32_t units, rows, length;
    std::int32_t reach;  ///< odd: samples that are near enough, or 0 for all
    float epsilon;
    float* scratch;      ///< length + 32 floats
    float* y;
    std::ptrdiff_t yStride;
};

/// Kernels over short sequences.
struct SequenceKernels {
    void (*lstm)(const LstmCall& call);
    void (*additiveAttention)(const AdditiveCall& call);
    /// The larger of two neighbours; an odd last sample, and zero. For values that are not negative.
    void (*maxPool)(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length, float* y, std::ptrdiff_t yStride);
};

constexpr std::int32_t fusedChunk = 128;          ///< samples of the hidden layer held at a time
constexpr std::int32_t fusedStride = 128 + 16;    ///< between hidden rows; not a power of two, for the cache's sake
constexpr std::int32_t attentionTile = 32;        ///< queries at a time

struct CpuKernels {
    const char* name;
    void (*conv)(const ConvView& conv, const float* x, std::int32_t length, float* y, std::ptrdiff_t yStride, Activation activation,
                 const Addend& addend);
    /// y = b(gelu(a(x))) + addend. b reads rows fusedStride apart; hidden holds a's outputs in rows of that stride.
    void (*convGeluConv)(const ConvView& a, const ConvView& b, const float* x, std::int32_t length, float* hidden, float* y,
                         std::ptrdiff_t yStride, const Addend& addend);
    /// Mean plus maximum of `ratio` neighbours; the last group may be smaller.
    void (*pool)(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length, std::int32_t ratio, float* y,
                 std::ptrdiff_t yStride);
    /// Linear interpolation between sample centres, as torch's align_corners=false.
    void (*upsample)(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t from, std::int32_t to, float* y,
                     std::ptrdiff_t yStride);
    void (*attention)(const AttentionCall& call);
    /// Each sample's rows freed of their mean and over their standard deviation (population, epsilon added to the variance); then
    /// scale[row] times that plus shift[row], where they are given.
    void (*layerNorm)(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length, float epsilon, const float* scale,
                      const float* shift, float* y, std::ptrdiff_t yStride);
    /// Each sample's rows as probabilities that sum to one, in place.
    void (*softmax)(float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length);
    /// y = outer * asinh(inner * x)
    void (*asinh)(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length, float inner, float outer, float* y,
                  std::ptrdiff_t yStride);
    const SequenceKernels* sequence;
};

/// The fastest set this processor runs: "avx512", "avx2" or "generic".
const CpuKernels& bestCpuKernels();
/// A set by name; null when this processor cannot run it.
const CpuKernels* cpuKernelsNamed(const char* name);

}  // namespace seisdesk::nets
