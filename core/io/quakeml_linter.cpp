#include "core/io/quakeml_linter.h"

#include "core/catalog/resource_id.h"
#include "core/io/quakeml_lint_rules.h"
#include "core/io/text_file.h"

#include <algorithm>
#include <cmath>

namespace seisdesk::quakeml {

namespace {

constexpr std::string_view authority = "local.seisdesk";

bool isOneOf(std::string_view name, std::span<const std::string_view> names) { return std::find(names.begin(), names.end(), name) != names.end(); }

std::string textOf(pugi::xml_node node) { return std::string(trimmed(node.text().get())); }

std::string inQuotes(std::string_view text) { return "'" + std::string(text.substr(0, 80)) + (text.size() > 80 ? "...'" : "'"); }

/// The catalogue's description is a text, an event's one has <text>.
bool isPlainText(pugi::xml_node node) { return xml::localName(node) == "description" && xml::localName(node.parent()) == "eventParameters"; }

/// How the file spells its own elements.
std::string spelled(pugi::xml_node parent, std::string_view name)
{
    const std::string_view full = parent.name();
    return std::string(full.substr(0, full.size() - xml::localName(parent).size())) + std::string(name);
}

}  // namespace

std::string placeOf(pugi::xml_node node)
{
    std::string out = "<" + std::string(xml::localName(node)) + ">";
    for (pugi::xml_node up = node; up; up = up.parent())
        if (const auto id = up.attribute("publicID")) return out + " of " + id.value();
    return out;
}

pugi::xml_node eventAround(pugi::xml_node node)
{
    while (node && !xml::is(node, "event")) node = node.parent();
    return node;
}

pugi::xml_node following(pugi::xml_node node, pugi::xml_node root)
{
    if (node.first_child()) return node.first_child();
    while (node != root && !node.next_sibling()) node = node.parent();
    return node == root ? pugi::xml_node{} : node.next_sibling();
}

Linter::Linter(std::string_view text, bool repairs, std::vector<LintFinding>& findings) : m_lineStarts{0}, m_repairs(repairs), m_findings(findings)
{
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) m_lineStarts.push_back(at + 1);
}

std::size_t Linter::lineOf(pugi::xml_node node) const
{
    for (; node; node = node.parent())
        if (const std::ptrdiff_t offset = node.offset_debug(); offset > 0)
            return static_cast<std::size_t>(std::upper_bound(m_lineStarts.begin(), m_lineStarts.end(), static_cast<std::size_t>(offset)) - m_lineStarts.begin());
    return 0;
}

void Linter::say(pugi::xml_node about, std::string what, std::string remedy, bool repaired)
{
    m_findings.push_back({lineOf(about), placeOf(about), std::move(what), std::move(remedy), repaired});
}

void Linter::walk(pugi::xml_node root)
{
    for (pugi::xml_node node = root; node; node = following(node, root))
        if (node.type() == pugi::node_element && xml::is(node, xml::localName(node))) visit(node);
}

void Linter::removeDoomed()
{
    for (pugi::xml_node node : m_doomed) node.parent().remove_child(node);
    m_doomed.clear();
}

const std::string* Linter::renamed(pugi::xml_node node, const std::string& id) const
{
    const auto found = m_renamed.find({eventAround(node).offset_debug(), id});
    return found == m_renamed.end() ? nullptr : &found->second;
}

void Linter::visit(pugi::xml_node node)
{
    const std::string_view name = xml::localName(node), parent = xml::localName(node.parent());
    checkOrder(node);
    checkMandatory(node, name);
    checkIds(node, name);
    if (name == "waveformID") checkWaveform(node);
    checkWord(node, name, parent);
    checkEvaluation(node, name);
    checkLength(node, name, parent);
    checkNumber(node, name, parent);
    if (name == "creationTime" || name == "reference" || (name == "value" && (parent == "time" || parent == "scalingTime"))) checkTime(node);
    checkUncertainties(node);
}

void Linter::checkOrder(pugi::xml_node node)
{
    std::vector<pugi::xml_node> foreign;
    bool late = false;
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
        if (child.type() != pugi::node_element) continue;
        if (!xml::is(child, xml::localName(child))) foreign.push_back(child);
        else late = late || !foreign.empty();
    }
    if (!late) return;
    fix(foreign.front(), "stands before elements of QuakeML", "foreign elements come last", [&] {
        for (pugi::xml_node each : foreign) node.append_move(each);
    });
}

