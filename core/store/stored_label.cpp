#include "core/store/stored_label.h"

#include "core/store/json_values.h"

#include <cmath>

namespace seisdesk {

namespace {

Json jsonEstimate(const Estimate& estimate)
{
    Json out{{"value", jsonNumber(estimate.value)}};
    putNumber(out, "sigma", estimate.sigma);
    return out;
}

std::optional<Estimate> estimateAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end()) return std::nullopt;
    return Estimate{numberOf(found->at("value")), numberAt(*found, "sigma")};
}

Json jsonSource(const SourceEstimate& source)
{
    Json out = Json::object();
    if (source.magnitude) out["magnitude"] = jsonEstimate(*source.magnitude);
    if (source.distanceKm) out["distanceKm"] = jsonEstimate(*source.distanceKm);
    if (source.backAzimuthDeg) out["backAzimuthDeg"] = jsonEstimate(*source.backAzimuthDeg);
    putNumber(out, "probabilityUp", source.probabilityUp);
    return out;
}

SourceEstimate sourceOf(const Json& o)
{
    return {estimateAt(o, "magnitude"), estimateAt(o, "distanceKm"), estimateAt(o, "backAzimuthDeg"), numberAt(o, "probabilityUp")};
}

Id idOf(const Json& value)
{
    const auto id = Id::parse(value.get_ref<const std::string&>());
    if (!id) throw std::runtime_error(id.error().message);
    return *id;
}

Label labelOf(const Json& o)
{
    Label label;
    label.id = idOf(o.at("id"));
    label.stream = streamOf(o.at("stream"));
    label.phase = textAt(o, "phase");
    label.time = timeOf(o.at("time"));
    if (const auto end = o.find("end"); end != o.end()) label.end = timeOf(*end);
    label.lowerUncertaintySeconds = numberAt(o, "lower");
    label.upperUncertaintySeconds = numberAt(o, "upper");
    label.polarity = polarityFrom(textAt(o, "polarity"));
    label.onset = onsetFrom(textAt(o, "onset"));
    label.mode = modeFrom(textAt(o, "mode"));
    label.review = reviewFrom(textAt(o, "review"));
    label.confidence = numberAt(o, "confidence");
    if (const auto source = o.find("source"); source != o.end()) label.source = sourceOf(*source);
    label.model = textAt(o, "model");
    label.filter = textAt(o, "filter");
    label.author = textAt(o, "author");
    label.created = timeOf(o.at("created"));
    if (const auto replaced = o.find("replaces"); replaced != o.end()) label.replaces = idOf(*replaced);
    label.event = textAt(o, "event");
    label.comment = textAt(o, "comment");
    return label;
}

Error malformed(const std::exception& e)
{
    return {Error::Code::Malformed, std::string("a label cannot be understood (") + e.what() + ")"};
}

}  // namespace

Result<void> checkStorable(const Label& label)
{
    const auto bad = [&](const char* what) {
        return Error{Error::Code::InvalidArgument, "The " + label.phase + " label on " + label.stream.text() + " has " + what + ", so it was not taken."};
    };
    if (label.id.isNull()) return bad("no id");
    const auto finite = [](const std::optional<double>& v) { return !v || std::isfinite(*v); };
    const auto sane = [&](const std::optional<Estimate>& e) { return !e || (std::isfinite(e->value) && finite(e->sigma)); };
    if (!finite(label.lowerUncertaintySeconds) || !finite(label.upperUncertaintySeconds)) return bad("an uncertainty that is not a finite number");
    if (!finite(label.confidence)) return bad("a confidence that is not a finite number");
    if (!sane(label.source.magnitude)) return bad("a magnitude that is not a finite number");
    if (!sane(label.source.distanceKm)) return bad("a distance that is not a finite number");
    if (!sane(label.source.backAzimuthDeg)) return bad("a back-azimuth that is not a finite number");
    if (!finite(label.source.probabilityUp)) return bad("a polarity probability that is not a finite number");
    return {};
}

std::string storedText(const Label& label)
{
    Json o{{"id", label.id.text()}, {"stream", jsonStream(label.stream)}, {"time", jsonTime(label.time)}, {"mode", word(label.mode)},
           {"review", word(label.review)}, {"created", jsonTime(label.created)}};
    putText(o, "phase", label.phase);
    if (label.end) o["end"] = jsonTime(*label.end);
    putNumber(o, "lower", label.lowerUncertaintySeconds);
    putNumber(o, "upper", label.upperUncertaintySeconds);
    putText(o, "polarity", word(label.polarity));
    putText(o, "onset", word(label.onset));
    putNumber(o, "confidence", label.confidence);
    if (!(label.source == SourceEstimate{})) o["source"] = jsonSource(label.source);
    putText(o, "model", label.model);
    putText(o, "filter", label.filter);
    putText(o, "author", label.author);
    if (label.replaces) o["replaces"] = label.replaces->text();
    putText(o, "event", label.event);
    putText(o, "comment", label.comment);
    return o.dump();
}

std::string storedArray(const std::vector<std::string>& objects)
{
    std::size_t size = 2 + objects.size();
    for (const auto& object : objects) size += object.size();
    std::string out;
    out.reserve(size);
    out += '[';
    for (const auto& object : objects) {
        if (out.size() > 1) out += ',';
        out += object;
    }
    out += ']';
    return out;
}

Result<Label> labelFromStored(std::string_view json)
{
    try {
        return labelOf(Json::parse(json));
    } catch (const std::exception& e) {
        return malformed(e);
    }
}

Result<std::vector<Label>> labelsFromStored(std::string_view json)
{
    try {
        std::vector<Label> labels;
        for (const Json& object : Json::parse(json)) labels.push_back(labelOf(object));
        return labels;
    } catch (const std::exception& e) {
        return malformed(e);
    }
}

}  // namespace seisdesk
