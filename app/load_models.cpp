#include "app/load_models.h"

#include "core/model/model_folder.h"

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

Result<LoadedModels> loadModels(const std::vector<std::string>& pathsOrNames, const std::string& device)
{
    LoadedModels out;
    std::shared_ptr<Engine> engine;
    for (const std::string& named : pathsOrNames) {
        if (named == "classical") continue;
        const auto weights = weightsNamed(named, ModelFolder(defaultModelFolder()));
        if (!weights) return weights.error();
        if (!engine) {
            auto loaded = loadEngine(device.substr(0, device.find(':')));
            if (!loaded) return loaded.error();
            engine = std::move(*loaded);
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
