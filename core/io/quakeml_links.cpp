#include "core/io/quakeml_links.h"

#include "core/catalog/resource_id.h"
#include "core/io/quakeml_lint_rules.h"
#include "core/io/text_file.h"

#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace seisdesk::quakeml {

namespace {

std::string idOfNode(pugi::xml_node node) { return std::string(trimmed(node.attribute("publicID").value())); }

std::optional<Time> timeOf(pugi::xml_node element)
{
    const auto time = parseTime(xml::text(xml::child(element, "time"), "value"));
    return time ? std::optional(*time) : std::nullopt;
}

template <class Use> void eachElement(pugi::xml_node root, Use&& use)
{
    for (pugi::xml_node node = root; node; node = following(node, root))
        if (node.type() == pugi::node_element && xml::is(node, xml::localName(node))) use(node, xml::localName(node));
}

std::string seconds(double value) { return numberText(std::round(value * 100.0) / 100.0) + " s"; }

/// Arrivals of one origin, against the picks they name.
void checkArrivals(pugi::xml_node origin, const std::unordered_map<std::string, pugi::xml_node>& picks, std::unordered_set<std::string>& named, Linter& linter)
{
    const auto began = timeOf(origin);
    xml::forEach(origin, "arrival", [&](pugi::xml_node arrival) {
        const std::string id = xml::text(arrival, "pickID");
        named.insert(id);
        const auto pick = picks.find(id);
        if (pick == picks.end() || !began || xml::number(arrival, "timeWeight").value_or(1.0) <= 0.0) return;
        const auto time = timeOf(pick->second);
        if (!time) return;
        const double after = toSeconds(*time - *began);
        if (after < -0.1) linter.say(arrival, "names a pick " + seconds(-after) + " before the origin", "check the pick's event and the clocks, or weigh it with 0");
        if (after > 7200.0) linter.say(arrival, "names a pick " + seconds(after) + " after the origin", "check the pick's event, or weigh it with 0");
    });
}

void addIdleArrival(pugi::xml_node origin, pugi::xml_node pick)
{
    const std::string_view full = origin.name();
    const std::string prefix(full.substr(0, full.size() - std::string_view("origin").size()));
    const auto add = [&](pugi::xml_node parent, const char* name) { return parent.append_child((prefix + name).c_str()); };
    pugi::xml_node last;  // before foreign elements
    for (pugi::xml_node child = origin.first_child(); child; child = child.next_sibling())
        if (child.type() == pugi::node_element && xml::is(child, xml::localName(child))) last = child;
    pugi::xml_node arrival = origin.insert_child_after((prefix + "arrival").c_str(), last);
    arrival.append_attribute("publicID").set_value(makeId("local.seisdesk", "arrival/" + idOf(idOfNode(pick) + '\n' + idOfNode(origin)).text()).c_str());
    add(arrival, "pickID").text().set(idOfNode(pick).c_str());
    const std::string phase = xml::text(pick, "phaseHint");
    add(arrival, "phase").text().set(phase.empty() ? "x" : phase.c_str());
    add(arrival, "timeWeight").text().set("0");
}

void checkEvent(pugi::xml_node event, Linter& linter)
{
    std::unordered_map<std::string, pugi::xml_node> picks;
    std::unordered_set<std::string> named;
    xml::forEach(event, "pick", [&](pugi::xml_node pick) { picks.emplace(idOfNode(pick), pick); });
    const std::string preferred = xml::text(event, "preferredOriginID");
    pugi::xml_node chosen;
    xml::forEach(event, "origin", [&](pugi::xml_node origin) {
        checkArrivals(origin, picks, named, linter);
        if (!chosen || idOfNode(origin) == preferred) chosen = origin;
    });
    xml::forEach(event, "amplitude", [&](pugi::xml_node amplitude) { named.insert(xml::text(amplitude, "pickID")); });
    if (!chosen || named.empty()) return;
    xml::forEach(event, "pick", [&](pugi::xml_node pick) {
        if (!named.contains(idOfNode(pick)) && !idOfNode(pick).empty() && xml::child(pick, "time"))
            linter.fix(pick, "is named by no arrival, so that SeisComP drops it", "give it an arrival of weight 0", [&] { addIdleArrival(chosen, pick); });
    });
}

void checkDepths(pugi::xml_node parameters, Linter& linter)
{
    int count = 0, deep = 0;
    xml::forEach(parameters, "event", [&](pugi::xml_node event) {
        xml::forEach(event, "origin", [&](pugi::xml_node origin) {
            const auto depth = xml::number(xml::child(origin, "depth"), "value");
            count += depth && *depth != 0.0;
            deep += depth && std::abs(*depth) > 800.0;
        });
    });
    if (count >= 3 && deep == 0) linter.say(parameters, "has depths below 800 everywhere, which look like kilometres", "give depths in metres");
}

void checkProbabilities(pugi::xml_node parameters, Linter& linter)
{
    int automatic = 0, odd = 0;
    xml::forEach(parameters, "event", [&](pugi::xml_node event) {
        xml::forEach(event, "pick", [&](pugi::xml_node pick) {
            const auto u = xml::number(xml::child(pick, "time"), "uncertainty");
            if (!u || xml::text(pick, "evaluationMode") != "automatic") return;
            ++automatic;
            const double thousands = *u * 1000.0, hundreds = *u * 100.0;
            odd += *u > 0.2 && *u < 1.0 && std::abs(thousands - std::round(thousands)) < 1e-6 && std::abs(hundreds - std::round(hundreds)) > 1e-4;
        });
    });
    if (odd >= 5 && odd * 2 > automatic)
        linter.say(parameters, "has " + std::to_string(odd) + " automatic picks whose time uncertainty looks like a probability", "put confidences into a comment, and seconds into the uncertainty");
}

}  // namespace

void checkLinks(pugi::xml_node root, Linter& linter)
{
    std::unordered_map<std::string, std::string_view> kinds;
    std::map<std::ptrdiff_t, std::unordered_set<std::string>> own;  // ids of each event, by its place
    eachElement(root, [&](pugi::xml_node node, std::string_view name) {
        if (const auto id = node.attribute("publicID")) {
            kinds.emplace(trimmed(id.value()), name);
            own[eventAround(node).offset_debug()].emplace(trimmed(id.value()));
        }
    });
    eachElement(root, [&](pugi::xml_node node, std::string_view name) {
        for (const rules::Link& link : rules::links) {
            if (link.reference != name) continue;
            const std::string id(trimmed(node.text().get()));
            if (const std::string* fresh = linter.renamed(node, id); fresh && !own[eventAround(node).offset_debug()].contains(id)) {
                node.text().set(fresh->c_str());
                return;
            }
            const auto found = kinds.find(id);
            if (found != kinds.end() && found->second == link.target) return;
            const std::string what = found == kinds.end() ? "refers to '" + id + "', which is not in the file" : "refers to '" + id + "', which is a <" + std::string(found->second) + ">";
            if (name.starts_with("preferred")) linter.fix(node, what, "leave it out, or add what it refers to", [&] { linter.doom(node); });
            else linter.say(node, what, name == "pickID" ? "ask the service for picks too" : "add what it refers to, or correct it");
            return;
        }
    });
}

void checkSense(pugi::xml_node root, Linter& linter)
{
    const pugi::xml_node parameters = xml::localName(root) == "eventParameters" ? root : xml::child(root, "eventParameters");
    xml::forEach(parameters, "event", [&](pugi::xml_node event) { checkEvent(event, linter); });
    checkDepths(parameters, linter);
    checkProbabilities(parameters, linter);
}

}  // namespace seisdesk::quakeml
