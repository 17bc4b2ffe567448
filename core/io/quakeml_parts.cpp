#include "core/io/quakeml_parts.h"

#include "core/catalog/resource_id.h"
#include "core/io/text_file.h"

#include <algorithm>
#include <cmath>

namespace seisdesk::quakeml {

namespace {

constexpr std::string_view authority = "local.seisdesk";

bool isWordOf(std::string_view text, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), text) != words.end(); }

}  // namespace

ResourceId PartReader::publicId(pugi::xml_node node, std::map<ResourceId, ResourceId>& renamed)
{
    const ResourceId id(trimmed(node.attribute("publicID").value()));
    const bool missing = id.empty() || id == "NA" || id.ends_with("/NA");
    if (!missing && m_seen[id]++ == 0) return id;
    const std::string kind(xml::localName(node));
    const ResourceId made = makeId(authority, kind + '/' + idOf(id + '\n' + kind + std::to_string(m_made++)).text());
    m_seen[made] = 1;
    if (missing) m_issues.add("elements without publicID", "A <" + kind + "> has no publicID; it was named " + made + '.');
    else {
        m_issues.add("repeated publicIDs", "The publicID " + id + " is used more than once; a <" + kind + "> was renamed " + made + '.');
        renamed.try_emplace(id, made);
    }
    return made;
}

void PartReader::complain(const std::string& kind, pugi::xml_node about, const std::string& what)
{
    std::string place;
    for (pugi::xml_node up = about; up && place.empty(); up = up.parent()) place = up.attribute("publicID").value();
    m_issues.add(kind, (place.empty() ? std::string("The file") : place) + ' ' + what);
}

std::optional<double> PartReader::number(pugi::xml_node parent, std::string_view name)
{
    const pugi::xml_node node = xml::child(parent, name);
    const std::string_view text = trimmed(node.text().get());
    const auto value = parseNumber(text);
    if (!value && !text.empty() && !isWordOf(text, {"NaN", "nan", "NAN", "INF", "-INF", "inf"}))
        complain("numbers that cannot be read", node, "has the <" + std::string(name) + "> '" + std::string(text) + "', which is no number; it was left out.");
    return value;
}

std::optional<int> PartReader::count(pugi::xml_node parent, std::string_view name)
{
    const auto value = number(parent, name);
    if (!value || std::abs(*value) > 2e9) return std::nullopt;
    return static_cast<int>(std::lround(*value));
}

std::optional<bool> PartReader::flag(pugi::xml_node parent, std::string_view name)
{
    const std::string text = xml::text(parent, name);
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    return std::nullopt;
}

std::optional<Time> PartReader::time(pugi::xml_node parent, std::string_view name)
{
    const pugi::xml_node node = xml::child(parent, name);
    const std::string_view text = trimmed(node.text().get());
    if (text.empty()) return std::nullopt;
    if (const auto parsed = parseTime(text)) return *parsed;
    complain("times that cannot be read", node, "has the <" + std::string(name) + "> '" + std::string(text) + "', which is no time.");
    return std::nullopt;
}

Uncertainty PartReader::uncertainty(pugi::xml_node quantity)
{
    return {number(quantity, "uncertainty"), number(quantity, "lowerUncertainty"), number(quantity, "upperUncertainty"), number(quantity, "confidenceLevel")};
}

std::optional<RealQuantity> PartReader::real(pugi::xml_node parent, std::string_view name)
{
    const pugi::xml_node node = xml::child(parent, name);
    const auto value = number(node, "value");
    return value ? std::optional(RealQuantity{*value, uncertainty(node)}) : std::nullopt;
}

std::optional<double> PartReader::realValue(pugi::xml_node parent, std::string_view name)
{
    const pugi::xml_node node = xml::child(parent, name);
    return xml::child(node, "value") ? number(node, "value") : number(parent, name);
}

StreamId PartReader::waveform(pugi::xml_node parent)
{
    const pugi::xml_node node = xml::child(parent, "waveformID");
    if (!node) return {};
    const auto code = [&](const char* name) { return std::string(trimmed(node.attribute(name).value())); };
    StreamId id{code("networkCode"), code("stationCode"), code("locationCode"), code("channelCode")};
    if (id.location == "--") id.location.clear();
    if (id.network.empty()) complain("waveform ids without network", node, "has a waveformID without networkCode (station '" + id.station + "'); load the station's metadata to complete it.");
    if (id.station.empty()) complain("waveform ids without station", node, "has a waveformID without stationCode.");
    return id;
}

std::vector<Comment> PartReader::comments(pugi::xml_node parent)
{
    std::vector<Comment> out;
    xml::forEach(parent, "comment", [&](pugi::xml_node node) {
        Comment comment{std::string(trimmed(node.attribute("id").value())), xml::child(node, "text").text().get()};
        if (!comment.text.empty() || !comment.id.empty()) out.push_back(std::move(comment));
    });
    return out;
}

CreationInfo PartReader::creation(pugi::xml_node parent)
{
    const pugi::xml_node node = xml::child(parent, "creationInfo");
    if (!node) return {};
    return {xml::text(node, "agencyID"), xml::text(node, "author"), time(node, "creationTime"), xml::text(node, "version")};
}

std::optional<Mode> PartReader::mode(pugi::xml_node parent)
{
    const std::string text = xml::text(parent, "evaluationMode");
    if (text.empty()) return std::nullopt;
    if (isWordOf(text, {"manual", "automatic"})) return modeFrom(text);
    const bool known = isWordOf(text, {"a", "m", "A", "M", "Manual", "Automatic"});
    complain("unknown evaluation modes", parent, "has the evaluationMode '" + text + (known ? "', read as " + word(modeFrom(text)) + '.' : "', which QuakeML does not know; it was left out."));
    return known ? std::optional(modeFrom(text)) : std::nullopt;
}

