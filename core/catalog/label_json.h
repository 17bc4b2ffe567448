#pragma once
// Labels and source estimates as JSON objects that hold the members that are set.

#include "core/base/result.h"
#include "core/label/label.h"

#include <nlohmann/json_fwd.hpp>

namespace seisdesk {

/// {"magnitude": {"value", "sigma"}, "distance_km": {...}, "back_azimuth_deg": {...}, "probability_up",
/// "polarity_confidence"}
nlohmann::json toJson(const SourceEstimate& source);
SourceEstimate sourceFromJson(const nlohmann::json& json);

/// Members are named as the columns of writeLabelCsv; the stream is "NET.STA.LOC.CHA", source estimates are in "source".
nlohmann::json toJson(const Label& label);
/// Tolerant of missing and unknown members. Error Malformed without a readable time.
Result<Label> labelFromJson(const nlohmann::json& json);

/// JSON of one label as text, and back. Text that is no JSON is an Error (Malformed).
std::string jsonText(const Label& label);
Result<Label> labelFromJsonText(const std::string& text);

}  // namespace seisdesk
