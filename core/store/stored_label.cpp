#include "core/store/stored_label.h"

#include "core/store/json_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace seisdesk {

namespace {

/// Writes an object member by member; a hundred thousand labels are written in one go, and building Json values first
/// takes eight times as long.
class ObjectWriter {
public:
    void text(const char* key, const std::string& value)
    {
        if (value.empty()) return;
        member(key);
        quoted(value);
    }
    void integer(const char* key, std::int64_t value)
    {
        member(key);
        digits(value);
    }
    void number(const char* key, const std::optional<double>& value)
    {
        if (!value) return;
        member(key);
        if (*value == 0.0 && std::signbit(*value)) m_out += "-0.0";
        else digits(*value);  // the shortest text that reads back as the same number
    }
    void estimate(const char* key, const std::optional<Estimate>& value)
    {
        if (!value) return;
        member(key);
        ObjectWriter inner;
        inner.number("value", value->value);
        inner.number("sigma", value->sigma);
        m_out += inner.finished();
    }
    void source(const SourceEstimate& source)
    {
        if (source == SourceEstimate{}) return;
        member("source");
        ObjectWriter inner;
        inner.estimate("magnitude", source.magnitude);
        inner.estimate("distanceKm", source.distanceKm);
        inner.estimate("backAzimuthDeg", source.backAzimuthDeg);
        inner.number("probabilityUp", source.probabilityUp);
        inner.number("polarityConfidence", source.polarityConfidence);
        m_out += inner.finished();
    }
    void stream(const StreamId& stream)
    {
        member("stream");
        char before = '[';
        for (const std::string* code : {&stream.network, &stream.station, &stream.location, &stream.channel}) {
            m_out += before;
            quoted(*code);
            before = ',';
        }
        m_out += ']';
    }
    std::string finished()
    {
        m_out += '}';
        return std::move(m_out);
    }

private:
    void member(const char* key)
    {
        if (m_out.size() > 1) m_out += ',';
        m_out += '"';
        m_out += key;
        m_out += "\":";
    }
    void quoted(const std::string& text)
    {
        const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 127 && c != '"' && c != '\\'; });
        if (plain) (m_out += '"') += text, m_out += '"';
        else m_out += jsonText(text).dump();
    }
    template <class T> void digits(T value)
    {
        char buffer[32];
        m_out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
    }
    std::string m_out = "{";
};

std::optional<Estimate> estimateAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end()) return std::nullopt;
    return Estimate{numberOf(found->at("value")), numberAt(*found, "sigma")};
}

SourceEstimate sourceOf(const Json& o)
{
    return {estimateAt(o, "magnitude"), estimateAt(o, "distanceKm"), estimateAt(o, "backAzimuthDeg"), numberAt(o, "probabilityUp"),
            numberAt(o, "polarityConfidence")};
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
    if (!finite(label.source.probabilityUp) || !finite(label.source.polarityConfidence)) return bad("a polarity probability that is not a finite number");
    return {};
}

std::string storedText(const Label& label)
{
    ObjectWriter o;
    o.text("id", label.id.text());
    o.stream(label.stream);
    o.text("phase", label.phase);
    o.integer("time", label.time.time_since_epoch().count());
    if (label.end) o.integer("end", label.end->time_since_epoch().count());
    o.number("lower", label.lowerUncertaintySeconds);
    o.number("upper", label.upperUncertaintySeconds);
    o.text("polarity", word(label.polarity));
    o.text("onset", word(label.onset));
    o.text("mode", word(label.mode));
    o.text("review", word(label.review));
    o.number("confidence", label.confidence);
    o.source(label.source);
    o.text("model", label.model);
    o.text("filter", label.filter);
    o.text("author", label.author);
    o.integer("created", label.created.time_since_epoch().count());
    if (label.replaces) o.text("replaces", label.replaces->text());
    o.text("event", label.event);
    o.text("comment", label.comment);
    return o.finished();
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
