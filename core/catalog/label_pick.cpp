#include "core/catalog/label_pick.h"

#include "core/catalog/label_json.h"
#include "core/catalog/resource_id.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace seisdesk {

namespace {

using nlohmann::json;

constexpr double oneSigmaPercent = 68.3;
constexpr std::array<std::string_view, 6> ourComments = {"confidence", "dlmodel", "filter", "note", "provenance", "derivedFrom"};

bool isOurs(const Comment& comment)
{
    return std::find(ourComments.begin(), ourComments.end(), lastPart(comment.id)) != ourComments.end();
}

std::string numberText(double value)
{
    std::array<char, 32> buffer;
    const auto [end, code] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end};
}

std::optional<double> numberFrom(const std::string& text)
{
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Standard deviations in half the two-sided interval that holds `percent` of a normal distribution; 1 where the level
/// is absent, senseless, or one sigma within rounding.
double sigmasAt(std::optional<double> percent)
{
    if (!percent || !(*percent > 0.0 && *percent < 100.0) || std::abs(*percent - oneSigmaPercent) < 0.5) return 1.0;
    double low = 0.0, high = 10.0;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (low + high);
        (std::erf(middle / std::sqrt(2.0)) * 100.0 < *percent ? low : high) = middle;
    }
    return high;
}

std::optional<double> scaled(std::optional<double> value, double divisor)
{
    return value ? std::optional(*value / divisor) : std::nullopt;
}

/// The text after "smi:authority/": what a foreign method or filter id tells the analyst.
std::string pathOf(const ResourceId& id)
{
    const auto slash = id.find('/');
    return slash == std::string::npos ? id : id.substr(slash + 1);
}

RealQuantity quantity(const Estimate& estimate)
{
    RealQuantity out{estimate.value, {}};
    out.uncertainty.symmetric = estimate.sigma;
    if (estimate.sigma) out.uncertainty.confidenceLevelPercent = oneSigmaPercent;
    return out;
}

json provenance(const Label& label, const StreamId& written, const std::string& program)
{
    json out = {{"app", program}, {"label", label.id.text()}};
    if (written != label.stream) out["stream"] = label.stream.text();
    if (json source = toJson(label.source); !source.empty()) out["source"] = std::move(source);
    return out;
}

/// Codes as the schema wants them: a network always, no more than eight characters each.
StreamId writable(const StreamId& stream)
{
    const auto code = [](const std::string& text) { return text.substr(0, 8); };
    return {stream.network.empty() ? "XX" : code(stream.network), code(stream.station), code(stream.location), code(stream.channel)};
}

}  // namespace

ResourceId pickId(const Label& label, const CompileOptions& options)
{
    std::string time = formatTime(label.time, label.time.time_since_epoch().count() % 1000 == 0 ? 6 : 9);
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    return makeId(options.authority, "pick/" + time + '.' + slug(label.stream.text()) + '.' + label.id.text());
}

std::optional<Id> labelIdIn(const ResourceId& id)
{
    if (id.size() < 33 || (id[id.size() - 33] != '.' && id[id.size() - 33] != '/')) return std::nullopt;
    const auto parsed = Id::parse(std::string_view(id).substr(id.size() - 32));
    return parsed && !parsed->isNull() ? std::optional(*parsed) : std::nullopt;
}

Pick pickOf(const Label& label, const ResourceId& derivedFrom, const CompileOptions& options)
{
    Pick pick;
    pick.id = pickId(label, options);
    pick.time = label.time;
    pick.timeUncertainty.lower = label.lowerUncertaintySeconds;
    pick.timeUncertainty.upper = label.upperUncertaintySeconds;
    if (label.lowerUncertaintySeconds || label.upperUncertaintySeconds) pick.timeUncertainty.confidenceLevelPercent = oneSigmaPercent;
    pick.waveform = writable(label.stream);
    pick.onset = label.onset;
    pick.phaseHint = label.phase;
    pick.polarity = label.polarity;
    pick.mode = label.mode;
    pick.status = label.review;
    pick.creation.agencyId = options.agencyId;
    pick.creation.author = label.author;
    if (label.created != Time{}) pick.creation.creationTime = label.created;
    if (label.source.backAzimuthDeg) pick.backazimuth = quantity(*label.source.backAzimuthDeg);
    const auto say = [&](std::string_view name, std::string text) {
        pick.comments.push_back({makeId(options.authority, name), std::move(text)});
    };
    if (label.confidence) say("confidence", numberText(*label.confidence));
    if (!label.model.empty()) {
        pick.methodId = makeId(options.authority, "method/" + slug(label.model));
        say("dlmodel", label.model);
    }
    if (!label.filter.empty()) {
        pick.filterId = makeId(options.authority, "filter/" + slug(label.filter));
        say("filter", label.filter);
    }
    if (!derivedFrom.empty()) say("derivedFrom", derivedFrom);
    if (!label.comment.empty()) say("note", label.comment);
    say("provenance", provenance(label, pick.waveform, options.program).dump(-1, ' ', false, json::error_handler_t::replace));
    return pick;
}

