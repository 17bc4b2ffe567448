#include "core/model/load_models.h"

#include "core/model/device_choice.h"
#include "core/model/fallback_network.h"
#include "core/model/model_folder.h"
#include "core/model/shipped_models.h"

namespace seisdesk {

std::shared_ptr<const Annotator> LoadedModels::annotator() const
{
    return picker ? networkAnnotator(picker, sources) : classicalAnnotator();
}

std::string LoadedModels::told() const
{
    std::string out = note;
    const auto add = [&](const std::string& text) {
        if (!text.empty() && out.find(text) == std::string::npos) out += (out.empty() ? "" : " ") + text;
    };
    if (picker) add(picker->remark());
    for (const auto& network : sources) add(network->remark());
    return out;
}

std::string LoadedModels::versions() const
{
    std::string out = picker ? picker->version() : sources.empty() ? classicalAnnotator()->version() : std::string();
    for (const auto& network : sources) out += (out.empty() ? "" : ",") + network->version();
    return out;
}

namespace {

/// A network on a GPU has the same one on the processor behind it. `note` tells when it could not even be loaded there.
Result<std::shared_ptr<const Network>> loadOn(const std::shared_ptr<Engine>& engine, const std::filesystem::path& weights, const std::string& device, std::string& note)
{
    auto network = engine->load(weights, device);
    if (network && (*network)->device() == "cpu") return network;
    const auto onProcessor = [engine, weights] { return engine->load(weights, "cpu"); };
    if (network) return std::shared_ptr<const Network>(std::make_shared<FallbackNetwork>(std::move(*network), onProcessor));
    const auto choice = parseDevice(device);
    const Error::Code code = network.error().code;
    if (!choice || choice->kind == DeviceChoice::Kind::Cpu || (code != Error::Code::OutOfSpace && code != Error::Code::Internal)) return network;
    auto instead = onProcessor();
    if (instead) note = "The GPU cannot be used, so the processor is: " + network.error().message;
    return instead ? std::move(instead) : std::move(network);
}

Result<LoadedModels> loadStandard(const std::string& device, const Progress& progress, const EngineSource& engines)
{
    const ShippedModels shipped = shippedModels();
    const ShippedModel* const model = shipped.standard();
    LoadedModels classical;
    if (!model) {
        classical.note = "This SeisDesk came without a network (" + std::string(standardModelName) + "), so the classical picker is used.";
        if (!shipped.problems.empty()) classical.note += " " + shipped.problems.front();
        return classical;
    }
    if (const auto engine = engines(device); !engine) {
        const auto choice = parseDevice(device);
        if (!choice || choice->kind == DeviceChoice::Kind::Cuda) return engine.error();  // who asks for a GPU wants to know

        classical.note = "The network " + model->card.version + " cannot run, so the classical picker is used. " + engine.error().message;
        return classical;
    }
    return loadModels({model->weights().string()}, device, progress, engines);
}

}  // namespace

Result<LoadedModels> loadModels(const std::vector<std::string>& pathsOrNames, const std::string& device, const Progress& progress, const EngineSource& engines)
{
    if (pathsOrNames.empty()) return loadStandard(device, progress, engines);
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
            auto loaded = engines(device);
            if (!loaded) return loaded.error();
            engine = std::move(*loaded);
            out.devices.clear();
            for (const Device& offered : engine->devices()) out.devices.push_back(offered.name);
        }
        auto network = loadOn(engine, *weights, device, out.note);
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
