#include "core/model/load_models.h"

#include "core/model/model_folder.h"
#include "core/model/shipped_models.h"

namespace seisdesk {

std::shared_ptr<const Annotator> LoadedModels::annotator() const
{
    return picker ? networkAnnotator(picker, sources) : classicalAnnotator();
}

std::string LoadedModels::versions() const
{
    std::string out = picker ? picker->version() : sources.empty() ? classicalAnnotator()->version() : std::string();
    for (const auto& network : sources) out += (out.empty() ? "" : ",") + network->version();
    return out;
}

namespace {

Result<LoadedModels> loadStandard(const std::string& device, const Progress& progress)
{
    const ShippedModels shipped = shippedModels();
    const ShippedModel* const model = shipped.standard();
    LoadedModels classical;
    if (!model) {
        classical.note = "This SeisDesk came without a network (" + std::string(standardModelName) + "), so the classical picker is used.";
        if (!shipped.problems.empty()) classical.note += " " + shipped.problems.front();
        return classical;
    }
    if (const auto engine = loadEngine(device.substr(0, device.find(':'))); !engine) {
        classical.note = "The network " + model->card.version + " cannot run, so the classical picker is used. " + engine.error().message;
        return classical;
    }
    return loadModels({model->weights().string()}, device, progress);
}

}  // namespace

Result<LoadedModels> loadModels(const std::vector<std::string>& pathsOrNames, const std::string& device, const Progress& progress)
{
    if (pathsOrNames.empty()) return loadStandard(device, progress);
    LoadedModels out;
    std::shared_ptr<Engine> engine;
    for (std::size_t i = 0; i < pathsOrNames.size(); ++i) {
        const std::string& named = pathsOrNames[i];
        if (named == "classical") continue;
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        progress.report(static_cast<double>(i) / static_cast<double>(pathsOrNames.size()), "Loading " + named);
        const auto weights = weightsNamed(named, ModelFolder(defaultModelFolder()));
        if (!weights) return weights.error();
        if (!engine) {
            auto loaded = loadEngine(device.substr(0, device.find(':')));
            if (!loaded) return loaded.error();
            engine = std::move(*loaded);
            out.devices.clear();
            for (const Device& offered : engine->devices()) out.devices.push_back(offered.name);
        }
        auto network = engine->load(*weights, device);
        if (!network) return network.error();
        if ((*network)->contract().task != Task::Picking) {
            out.sources.push_back(std::move(*network));
        } else if (out.picker) {
            return Error{Error::Code::InvalidArgument, out.picker->version() + " and " + (*network)->version() + " both pick phases: name one of them."};
        } else {
            out.picker = std::move(*network);
        }
    }
    return out;
}

}  // namespace seisdesk
