#include "core/io/sc3ml.h"

#include "core/catalog/resource_id.h"
#include "core/io/quakeml_element.h"
#include "core/io/quakeml_ids.h"
#include "core/io/text_file.h"

#include <unordered_map>
#include <unordered_set>

namespace seisdesk {

namespace {

using Nodes = std::unordered_map<std::string, pugi::xml_node>;

std::string idOfNode(pugi::xml_node node) { return std::string(trimmed(node.attribute("publicID").value())); }

Nodes nodesOf(pugi::xml_node parameters, std::string_view name)
{
    Nodes out;
    xml::forEach(parameters, name, [&](pugi::xml_node node) { out.emplace(idOfNode(node), node); });
    return out;
}

void rename(pugi::xml_node parent, std::string_view from, const char* to)
{
    if (pugi::xml_node child = xml::child(parent, from)) child.set_name(to);
}

/// SeisComP's comments have their id as an element.
void nameComments(pugi::xml_node node)
{
    xml::forEach(node, "comment", [](pugi::xml_node comment) {
        const std::string id = xml::text(comment, "id");
        if (!id.empty()) comment.append_attribute("id").set_value(id.c_str());
        comment.remove_child(xml::child(comment, "id"));
    });
}

void toMetres(pugi::xml_node parent, const char* name)
{
    if (const auto value = xml::number(parent, name)) xml::child(parent, name).text().set(numberText(*value * 1000.0).c_str());
}

void toQuakeMlArrival(pugi::xml_node arrival)
{
    rename(arrival, "takeOffAngle", "takeoffAngle");
    rename(arrival, "weight", "timeWeight");
    if (xml::text(arrival, "timeUsed") == "false") {
        if (!xml::child(arrival, "timeWeight")) arrival.append_child("timeWeight");
        xml::child(arrival, "timeWeight").text().set("0");
    }
    for (const char* used : {"timeUsed", "horizontalSlownessUsed", "backazimuthUsed"}) arrival.remove_child(xml::child(arrival, used));
    // SeisComP names arrivals by their pick and origin.
    if (arrival.attribute("publicID").empty())
        arrival.append_attribute("publicID").set_value(makeId("local.seisdesk", "arrival/" + idOf(xml::text(arrival, "pickID") + '\n' + idOfNode(arrival.parent())).text()).c_str());
}

/// Turns a copy of an origin into QuakeML's, its magnitudes moved to the event.
void toQuakeMlOrigin(pugi::xml_node origin)
{
    rename(origin, "uncertainty", "originUncertainty");
    for (const char* part : {"value", "uncertainty", "lowerUncertainty", "upperUncertainty"}) toMetres(xml::child(origin, "depth"), part);
    for (const char* part : {"horizontalUncertainty", "minHorizontalUncertainty", "maxHorizontalUncertainty"}) toMetres(xml::child(origin, "originUncertainty"), part);
    nameComments(origin);
    xml::forEach(origin, "arrival", toQuakeMlArrival);
    for (const char* name : {"stationMagnitude", "magnitude"})
        while (pugi::xml_node magnitude = xml::child(origin, name)) {
            pugi::xml_node moved = origin.parent().append_copy(magnitude);
            origin.remove_child(magnitude);
            rename(moved, "magnitude", "mag");
            nameComments(moved);
            moved.remove_child(xml::child(moved, "passedQC"));
            if (!xml::child(moved, "originID")) moved.append_child("originID").text().set(idOfNode(origin).c_str());
        }
}

class Assembler {
public:
    explicit Assembler(pugi::xml_node parameters)
        : m_parameters(parameters), m_picks(nodesOf(parameters, "pick")), m_amplitudes(nodesOf(parameters, "amplitude")), m_origins(nodesOf(parameters, "origin")),
          m_mechanisms(nodesOf(parameters, "focalMechanism"))
    {
    }

