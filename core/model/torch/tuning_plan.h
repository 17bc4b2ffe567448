#pragma once
// TuningPlan: what follows from a fine-tuning job before the first step: scope, recipe, windows.

#include "core/model/adapt/fine_tuner.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/model/nets/recognise.h"
#include "core/model/training/training_data.h"

#include <string>

namespace seisdesk::nets {

struct TuningPlan {
    Checkpoint parent;         ///< whole, tensors under plain names
    Recognition recognition;
    Contract teaching;         ///< the network's with windows as they are taught: SeisT's, which are mostly padding, are shorter
    ScopeChoice choice;
    Recipe recipe;             ///< steps, batch, rates, decay and augmentation, as the trainer's parts want them
    std::string identity;      ///< the same for the same job on the same examples
};

/// Errors: as readWeights() and recognise(); InvalidArgument for examples that do not fit.
Result<TuningPlan> tuningPlan(const FineTuneJob& job);

/// Onsets moved to where the network itself puts them, before its contract's corrections.
std::vector<Example> asTheNetworkTimesThem(std::vector<Example> examples, const Contract& contract);

/// Local windows, synthetic records and what else is rehearsed, in the job's shares.
TrainingData tuningData(const FineTuneJob& job, const TuningPlan& plan, const CurveTarget& target);

}  // namespace seisdesk::nets
