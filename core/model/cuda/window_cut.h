#pragma once
// WindowCut: windows gathered out of a record, freed of their mean or line, and normalised: what prepareWindow() does, for many windows at once.

#include "core/model/contract.h"
#include "core/model/cuda/team.h"
#include "core/model/window.h"

#include <cmath>
#include <cstdint>

namespace seisdesk::kernels {

inline constexpr int largestComponents = 4;

/// Plain pointers, all on one side: the GPU's or the processor's.
struct WindowCut {
    const float* record = nullptr;  ///< [3][stride]: up, north, east; NaN where nothing was recorded
    std::int64_t stride = 0;
    const std::int64_t* starts = nullptr;     ///< [windows]: first sample in the record
    const std::int64_t* available = nullptr;  ///< [windows]: how many samples from there belong to it; the rest is missing
    float* out = nullptr;                     ///< [windows][components][length]
    int windows = 0, components = 0, length = 0;
    int axis[largestComponents] = {};  ///< the record's row of each component
    Normalisation normalisation = Normalisation::Std;
    bool detrend = false, sampleDeviation = false;
    int taperSamples = 0;
};

/// Of one component: what takes it to the network.
struct ComponentScale {
    double mean = 0.0, squares = 0.0, spread = 0.0, peak = 0.0, count = 0.0;
    bool flat = true;
};

/// Mean, squares and peak over the samples that are there. `row` is visited by each thread at its own samples only.
template <class Team>
SEISDESK_BOTH_SIDES ComponentScale componentScale(const float* row, int length, bool sampleDeviation, Team& team)
{
    double first[2] = {0.0, 0.0}, largest = 0.0;
    for (int i = team.rank(); i < length; i += team.size())
        if (isThere(row[i])) {
            first[0] += 1.0;
            first[1] += static_cast<double>(row[i]);
            largest = fmax(largest, fabs(static_cast<double>(row[i])));
        }
    team.sum(first);
    largest = team.largest(largest);
    ComponentScale out;
    out.count = first[0];
    out.mean = first[0] > 0.0 ? first[1] / first[0] : 0.0;
    double second[1] = {0.0}, peak = 0.0;
    for (int i = team.rank(); i < length; i += team.size())
        if (isThere(row[i])) {
            const double d = static_cast<double>(row[i]) - out.mean;
            second[0] += d * d;
            peak = fmax(peak, fabs(d));
        }
    team.sum(second);
    out.squares = second[0];
    out.peak = team.largest(peak);
    const double spread = out.count > 0.0 ? sqrt(out.squares / out.count) : 0.0;
    out.flat = spread <= flatSpread * largest;
    out.spread = out.flat ? spread : sqrt(out.squares / (sampleDeviation && out.count > 1.0 ? out.count - 1.0 : out.count));
    return out;
}

/// Takes the straight line off that fits the samples that are there best.
template <class Team>
SEISDESK_BOTH_SIDES void removeLine(float* row, int length, Team& team)
{
    double first[3] = {0.0, 0.0, 0.0};
    for (int i = team.rank(); i < length; i += team.size())
        if (isThere(row[i])) {
            first[0] += 1.0;
            first[1] += static_cast<double>(i);
            first[2] += static_cast<double>(row[i]);
        }
    team.sum(first);
    if (first[0] < 2.0) return;
    const double meanT = first[1] / first[0], meanX = first[2] / first[0];
    double second[2] = {0.0, 0.0};
    for (int i = team.rank(); i < length; i += team.size())
        if (isThere(row[i])) {
            const double t = static_cast<double>(i) - meanT;
            second[0] += t * t;
            second[1] += t * (static_cast<double>(row[i]) - meanX);
        }
    team.sum(second);
    for (int i = team.rank(); i < length; i += team.size())
        if (isThere(row[i])) row[i] = static_cast<float>(static_cast<double>(row[i]) - meanX - second[1] / second[0] * (static_cast<double>(i) - meanT));
}

/// Weight of a sample under the ramps at both ends.
SEISDESK_BOTH_SIDES inline float taperWeight(int i, int length, int samples)
{
    const int ramp = samples < length / 2 ? samples : length / 2;
    const int fromEnd = i < length - 1 - i ? i : length - 1 - i;
    if (fromEnd >= ramp) return 1.0f;
    const double share = samples > 1 ? static_cast<double>(fromEnd) / static_cast<double>(samples - 1) : 0.0;
    return static_cast<float>(0.5 - 0.5 * cos(3.141592653589793 * share));
}

/// One window by one team. `tile` holds [components][length] while it is worked on: fast memory where there is enough of it, else the window's
/// own place in `out`. The record is read once and the result written once.
template <class Team>
SEISDESK_BOTH_SIDES void cutWindow(const WindowCut& job, int window, float* tile, Team& team)
{
    const int n = job.length;
    const std::int64_t start = job.starts[window], available = job.available[window];
    ComponentScale scales[largestComponents];
    double variance = 0.0, squares = 0.0, peak = 0.0;
    int moving = 0;
    for (int c = 0; c < job.components; ++c) {
        float* const row = tile + static_cast<std::int64_t>(c) * n;
        const float* const source = job.record + job.axis[c] * job.stride + start;
        for (int i = team.rank(); i < n; i += team.size()) row[i] = i < available ? source[i] : NAN;
        if (job.detrend) removeLine(row, n, team);
        scales[c] = componentScale(row, n, job.sampleDeviation, team);
        if (scales[c].flat) continue;
        variance += scales[c].spread * scales[c].spread;
        squares += scales[c].squares;
        peak = fmax(peak, scales[c].peak);
        ++moving;
    }
    const double whole = static_cast<double>(job.components) * n;
    for (int c = 0; c < job.components; ++c) {
        const ComponentScale& scale = scales[c];
        double offset = scale.mean, divisor = 1.0;
        switch (job.normalisation) {
        case Normalisation::Std: divisor = scale.spread; break;
        case Normalisation::Max: divisor = scale.peak; break;
        case Normalisation::Joint: divisor = sqrt(variance / moving); break;
        case Normalisation::Window: divisor = sqrt(squares / (job.sampleDeviation && whole > 1.0 ? whole - 1.0 : whole)); break;
        case Normalisation::WindowMax: divisor = peak; break;
        case Normalisation::None: offset = 0.0; break;
        }
        const double factor = job.normalisation == Normalisation::None ? 1.0 : scale.flat ? 0.0 : 1.0 / divisor;
        const float* const row = tile + static_cast<std::int64_t>(c) * n;
        float* const out = job.out + (static_cast<std::int64_t>(window) * job.components + c) * n;
        for (int i = team.rank(); i < n; i += team.size()) {
            const float value = isThere(row[i]) ? static_cast<float>((static_cast<double>(row[i]) - offset) * factor) : 0.0f;
            out[i] = job.taperSamples > 0 ? value * taperWeight(i, n, job.taperSamples) : value;
        }
    }
}

}  // namespace seisdesk::kernels