    /// One event as QuakeML has it, below `out`.
    pugi::xml_node event(pugi::xml_node source, pugi::xml_node out)
    {
        pugi::xml_node event = out.append_copy(source);
        nameComments(event);
        if (pugi::xml_node type = xml::child(event, "type"); type && xml::text(event, "type") == "other") type.text().set("other event");
        std::vector<std::string> origins = references(event, "originReference");
        const std::vector<std::string> mechanisms = references(event, "focalMechanismReference");
        for (const std::string& id : origins) copy(event, m_origins, id, toQuakeMlOrigin);
        for (const std::string& id : mechanisms) copy(event, m_mechanisms, id, nameComments);
        std::vector<std::string> amplitudes, picks;
        xml::forEach(event, "stationMagnitude", [&](pugi::xml_node m) { amplitudes.push_back(xml::text(m, "amplitudeID")); });
        xml::forEach(event, "origin", [&](pugi::xml_node origin) { xml::forEach(origin, "arrival", [&](pugi::xml_node a) { picks.push_back(xml::text(a, "pickID")); }); });
        for (const std::string& id : unique(amplitudes)) copy(event, m_amplitudes, id, [&](pugi::xml_node amplitude) {
            rename(amplitude, "amplitude", "genericAmplitude");
            nameComments(amplitude);
            picks.push_back(xml::text(amplitude, "pickID"));
        });
        for (const std::string& id : unique(picks)) copy(event, m_picks, id, nameComments);
        return event;
    }

    /// Picks that no event asked for; null when there are none.
    pugi::xml_node rest(pugi::xml_node out)
    {
        pugi::xml_node event;
        xml::forEach(m_parameters, "pick", [&](pugi::xml_node pick) {
            if (m_used.contains(idOfNode(pick))) return;
            if (!event) event = out.append_child("event");
            nameComments(event.append_copy(pick));
        });
        return event;
    }

private:
    template <class Change> void copy(pugi::xml_node event, const Nodes& nodes, const std::string& id, Change&& change)
    {
        const auto found = nodes.find(id);
        if (found == nodes.end()) return;
        m_used.insert(id);
        change(event.append_copy(found->second));
    }

    static std::vector<std::string> references(pugi::xml_node event, const char* name)
    {
        std::vector<std::string> out;
        while (pugi::xml_node node = xml::child(event, name)) {
            out.emplace_back(trimmed(node.text().get()));
            event.remove_child(node);
        }
        return out;
    }

    static std::vector<std::string> unique(const std::vector<std::string>& ids)
    {
        std::vector<std::string> out;
        std::unordered_set<std::string> seen;
        for (const std::string& id : ids)
            if (seen.insert(id).second) out.push_back(id);
        return out;
    }

    pugi::xml_node m_parameters;
    Nodes m_picks, m_amplitudes, m_origins, m_mechanisms;
    std::unordered_set<std::string> m_used;
};

}  // namespace

Result<std::vector<Event>> readSeisCompXml(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const Result<pugi::xml_document> document = xml::load(path, issues);
    if (!document) return document.error();
    const pugi::xml_node root = document->document_element(), parameters = xml::child(root, "EventParameters");
    if (xml::localName(root) != "seiscomp") return Error{Error::Code::Unsupported, "'" + path.string() + "' has the root element <" + root.name() + ">, not <seiscomp>."};
    if (!parameters) issues.push_back({path, "There is no <EventParameters>, so there are no events. Export events, not an inventory or a configuration."});
    std::vector<Event> events;
    IssueCounter counter(path, issues);
    quakeml::Findings findings;
    Assembler assembler(parameters);
    pugi::xml_document scratch;  // one event at a time
    const auto read = [&](pugi::xml_node node) { events.push_back(quakeml::readEvent(node, findings)); };
    xml::forEach(parameters, "event", [&](pugi::xml_node node) {
        scratch.reset();
        read(assembler.event(node, scratch));
    });
    scratch.reset();
    if (const pugi::xml_node rest = assembler.rest(scratch)) {
        read(rest);
        events.back().id = makeId("local.seisdesk", "event/picks." + idOf(events.back().picks.empty() ? std::string() : events.back().picks.front().id).text());
        events.back().comments.push_back({makeId("local.seisdesk", "unassociated"), "Picks that belong to no event."});
    }
    findings.issues.replay(counter);
    quakeml::makeIdsUnique(events, counter);
    quakeml::checkPickReferences(events, counter);
    return events;
}

}  // namespace seisdesk
