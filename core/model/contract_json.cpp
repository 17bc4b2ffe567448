#include "core/model/contract_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace seisdesk {

namespace {

using Json = nlohmann::ordered_json;

const char* name(Normalisation normalisation)
{
    switch (normalisation) {
    case Normalisation::Std: return "std";
    case Normalisation::Max: return "max";
    case Normalisation::Joint: return "joint";
    case Normalisation::Window: return "window";
    case Normalisation::WindowMax: return "window_max";
    case Normalisation::None: break;
    }
    return "none";
}

const char* name(Stacking stacking)
{
    return stacking == Stacking::Tapered ? "tapered" : stacking == Stacking::Mean ? "mean" : "maximum";
}

const char* name(PickRule rule) { return rule == PickRule::Peaks ? "peaks" : "triggers"; }

/// Reads members one by one and remembers the first that is wrong.
class Members {
public:
    explicit Members(const Json& json) : m_json(json) {}
    void read(const char* key, std::string& out)
    {
        if (const Json* value = member(key, &Json::is_string)) out = value->get<std::string>();
    }
    void read(const char* key, double& out, double least, double most)
    {
        const Json* value = member(key, &Json::is_number);
        if (!value) return;
        out = value->get<double>();
        if (!(out >= least && out <= most)) m_wrong = key;
    }
    void read(const char* key, std::size_t& out, std::size_t most)
    {
        const Json* value = member(key, &Json::is_number_unsigned);
        if (!value) return;
        out = value->get<std::size_t>();
        if (out > most) m_wrong = key;
    }
    void read(const char* key, bool& out)
    {
        if (const Json* value = member(key, &Json::is_boolean)) out = value->get<bool>();
    }
    /// By name; `all` are the values there are.
    template <class T>
    void read(const char* key, T& out, std::initializer_list<T> all)
    {
        std::string text = name(out);
        read(key, text);
        const auto found = std::find_if(all.begin(), all.end(), [&](T value) { return text == name(value); });
        if (found == all.end()) m_wrong = key;
        else out = *found;
    }
    void read(const char* key, std::vector<std::string>& out)
    {
        const Json* value = member(key, &Json::is_array);
        if (!value) return;
        out.clear();
        for (const Json& item : *value) {
            if (!item.is_string()) m_wrong = key;
            else out.push_back(item.get<std::string>());
        }
    }
    void reject(const char* key) { m_wrong = key; }
    const std::string& wrong() const { return m_wrong; }

private:
    const Json* member(const char* key, bool (Json::*is)() const noexcept)
    {
        const auto found = m_json.find(key);
        if (found == m_json.end()) return nullptr;
        if (((*found).*is)()) return &*found;
        m_wrong = key;
        return nullptr;
    }
    const Json& m_json;
    std::string m_wrong;
};

}  // namespace

const char* name(Task task)
{
    switch (task) {
    case Task::Picking: return "picking";
    case Task::Polarity: return "polarity";
    case Task::Magnitude: return "magnitude";
    case Task::Distance: return "distance";
    case Task::BackAzimuth: break;
    }
    return "back-azimuth";
}

std::optional<Task> taskNamed(std::string_view text)
{
    struct Row { const char* text; Task task; };
    static constexpr Row rows[] = {{"dpk", Task::Picking}, {"pmp", Task::Polarity}, {"emg", Task::Magnitude},
                                   {"dis", Task::Distance}, {"baz", Task::BackAzimuth}};
    for (const Row& row : rows) {
        if (text == row.text || text == name(row.task)) return row.task;
    }
    return std::nullopt;
}

