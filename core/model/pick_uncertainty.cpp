#include "core/model/pick_uncertainty.h"

#include <nlohmann/json.hpp>

namespace seisdesk {

namespace {

using Json = nlohmann::ordered_json;

constexpr double largestFactor = 1000.0;

Json jsonOf(const WidthScale& scale)
{
    return {{"before", scale.before}, {"after", scale.after}, {"picks_before", scale.picksBefore}, {"picks_after", scale.picksAfter}};
}

bool read(const Json& json, const char* key, WidthScale& out)
{
    const auto found = json.find(key);
    if (found == json.end()) return true;
    if (!found->is_object()) return false;
    for (const auto& [name, value] : {std::pair("before", &out.before), std::pair("after", &out.after)}) {
        const auto at = found->find(name);
        if (at == found->end()) continue;
        if (!at->is_number()) return false;
        *value = at->get<double>();
        if (!(*value > 0.0 && *value <= largestFactor)) return false;
    }
    for (const auto& [name, value] : {std::pair("picks_before", &out.picksBefore), std::pair("picks_after", &out.picksAfter)}) {
        const auto at = found->find(name);
        if (at == found->end()) continue;
        if (!at->is_number_unsigned()) return false;
        *value = at->get<std::size_t>();
    }
    return true;
}

}  // namespace

const WidthScale* PickUncertainty::of(std::string_view phase) const
{
    return phase.starts_with('P') ? &p : phase.starts_with('S') ? &s : nullptr;
}

void scaleWidths(Label& label, const PickUncertainty& uncertainty)
{
    const WidthScale* scale = uncertainty.of(label.phase);
    if (!scale) return;
    if (label.lowerUncertaintySeconds) *label.lowerUncertaintySeconds *= scale->before;
    if (label.upperUncertaintySeconds) *label.upperUncertaintySeconds *= scale->after;
}

std::string toJson(const PickUncertainty& uncertainty)
{
    return Json{{"P", jsonOf(uncertainty.p)}, {"S", jsonOf(uncertainty.s)}}.dump();
}

Result<PickUncertainty> pickUncertaintyFromJson(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    PickUncertainty out;
    if (!json.is_object() || !read(json, "P", out.p) || !read(json, "S", out.s))
        return Error{Error::Code::Malformed, "The calibration of pick uncertainties has a wrong value; calibrate the model again."};
    return out;
}

}  // namespace seisdesk
