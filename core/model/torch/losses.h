#pragma once
// Losses of the multi-task network, each masked where nothing is known.

#include "core/model/torch/seismollm_desk.h"
#include "core/model/training/recipe.h"
#include "core/model/training/training_window.h"

#include <vector>

namespace seisdesk::nets {

/// Windows gathered for one step. Index tensors point into flattened [batch][values] or [batch][columns].
struct TrainingBatch {
    torch::Tensor input;    ///< [B, 3, L]
    torch::Tensor phases;   ///< [B, 3, V], noise, P, S
    torch::Tensor weight;   ///< [B, V]
    torch::Tensor motionAt, motionClass, motionWeight;  ///< [M] values around onsets with a known first motion; 0 up, 1 down, 2 undecided
    torch::Tensor sourceAt;     ///< [E] columns that hold an onset
    torch::Tensor sourceKnown;  ///< [E, 3] 1 where magnitude, distance, back-azimuth are known
    torch::Tensor sourceTruth;  ///< [E, 4] magnitude, ln(1 + km), north and east part of the unit vector to the source
    TrainingBatch to(torch::Device device) const;
};

TrainingBatch gathered(const std::vector<TrainingWindow>& windows, const Contract& contract);

/// Unweighted means of the losses; 0 where the batch knows nothing of a task.
struct Losses {
    torch::Tensor phases;       ///< cross-entropy summed over a window's values, over 50
    torch::Tensor polarity;     ///< cross-entropy
    torch::Tensor magnitude;    ///< negative log-likelihood of a Laplace distribution
    torch::Tensor distance;     ///< the same, of ln(1 + km)
    torch::Tensor backAzimuth;  ///< negative log-likelihood of a von Mises distribution, up to a constant (Mardia & Jupp 2000)
    torch::Tensor total(const LossWeights& weights) const;
};

Losses losses(const DeskOutputs& outputs, const TrainingBatch& batch);

}  // namespace seisdesk::nets