void Linter::checkMandatory(pugi::xml_node node, std::string_view name)
{
    if (isPlainText(node)) return;
    for (const rules::Mandatory& rule : rules::mandatory) {
        if (rule.element != name || xml::child(node, rule.child)) continue;
        const std::string what = "has no <" + std::string(rule.child) + ">";
        if (rule.child == "phase") {
            fix(node, what, "name it, or 'x' for an unnamed phase", [&] { node.append_child(spelled(node, "phase").c_str()).text().set("x"); });
        } else if (rule.child == "text") {
            fix(node, what, "write one, or delete the element", [&] { node.append_child(spelled(node, "text").c_str()).text().set("-"); });
        } else if (name == "pick" && rule.child == "waveformID") {
            say(node, what, "add the stream that was picked");
        } else {
            say(node, what, "add it, or delete the <" + std::string(name) + ">");
        }
    }
}

void Linter::checkIds(pugi::xml_node node, std::string_view name)
{
    auto attribute = node.attribute("publicID");
    std::string id(trimmed(attribute.value()));
    const auto fresh = [&] { return makeId(authority, std::string(name) + '/' + idOf(id + '\n' + std::string(name) + std::to_string(m_made++)).text()); };
    if (isOneOf(name, rules::named)) {
        if (id.empty() || id == "NA" || id.ends_with("/NA")) {
            fix(node, id.empty() ? "has no publicID" : "has the placeholder " + inQuotes(id) + " for a publicID", "give it one of its own", [&] {
                if (!attribute) attribute = node.prepend_attribute("publicID");
                attribute.set_value((id = fresh()).c_str());
            });
        } else if (!isLegalId(id)) {
            fix(node, "has the illegal publicID " + inQuotes(id), "smi:authority/path of ASCII letters, digits and -.*()+?_~'=,;#/&", [&] { attribute.set_value((id = legalId(id, authority)).c_str()); });
        }
        if (!id.empty() && m_ids[id]++ > 0)
            fix(node, "uses a publicID that is used before", "each object has one of its own", [&] {
                const std::string other = fresh();
                attribute.set_value(other.c_str());
                m_renamed.try_emplace({eventAround(node).offset_debug(), id}, other);
            });
    }
    if (auto comment = node.attribute("id"); comment && name == "comment" && !isLegalId(comment.value()))
        fix(node, "has the illegal comment id " + inQuotes(comment.value()), "make it a legal id or leave it out", [&] { comment.set_value(legalId(comment.value(), authority).c_str()); });
    if (!isOneOf(name, rules::references)) return;
    const std::string reference = textOf(node);
    if (isLegalId(reference)) return;
    const bool filter = name == "filterID" || name == "methodID";
    fix(node, "has the illegal reference " + inQuotes(reference), filter ? "put the text into a comment and refer by a legal id" : "refer by a legal id", [&] {
        if (reference.empty()) return node.text().set(makeId(authority, std::string(name)).c_str()), void();
        node.text().set(legalId(reference, authority).c_str());
        if (!filter || xml::localName(node.parent()) != "pick") return;
        pugi::xml_node comment = node.parent().insert_child_after(spelled(node, "comment").c_str(), node);
        comment.append_attribute("id").set_value(makeId(authority, name == "filterID" ? "filter" : "method").c_str());
        comment.append_child(spelled(node, "text").c_str()).text().set(reference.c_str());
    });
}

