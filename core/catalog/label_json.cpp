#include "core/catalog/label_json.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace seisdesk {

using nlohmann::json;

namespace {

void put(json& out, const char* name, const std::optional<double>& value)
{
    if (value && std::isfinite(*value)) out[name] = *value;
}

void put(json& out, const char* name, const std::string& text)
{
    if (!text.empty()) out[name] = text;
}

void put(json& out, const char* name, const std::optional<Estimate>& estimate)
{
    if (!estimate || !std::isfinite(estimate->value)) return;
    json member = {{"value", estimate->value}};
    put(member, "sigma", estimate->sigma);
    out[name] = std::move(member);
}

std::optional<double> number(const json& from, const char* name)
{
    const auto found = from.find(name);
    return found != from.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

std::string text(const json& from, const char* name)
{
    const auto found = from.find(name);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<Estimate> estimate(const json& from, const char* name)
{
    const auto found = from.find(name);
    if (found == from.end() || !found->is_object()) return std::nullopt;
    const auto value = number(*found, "value");
    return value ? std::optional(Estimate{*value, number(*found, "sigma")}) : std::nullopt;
}

std::optional<Time> time(const json& from, const char* name)
{
    const auto parsed = parseTime(text(from, name));
    return parsed ? std::optional(*parsed) : std::nullopt;
}

}  // namespace

json toJson(const SourceEstimate& source)
{
    json out = json::object();
    put(out, "magnitude", source.magnitude);
    put(out, "distance_km", source.distanceKm);
    put(out, "back_azimuth_deg", source.backAzimuthDeg);
    put(out, "probability_up", source.probabilityUp);
    put(out, "polarity_confidence", source.polarityConfidence);
    return out;
}

SourceEstimate sourceFromJson(const json& from)
{
    if (!from.is_object()) return {};
    return {estimate(from, "magnitude"), estimate(from, "distance_km"), estimate(from, "back_azimuth_deg"), number(from, "probability_up"),
            number(from, "polarity_confidence")};
}

json toJson(const Label& label)
{
    json out = {{"id", label.id.text()},
                {"phase", label.phase},
                {"stream", label.stream.text()},
                {"time", formatTime(label.time, 9)},
                {"mode", word(label.mode)},
                {"status", word(label.review)}};
    if (label.end) out["end"] = formatTime(*label.end, 9);
    put(out, "lower_uncertainty_s", label.lowerUncertaintySeconds);
    put(out, "upper_uncertainty_s", label.upperUncertaintySeconds);
    put(out, "polarity", word(label.polarity));
    put(out, "onset", word(label.onset));
    put(out, "confidence", label.confidence);
    if (json source = toJson(label.source); !source.empty()) out["source"] = std::move(source);
    put(out, "model", label.model);
    put(out, "filter", label.filter);
    put(out, "author", label.author);
    if (label.created != Time{}) out["created"] = formatTime(label.created, 9);
    if (label.replaces) out["replaces"] = label.replaces->text();
    put(out, "event", label.event);
    put(out, "comment", label.comment);
    return out;
}

Result<Label> labelFromJson(const json& from)
{
    if (!from.is_object()) return Error{Error::Code::Malformed, "A label is not a JSON object."};
    const auto onset = time(from, "time");
    if (!onset) return Error{Error::Code::Malformed, "A label has no readable \"time\" ('" + text(from, "time") + "')."};
    Label label;
    label.time = *onset;
    label.id = Id::parse(text(from, "id")).value_or(Id{});
    if (label.id.isNull()) label.id = Id::random();
    label.stream = StreamId::parse(text(from, "stream")).value_or(StreamId{});
    label.phase = text(from, "phase");
    label.end = time(from, "end");
    label.lowerUncertaintySeconds = number(from, "lower_uncertainty_s");
    label.upperUncertaintySeconds = number(from, "upper_uncertainty_s");
    label.polarity = polarityFrom(text(from, "polarity"));
    label.onset = onsetFrom(text(from, "onset"));
    label.mode = modeFrom(text(from, "mode"));
    label.review = reviewFrom(text(from, "status"));
    label.confidence = number(from, "confidence");
    if (const auto source = from.find("source"); source != from.end()) label.source = sourceFromJson(*source);
    label.model = text(from, "model");
    label.filter = text(from, "filter");
    label.author = text(from, "author");
    label.created = time(from, "created").value_or(Time{});
    if (const auto replaced = Id::parse(text(from, "replaces"))) label.replaces = *replaced;
    label.event = text(from, "event");
    label.comment = text(from, "comment");
    return label;
}

std::string jsonText(const Label& label) { return toJson(label).dump(-1, ' ', false, json::error_handler_t::replace); }

Result<Label> labelFromJsonText(const std::string& text)
{
    const json parsed = json::parse(text, nullptr, false);
    if (parsed.is_discarded()) return Error{Error::Code::Malformed, "A label is not JSON."};
    return labelFromJson(parsed);
}

}  // namespace seisdesk
