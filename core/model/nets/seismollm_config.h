#pragma once
// SeisMoLLMConfig: sizes of the SeisMoLLM networks (Wang et al. 2025, arXiv:2502.19960), and of our own variants of them.

#include "core/base/result.h"
#include "core/model/contract.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

/// Configuration is data: it travels as JSON inside weights files. Integers are channels, samples or counts.
struct SeisMoLLMConfig {
    /// `paths` parallel convolutions with kernels kernel, kernel + step, ...; then one projection.
    struct Stage {
        std::int64_t out, kernel, step, stride;
        std::int64_t paths = 4;
        bool operator==(const Stage&) const = default;
    };
    struct Up {
        std::int64_t channels, kernel;
        bool operator==(const Up&) const = default;
    };

    std::vector<Stage> stages;
    std::string backbone = "gpt2"; ///< the transformer's blocks: "gpt2", or "bert", which is never causal
    std::int64_t patch = 8;        ///< frames per token; width = patch * channels of the last stage
    std::int64_t width = 768;
    std::int64_t heads = 12;
    std::int64_t layers = 3;
    std::int64_t positions = 1024;
    bool causal = true;
    std::int64_t loraRank = 16;    ///< 0: no adapters
    double loraAlpha = 16.0;
    double loraDropout = 0.1, dropout = 0.1;
    /// Of the picking head. One task: interpolation to full length in equal ratios. Several tasks: each stretches to the
    /// length of a stage and takes that stage in, from the last but one to the first.
    std::vector<Up> up;
    std::vector<Task> tasks;       ///< heads that share the trunk; the published networks have one
    // Of networks with several tasks only:
    bool compressedInput = false;  ///< a second copy of the input, asinh-compressed, so that small onsets before large ones stay visible
    bool polarisation = false;     ///< covariances of the components are given to the transformer, for back-azimuths
    std::int64_t sourceHidden = 0; ///< width of the head that speaks of the source

    /// As published: one task, 23.5 million parameters.
    static SeisMoLLMConfig paper(Task task);
    /// Ours: all five tasks in one forward pass, small enough for a laptop.
    static SeisMoLLMConfig desk();
    bool multiTask() const { return tasks.size() > 1; }
    std::int64_t frameChannels() const { return stages.back().out; }
    /// Product of the stages' strides.
    std::int64_t stride() const;
    /// Tokens that `samples` give; what does not fill a patch is dropped.
    std::int64_t tokens(std::int64_t samples) const;
    bool operator==(const SeisMoLLMConfig&) const = default;
};

/// What networks with several tasks return, see Contract. Windows of 6144 samples at 100 Hz unless changed afterwards.
Contract multiTaskContract(const SeisMoLLMConfig& config);

std::string toJson(const SeisMoLLMConfig& config);
/// Errors: Malformed naming the key that is wrong, or saying which sizes do not hold together.
Result<SeisMoLLMConfig> seisMoLLMConfigFromJson(std::string_view json);

}  // namespace seisdesk
