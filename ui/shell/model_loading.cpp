#include "ui/shell/model_loading.h"

#include "core/model/classical.h"

namespace seisdesk {

Result<LoadedModel> loadModelFrom(const EngineSource& engines, const ModelChoice& choice, const Progress& progress)
{
    auto models = loadModels(choice.weights, choice.device, progress, engines);
    if (!models && choice.device != "cpu" && models.error().code != Error::Code::Cancelled) {
        // A device of the settings that is gone must not keep anybody from picking.
        auto onProcessor = loadModels(choice.weights, "cpu", progress, engines);
        if (onProcessor) {
            onProcessor->note = "\"" + choice.device + "\" cannot be used, so the processor is. " + models.error().message;
            models = std::move(onProcessor);
        }
    }
    if (!models) return models.error();
    LoadedModel out;
    out.choice = choice;
    out.devices = models->devices;
    out.note = models->told();
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

Result<LoadedModel> loadModel(const ModelChoice& choice, const Progress& progress) { return loadModelFrom(loadEngine, choice, progress); }

}  // namespace seisdesk
