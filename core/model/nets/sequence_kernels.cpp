// Compiled once per instruction set, as cpu_kernels.cpp.

#include "core/model/nets/cpu_kernels.h"
#include "core/model/nets/cpu_vectors.h"

namespace seisdesk::nets {

namespace {

static_assert(lstmUnits % lanes == 0);
constexpr int unitVectors = lstmUnits / lanes;

inline Vector sigmoid(Vector v) { return 1.0f / (1.0f + exponential(-v)); }
inline Vector tanh(Vector v) { return 1.0f - 2.0f / (1.0f + exponential(v + v)); }

template <bool Hard>
inline Vector gate(Vector v)
{
    return Hard ? smaller(larger(v * 0.2f + 0.5f, Vector{}), all(1.0f)) : sigmoid(v);
}

template <bool Hard>
inline void lstmOf(const LstmCall& c)
{
    float now[4 * lstmUnits], h[lstmUnits] = {};
    Vector cell[unitVectors] = {};
    for (int i = 0; i < c.length; ++i) {
        const int t = c.backwards ? c.length - 1 - i : i;
        for (int r = 0; r < 4 * lstmUnits; ++r) now[r] = c.gates[r * c.gatesStride + t];
        Vector sum[4 * unitVectors];
        for (int v = 0; v < 4 * unitVectors; ++v) sum[v] = load(now + v * lanes);
        for (int j = 0; j < lstmUnits; ++j) {
            const float* const w = c.recurrent + j * 4 * lstmUnits;
            for (int v = 0; v < 4 * unitVectors; ++v) sum[v] += h[j] * load(w + v * lanes);
        }
        for (int v = 0; v < unitVectors; ++v) {
            cell[v] = gate<Hard>(sum[unitVectors + v]) * cell[v] + gate<Hard>(sum[v]) * tanh(sum[2 * unitVectors + v]);
            store(h + v * lanes, gate<Hard>(sum[3 * unitVectors + v]) * tanh(cell[v]));
        }
        for (int r = 0; r < lstmUnits; ++r) c.y[r * c.yStride + t] = h[r];
    }
}

void lstm(const LstmCall& call)
{
    if (call.hard) lstmOf<true>(call);
    else lstmOf<false>(call);
}

void additiveAttention(const AdditiveCall& c)
{
    const int whole = (c.length + lanes - 1) / lanes * lanes;
    for (int t = 0; t < c.length; ++t) {
        for (int s = 0; s < whole; s += lanes) {
            Vector score{};
            for (int u = 0; u < c.units; ++u) score += c.weights[u] / (1.0f + exponential(c.q[u * c.qStride + t] + load(c.k + u * c.kStride + s)));
            store(c.scratch + s, score);
        }
        float most = c.scratch[0];
        for (int s = 1; s < c.length; ++s) most = c.scratch[s] > most ? c.scratch[s] : most;
        const int first = c.reach > 0 && t - c.reach / 2 > 0 ? t - c.reach / 2 : 0;
        const int last = c.reach > 0 && t + c.reach / 2 < c.length - 1 ? t + c.reach / 2 : c.length - 1;
        for (int s = 0; s < whole; s += lanes) store(c.scratch + s, exponential(load(c.scratch + s) - most));
        float sum = c.epsilon;
        for (int s = first; s <= last; ++s) sum += c.scratch[s];
        const float share = 1.0f / sum;
        for (int r = 0; r < c.rows; ++r) {
            const float* const x = c.x + r * c.xStride;
            Vector parts{};
            int s = first;
            for (; s + lanes <= last + 1; s += lanes) parts += load(c.scratch + s) * load(x + s);
            float value = 0.0f;
            for (int i = 0; i < lanes; ++i) value += parts[i];
            for (; s <= last; ++s) value += c.scratch[s] * x[s];
            c.y[r * c.yStride + t] = value * share;
        }
    }
}

void maxPool(const float* x, std::ptrdiff_t xStride, std::int32_t rows, std::int32_t length, float* y, std::ptrdiff_t yStride)
{
    const int count = (length + 1) / 2;  // behind an odd last sample stands a zero
    for (int row = 0; row < rows; ++row, x += xStride, y += yStride)
        for (int t = 0; t < count; ++t) y[t] = x[2 * t] > x[2 * t + 1] ? x[2 * t] : x[2 * t + 1];
}

}  // namespace

extern const SequenceKernels SEISDESK_SEQUENCE_KERNELS(SEISDESK_ISA);
const SequenceKernels SEISDESK_SEQUENCE_KERNELS(SEISDESK_ISA){lstm, additiveAttention, maxPool};

}  // namespace seisdesk::nets
