#include "core/model/nets/recognise.h"

#include "core/model/contract_json.h"
#include "core/model/nets/eqtransformer_keras.h"
#include "core/model/nets/knowledge.h"
#include "core/model/nets/recognise_seisbench.h"
#include "core/model/nets/recognise_seismollm.h"

#include <algorithm>
#include <optional>

namespace seisdesk {

namespace {

std::vector<std::string> outputsOf(Task task)
{
    switch (task) {
    case Task::Picking: return {"detection", "P", "S"};
    case Task::Polarity: return {"up", "down"};
    case Task::Magnitude: return {"magnitude"};
    case Task::Distance: return {"distance_km"};
    case Task::BackAzimuth: break;
    }
    return {"back_azimuth_deg"};
}

Result<Recognition> recogniseSeisT(const Checkpoint& checkpoint, const std::filesystem::path& file, const Knowledge& known)
{
    const Tensor* width = checkpoint.tensors.find("encoder_layers.3.0.proj.weight");
    const std::int64_t channels = width && width->shape.size() == 3 ? width->shape[0] : 0;
    const char size = channels == 64 ? 'S' : channels == 96 ? 'M' : channels == 128 ? 'L' : '?';
    if (size == '?') {
        return Error{Error::Code::Unsupported, file.string() + ": a SeisT with " + std::to_string(channels) +
                     " channels in its last stage; known are S (64), M (96) and L (128)."};
    }
    const std::optional<Task> said = known.contract ? known.contract->task : known.task;
    std::optional<Task> task;
    const Tensor* head = checkpoint.tensors.find("out_head.lin.weight");
    if (checkpoint.tensors.contains("out_head.out_conv.weight")) {
        task = Task::Picking;
    } else if (head && head->shape.size() == 2 && head->shape[0] == 2) {
        task = Task::Polarity;
    } else if (head && head->shape.size() == 2 && head->shape[0] == 1) {
        if (!said) {
            return Error{Error::Code::InvalidArgument, file.string() + ": a SeisT-" + size + " with one output. Magnitude, distance and "
                         "back-azimuth networks look alike: say which by --task emg, dis or baz when importing it, or by _emg_, _dis_ "
                         "or _baz_ in the file's name."};
        }
        if (*said != Task::Picking && *said != Task::Polarity) task = *said;
    } else {
        return Error{Error::Code::Unsupported, file.string() + ": a SeisT-" + size + " whose head is unknown."};
    }
    if (!task || (said && *said != *task)) {
        return Error{Error::Code::ModelMismatch, file.string() + ": it is said to be for " + name(*said) + ", but its head has another "
                     "shape" + (task ? std::string(", that of ") + name(*task) : "") + "."};
    }
    Contract contract;
    if (known.contract) {
        contract = *known.contract;
    } else if (!known.sampleRateHz) {
        return Error{Error::Code::InvalidArgument, file.string() + ": a SeisT-" + size + " for " + name(*task) + " whose sampling rate is "
                     "unknown: say it by --rate 50 or 100 when importing it, or by _diting or _pnw in the file's name."};
    } else {
        contract.sampleRateHz = *known.sampleRateHz;
        contract.windowSamples = 8192;
    }
    contract.family = "SeisT";
    contract.name = known.name;
    contract.task = *task;
    contract.componentOrder = "ZNE";
    contract.outputs = outputsOf(*task);
    // The six strides of two and the picking head's up-layers need some samples to work on.
    if (contract.windowSamples < 512 || contract.windowSamples > 262'144) {
        return Error{Error::Code::ModelMismatch, file.string() + ": SeisT works on windows of 512 to 262144 samples, not " +
                     std::to_string(contract.windowSamples) + "."};
    }
    return Recognition{seisTConfig(size, *task), contract};
}

/// Under the module's own names a SeisBench network may lie, as an adapter completed by it does: sizes are the tensors', and what else differs from
/// the original is in its contract.
Recognition recognisePhaseNet(const StateDict& tensors, const Knowledge& known)
{
    Contract contract = known.contract.value_or(Contract{});
    if (!known.contract) {
        contract.sampleRateHz = known.sampleRateHz.value_or(100.0);
        contract.windowSamples = 3001;
    }
    contract.family = "PhaseNet";
    contract.name = known.name;
    contract.task = Task::Picking;
    PhaseNetConfig config;
    const Tensor *in = tensors.find("input_conv.weight"), *out = tensors.find("output_conv.weight");
    if (known.contract && in && out && in->shape.size() == 3 && out->shape.size() == 3 && contract.componentOrder.size() == static_cast<std::size_t>(in->shape[1]) &&
        contract.outputs.size() == static_cast<std::size_t>(out->shape[0])) {
        config.filters = in->shape[0];
        config.components = in->shape[1];
        config.phases = out->shape[0];
        config.centred = contract.variant.starts_with("centred");
        config.sigmoid = contract.variant == "centred sigmoid";
        return {config, contract};
    }
    contract.componentOrder = "ENZ";
    contract.outputs = {"noise", "P", "S"};
    return {config, contract};
}

}  // namespace

Result<Recognition> recognise(const Checkpoint& checkpoint, const std::filesystem::path& file, const ModelHint& hint)
{
    const StateDict& tensors = checkpoint.tensors;
    const auto known = knowledgeOf(checkpoint, file, hint);
    if (!known) return known.error();
    const bool anySeisT = std::any_of(tensors.begin(), tensors.end(), [](const auto& e) { return e.first.starts_with("encoder_layers."); });
    if (anySeisT) return recogniseSeisT(checkpoint, file, *known);
    if (tensors.contains("down_conv3_1/kernel:0") || tensors.contains("down_conv3_1.weight")) return recognisePhaseNet(tensors, *known);
    if (looksLikeSeisBench(tensors)) return recogniseSeisBench(tensors, file, *known);
    if (looksLikeKerasEQTransformer(tensors)) return recogniseKerasEQTransformer(tensors, file, *known);
    if (looksLikeSeisMoLLM(tensors)) return recogniseSeisMoLLM(tensors, file, *known);
    return Error{Error::Code::Unsupported, file.string() + ": no network that SeisDesk knows (SeisT, PhaseNet, EQTransformer, SeisMoLLM); its first tensor "
                 "is \"" + tensors.begin()->first.substr(0, 80) + "\"."};
}

Result<StateDict> moduleTensors(const Recognition& recognition, const StateDict& tensors)
{
    if (const auto* phasenet = std::get_if<PhaseNetConfig>(&recognition.config)) {
        return looksLikeSeisBench(tensors) ? seisBenchPhaseNetTensors(tensors, *phasenet) : phaseNetTensors(tensors);
    }
    if (const auto* eqt = std::get_if<EQTransformerConfig>(&recognition.config); eqt && looksLikeKerasEQTransformer(tensors)) {
        return eqTransformerFromKeras(tensors, eqt->kind == EQTransformerKind::Conservative);
    }
    if (std::holds_alternative<SeisMoLLMConfig>(recognition.config)) return seisMoLLMTensors(tensors);
    return tensors;
}

}  // namespace seisdesk
