#include "ui/shell/model_loading.h"

#include "core/model/classical.h"
#include "core/model/engine.h"

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
    progress.report(0.0, "Loading the engine");
    auto engine = loadEngine(choice.device);
    if (!engine) return engine.error();
    out.devices.clear();
    for (const Device& device : (*engine)->devices()) out.devices.push_back(device.name);
    std::shared_ptr<const Network> picker;
    std::vector<std::shared_ptr<const Network>> others;
    for (std::size_t i = 0; i < choice.weights.size(); ++i) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        const std::filesystem::path file(choice.weights[i]);
        progress.report(0.2 + 0.8 * static_cast<double>(i) / static_cast<double>(choice.weights.size()), "Loading " + file.filename().string());
        auto network = (*engine)->load(file, choice.device);
        if (!network) return network.error();
        if ((*network)->contract().task != Task::Picking) {
            others.push_back(*network);
        } else if (picker) {
            return Error{Error::Code::ModelMismatch, file.string() + ": a second picking network beside " + picker->version() + ". Choose one of them."};
        } else {
            picker = *network;
        }
    }
    if (!picker)
        return Error{Error::Code::ModelMismatch, choice.weights.front() + ": this network does not pick phases. Choose a picking network, with this one beside it if you like."};
    out.thresholdP = picker->contract().defaultThresholdP;
    out.thresholdS = picker->contract().defaultThresholdS;
    out.annotator = networkAnnotator(picker, std::move(others));
    return out;
}

}  // namespace seisdesk
