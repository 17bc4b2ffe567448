#pragma once
// CurvePeaks: onsets read off a curve by the rules of findPeaks() and findTriggers(), found in parallel and in order.

#include "core/model/cuda/team.h"

#include <cmath>
#include <cstdint>

namespace seisdesk::kernels {

/// A Peak with the stretch it lies in; `index` counts from the stretch's first sample.
struct CurvePeak {
    double index, sigmaBefore, sigmaAfter;
    float height;
    std::int32_t piece;
};

/// Suppression's judgement of a peak.
enum PeakState : std::int32_t { Undecided, Kept, Suppressed };

/// Plain pointers, all on one side.
struct CurvePeaks {
    const float* curves = nullptr;  ///< [curveCount][size]
    std::int64_t size = 0;
    int curveCount = 0, curve = 0;  ///< which of them has the onsets
    const std::int64_t* pieceFirsts = nullptr;  ///< [pieces]: stretches, ascending, not overlapping
    const std::int64_t* pieceLasts = nullptr;   ///< one past each one's last sample
    const double* separations = nullptr;        ///< [pieces], in samples; not used by triggers
    int pieces = 0;
    double threshold = 0.0;
    bool triggers = false;
    std::int32_t* counts = nullptr;  ///< [tiles + 1]: peaks per tile, then those before it
    CurvePeak* peaks = nullptr;      ///< [all that are counted]
    float* values = nullptr;         ///< [all][curveCount]: every curve at the peak's nearest sample; may be null
    std::int32_t* states = nullptr;  ///< [all]
    std::int32_t* next = nullptr;    ///< [all]: scratch
};

inline constexpr int tileSamples = 8192;
inline int tilesOf(const CurvePeaks& job) { return static_cast<int>((job.size + tileSamples - 1) / tileSamples); }

/// The stretch that holds a sample, or -1.
SEISDESK_BOTH_SIDES inline int pieceOf(const CurvePeaks& job, std::int64_t sample)
{
    int low = 0, high = job.pieces;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (job.pieceLasts[middle] <= sample) low = middle + 1;
        else high = middle;
    }
    return low < job.pieces && job.pieceFirsts[low] <= sample ? low : -1;
}

/// One past the last sample of the flat top that begins at `i`.
SEISDESK_BOTH_SIDES inline std::int64_t flatEnd(const float* curve, std::int64_t i, std::int64_t last)
{
    std::int64_t end = i + 1;
    while (end < last && curve[end] == curve[i]) ++end;
    return end;
}

/// Whether an onset's stretch (trigger) or flat top (peak) begins at this sample.
SEISDESK_BOTH_SIDES inline bool startsPeak(const CurvePeaks& job, std::int64_t i)
{
    const float* const curve = job.curves + job.curve * job.size;
    const double value = static_cast<double>(curve[i]);
    if (job.triggers ? !(value > job.threshold) : !(value >= job.threshold)) return false;
    const int piece = pieceOf(job, i);
    if (piece < 0) return false;
    const std::int64_t first = job.pieceFirsts[piece], last = job.pieceLasts[piece];
    if (job.triggers) {
        for (std::int64_t j = i - 1; j >= first; --j) {
            if (!(static_cast<double>(curve[j]) > 0.5 * job.threshold)) return true;
            if (static_cast<double>(curve[j]) > job.threshold) return false;
        }
        return true;
    }
    if (i == first || !(curve[i - 1] < curve[i])) return false;
    const std::int64_t end = flatEnd(curve, i, last);
    return end < last && curve[end] < curve[i];
}

/// Distance from `top` to where the curve falls to half of its height, walking by `step`; see Peak.
SEISDESK_BOTH_SIDES inline double halfWidth(const float* curve, std::int64_t count, std::int64_t top, int step, double apex)
{
    double last = static_cast<double>(curve[top]);
    const double half = 0.5 * last;
    for (std::int64_t i = top + step; i >= 0 && i < count; i += step) {
        const double v = static_cast<double>(curve[i]);
        if (!(v <= last)) return fabs(static_cast<double>(i - step) - apex);  // rises again, or NaN
        if (v <= half) return fabs(static_cast<double>(i - step) + step * (last > v ? (last - half) / (last - v) : 1.0) - apex);
        last = v;
    }
    return fabs((step > 0 ? static_cast<double>(count - 1) : 0.0) - apex);
}

