#pragma once
// EQTransformerConfig: the sizes of EQTransformer (Mousavi et al. 2020, doi:10.1038/s41467-020-17591-w) as SeisBench builds it.

#include "core/base/result.h"
#include "core/model/checkpoint/state_dict.h"

#include <array>
#include <cstdint>

namespace seisdesk {

/// How the recurrent cells gate. The two published files differ in it, and SeisBench's own networks from both in cropping.
enum class EQTransformerKind {
    Plain,        ///< sigmoid gates, lengths kept by cropping at the right
    Original,     ///< "original" of the paper: sigmoid gates, one crop of both ends
    Conservative  ///< fewer false picks: hard sigmoid gates, cropped like Original
};

struct EQTransformerConfig {
    static constexpr std::array<std::int64_t, 7> filters{8, 16, 16, 32, 32, 64, 64};
    static constexpr std::array<std::int64_t, 7> kernels{11, 9, 7, 7, 5, 5, 3};
    static constexpr std::array<std::int64_t, 7> residualKernels{3, 3, 3, 3, 2, 3, 2};
    static constexpr std::int64_t hidden = 16, attentionUnits = 32, feedForward = 128, pickReach = 3;
    static constexpr double normEpsilon = 1e-3, layerNormEpsilon = 1e-14;

    std::int64_t components = 3, phases = 2, lstmBlocks = 3;
    EQTransformerKind kind = EQTransformerKind::Plain;

    bool original() const { return kind != EQTransformerKind::Plain; }
    double attentionEpsilon() const { return original() ? 1e-7 : 1e-5; }
    /// Samples cut off left and right after the up-sampling before each of the decoder's layers, for windows of `samples`.
    struct Crop { std::int64_t left, right; };
    std::array<Crop, 7> crops(std::int64_t samples) const;
};

/// From tensors that have SeisBench's names. Error: Unsupported, saying what is odd.
Result<EQTransformerConfig> eqTransformerConfig(const StateDict& tensors);

}  // namespace seisdesk
