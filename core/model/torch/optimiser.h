#pragma once
// Optimiser: AdamW over one flat vector, with the moving average of the weights. Small enough to be saved whole.

#include "core/base/result.h"
#include "core/model/checkpoint/state_dict.h"
#include "core/model/training/recipe.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <vector>

namespace seisdesk::nets {

/// Loshchilov & Hutter (2019), decoupled weight decay; beta 0.9 and 0.99, epsilon 1e-8. Vectors (norms, biases) do not decay.
/// Parameters that need no gradient are left alone.
/// With `towardsStart` all decay towards what they were at the beginning (L2-SP, Li et al. 2018) instead of towards zero.
class Optimiser {
public:
    Optimiser(torch::nn::Module& network, const Recipe& recipe, bool towardsStart = false);
    /// Takes one step along the gradients, which are clipped together and then cleared. Returns their norm before clipping. A
    /// gradient that is not finite is skipped.
    double step(double learningRate);
    /// The averaged weights go into `network`, which must have the same parameters.
    void copyAverage(torch::nn::Module& network) const;

    void save(StateDict& into) const;
    /// Error: ModelMismatch when the checkpoint is of another network.
    Result<void> load(const StateDict& from);

private:
    std::vector<torch::Tensor> m_parameters;
    torch::Tensor m_decay;  ///< [n] weight decay of each value
    torch::Tensor m_values, m_first, m_second, m_average;
    double m_clip, m_averageDecay;
    torch::Tensor m_start;  ///< undefined: zero
    std::int64_t m_steps = 0;
};

}  // namespace seisdesk::nets
