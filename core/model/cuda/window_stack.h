#pragma once
// WindowStack: a network's outputs for a batch of windows laid over the record and, where no later window follows, divided by their weights: what Stack does.

#include "core/model/cuda/team.h"

#include <cmath>
#include <cstdint>

namespace seisdesk::kernels {

/// Plain pointers, all on one side. Batches must come in the order of their windows.
struct WindowStack {
    const float* output = nullptr;   ///< [windows][outputStride], of which the first curves * length values are curves
    std::int64_t outputStride = 0;
    const std::int64_t* starts = nullptr;     ///< [windows], ascending
    const std::int64_t* available = nullptr;  ///< [windows]: samples of the record that belong to it; what reaches past them is left out
    int windows = 0, curves = 0, length = 0;
    const float* weights = nullptr;  ///< [length]
    bool largest = false;            ///< the largest value where a weight is not zero, not the mean
    float* curve = nullptr;          ///< [curves][size]: sums, then curves
    float* coverage = nullptr;       ///< [size]: weights
    std::int64_t size = 0;
    const float* record = nullptr;   ///< [3][recordStride]: where none of the three was recorded the curves are NaN
    std::int64_t recordStride = 0;
    std::int64_t first = 0, last = 0;                  ///< samples this pass looks at
    std::int64_t finishedFrom = 0, finishedBefore = 0; ///< of which these get no other window, so that they are divided now
};

/// First window that begins at or after a sample.
SEISDESK_BOTH_SIDES inline int firstWindowFrom(const WindowStack& job, std::int64_t sample)
{
    int low = 0, high = job.windows;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (job.starts[middle] < sample) low = middle + 1;
        else high = middle;
    }
    return low;
}

/// One sample of all curves. Windows are added in order, so that the sums are those of Stack.
SEISDESK_BOTH_SIDES inline void stackSample(const WindowStack& job, std::int64_t sample)
{
    const int from = firstWindowFrom(job, sample - job.length + 1);
    const bool finished = sample >= job.finishedFrom && sample < job.finishedBefore;
    const float before = job.coverage[sample];
    float covered = before;
    bool recorded = true;
    if (finished) recorded = isThere(job.record[sample]) || isThere(job.record[job.recordStride + sample]) || isThere(job.record[2 * job.recordStride + sample]);
    for (int c = 0; c < job.curves; ++c) {
        float value = job.curve[c * job.size + sample];
        covered = before;
        for (int w = from; w < job.windows && job.starts[w] <= sample; ++w) {
            const std::int64_t at = sample - job.starts[w];
            if (at >= job.available[w]) continue;
            const float weight = job.weights[at], said = job.output[w * job.outputStride + c * static_cast<std::int64_t>(job.length) + at];
            if (!job.largest) {
                value += weight * said;
                covered += weight;
            } else if (weight > 0.0f) {
                value = covered > 0.0f && !(said > value) ? value : said;
                covered = 1.0f;
            }
        }
        if (finished) value = covered > 0.0f && recorded ? value / covered : NAN;
        job.curve[c * job.size + sample] = value;
    }
    job.coverage[sample] = covered;
}

}  // namespace seisdesk::kernels
