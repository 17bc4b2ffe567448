#include "core/model/nets/recognise_seisbench.h"

#include "core/model/nets/eqtransformer_keras.h"
#include "core/model/nets/seisbench_arguments.h"

#include <algorithm>
#include <fstream>

namespace seisdesk {

namespace {

constexpr std::uintmax_t maxFileBytes = 1 << 20;

std::optional<SeisBenchModel> modelOf(const StateDict& tensors)
{
    if (tensors.contains("encoder.convs.0.weight") && tensors.contains("decoder_d.convs.0.weight")) return SeisBenchModel::EQTransformer;
    if (!tensors.contains("inc.weight")) return std::nullopt;
    if (tensors.contains("down_branch.0.0.weight")) return SeisBenchModel::PhaseNet;
    if (tensors.contains("conv1.conv.weight") && tensors.contains("bnu1.weight")) return SeisBenchModel::PhaseNetLight;
    return std::nullopt;
}

/// Extent `d` of a tensor of three dimensions; 0 without it.
std::int64_t extent(const StateDict& tensors, const char* name, std::size_t d)
{
    const Tensor* tensor = tensors.find(name);
    return tensor && tensor->shape.size() == 3 ? tensor->shape[d] : 0;
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// SeisBench names weights by their training data only ("original.pt.v2"); the network belongs before that.
std::string nameOf(const std::filesystem::path& file, const char* family)
{
    const std::string stem = seisBenchName(file), kind = lower(family);
    return lower(stem).find(kind) != std::string::npos ? stem : kind + "_" + stem;
}

/// The contract, and what of the network only the file beside the weights says.
Result<SeisBenchArguments> argumentsOf(const std::filesystem::path& file, const Knowledge& known, SeisBenchModel model, std::int64_t components,
                                       std::int64_t phases)
{
    const auto count = static_cast<std::size_t>(phases) + (model == SeisBenchModel::EQTransformer ? 1 : 0);
    if (known.contract) {
        SeisBenchArguments out;
        out.contract = *known.contract;
        out.contract.name = known.name;
        out.centred = out.contract.variant.starts_with("centred");
        out.sigmoid = out.contract.variant == "centred sigmoid";
        if (out.contract.componentOrder.size() != static_cast<std::size_t>(components) || out.contract.outputs.size() != count) {
            return Error{Error::Code::ModelMismatch, file.string() + ": its contract has " + std::to_string(out.contract.componentOrder.size()) +
                         " components and " + std::to_string(out.contract.outputs.size()) + " outputs, its tensors " + std::to_string(components) +
                         " and " + std::to_string(count) + "."};
        }
        return out;
    }
    const auto beside = seisBenchFileBeside(file);
    if (!beside) {
        return Error{Error::Code::InvalidArgument, file.string() + ": a " + name(model) + " of SeisBench whose phases, components and normalisation are "
                     "unknown: put the NAME.json that belongs to NAME.pt (NAME.json.v1 to NAME.pt.v1) beside it."};
    }
    std::error_code error;
    if (std::filesystem::file_size(*beside, error) > maxFileBytes || error) return Error{Error::Code::Unreadable, beside->string() + ": cannot be read."};
    std::ifstream in(*beside, std::ios::binary);
    auto out = seisBenchArguments(std::string((std::istreambuf_iterator<char>(in)), {}), model, static_cast<std::size_t>(components), static_cast<std::size_t>(phases));
    if (!out) return Error{out.error().code, beside->string() + ": it " + out.error().message + "."};
    out->contract.name = nameOf(file, name(model));
    if (known.sampleRateHz) out->contract.sampleRateHz = *known.sampleRateHz;
    return out;
}

Result<Recognition> eqTransformer(const EQTransformerConfig& config, Contract contract, const std::filesystem::path& file)
{
    contract.family = name(SeisBenchModel::EQTransformer);
    contract.task = Task::Picking;
    const bool fits = config.original() ? contract.windowSamples == 6000 : contract.windowSamples >= 128 && contract.windowSamples <= 262'144;
    if (!fits) {
        return Error{Error::Code::ModelMismatch, file.string() + ": this EQTransformer works on windows of " + (config.original() ? "6000" : "128 to 262144") +
                     " samples, not " + std::to_string(contract.windowSamples) + "."};
    }
    return Recognition{config, std::move(contract)};
}

}  // namespace

bool looksLikeSeisBench(const StateDict& tensors) { return modelOf(tensors).has_value(); }

Result<Recognition> recogniseSeisBench(const StateDict& tensors, const std::filesystem::path& file, const Knowledge& known)
{
    const SeisBenchModel model = *modelOf(tensors);
    if (model == SeisBenchModel::EQTransformer) {
        const auto config = eqTransformerConfig(tensors);
        if (!config) return Error{config.error().code, file.string() + ": " + config.error().message + "."};
        auto arguments = argumentsOf(file, known, model, config->components, config->phases);
        if (!arguments) return arguments.error();
        return eqTransformer(*config, std::move(arguments->contract), file);
    }
    const bool light = model == SeisBenchModel::PhaseNetLight;
    const std::int64_t filters = extent(tensors, "inc.weight", 0), components = extent(tensors, "inc.weight", 1);
    const std::int64_t phases = extent(tensors, "out.weight", light ? 1 : 0);
    if (components < 1 || components > 16 || phases < 2 || phases > 16 || filters < 8 || filters > 1024) {
        return Error{Error::Code::Unsupported, file.string() + ": a " + name(model) + " of " + std::to_string(components) + " components, " +
                     std::to_string(phases) + " phases and " + std::to_string(filters) + " filters."};
    }
    auto arguments = argumentsOf(file, known, model, components, phases);
    if (!arguments) return arguments.error();
    Contract contract = std::move(arguments->contract);
    contract.family = name(model);
    contract.task = Task::Picking;
    const bool fits = light ? contract.windowSamples == 3001 : contract.windowSamples >= 128 && contract.windowSamples <= 262'144;
    if (!fits) return Error{Error::Code::ModelMismatch, file.string() + ": this network does not work on windows of " + std::to_string(contract.windowSamples) + " samples."};
    if (light) return Recognition{PhaseNetLightConfig{components, phases}, std::move(contract)};
    PhaseNetConfig config;
    config.filters = filters;
    config.components = components;
    config.phases = phases;
    config.centred = arguments->centred;
    config.sigmoid = arguments->sigmoid;
    return Recognition{config, std::move(contract)};
}

bool looksLikeKerasEQTransformer(const StateDict& tensors)
{
    return std::any_of(tensors.begin(), tensors.end(), [](const auto& entry) { return entry.first.find("attentionD0_Add_Wt") != std::string::npos; });
}

Result<Recognition> recogniseKerasEQTransformer(const StateDict& tensors, const std::filesystem::path& file, const Knowledge& known)
{
    const auto gates = kerasGates(tensors);
    const bool named = lower(file.filename().string()).find("conservative") != std::string::npos;
    const bool conservative = gates.empty() ? named : gates == "hard_sigmoid";
    const auto converted = eqTransformerFromKeras(tensors, conservative);
    if (!converted) return Error{converted.error().code, file.string() + ": recognised as EQTransformer's Keras file, but " + converted.error().message + "."};
    const auto config = eqTransformerConfig(*converted);
    if (!config) return Error{config.error().code, file.string() + ": " + config.error().message + "."};
    Contract contract = known.contract.value_or(Contract{});
    if (!known.contract) {
        contract.sampleRateHz = known.sampleRateHz.value_or(100.0);
        contract.windowSamples = 6000;
        contract.taperSamples = 6;
        contract.blindingSamples = 500;
        contract.stacking = Stacking::Maximum;
        contract.defaultThresholdP = contract.defaultThresholdS = 0.1;
        contract.pickRule = PickRule::Triggers;
    }
    contract.name = known.name;
    contract.componentOrder = "ENZ";
    contract.outputs = {"detection", "P", "S"};
    return eqTransformer(*config, std::move(contract), file);
}

}  // namespace seisdesk
