#include "core/io/quakeml_element.h"

#include "core/catalog/resource_id.h"
#include "core/io/text_file.h"

#include <algorithm>
#include <cmath>

namespace seisdesk::quakeml {

namespace {

bool isWordOf(std::string_view text, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), text) != words.end(); }

std::string_view textOf(pugi::xml_node node) { return trimmed(node.text().get()); }

}  // namespace

bool ElementReader::finish()
{
    if (m_missing) {
        const std::string kind(xml::localName(m_node));
        complain("<" + kind + "> without <" + m_missing + ">", "is a <" + kind + "> without readable <" + m_missing + ">; it was left out.");
    }
    for (pugi::xml_node child = m_node.first_child(); child; child = child.next_sibling()) {
        if (child.type() != pugi::node_element) continue;
        const std::string_view name = xml::localName(child);
        if (std::find(m_asked.begin(), m_asked.begin() + m_count, name) == m_asked.begin() + m_count && xml::is(child, name)) ++m_findings.notKept[std::string(name)];
    }
    return !m_missing;
}

void ElementReader::ask(std::string_view name) { m_asked[m_count < m_asked.size() ? m_count++ : m_count - 1] = name; }

pugi::xml_node ElementReader::find(const char* name)
{
    ask(name);
    // Producers keep the schema's order more or less.
    if (const pugi::xml_node next = m_last.next_sibling(); next && xml::is(next, name)) return m_last = next;
    const pugi::xml_node found = xml::child(m_node, name);
    if (found) m_last = found;
    return found;
}

std::string ElementReader::trimmedAttribute(const char* name) const { return std::string(trimmed(m_node.attribute(name).value())); }

void ElementReader::complain(const std::string& kind, const std::string& what)
{
    std::string place;
    for (pugi::xml_node up = m_node; up && place.empty(); up = up.parent()) place = up.attribute("publicID").value();
    m_findings.issues.add(kind, (place.empty() ? std::string("The file") : place) + ' ' + what);
}

void ElementReader::missing(const char* name)
{
    if (!m_missing) m_missing = name;
}

std::optional<double> ElementReader::numberIn(pugi::xml_node node, const char* name)
{
    const std::string_view text = textOf(node);
    const auto value = parseNumber(text);
    if (!value && !text.empty() && !isWordOf(text, {"NaN", "nan", "NAN", "INF", "-INF", "inf"}))
        complain("numbers that cannot be read", "has the <" + std::string(name) + "> '" + std::string(text) + "', which is no number; it was left out.");
    return value;
}

std::optional<double> ElementReader::childNumber(pugi::xml_node parent, const char* name)
{
    const pugi::xml_node node = xml::child(parent, name);
    return node ? numberIn(node, name) : std::nullopt;
}

std::optional<Time> ElementReader::timeIn(pugi::xml_node node, const char* name)
{
    const std::string_view text = textOf(node);
    if (text.empty()) return std::nullopt;
    if (const auto parsed = parseTime(text)) return *parsed;
    complain("times that cannot be read", "has the <" + std::string(name) + "> '" + std::string(text) + "', which is no time.");
    return std::nullopt;
}

Uncertainty ElementReader::uncertainty(pugi::xml_node quantity)
{
    if (!quantity.first_child().next_sibling()) return {};  // nothing but the value
    return {childNumber(quantity, "uncertainty"), childNumber(quantity, "lowerUncertainty"), childNumber(quantity, "upperUncertainty"), childNumber(quantity, "confidenceLevel")};
}

void ElementReader::attribute(const char* name, std::optional<int>& value)
{
    if (const auto number = parseNumber(m_node.attribute(name).value()); number && std::abs(*number) < 2e9) value = static_cast<int>(std::lround(*number));
}

void ElementReader::number(const char* name, std::optional<double>& value)
{
    if (const pugi::xml_node node = find(name)) value = numberIn(node, name);
}

void ElementReader::needNumber(const char* name, double& value)
{
    std::optional<double> read;
    number(name, read);
    if (read) value = *read;
    else missing(name);
}

void ElementReader::count(const char* name, std::optional<int>& value)
{
    std::optional<double> read;
    number(name, read);
    if (read && std::abs(*read) < 2e9) value = static_cast<int>(std::lround(*read));
}

void ElementReader::needCount(const char* name, int& value)
{
    std::optional<int> read;
    count(name, read);
    if (read) value = *read;
    else missing(name);
}

void ElementReader::flag(const char* name, std::optional<bool>& value)
{
    const std::string_view text = textOf(find(name));
    if (text == "true" || text == "1") value = true;
    if (text == "false" || text == "0") value = false;
}

void ElementReader::real(const char* name, std::optional<RealQuantity>& value)
{
    if (const pugi::xml_node node = find(name))
        if (const auto number = childNumber(node, "value")) value = RealQuantity{*number, uncertainty(node)};
}

void ElementReader::needReal(const char* name, RealQuantity& value)
{
    std::optional<RealQuantity> read;
    real(name, read);
    if (read) value = *read;
    else missing(name);
}

void ElementReader::real(const char* name, std::optional<double>& value, Uncertainty& uncertain)
{
    const pugi::xml_node node = find(name);
    if (!node) return;
    if (const pugi::xml_node inner = xml::child(node, "value")) value = numberIn(inner, name), uncertain = uncertainty(node);
    else value = numberIn(node, name);
}

void ElementReader::time(const char* name, std::optional<TimeQuantity>& value)
{
    if (const pugi::xml_node node = find(name))
        if (const auto instant = timeIn(xml::child(node, "value"), name)) value = TimeQuantity{*instant, uncertainty(node)};
}