Label labelOf(const Pick& pick)
{
    Label label;
    json provenance;
    if (const std::string* text = comment(pick.comments, "provenance")) provenance = json::parse(*text, nullptr, false);
    const bool ours = provenance.is_object() && provenance.contains("label") && provenance["label"].is_string();
    std::optional<Id> id = labelIdIn(pick.id);
    if (ours && !id)
        if (const auto parsed = Id::parse(provenance["label"].get<std::string>()); parsed && !parsed->isNull()) id = *parsed;
    label.id = id ? *id : idOf(pick.id + '\n' + pick.creation.agencyId + '\n' + formatTime(pick.time, 9) + pick.waveform.text() + pick.phaseHint);
    label.stream = pick.waveform;
    if (ours && provenance.contains("stream") && provenance["stream"].is_string())
        label.stream = StreamId::parse(provenance["stream"].get<std::string>()).value_or(label.stream);
    label.phase = pick.phaseHint;
    label.time = pick.time;
    const Uncertainty& u = pick.timeUncertainty;
    const double sigmas = sigmasAt(u.confidenceLevelPercent);
    const bool sided = u.lower || u.upper;
    label.lowerUncertaintySeconds = scaled(sided ? u.lower : u.symmetric, sigmas);
    label.upperUncertaintySeconds = scaled(sided ? u.upper : u.symmetric, sigmas);
    label.polarity = pick.polarity;
    label.onset = pick.onset;
    if (const std::string* text = comment(pick.comments, "confidence")) label.confidence = numberFrom(*text);
    if (const std::string* text = comment(pick.comments, "dlmodel")) label.model = *text;
    label.mode = pick.mode.value_or(label.model.empty() ? Mode::Manual : Mode::Automatic);
    if (label.model.empty() && label.mode == Mode::Automatic && !ours) label.model = pathOf(pick.methodId);
    label.review = pick.status.value_or(Review::Preliminary);
    if (const std::string* text = comment(pick.comments, "filter")) label.filter = *text;
    else if (!ours) label.filter = pathOf(pick.filterId);
    if (ours && provenance.contains("source")) label.source = sourceFromJson(provenance["source"]);
    else if (pick.backazimuth)
        label.source.backAzimuthDeg = Estimate{pick.backazimuth->value, scaled(pick.backazimuth->uncertainty.symmetric, sigmasAt(pick.backazimuth->uncertainty.confidenceLevelPercent))};
    label.author = pick.creation.author;
    label.created = pick.creation.creationTime.value_or(Time{});
    if (const std::string* text = comment(pick.comments, "note")) label.comment = *text;
    for (const Comment& c : pick.comments)
        if (!isOurs(c) && !c.text.empty()) label.comment += (label.comment.empty() ? "" : "\n") + c.text;
    return label;
}

PickLabels::PickLabels(const Event& event)
{
    for (const Pick& pick : event.picks) m_known.emplace(pick.id, labelOf(pick).id);
}

std::optional<Id> PickLabels::of(const ResourceId& pick) const
{
    const auto found = m_known.find(pick);
    return found != m_known.end() ? found->second : labelIdIn(pick);
}

Pick updated(const Pick& pick, const Label& was, const Label& now, const ResourceId& derivedFrom, const CompileOptions& options)
{
    Pick out = pickOf(now, derivedFrom, options);
    out.id = pick.id;
    out.waveform = pick.waveform;
    out.horizontalSlowness = pick.horizontalSlowness;
    if (was.source.backAzimuthDeg == now.source.backAzimuthDeg) out.backazimuth = pick.backazimuth;
    if (was.lowerUncertaintySeconds == now.lowerUncertaintySeconds && was.upperUncertaintySeconds == now.upperUncertaintySeconds)
        out.timeUncertainty = pick.timeUncertainty;
    if (was.model == now.model) out.methodId = pick.methodId;
    if (was.filter == now.filter) out.filterId = pick.filterId;
    if (was.author == now.author && was.created == now.created) out.creation = pick.creation;
    if (was.comment == now.comment) {
        std::erase_if(out.comments, [](const Comment& c) { return lastPart(c.id) == "note"; });
        for (const Comment& c : pick.comments)
            if (!isOurs(c) || lastPart(c.id) == "note") out.comments.push_back(c);
    }
    return out;
}

ResourceId derivedFrom(const Pick& pick)
{
    const std::string* text = comment(pick.comments, "derivedFrom");
    return text ? *text : ResourceId{};
}

const std::string* comment(const std::vector<Comment>& comments, std::string_view name)
{
    for (const Comment& c : comments)
        if (lastPart(c.id) == name) return &c.text;
    return nullptr;
}

}  // namespace seisdesk