std::string toJson(const Contract& contract)
{
    Json json = {{"family", contract.family},
                 {"name", contract.name},
                 {"task", name(contract.task)},
                 {"sample_rate_hz", contract.sampleRateHz},
                 {"window_samples", contract.windowSamples},
                 {"component_order", contract.componentOrder},
                 {"normalisation", name(contract.normalisation)},
                 {"outputs", contract.outputs},
                 {"source_outputs", contract.sourceOutputs},
                 {"source_stride", contract.sourceStride},
                 {"blinding_samples", contract.blindingSamples},
                 {"anchor_fraction", contract.anchorFraction},
                 {"default_threshold_p", contract.defaultThresholdP},
                 {"default_threshold_s", contract.defaultThresholdS},
                 {"default_threshold_polarity", contract.defaultThresholdPolarity},
                 {"detrend", contract.detrend},
                 {"sample_deviation", contract.sampleDeviation},
                 {"taper_samples", contract.taperSamples},
                 {"stacking", name(contract.stacking)},
                 {"default_overlap", contract.defaultOverlap},
                 {"pick_rule", name(contract.pickRule)},
                 {"variant", contract.variant}};
    if (contract.uncertainty != PickUncertainty{}) json["uncertainty"] = Json::parse(toJson(contract.uncertainty));
    if (contract.correctionPSeconds != 0.0) json["correction_p_s"] = contract.correctionPSeconds;
    if (contract.correctionSSeconds != 0.0) json["correction_s_s"] = contract.correctionSSeconds;
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

Result<Contract> contractFromJson(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return Error{Error::Code::Malformed, "The model's contract is no JSON object."};
    Contract contract;
    std::string task = name(contract.task);
    Members members(json);
    members.read("family", contract.family);
    members.read("name", contract.name);
    members.read("task", task);
    members.read("sample_rate_hz", contract.sampleRateHz, 0.01, 100'000.0);
    members.read("window_samples", contract.windowSamples, 1'000'000);
    members.read("component_order", contract.componentOrder);
    members.read("normalisation", contract.normalisation, {Normalisation::Std, Normalisation::Max, Normalisation::Joint, Normalisation::Window,
                                                           Normalisation::WindowMax, Normalisation::None});
    members.read("outputs", contract.outputs);
    members.read("source_outputs", contract.sourceOutputs);
    members.read("source_stride", contract.sourceStride, 1'000'000);
    members.read("blinding_samples", contract.blindingSamples, 1'000'000);
    members.read("anchor_fraction", contract.anchorFraction, 0.0, 1.0);
    members.read("default_threshold_p", contract.defaultThresholdP, 0.0, 1.0);
    members.read("default_threshold_s", contract.defaultThresholdS, 0.0, 1.0);
    members.read("default_threshold_polarity", contract.defaultThresholdPolarity, 0.0, 1.0);
    members.read("detrend", contract.detrend);
    members.read("sample_deviation", contract.sampleDeviation);
    members.read("taper_samples", contract.taperSamples, 1'000'000);
    members.read("stacking", contract.stacking, {Stacking::Tapered, Stacking::Mean, Stacking::Maximum});
    members.read("default_overlap", contract.defaultOverlap, 0.0, 0.95);
    members.read("pick_rule", contract.pickRule, {PickRule::Peaks, PickRule::Triggers});
    members.read("variant", contract.variant);
    members.read("correction_p_s", contract.correctionPSeconds, -1.0, 1.0);
    members.read("correction_s_s", contract.correctionSSeconds, -1.0, 1.0);
    if (const auto uncertainty = json.find("uncertainty"); uncertainty != json.end()) {
        if (const auto read = pickUncertaintyFromJson(uncertainty->dump(-1, ' ', false, Json::error_handler_t::replace))) contract.uncertainty = *read;
        else members.reject("uncertainty");
    }
    if (const auto known = taskNamed(task)) contract.task = *known;
    else members.reject("task");
    if (contract.windowSamples == 0 || 2 * contract.blindingSamples >= contract.windowSamples) members.reject("window_samples");
    if (2 * contract.taperSamples > contract.windowSamples) members.reject("taper_samples");
    if (contract.sourceOutputs.empty() != (contract.sourceColumns() == 0)) members.reject("source_stride");
    if (contract.componentOrder.empty() || contract.componentOrder.size() > 16) members.reject("component_order");
    if (!members.wrong().empty()) {
        return Error{Error::Code::Malformed, "The model's contract has a wrong value for \"" + members.wrong() + "\"."};
    }
    return contract;
}

}  // namespace seisdesk