/// The peak that startsPeak() said begins at this sample.
SEISDESK_BOTH_SIDES inline CurvePeak peakFrom(const CurvePeaks& job, std::int64_t sample)
{
    const int piece = pieceOf(job, sample);
    const float* const curve = job.curves + job.curve * job.size + job.pieceFirsts[piece];
    const std::int64_t count = job.pieceLasts[piece] - job.pieceFirsts[piece];
    std::int64_t first = sample - job.pieceFirsts[piece], last = first;
    if (job.triggers) {
        for (std::int64_t i = first; i < count && static_cast<double>(curve[i]) > 0.5 * job.threshold; ++i)
            if (curve[i] > curve[last]) last = i;
        first = last;
    } else {
        last = flatEnd(curve, first, count) - 1;
    }
    CurvePeak out{0.5 * static_cast<double>(first + last), 0.0, 0.0, curve[first], piece};
    if (first == last && first > 0 && last + 1 < count) {
        const double a = static_cast<double>(curve[first - 1]), b = static_cast<double>(curve[first]), c = static_cast<double>(curve[first + 1]);
        const double shift = 0.5 * (a - c) / (a - 2.0 * b + c);
        if (shift - shift == 0.0) out.index += fmin(fmax(shift, -0.5), 0.5);
    }
    const double height = fmin(fmax(static_cast<double>(out.height), 0.0), 1.0);
    const double own = sqrt(1.0 - height * height) / sqrt(2.0 * 0.6931471805599453);
    out.sigmaBefore = fmax(0.25, halfWidth(curve, count, first, -1, out.index) * own);
    out.sigmaAfter = fmax(0.25, halfWidth(curve, count, last, 1, out.index) * own);
    return out;
}

/// How many peaks begin in a tile of samples.
template <class Team>
SEISDESK_BOTH_SIDES void countTile(const CurvePeaks& job, int tile, Team& team)
{
    const std::int64_t first = static_cast<std::int64_t>(tile) * tileSamples;
    double found[1] = {0.0};
    for (int i = team.rank(); i < tileSamples && first + i < job.size; i += team.size()) found[0] += startsPeak(job, first + i) ? 1.0 : 0.0;
    team.sum(found);
    if (team.rank() == 0) job.counts[tile] = static_cast<std::int32_t>(found[0]);
}

/// Counts become the number of peaks before each tile; behind the last one stands how many there are.
template <class Team>
SEISDESK_BOTH_SIDES void addUpTiles(const CurvePeaks& job, int tiles, Team& team)
{
    std::int32_t sum = 0;
    for (int from = 0; from < tiles; from += team.size()) {
        const int tile = from + team.rank();
        const std::int32_t count = tile < tiles ? job.counts[tile] : 0;
        int total = 0;
        const std::int32_t before = team.before(count, total);
        if (tile < tiles) job.counts[tile] = sum + before;
        sum += total;
    }
    if (team.rank() == 0) job.counts[tiles] = sum;
}

/// Writes the peaks that begin in a tile behind those of the tiles before.
template <class Team>
SEISDESK_BOTH_SIDES void fillTile(const CurvePeaks& job, int tile, Team& team)
{
    if (job.counts[tile] == job.counts[tile + 1]) return;
    const std::int64_t first = static_cast<std::int64_t>(tile) * tileSamples;
    std::int32_t sum = job.counts[tile];
    for (int from = 0; from < tileSamples; from += team.size()) {
        const std::int64_t sample = first + from + team.rank();
        const bool starts = from + team.rank() < tileSamples && sample < job.size && startsPeak(job, sample);
        int total = 0;
        const std::int32_t place = sum + team.before(starts ? 1 : 0, total);
        sum += total;
        if (!starts) continue;
        const CurvePeak peak = peakFrom(job, sample);
        job.peaks[place] = peak;
        job.states[place] = job.triggers ? Kept : Undecided;
        if (!job.values) continue;
        const std::int64_t at = job.pieceFirsts[peak.piece] + static_cast<std::int64_t>(floor(peak.index + 0.5));
        for (int c = 0; c < job.curveCount; ++c) job.values[static_cast<std::int64_t>(place) * job.curveCount + c] = job.curves[c * job.size + at];
    }
}

/// What is known of a peak from its neighbours: suppressed by a kept one, kept when no higher one may still stand, else undecided.
SEISDESK_BOTH_SIDES inline std::int32_t judged(const CurvePeaks& job, int count, int k)
{
    const CurvePeak& own = job.peaks[k];
    const double separation = job.separations[own.piece];
    bool wait = false;
    for (int step = -1; step <= 1; step += 2)
        for (int j = k + step; j >= 0 && j < count; j += step) {
            const CurvePeak& other = job.peaks[j];
            if (other.piece != own.piece || !(fabs(other.index - own.index) < separation)) break;
            if (job.states[j] == Kept) return Suppressed;
            // Of equals the earlier stays.
            if (job.states[j] == Undecided && (step < 0 ? other.height >= own.height : other.height > own.height)) wait = true;
        }
    return wait ? Undecided : Kept;
}

/// Of two peaks nearer than the separation the higher stays: the outcome of going through them by height, in rounds in which every peak
/// looks at its neighbours. All peaks by one team.
template <class Team>
SEISDESK_BOTH_SIDES void suppress(const CurvePeaks& job, int count, Team& team)
{
    while (true) {
        double open[1] = {0.0};
        for (int k = team.rank(); k < count; k += team.size()) {
            job.next[k] = job.states[k] == Undecided ? judged(job, count, k) : job.states[k];
            open[0] += job.next[k] == Undecided ? 1.0 : 0.0;
        }
        team.sum(open);  // everybody has looked
        for (int k = team.rank(); k < count; k += team.size()) job.states[k] = job.next[k];
        team.meet();
        if (open[0] == 0.0) return;
    }
}

}  // namespace seisdesk::kernels
