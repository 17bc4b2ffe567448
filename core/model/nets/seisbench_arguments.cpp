#include "core/model/nets/seisbench_arguments.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

/// Reads members and remembers the first that is wrong or cannot be honoured.
class Arguments {
public:
    Arguments(const Json& json, const char* part) : m_json(json.contains(part) && json[part].is_object() ? json[part] : Json::object()) {}
    /// Null counts as absent.
    const Json* find(const std::string& key) const
    {
        const auto found = m_json.find(key);
        return found == m_json.end() || found->is_null() ? nullptr : &*found;
    }
    void read(const std::string& key, double& out, double least, double most)
    {
        const Json* value = find(key);
        if (!value) return;
        if (!value->is_number() || !(value->get<double>() >= least && value->get<double>() <= most)) return wrong(key);
        out = value->get<double>();
    }
    void read(const std::string& key, bool& out)
    {
        const Json* value = find(key);
        if (!value) return;
        if (!value->is_boolean()) return wrong(key);
        out = value->get<bool>();
    }
    void read(const std::string& key, std::string& out)
    {
        const Json* value = find(key);
        if (!value) return;
        if (!value->is_string()) return wrong(key);
        out = value->get<std::string>();
    }
    /// "PSN", or a list of names.
    void read(const std::string& key, std::vector<std::string>& out)
    {
        const Json* value = find(key);
        if (!value) return;
        out.clear();
        if (value->is_string()) {
            for (const char c : value->get<std::string>()) out.emplace_back(1, c);
        } else if (value->is_array() && std::all_of(value->begin(), value->end(), [](const Json& item) { return item.is_string(); })) {
            for (const Json& item : *value) out.push_back(item.get<std::string>());
        } else {
            wrong(key);
        }
    }
    void wrong(const std::string& key)
    {
        if (error.empty()) error = "has a wrong value for \"" + key + "\"";
    }
    void refuse(const std::string& what)
    {
        if (refusal.empty()) refusal = what;
    }
    std::string error, refusal;

private:
    Json m_json;
};

Contract defaults(SeisBenchModel model)
{
    Contract c;
    c.family = name(model);
    c.sampleDeviation = true;
    c.pickRule = PickRule::Triggers;
    if (model == SeisBenchModel::EQTransformer) {
        c.windowSamples = 6000;
        c.normalisation = Normalisation::Window;
        c.taperSamples = 6;
        c.blindingSamples = 500;
        c.stacking = Stacking::Maximum;
        c.defaultOverlap = 3000;
        c.defaultThresholdP = c.defaultThresholdS = 0.1;
    } else {
        c.windowSamples = 3001;
        c.stacking = Stacking::Mean;
        c.defaultOverlap = 1500;
    }
    return c;
}

void readNormalisation(Arguments& model, SeisBenchModel which, bool variable, Contract& c)
{
    std::string norm = variable ? "peak" : "std";
    bool perComponent = false;
    model.read("norm", norm);
    model.read("norm_detrend", c.detrend);
    model.read("norm_amp_per_comp", perComponent);
    bool together = which == SeisBenchModel::EQTransformer && norm == "std";
    if (const Json* axis = model.find("norm_axis"); axis && variable) {
        const Json list = axis->is_array() ? *axis : Json::array({*axis});
        together = list.size() == 2;
        if (list.empty() || list.size() > 2) model.wrong("norm_axis");
        for (const Json& item : list)
            if (!item.is_number_integer() || (item != -1 && item != -2 && item != 1 && item != 2)) model.wrong("norm_axis");
        if (list.size() == 1 && list[0] != -1 && list[0] != 2) model.refuse("windows normalised from component to component (\"norm_axis\")");
    }
    if (norm != "std" && norm != "peak") return model.wrong("norm");
    if (perComponent) c.normalisation = Normalisation::Max;
    else if (norm == "std") c.normalisation = together ? Normalisation::Window : Normalisation::Std;
    else c.normalisation = together ? Normalisation::WindowMax : Normalisation::Max;
}

void readComponents(Arguments& model, std::size_t components, Contract& c)
{
    std::vector<std::string> order;
    for (const char component : std::string("ZNE").substr(0, components)) order.emplace_back(1, component);
    model.read("component_order", order);
    if (order.size() != components) return model.wrong("component_order");
    c.componentOrder.clear();
    for (const std::string& component : order) {
        const std::string letter = component == "1" ? "N" : component == "2" ? "E" : component;
        if (letter.size() != 1 || std::string("ZNE").find(letter) == std::string::npos) {
            return model.refuse("component \"" + component + "\"; SeisDesk gives networks Z, N and E");
        }
        if (c.componentOrder.find(letter) != std::string::npos) return model.wrong("component_order");
        c.componentOrder += letter;
    }
}