void ElementReader::needTime(const char* name, Time& value, Uncertainty& uncertain)
{
    std::optional<TimeQuantity> read;
    time(name, read);
    if (read) value = read->value, uncertain = read->uncertainty;
    else missing(name);
}

void ElementReader::instant(const char* name, std::optional<Time>& value)
{
    if (const pugi::xml_node node = find(name)) value = timeIn(node, name);
}

void ElementReader::needInstant(const char* name, Time& value)
{
    std::optional<Time> read;
    instant(name, read);
    if (read) value = *read;
    else missing(name);
}

void ElementReader::reference(const char* name, ResourceId& id, const char*) { id = textOf(find(name)); }
void ElementReader::needReference(const char* name, ResourceId& id, const char*) { id = textOf(find(name)); }
void ElementReader::text(const char* name, std::string& text, std::size_t) { text = textOf(find(name)); }

void ElementReader::needText(const char* name, std::string& text, const char* fallback)
{
    const pugi::xml_node node = find(name);
    text = node.text().get();  // with its blanks: comments may be tables
    if (std::string_view(fallback).empty()) return;
    text = std::string(trimmed(text));
    if (text.empty()) complain("elements without " + std::string(name), "is a <" + std::string(xml::localName(m_node)) + "> without <" + name + ">.");
}

void ElementReader::word(const char* name, std::string& text, Vocabulary vocabulary, std::vector<Comment>* comments)
{
    const std::string said(textOf(find(name)));
    if (said.empty() || said == "null") return;
    text = wordFrom(vocabulary, said);
    if (text == said) return;
    complain(std::string("unknown words in <") + name + '>',
             std::string("has the ") + name + " '" + said + (text.empty() ? "', which QuakeML does not know; it was left out." : "', read as '" + text + "'."));
    if (text.empty() && comments) comments->push_back({makeId("local.seisdesk", std::string("original/") + name), said});
}

void ElementReader::value(const char* name, std::optional<Mode>& value)
{
    const std::string text(textOf(find(name)));
    if (text.empty()) return;
    const bool exact = isWordOf(text, {"manual", "automatic"}), known = exact || isWordOf(text, {"a", "m", "A", "M", "Manual", "Automatic"});
    if (known) value = modeFrom(text);
    if (!exact) complain("unknown evaluation modes", "has the evaluationMode '" + text + (known ? "', read as " + seisdesk::word(*value) + '.' : "', which QuakeML does not know; it was left out."));
}

void ElementReader::value(const char* name, std::optional<Review>& value)
{
    const std::string text(textOf(find(name)));
    if (text.empty()) return;
    const bool exact = isWordOf(text, {"preliminary", "confirmed", "reviewed", "final", "rejected"});
    const bool known = exact || text == "reported" || reviewFrom(text) != Review::Preliminary;
    if (known) value = reviewFrom(text);
    if (!exact) complain("unknown evaluation statuses", "has the evaluationStatus '" + text + (known ? "', read as " + seisdesk::word(*value) + '.' : "', which QuakeML does not know; it was left out."));
}

void ElementReader::value(const char* name, Polarity& value)
{
    const std::string text(textOf(find(name)));
    value = polarityFrom(text);
    if (!text.empty() && seisdesk::word(value) != text)
        complain("unknown polarities", "has the polarity '" + text + "', " + (value == Polarity::Unset ? "which QuakeML does not know; it was left out." : "read as " + seisdesk::word(value) + '.'));
}

void ElementReader::value(const char* name, OnsetQuality& value)
{
    const std::string text(textOf(find(name)));
    value = onsetFrom(text);
    if (!text.empty() && seisdesk::word(value) != text)
        complain("unknown onsets", "has the onset '" + text + "', " + (value == OnsetQuality::Unset ? "which QuakeML does not know; it was left out." : "read as " + seisdesk::word(value) + '.'));
}

StreamId ElementReader::streamIn(pugi::xml_node node)
{
    const auto code = [&](const char* name) { return std::string(trimmed(node.attribute(name).value())); };
    StreamId id{code("networkCode"), code("stationCode"), code("locationCode"), code("channelCode")};
    if (id.location == "--") id.location.clear();
    if (id.network.empty()) complain("waveform ids without network", "has a waveformID without networkCode (station '" + id.station + "'); load the station's metadata to complete it.");
    if (id.station.empty()) complain("waveform ids without station", "has a waveformID without stationCode.");
    return id;
}

void ElementReader::waveform(StreamId& id)
{
    if (const pugi::xml_node node = find("waveformID")) id = streamIn(node);
}

void ElementReader::needWaveform(StreamId& id)
{
    if (const pugi::xml_node node = find("waveformID")) id = streamIn(node);
    else complain("elements without waveformID", "is a <" + std::string(xml::localName(m_node)) + "> without waveformID.");
}

void ElementReader::waveforms(std::vector<StreamId>& ids)
{
    ask("waveformID");
    xml::forEach(m_node, "waveformID", [&](pugi::xml_node node) { ids.push_back(streamIn(node)); });
}

void ElementReader::comments(std::vector<Comment>& comments)
{
    all("comment", comments);
    std::erase_if(comments, [](const Comment& c) { return c.id.empty() && c.text.empty(); });
}

Event readEvent(pugi::xml_node node, Findings& findings)
{
    Event event;
    ElementReader reader(node, findings);
    visit(reader, event);
    reader.finish();
    return event;
}

}  // namespace seisdesk::quakeml