void Linter::checkWaveform(pugi::xml_node node)
{
    for (const char* code : {"networkCode", "stationCode", "locationCode", "channelCode"}) {
        auto attribute = node.attribute(code);
        const std::string value(trimmed(attribute.value()));
        const std::string_view which = code;
        const bool blanks = std::string_view(attribute.value()) != value;
        if (value.empty() && (which == "networkCode" || which == "stationCode")) {
            if (which == "stationCode") say(node, "has no stationCode", "name the station");
            else fix(node, "has no networkCode", "look it up, or 'XX' for an unknown network", [&] { (attribute ? attribute : node.prepend_attribute(code)).set_value("XX"); });
        }
        if (which == "locationCode" && value == "--") fix(node, "has the locationCode '--'", "an empty location is an empty text", [&] { attribute.set_value(""); });
        if (value.size() > 8) fix(node, std::string("has the ") + code + ' ' + inQuotes(value) + " of more than 8 characters", "shorten it", [&] { attribute.set_value(xml::cutTo(8, value).c_str()); });
        else if (blanks) fix(node, std::string("has a ") + code + " with blanks around it", "leave them out", [&] { attribute.set_value(value.c_str()); });
    }
}

void Linter::checkWord(pugi::xml_node node, std::string_view name, std::string_view parent)
{
    for (const rules::Words& rule : rules::vocabularies) {
        if (rule.child != name || rule.parent != parent) continue;
        const std::string said = textOf(node), known = wordFrom(rule.vocabulary, said);
        if (known == said && !said.empty()) return;
        if (name == "unit") return checkUnit(node);
        if (!known.empty()) fix(node, "says " + inQuotes(said), "QuakeML spells it '" + known + "'", [&] { node.text().set(known.c_str()); });
        else
            fix(node, "says " + inQuotes(said) + ", which is no word of BED 1.2", "use one of its words, or a comment", [&] {
                doom(node);
                if (said.empty() || parent == "description" || parent == "dataUsed" || parent == "sourceTimeFunction" || parent == "originUncertainty") return;
                pugi::xml_node comment = node.parent().insert_child_after(spelled(node, "comment").c_str(), node);
                comment.append_attribute("id").set_value(makeId(authority, "original/" + std::string(name)).c_str());
                comment.append_child(spelled(node, "text").c_str()).text().set(said.c_str());
            });
        return;
    }
}

void Linter::checkUnit(pugi::xml_node node)
{
    struct Scale {
        std::string_view unit, legal;
        double factor;
    };
    constexpr auto scales = std::to_array<Scale>({{"nm", "m", 1e-9}, {"um", "m", 1e-6}, {"mm", "m", 1e-3}, {"cm", "m", 1e-2}, {"nm/s", "m/s", 1e-9}, {"um/s", "m/s", 1e-6}, {"mm/s", "m/s", 1e-3}, {"cm/s", "m/s", 1e-2},
                                                  {"m/s**2", "m/(s*s)", 1.0}, {"m/s^2", "m/(s*s)", 1.0}, {"cm/s**2", "m/(s*s)", 1e-2}});
    const std::string said = textOf(node);
    const auto scale = std::find_if(scales.begin(), scales.end(), [&](const Scale& s) { return s.unit == said; });
    if (scale == scales.end()) {
        fix(node, "says " + inQuotes(said) + ", which is no unit of BED 1.2", "m, s, m/s, m/(s*s), m*s, dimensionless or other", [&] { node.text().set(wordFrom(Vocabulary::AmplitudeUnit, said).empty() ? "other" : wordFrom(Vocabulary::AmplitudeUnit, said).c_str()); });
        return;
    }
    fix(node, "says " + inQuotes(said) + ", which is no unit of BED 1.2", "give the amplitude in " + std::string(scale->legal), [&] {
        node.text().set(std::string(scale->legal).c_str());
        const pugi::xml_node amplitude = xml::child(node.parent(), "genericAmplitude");
        for (const char* part : {"value", "uncertainty", "lowerUncertainty", "upperUncertainty"})
            if (const auto number = xml::number(amplitude, part)) xml::child(amplitude, part).text().set(numberText(*number * scale->factor).c_str());
    });
}

void Linter::checkEvaluation(pugi::xml_node node, std::string_view name)
{
    const std::string said = textOf(node);
    std::string known;
    if (name == "evaluationMode") known = isOneOf(said, std::to_array<std::string_view>({"a", "A", "Automatic", "auto"})) ? "automatic" : isOneOf(said, std::to_array<std::string_view>({"m", "M", "Manual"})) ? "manual" : said == "automatic" || said == "manual" ? said : "";
    else if (name == "evaluationStatus") known = said == "preliminary" || reviewFrom(said) != Review::Preliminary ? word(reviewFrom(said)) : "";
    else if (name == "polarity") known = word(polarityFrom(said));
    else if (name == "onset") known = word(onsetFrom(said));
    else return;
    if (known == said && !said.empty()) return;
    if (!known.empty()) fix(node, "says " + inQuotes(said), "QuakeML spells it '" + known + "'", [&] { node.text().set(known.c_str()); });
    else fix(node, "says " + inQuotes(said) + ", which is no word of BED 1.2", "leave it out", [&] { doom(node); });
}