std::optional<Review> PartReader::status(pugi::xml_node parent)
{
    const std::string text = xml::text(parent, "evaluationStatus");
    if (text.empty()) return std::nullopt;
    if (isWordOf(text, {"preliminary", "confirmed", "reviewed", "final", "rejected"})) return reviewFrom(text);
    const bool known = text == "reported" || reviewFrom(text) != Review::Preliminary;
    complain("unknown evaluation statuses", parent, "has the evaluationStatus '" + text + (known ? "', read as " + word(reviewFrom(text)) + '.' : "', which QuakeML does not know; it was left out."));
    return known ? std::optional(reviewFrom(text)) : std::nullopt;
}

Polarity PartReader::polarity(pugi::xml_node parent)
{
    const std::string text = xml::text(parent, "polarity");
    const Polarity value = polarityFrom(text);
    if (!text.empty() && word(value) != text)
        complain("unknown polarities", parent, "has the polarity '" + text + "', " + (value == Polarity::Unset ? "which QuakeML does not know; it was left out." : "read as " + word(value) + '.'));
    return value;
}

OnsetQuality PartReader::onset(pugi::xml_node parent)
{
    const std::string text = xml::text(parent, "onset");
    const OnsetQuality value = onsetFrom(text);
    if (!text.empty() && word(value) != text)
        complain("unknown onsets", parent, "has the onset '" + text + "', " + (value == OnsetQuality::Unset ? "which QuakeML does not know; it was left out." : "read as " + word(value) + '.'));
    return value;
}

void PartReader::notKept(pugi::xml_node node, std::initializer_list<std::string_view> kept)
{
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
        const std::string_view name = xml::localName(child);
        if (child.type() == pugi::node_element && !isWordOf(name, kept) && xml::is(child, name)) ++m_notKept[std::string(name)];
    }
}

void PartReader::reportNotKept(const std::filesystem::path& path, std::vector<ReadIssue>& issues) const
{
    if (m_notKept.empty()) return;
    std::string names;
    for (const auto& [name, count] : m_notKept) names += (names.empty() ? "" : ", ") + name + " (" + std::to_string(count) + ')';
    issues.push_back({path, "Not kept, because SeisDesk has no place for it: " + names + ". Keep the original file if you need it."});
}

void writeTime(pugi::xml_node parent, const char* name, Time value)
{
    xml::add(parent, name, formatTime(value, value.time_since_epoch().count() % 1000 == 0 ? 6 : 9));
}

namespace {

void writeUncertainty(pugi::xml_node node, const Uncertainty& u)
{
    xml::add(node, "uncertainty", u.symmetric);
    xml::add(node, "lowerUncertainty", u.lower);
    xml::add(node, "upperUncertainty", u.upper);
    xml::add(node, "confidenceLevel", u.confidenceLevelPercent);
}

}  // namespace

void write(pugi::xml_node parent, const char* name, const std::optional<RealQuantity>& quantity)
{
    if (!quantity || !std::isfinite(quantity->value)) return;
    const pugi::xml_node node = parent.append_child(name);
    xml::add(node, "value", quantity->value);
    writeUncertainty(node, quantity->uncertainty);
}

void write(pugi::xml_node parent, const char* name, Time value, const Uncertainty& uncertainty)
{
    const pugi::xml_node node = parent.append_child(name);
    writeTime(node, "value", value);
    writeUncertainty(node, uncertainty);
}

void write(pugi::xml_node parent, const StreamId& waveform)
{
    if (waveform == StreamId{}) return;
    pugi::xml_node node = parent.append_child("waveformID");
    const auto code = [&](const char* name, const std::string& text) { node.append_attribute(name).set_value(xml::cutTo(8, text).c_str()); };
    // SEED's code for a network that is not registered stands for one that is not known.
    code("networkCode", waveform.network.empty() ? "XX" : waveform.network);
    code("stationCode", waveform.station);
    code("locationCode", waveform.location);
    if (!waveform.channel.empty()) code("channelCode", waveform.channel);
}

void write(pugi::xml_node parent, const std::vector<Comment>& comments)
{
    for (const Comment& comment : comments) {
        pugi::xml_node node = parent.append_child("comment");
        if (!comment.id.empty()) node.append_attribute("id").set_value(legalId(comment.id, authority).c_str());
        node.append_child("text").text().set(xml::clean(comment.text).c_str());
    }
}

void write(pugi::xml_node parent, const CreationInfo& creation)
{
    if (creation == CreationInfo{}) return;
    const pugi::xml_node node = parent.append_child("creationInfo");
    xml::add(node, "agencyID", xml::cutTo(64, creation.agencyId));
    xml::add(node, "author", xml::cutTo(128, creation.author));
    if (creation.creationTime) writeTime(node, "creationTime", *creation.creationTime);
    xml::add(node, "version", xml::cutTo(64, creation.version));
}

void write(pugi::xml_node parent, const std::optional<Mode>& mode, const std::optional<Review>& status)
{
    if (mode) xml::add(parent, "evaluationMode", word(*mode));
    if (status) xml::add(parent, "evaluationStatus", word(*status));
}

void writeReference(pugi::xml_node parent, const char* name, const ResourceId& id)
{
    if (!id.empty()) xml::add(parent, name, legalId(id, authority));
}

void writePublicId(pugi::xml_node node, const ResourceId& id, const std::string& fallback)
{
    const ResourceId written = id.empty() ? makeId(authority, std::string(node.name()) + '/' + idOf(fallback).text()) : legalId(id, authority);
    node.append_attribute("publicID").set_value(written.c_str());
}

}  // namespace seisdesk::quakeml
