#pragma once
// SeisTConfig: the sizes of the SeisT networks (Li et al. 2024, doi:10.1109/TGRS.2024.3371503) as published.

#include "core/model/contract.h"

#include <cstdint>
#include <string>
#include <vector>

namespace seisdesk {

/// Integers are channels or samples. Lists over the four encoder stages unless said otherwise.
struct SeisTConfig {
    struct Stem { std::int64_t in, out, kernel, stride; };
    struct Up { std::int64_t channels, kernel; };

    char size = 'M';  ///< 'S', 'M', 'L'
    Task task = Task::Picking;
    std::vector<Stem> stem;                  ///< 4; three parallel kernels: kernel, +4, +8
    std::vector<std::int64_t> channels;
    std::vector<std::int64_t> blocks;
    std::vector<std::int64_t> attentionBlocks;  ///< the last so many blocks of a stage
    std::vector<std::int64_t> headDims;
    std::vector<std::int64_t> aggregation;   ///< keys and values are pooled by this
    std::vector<std::int64_t> mixedKernels;  ///< parallel branches of a mixed convolution
    std::int64_t mlpRatio = 2;
    std::vector<Up> up;                      ///< 6 of the picking head
    std::int64_t outputs = 1;                ///< channels of the last layer
};

SeisTConfig seisTConfig(char size, Task task);

/// The width nearest to `value` that `divisor` divides, at least `divisor`, and not more than a tenth below `value`.
std::int64_t makeDivisible(std::int64_t value, std::int64_t divisor);

/// Widths of the parallel branches of a mixed convolution.
std::vector<std::int64_t> mixedWidths(std::int64_t channels, std::size_t branches, std::int64_t headDim);

/// Width of the attention path of a transformer block; the rest of the channels is its convolution path (may be none).
std::int64_t attentionWidth(std::int64_t channels, std::int64_t headDim);

/// Lengths after each of `count` up-layers that lead from `from` to `to` samples in equal ratios.
std::vector<std::int64_t> upsampledLengths(std::int64_t from, std::int64_t to, std::size_t count);

/// Zeros at the left and right so that a convolution gives ceil(length / stride) samples.
struct Padding { std::int64_t left, right; };
Padding samePadding(std::int64_t length, std::int64_t kernel, std::int64_t stride);

}  // namespace seisdesk
