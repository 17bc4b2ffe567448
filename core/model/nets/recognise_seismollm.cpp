#include "core/model/nets/recognise_seismollm.h"

#include "core/model/contract_json.h"

#include <algorithm>

namespace seisdesk {

namespace {

constexpr const char* marker = "llm_blocks.";

std::string plainName(std::string name)
{
    for (const std::string part : {"module.", "_orig_mod."}) {
        for (std::size_t at = name.find(part); at != std::string::npos; at = name.find(part, at)) {
            if (at == 0 || name[at - 1] == '.') name.erase(at, part.size());
            else at += part.size();
        }
    }
    return name;
}

/// The tasks whose heads have this shape; none for a head that is not known.
std::vector<Task> tasksOf(const StateDict& tensors)
{
    if (tensors.contains("out_head.out_conv.weight")) return {Task::Picking};
    const Tensor* head = tensors.find("out_head.lin.weight");
    if (!head || head->shape.size() != 2) return {};
    if (head->shape[0] == 2) return {Task::Polarity, Task::BackAzimuth};
    if (head->shape[0] == 1) return {Task::Magnitude, Task::Distance};
    return {};
}

std::vector<std::string> outputsOf(Task task)
{
    switch (task) {
    case Task::Picking: return {"non", "P", "S"};
    case Task::Polarity: return {"up", "down"};
    case Task::Magnitude: return {"magnitude"};
    case Task::Distance: return {"distance_km"};
    case Task::BackAzimuth: break;
    }
    return {"back_azimuth_cos", "back_azimuth_sin"};
}

/// The sizes a file gives itself, or the published ones.
Result<SeisMoLLMConfig> configOf(const StateDict& tensors, const std::filesystem::path& file, Task task)
{
    const auto own = tensors.metadata.find("seismollm");
    if (own != tensors.metadata.end()) {
        auto config = seisMoLLMConfigFromJson(own->second);
        if (!config) return Error{config.error().code, file.string() + ": " + config.error().message};
        return config;
    }
    SeisMoLLMConfig config = SeisMoLLMConfig::paper(task);
    // Exported with the adapters merged, the blocks have GPT-2's own names.
    const bool adapted = std::any_of(tensors.begin(), tensors.end(), [](const auto& entry) { return entry.first.find(".lora_A.") != std::string::npos; });
    if (!adapted) config.loraRank = 0;
    return config;
}

/// All tasks in one pass: outputs and columns follow from the sizes, the rest from the contract.
Result<Recognition> recogniseDesk(const SeisMoLLMConfig& config, const std::filesystem::path& file, const Knowledge& known)
{
    const Contract usual = multiTaskContract(config);
    Contract contract = known.contract.value_or(usual);
    contract.family = usual.family;
    contract.name = known.name;
    contract.task = Task::Picking;
    contract.componentOrder = "ZNE";
    contract.outputs = usual.outputs;
    contract.sourceOutputs = usual.sourceOutputs;
    contract.sourceStride = usual.sourceStride;
    const std::size_t column = usual.sourceStride, most = column * static_cast<std::size_t>(config.positions);
    if (contract.windowSamples % column != 0 || contract.windowSamples == 0 || contract.windowSamples > most) {
        return Error{Error::Code::ModelMismatch, file.string() + ": this SeisMoLLM works on windows of a multiple of " + std::to_string(column) +
                     " samples up to " + std::to_string(most) + ", not " + std::to_string(contract.windowSamples) + "."};
    }
    return Recognition{config, contract};
}

}  // namespace

bool looksLikeSeisMoLLM(const StateDict& tensors)
{
    return std::any_of(tensors.begin(), tensors.end(), [](const auto& entry) { return plainName(entry.first).starts_with(marker); });
}

StateDict seisMoLLMTensors(const StateDict& tensors)
{
    StateDict out;
    out.metadata = tensors.metadata;
    for (const auto& [name, tensor] : tensors) {
        const std::string plain = plainName(name);
        if (plain.ends_with(".attn.bias") || plain.ends_with(".attn.masked_bias") || plain.ends_with(".wte.weight")) continue;
        out.add(plain, tensor);
    }
    return out;
}

Result<Recognition> recogniseSeisMoLLM(const StateDict& raw, const std::filesystem::path& file, const Knowledge& known)
{
    const StateDict tensors = seisMoLLMTensors(raw);
    if (tensors.metadata.contains("seismollm")) {
        const auto config = configOf(tensors, file, Task::Picking);
        if (!config) return config.error();
        if (config->multiTask()) return recogniseDesk(*config, file, known);
    }
    const std::vector<Task> fitting = tasksOf(tensors);
    if (fitting.empty()) return Error{Error::Code::Unsupported, file.string() + ": a SeisMoLLM whose head is unknown."};
    const std::optional<Task> said = known.contract ? known.contract->task : known.task;
    if (!said && fitting.size() > 1) {
        const std::string which = fitting[0] == Task::Polarity ? "two outputs. Polarity and back-azimuth networks look alike: say which by "
                                  "--task pmp or baz when importing it, or by _pmp_ or _baz_"
                                  : "one output. Magnitude and distance networks look alike: say which by --task emg or dis when importing it, "
                                  "or by _emg_ or _dis_";
        return Error{Error::Code::InvalidArgument, file.string() + ": a SeisMoLLM with " + which + " in the file's name."};
    }
    const Task task = said.value_or(fitting.front());
    if (std::find(fitting.begin(), fitting.end(), task) == fitting.end()) {
        std::string those;
        for (const Task t : fitting) those += (those.empty() ? "" : " or ") + std::string(name(t));
        return Error{Error::Code::ModelMismatch, file.string() + ": it is said to be for " + name(task) + ", but its head is that of " + those + "."};
    }
    Contract contract;
    if (known.contract) {
        contract = *known.contract;
    } else if (!known.sampleRateHz) {
        return Error{Error::Code::InvalidArgument, file.string() + ": a SeisMoLLM for " + name(task) + " whose sampling rate is unknown: say it "
                     "by --rate 50 or 100 when importing it, or by _diting or _stead in the file's name."};
    } else {
        contract.sampleRateHz = *known.sampleRateHz;
        contract.windowSamples = contract.sampleRateHz == 100.0 ? 6000 : 8192;
    }
    contract.family = "SeisMoLLM";
    contract.name = known.name;
    contract.task = task;
    contract.componentOrder = "ZNE";
    contract.outputs = outputsOf(task);
    const auto config = configOf(tensors, file, task);
    if (!config) return config.error();
    if (config->tasks.front() != task || (task == Task::Picking && config->up.empty()))
        return Error{Error::Code::ModelMismatch, file.string() + ": the sizes it gives are not those of a network for " + name(task) + "."};
    // The strided convolutions of the pooled heads need ten tokens.
    const std::int64_t tokens = config->tokens(static_cast<std::int64_t>(contract.windowSamples));
    if (tokens < 10 || tokens > config->positions) {
        return Error{Error::Code::ModelMismatch, file.string() + ": SeisMoLLM works on windows of " + std::to_string(10 * config->patch * config->stride()) +
                     " to " + std::to_string(config->positions * config->patch * config->stride()) + " samples, not " + std::to_string(contract.windowSamples) + "."};
    }
    return Recognition{*config, contract};
}

}  // namespace seisdesk
