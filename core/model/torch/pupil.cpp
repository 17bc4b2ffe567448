#include "core/model/torch/pupil.h"

#include "core/model/nets/wrapped_names.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/picker_of.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/normalization.h>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <set>

namespace seisdesk::nets {

namespace {

constexpr double loraAlphaPerRank = 2.0;
constexpr double curveScale = 100.0;  // samples of a window that matter, roughly
constexpr double smallestProbability = 1e-6;

/// Widths of the Gaussians that the networks were trained with: SeisT 10 samples, PhaseNet a fifth of its 30 samples. EQTransformer's triangles of 20
/// samples either side are as wide as Gaussians of 8.
CurveTarget targetOf(const Recognition& recognition, const StateDict& parent)
{
    const Contract& contract = recognition.contract;
    if (std::holds_alternative<SeisTConfig>(recognition.config)) return {1, 10.0};
    if (std::holds_alternative<PhaseNetConfig>(recognition.config) || std::holds_alternative<PhaseNetLightConfig>(recognition.config)) return {1, 6.0};
    if (std::holds_alternative<EQTransformerConfig>(recognition.config)) return {1, 8.0};
    const auto recipe = parent.metadata.find("recipe");
    const auto own = recipe == parent.metadata.end() ? Result<Recipe>(Recipe()) : recipeFromJson(recipe->second);
    return {static_cast<std::size_t>(curveStride), (own ? own->labelSigmaSeconds : Recipe().labelSigmaSeconds) * contract.sampleRateHz};
}

/// Names of the parameters of batch and layer norms.
std::set<std::string> normsOf(const torch::nn::Module& module)
{
    std::set<std::string> out;
    for (const auto& entry : module.named_modules("", false)) {
        const auto* const part = entry.value().get();
        if (!dynamic_cast<const torch::nn::BatchNorm1dImpl*>(part) && !dynamic_cast<const torch::nn::LayerNormImpl*>(part)) continue;
        for (const auto& parameter : part->named_parameters(false)) out.insert(entry.key() + "." + parameter.key());
    }
    return out;
}

bool beginsWithOneOf(const std::string& name, std::initializer_list<const char*> beginnings)
{
    return std::any_of(beginnings.begin(), beginnings.end(), [&](const char* b) { return name.starts_with(b); });
}

bool lowRank(const std::string& name) { return name.find(".lora_A.") != std::string::npos || name.find(".lora_B.") != std::string::npos; }

}  // namespace

bool learns(Scope scope, const std::string& family, const std::string& name, bool norm)
{
    switch (scope) {
    case Scope::Everything: return true;
    case Scope::Heads:
        if (family == "SeisT") return beginsWithOneOf(name, {"out_head."});
        if (family == "PhaseNet") return beginsWithOneOf(name, {"output_conv.", "up_conv0_1.", "up_bn0_1.", "up_conv1_1.", "up_bn1_1."});
        if (family == "PhaseNetLight") return beginsWithOneOf(name, {"out.", "up4.", "bnu4."});
        if (family == "EQTransformer") return beginsWithOneOf(name, {"pick_convs.", "pick_decoders.", "conv_d."});
        return beginsWithOneOf(name, {"up_layers.", "out_conv.", "source_"});
    case Scope::Lora: return lowRank(name) || norm || name.ends_with("bias");
    case Scope::Norms: return norm || name.ends_with("bias");
    case Scope::Automatic: break;
    }
    return false;
}

torch::Tensor curveLoss(const torch::Tensor& probabilities, const std::vector<std::string>& outputs, const TrainingBatch& batch)
{
    const auto channel = [&](std::initializer_list<const char*> names) -> std::int64_t {
        for (std::size_t i = 0; i < outputs.size(); ++i)
            if (std::find(names.begin(), names.end(), outputs[i]) != names.end()) return static_cast<std::int64_t>(i);
        return -1;
    };
    const std::int64_t noise = channel({"noise"});
    const std::array<std::int64_t, 3> channels{noise, channel({"P"}), channel({"S"})};
    torch::Tensor entropy = torch::zeros_like(batch.weight);
    for (std::size_t i = 0; i < channels.size(); ++i) {
        if (channels[i] < 0) continue;
        const torch::Tensor p = probabilities.select(1, channels[i]), truth = batch.phases.select(1, static_cast<std::int64_t>(i));
        entropy = entropy - truth * (p + smallestProbability).log();
        if (noise < 0) entropy = entropy - (1.0 - truth) * (1.0 - p + smallestProbability).log();
    }
    return (entropy * batch.weight).sum() / (static_cast<double>(batch.input.size(0)) * curveScale);
}

Result<Pupil> Pupil::of(const Recognition& recognition, const StateDict& parent, Scope scope, std::int64_t loraRank, std::uint64_t seed)
{
    Recognition own = recognition;
    auto* const seismollm = std::get_if<SeisMoLLMConfig>(&own.config);
    const std::string& family = own.contract.family;
    if (own.contract.task != Task::Picking || (seismollm && !seismollm->multiTask())) {
        return Error{Error::Code::Unsupported, own.contract.name + ": fine-tuning works for pickers of the families SeisMoLLM (with several tasks), SeisT, PhaseNet and EQTransformer; "
                     "this is a " + family + " of one task that cannot be fine-tuned."};
    }
    if (scope == Scope::Lora && !seismollm)
        return Error{Error::Code::InvalidArgument, family + " has no low-rank adapters; choose the scope norms, heads or everything."};
    Pupil out;
    if (seismollm) {
        seismollm->loraRank = scope == Scope::Lora ? std::max<std::int64_t>(1, loraRank) : 0;
        seismollm->loraDropout = seismollm->dropout = 0.0;
        out.m_loraAlpha = seismollm->loraAlpha = loraAlphaPerRank * static_cast<double>(seismollm->loraRank);
    }
    torch::manual_seed(seed);
    out.m_module = pickerOf(own);
    StateDict tensors;
    for (const auto& [name, tensor] : stateOf(*out.m_module)) {
        const Tensor* const source = parent.find(unwrappedName(name));
        if (source) tensors.add(name, *source);
        else if (lowRank(name) || tensor.type != DType::Float32 || tensor.bytes.empty()) tensors.add(name, tensor);
    }
    if (const auto loaded = loadState(*out.m_module, tensors); !loaded) return loaded.error();
    out.m_module->eval();  // statistics of the norms stay as they are, nothing drops out
    const std::set<std::string> norms = normsOf(*out.m_module);
    for (auto& entry : out.m_module->named_parameters()) entry.value().set_requires_grad(entry.value().numel() > 0 && learns(scope, family, entry.key(), norms.contains(entry.key())));
    out.m_contract = own.contract;
    out.m_target = targetOf(own, parent);
    return out;
}

torch::Tensor Pupil::loss(const TrainingBatch& batch) const
{
    if (auto* const desk = dynamic_cast<SeisMoLLMDesk*>(m_module.get())) return losses(desk->heads(batch.input), batch).total(m_weights);
    return curveLoss(m_module->forward(batch.input), m_contract.outputs, batch);
}

StateDict Pupil::learned() const
{
    StateDict out;
    const StateDict all = stateOf(*m_module);
    for (const auto& entry : m_module->named_parameters())
        if (entry.value().requires_grad()) out.add(entry.key(), *all.find(entry.key()));
    return out;
}

std::size_t Pupil::trainedParameters() const
{
    std::size_t out = 0;
    for (const torch::Tensor& p : m_module->parameters())
        if (p.requires_grad()) out += static_cast<std::size_t>(p.numel());
    return out;
}

}  // namespace seisdesk::nets
