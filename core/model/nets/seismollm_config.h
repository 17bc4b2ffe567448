#pragma once
// SeisMoLLMConfig: sizes of the SeisMoLLM networks (Wang et al. 2025, arXiv:2502.19960), and of our own variants of them.

#include "core/model/contract.h"

#include <cstdint>
#include <string>
#include <vector>

namespace seisdesk {

/// Configuration is data: it travels as JSON inside weights files. Integers are channels, samples or counts.
struct SeisMoLLMConfig {
    /// Four parallel convolutions with kernels kernel, kernel + step, ...; then one projection.
    struct Stage {
        std::int64_t out, kernel, step, stride;
        bool operator==(const Stage&) const = default;
    };
    struct Up {
        std::int64_t channels, kernel;
        bool operator==(const Up&) const = default;
    };

    std::vector<Stage> stages;
    std::int64_t patch = 8;        ///< frames per token; width = patch * channels of the last stage
    std::int64_t width = 768;
    std::int64_t heads = 12;
    std::int64_t layers = 3;
    std::int64_t positions = 1024;
    bool causal = true;
    std::int64_t loraRank = 16;    ///< 0: no adapters
    double loraAlpha = 16.0;
    double loraDropout = 0.1, dropout = 0.1;
    std::vector<Up> up;            ///< of the picking head
    std::vector<Task> tasks;       ///< heads that share the trunk; the published networks have one

    /// As published: one task, 23.5 million parameters.
    static SeisMoLLMConfig paper(Task task);
    std::int64_t frameChannels() const { return stages.back().out; }
    /// Product of the stages' strides.
    std::int64_t stride() const;
    /// Tokens that `samples` give; what does not fill a patch is dropped.
    std::int64_t tokens(std::int64_t samples) const;
    bool operator==(const SeisMoLLMConfig&) const = default;
};

}  // namespace seisdesk
