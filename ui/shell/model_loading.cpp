#include "ui/shell/model_loading.h"

#include "core/model/classical.h"
#include "core/model/load_models.h"

namespace seisdesk {

Result<LoadedModel> loadModel(const ModelChoice& choice, const Progress& progress)
{
    LoadedModel out;
    out.choice = choice;
    if (choice.weights.empty()) {
        out.annotator = classicalAnnotator();
        out.thresholdP = out.thresholdS = classicalThreshold;
        return out;
    }
    auto models = loadModels(choice.weights, choice.device, progress);
    if (!models) return models.error();
    out.devices = models->devices;
    if (!models->picker)
        return Error{Error::Code::ModelMismatch, choice.weights.front() + ": this network does not pick phases. Choose a picking network, with this one beside it if you like."};
    out.thresholdP = models->picker->contract().defaultThresholdP;
    out.thresholdS = models->picker->contract().defaultThresholdS;
    out.annotator = models->annotator();
    return out;
}

}  // namespace seisdesk
