#include "ui/shell/model_loading.h"

#include "core/model/classical.h"
#include "core/model/load_models.h"

namespace seisdesk {

Result<LoadedModel> loadModel(const ModelChoice& choice, const Progress& progress)
{
    auto models = loadModels(choice.weights, choice.device, progress);
    if (!models) return models.error();
    LoadedModel out;
    out.choice = choice;
    out.devices = models->devices;
    out.note = models->note;
    out.annotator = models->annotator();
    out.thresholdP = out.thresholdS = classicalThreshold;
    if (!models->picker && !models->sources.empty())
        return Error{Error::Code::ModelMismatch, choice.weights.front() + ": this network does not pick phases. Choose a picking network, with this one beside it if you like."};
    if (!models->picker) return out;
    out.thresholdP = models->picker->contract().defaultThresholdP;
    out.thresholdS = models->picker->contract().defaultThresholdS;
    out.uncertainty = models->picker->contract().uncertainty;
    if (models->picker->contract().pickRule == PickRule::Triggers) out.instantSeconds = 0.0;
    return out;
}

}  // namespace seisdesk