void readUse(Arguments& use, Contract& c)
{
    double blinding[2] = {static_cast<double>(c.blindingSamples), static_cast<double>(c.blindingSamples)};
    if (const Json* value = use.find("blinding")) {
        if (value->is_array() && value->size() == 2 && (*value)[0].is_number_unsigned() && (*value)[1].is_number_unsigned()) {
            for (std::size_t i = 0; i < 2; ++i) blinding[i] = (*value)[i].get<double>();
        } else {
            use.wrong("blinding");
        }
    }
    if (blinding[0] != blinding[1]) use.refuse("blinding that differs between the ends of a window");
    c.blindingSamples = static_cast<std::size_t>(blinding[0]);
    if (2 * c.blindingSamples >= c.windowSamples) use.wrong("blinding");
    const auto window = static_cast<double>(c.windowSamples);
    use.read("overlap", c.defaultOverlap, 0.0, window - 1.0);
    if (c.defaultOverlap >= 1.0) c.defaultOverlap /= window;
    else c.defaultOverlap = std::floor(c.defaultOverlap * window) / window;
    if (c.defaultOverlap > 0.95) use.wrong("overlap");
    std::string stacking = c.stacking == Stacking::Mean ? "avg" : "max";
    use.read("stacking", stacking);
    if (stacking == "avg") c.stacking = Stacking::Mean;
    else if (stacking == "max") c.stacking = Stacking::Maximum;
    else use.wrong("stacking");
    use.read("P_threshold", c.defaultThresholdP, 0.0, 1.0);
    use.read("S_threshold", c.defaultThresholdS, 0.0, 1.0);
}

std::string docstringOf(const Json& json)
{
    const auto said = json.is_object() ? json.find("docstring") : json.end();
    return said != json.end() && said->is_string() ? said->get<std::string>() : std::string();
}

}  // namespace

const char* name(SeisBenchModel model)
{
    switch (model) {
    case SeisBenchModel::PhaseNet: return "PhaseNet";
    case SeisBenchModel::PhaseNetLight: return "PhaseNetLight";
    case SeisBenchModel::EQTransformer: break;
    }
    return "EQTransformer";
}

std::string seisBenchName(const fs::path& weights)
{
    const std::string file = weights.filename().string();
    const auto at = file.rfind(".pt");
    const bool theirs = at != std::string::npos && at > 0 && (at + 3 == file.size() || file.compare(at + 3, 2, ".v") == 0);
    return theirs ? file.substr(0, at) : weights.stem().string();
}

std::optional<fs::path> seisBenchFileBeside(const fs::path& weights)
{
    const std::string file = weights.filename().string(), stem = seisBenchName(weights);
    if (!file.starts_with(stem + ".pt")) return std::nullopt;
    const fs::path beside = weights.parent_path() / (stem + ".json" + file.substr(stem.size() + 3));
    std::error_code error;
    return fs::is_regular_file(beside, error) ? std::optional(beside) : std::nullopt;
}

Result<SeisBenchArguments> seisBenchArguments(std::string_view text, SeisBenchModel model, std::size_t components, std::size_t phases)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return Error{Error::Code::Malformed, "is no JSON object"};
    SeisBenchArguments out;
    Contract& c = out.contract = defaults(model);
    Arguments args(json, "model_args");
    const bool variable = model == SeisBenchModel::PhaseNet && args.find("output_activation");
    if (variable) {
        std::string activation;
        args.read("output_activation", activation);
        out.centred = true;
        out.sigmoid = activation == "sigmoid";
        if (!out.sigmoid && activation != "softmax") args.wrong("output_activation");
        c.variant = out.sigmoid ? "centred sigmoid" : "centred";
        c.windowSamples = 600;
        c.defaultOverlap = 0.5;
    }
    args.read("sampling_rate", c.sampleRateHz, 0.01, 100'000.0);
    if (variable || model == SeisBenchModel::EQTransformer) {
        double samples = static_cast<double>(c.windowSamples);
        args.read("in_samples", samples, 128.0, 262'144.0);
        c.windowSamples = static_cast<std::size_t>(samples);
    }
    readComponents(args, components, c);
    readNormalisation(args, model, variable, c);
    std::vector<std::string> labels = model == SeisBenchModel::EQTransformer ? std::vector<std::string>{"P", "S"}
                                      : variable                             ? std::vector<std::string>{"P", "S", "N"}
                                                                             : std::vector<std::string>{"N", "P", "S"};
    args.read("phases", labels);
    if (labels.size() != phases) args.wrong("phases");
    if (model == SeisBenchModel::EQTransformer) c.outputs.push_back("detection");
    for (const std::string& label : labels) c.outputs.push_back(label == "N" && model != SeisBenchModel::EQTransformer ? "noise" : label);
    for (const char* filter : {"filter_args", "filter_kwargs"})
        if (args.find(filter)) args.refuse("records that are filtered first (\"" + std::string(filter) + "\")");
    std::string grouping = "instrument";
    args.read("grouping", grouping);
    if (grouping != "instrument") args.refuse("\"" + grouping + "\" as what goes into a window");
    Arguments use(json, "default_args");
    readUse(use, c);
    for (const Arguments* part : {&args, &use}) {
        if (!part->error.empty()) return Error{Error::Code::Malformed, part->error};
        if (!part->refusal.empty()) return Error{Error::Code::Unsupported, "asks for " + part->refusal};
    }
    out.docstring = docstringOf(json);
    return out;
}

std::string seisBenchDocstring(const fs::path& weights)
{
    const auto beside = seisBenchFileBeside(weights);
    if (!beside) return {};
    std::ifstream in(*beside, std::ios::binary);
    std::string text(1 << 16, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return docstringOf(Json::parse(text, nullptr, false));
}

}  // namespace seisdesk
