#pragma once
// Pupil: a copy of a network that is fine-tuned, which of its weights learn, and what it is told.

#include "core/model/adapt/fine_tuner.h"
#include "core/model/nets/recognise.h"
#include "core/model/torch/losses.h"
#include "core/model/torch/picker.h"

#include <memory>

namespace seisdesk::nets {

class Pupil {
public:
    /// With the weights of `parent`, whose tensors are plain (see plainTensors()); for Scope::Lora with new adapters of `loraRank`, which say
    /// nothing yet. Errors: Unsupported for a network that cannot be fine-tuned, InvalidArgument for a scope that it has not, ModelMismatch.
    static Result<Pupil> of(const Recognition& recognition, const StateDict& parent, Scope scope, std::int64_t loraRank, std::uint64_t seed);

    Picker& module() const { return *m_module; }
    /// How its curves are taught: the stride and the width that it was trained with.
    const CurveTarget& target() const { return m_target; }
    double loraAlpha() const { return m_loraAlpha; }
    torch::Tensor loss(const TrainingBatch& batch) const;
    /// What learns, by name.
    StateDict learned() const;
    std::size_t trainedParameters() const;

private:
    std::shared_ptr<Picker> m_module;
    Contract m_contract;
    CurveTarget m_target;
    LossWeights m_weights;
    double m_loraAlpha = 0.0;
};

/// Curves that are probabilities. With a noise curve they exclude each other: cross-entropy over noise, P and S; otherwise P and S are taught each on its own
/// and further curves ("detection") are not. Summed over the values of a window that are known, over 100.
torch::Tensor curveLoss(const torch::Tensor& probabilities, const std::vector<std::string>& outputs, const TrainingBatch& batch);

/// Whether a parameter of a network of this family may change. `norm`: it scales or shifts a normalisation.
bool learns(Scope scope, const std::string& family, const std::string& name, bool norm);

}  // namespace seisdesk::nets