void Linter::checkLength(pugi::xml_node node, std::string_view name, std::string_view parent)
{
    for (const rules::Length& rule : rules::lengths) {
        if (rule.child != name || rule.parent != parent) continue;
        const std::string text = textOf(node), cut = xml::cutTo(rule.most, text);
        if (cut.size() < text.size()) fix(node, "has more than " + std::to_string(rule.most) + " characters", "shorten it", [&] { node.text().set(cut.c_str()); });
    }
}

void Linter::checkNumber(pugi::xml_node node, std::string_view name, std::string_view parent)
{
    if (isOneOf(name, rules::numbers) && !parseNumber(textOf(node))) return say(node, "says " + inQuotes(textOf(node)) + ", which is no number", "leave it out or correct it");
    if (name == "timeResidual") {
        const auto residual = xml::number(node.parent(), "timeResidual"), weight = xml::number(node.parent(), "timeWeight");
        if (std::abs(*residual) > 60.0 && weight.value_or(1.0) > 0.0) say(node, "is a residual of " + numberText(*residual) + " s with weight", "check the pick's event, or weigh it with 0");
    }
    for (const rules::Range& rule : rules::ranges) {
        if (rule.child != name || (!rule.parent.empty() && rule.parent != parent)) continue;
        if (name == "uncertainty" && parent == "quality") continue;
        pugi::xml_node holder = rule.quantity ? xml::child(node, "value") : node;
        if (!holder && !node.first_child().first_child() && parseNumber(textOf(node))) holder = node;  // a bare number, as in 1.1
        if (!holder) return;  // said elsewhere
        const auto value = parseNumber(textOf(holder));
        if (!value) return say(node, "says " + inQuotes(textOf(holder)) + ", which is no number", "leave it out or correct it");
        if (*value >= rule.least && *value <= rule.most) return;
        const std::string unit = rule.unit.empty() ? "" : ' ' + std::string(rule.unit);
        const std::string what = "is " + numberText(*value) + ", which is not between " + numberText(rule.least) + " and " + (rule.most == rules::endless ? "infinity" : numberText(rule.most)) + unit;
        if (!rule.around || std::abs(*value) > 720.0) return say(node, what, rule.unit == "metres" ? "the unit is the metre" : rule.child == "distance" ? "the unit is the degree" : "correct it");
        fix(node, what, "turn it by 360", [&] {
            double turned = std::fmod(*value, 360.0);
            if (turned < rule.least) turned += 360.0;
            if (turned > rule.most) turned -= 360.0;
            holder.text().set(numberText(turned).c_str());
        });
        return;
    }
}

void Linter::checkTime(pugi::xml_node node)
{
    const std::string said = textOf(node);
    const auto time = parseTime(said);
    if (!time) return say(node, "says " + inQuotes(said) + ", which is no time", "ISO 8601 in UTC, such as 2019-07-04T17:02:55.34Z");
    if (said.ends_with('Z') && said.find('T') != std::string::npos) return;
    fix(node, "says " + inQuotes(said) + " without the 'Z' of UTC", "write " + formatTime(*time), [&] { node.text().set(formatTime(*time, time->time_since_epoch().count() % 1000 == 0 ? 6 : 9).c_str()); });
}

void Linter::checkUncertainties(pugi::xml_node node)
{
    const auto lower = xml::child(node, "lowerUncertainty"), upper = xml::child(node, "upperUncertainty"), symmetric = xml::child(node, "uncertainty");
    if (!symmetric || (!lower && !upper)) return;
    fix(node, "has both a symmetric and a one-sided uncertainty", "one of them", [&] { node.remove_child(lower && upper ? symmetric : lower ? lower : upper); });
}

}  // namespace seisdesk::quakeml
