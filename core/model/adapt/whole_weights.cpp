#include "core/model/adapt/whole_weights.h"

#include "core/model/contract_json.h"
#include "core/model/nets/recognise_seismollm.h"
#include "core/model/nets/wrapped_names.h"

#include <set>

namespace seisdesk {

namespace {

constexpr const char *endingA = ".lora_A.default.weight", *endingB = ".lora_B.default.weight";
constexpr int deepest = 16;  // adapters of adapters

bool lowRank(const std::string& name) { return name.ends_with(endingA) || name.ends_with(endingB); }

/// W + scale B A; GPT-2 keeps its matrices [in, out], BERT [out, in]. False when the shapes do not fit.
bool addLowRank(Tensor& weight, const Tensor& a, const Tensor& b, double scale, bool transposed)
{
    if (a.shape.size() != 2 || b.shape.size() != 2 || a.shape[0] != b.shape[1]) return false;
    const auto rank = static_cast<std::size_t>(a.shape[0]), in = static_cast<std::size_t>(a.shape[1]), out = static_cast<std::size_t>(b.shape[0]);
    if (weight.shape != (transposed ? std::vector<std::int64_t>{a.shape[1], b.shape[0]} : std::vector<std::int64_t>{b.shape[0], a.shape[1]})) return false;
    std::vector<float> w = weight.toFloats();
    const std::vector<float> low = a.toFloats(), high = b.toFloats();
    std::vector<double> row(in);
    for (std::size_t o = 0; o < out; ++o) {
        row.assign(in, 0.0);
        for (std::size_t r = 0; r < rank; ++r)
            for (std::size_t i = 0; i < in; ++i) row[i] += static_cast<double>(high[o * rank + r]) * static_cast<double>(low[r * in + i]);
        for (std::size_t i = 0; i < in; ++i) {
            float& value = w[transposed ? i * out + o : o * in + i];
            value = static_cast<float>(static_cast<double>(value) + scale * row[i]);
        }
    }
    weight = Tensor::ofFloats(weight.shape, w);
    return true;
}

Error unfit(const std::string& name, const std::string& why) { return {Error::Code::ModelMismatch, "\"" + name.substr(0, 200) + "\" " + why}; }

/// The tensors of `base`, by plain names, changed by `changes`; low-rank pairs of `changes` times `scale`.
Result<StateDict> changed(const StateDict& base, const StateDict& changes, double scale, bool transposed)
{
    StateDict out;
    out.metadata = base.metadata;
    std::map<std::string, const Tensor*> replaced;
    std::set<std::string> used;
    for (const auto& [name, tensor] : changes)
        if (!lowRank(name)) replaced[unwrappedName(name)] = &tensor;
    for (const auto& [name, tensor] : base) {
        Tensor now = tensor;
        if (const auto other = replaced.find(name); other != replaced.end()) {
            if (other->second->shape != tensor.shape) return unfit(name, "has shape " + other->second->shapeText() + " instead of " + tensor.shapeText());
            now = *other->second;
            used.insert(name);
        }
        out.add(name, std::move(now));
    }
    for (const auto& [name, tensor] : replaced)
        if (!used.contains(name)) return unfit(name, "is not in the parent");
    StateDict whole;
    whole.metadata = out.metadata;
    std::map<std::string, std::string> pairs;  // plain name of the weight, name of its A
    for (const auto& [name, tensor] : changes)
        if (name.ends_with(endingA)) pairs[unwrappedName(name.substr(0, name.size() - std::string_view(endingA).size())) + ".weight"] = name;
    for (const auto& [name, tensor] : out) {
        Tensor now = tensor;
        if (const auto pair = pairs.find(name); pair != pairs.end()) {
            const std::string stem = pair->second.substr(0, pair->second.size() - std::string_view(endingA).size());
            const Tensor* const b = changes.find(stem + endingB);
            if (!b || !addLowRank(now, *changes.find(pair->second), *b, scale, transposed)) return unfit(pair->second, "does not fit the weight it adapts");
            pairs.erase(pair);
        }
        whole.add(name, std::move(now));
    }
    if (!pairs.empty()) return unfit(pairs.begin()->second, "adapts a weight that is not in the parent");
    return whole;
}

bool keepsTransposed(const StateDict& file)
{
    const auto own = file.metadata.find("seismollm");
    const auto config = own == file.metadata.end() ? Result<SeisMoLLMConfig>(SeisMoLLMConfig()) : seisMoLLMConfigFromJson(own->second);
    return !config || config->backbone == "gpt2";
}

Result<Checkpoint> readWhole(const std::filesystem::path& file, int depth)
{
    auto checkpoint = readCheckpoint(file);
    if (!checkpoint || !isAdapter(checkpoint->tensors)) return checkpoint;
    if (depth == 0) return Error{Error::Code::Unsupported, file.string() + ": this adapter stands on too many others; train it again from the first network."};
    const auto adapter = readAdapter(file);
    if (!adapter) return adapter.error();
    const auto where = parentOf(*adapter, file);
    if (!where) return where.error();
    const auto parent = readWhole(*where, depth - 1);
    if (!parent) return parent.error();
    const auto within = [&](const Error& error) { return Error{error.code, file.string() + " on " + where->string() + ": " + error.message + "."}; };
    const auto recognition = recognise(*parent, *where);
    const auto plain = recognition ? plainTensors(*recognition, parent->tensors) : plainTensors(parent->tensors);
    if (!plain) return within(plain.error());
    auto whole = adapted(*plain, *adapter);
    if (!whole) return within(whole.error());
    checkpoint->tensors = std::move(*whole);
    return checkpoint;
}

}  // namespace

Result<Checkpoint> readWeights(const std::filesystem::path& file) { return readWhole(file, deepest); }

Result<StateDict> plainTensors(const Recognition& recognition, const StateDict& file)
{
    // Their adapters have more to be done with than names.
    if (std::holds_alternative<SeisMoLLMConfig>(recognition.config)) return plainTensors(file);
    return moduleTensors(recognition, file);
}

Result<StateDict> plainTensors(const StateDict& file)
{
    if (file.contains("down_conv3_1/kernel:0")) return phaseNetTensors(file);
    if (!looksLikeSeisMoLLM(file)) return file;
    const StateDict named = seisMoLLMTensors(file);
    StateDict base, low;
    base.metadata = named.metadata;
    for (const auto& [name, tensor] : named) {
        if (lowRank(name)) low.add(name, tensor);
        else base.add(unwrappedName(name), tensor);
    }
    const auto own = base.metadata.find("seismollm");
    if (low.empty()) return base;
    SeisMoLLMConfig config = SeisMoLLMConfig::paper(Task::Picking);
    if (own != base.metadata.end()) {
        auto said = seisMoLLMConfigFromJson(own->second);
        if (!said) return said.error();
        config = std::move(*said);
    }
    const double scale = config.loraRank > 0 ? config.loraAlpha / static_cast<double>(config.loraRank) : 0.0;
    auto whole = changed(base, low, scale, config.backbone == "gpt2");
    if (whole && own != base.metadata.end()) {
        config.loraRank = 0;
        whole->metadata["seismollm"] = toJson(config);
    }
    return whole;
}

Result<StateDict> adapted(const StateDict& parent, const Adapter& adapter)
{
    const double scale = adapter.loraRank > 0 ? adapter.loraAlpha / static_cast<double>(adapter.loraRank) : 0.0;
    auto out = changed(parent, adapter.tensors, scale, keepsTransposed(parent));
    if (!out) return out;
    out->metadata.insert(adapter.more.begin(), adapter.more.end());
    out->metadata["contract"] = toJson(adapter.contract);
    return out;
}

}  // namespace seisdesk
