#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"
#include "core/io/atomic_write.h"
#include "core/io/quakeml.h"
#include "core/io/quakeml_parts.h"
#include "core/io/quakeml_words.h"

namespace seisdesk {

namespace {

using quakeml::Vocabulary;
using quakeml::write;
using quakeml::writePublicId;
using quakeml::writeReference;
using xml::add;

void addWord(pugi::xml_node node, const char* name, Vocabulary vocabulary, const std::string& text)
{
    add(node, name, quakeml::wordFrom(vocabulary, text));
}

void addCount(pugi::xml_node node, const char* name, const std::optional<int>& value)
{
    if (value) add(node, name, std::to_string(*value));
}

void addFlag(pugi::xml_node node, const char* name, const std::optional<bool>& value)
{
    if (value) add(node, name, *value ? "true" : "false");
}

/// A filter or method id that had to change keeps its true text in a comment.
void keepTrueText(std::vector<Comment>& comments, const ResourceId& id, const char* name)
{
    if (!id.empty() && !isLegalId(id) && !comment(comments, name)) comments.push_back({makeId("local.seisdesk", name), id});
}

void writePick(pugi::xml_node event, const Pick& pick)
{
    pugi::xml_node node = event.append_child("pick");
    writePublicId(node, pick.id, formatTime(pick.time, 9) + pick.waveform.text() + pick.phaseHint);
    write(node, "time", pick.time, pick.timeUncertainty);
    write(node, pick.waveform == StreamId{} ? StreamId{"XX", "XX", "", ""} : pick.waveform);
    writeReference(node, "filterID", pick.filterId);
    writeReference(node, "methodID", pick.methodId);
    write(node, "horizontalSlowness", pick.horizontalSlowness);
    write(node, "backazimuth", pick.backazimuth);
    add(node, "onset", word(pick.onset));
    add(node, "phaseHint", pick.phaseHint);
    add(node, "polarity", word(pick.polarity));
    write(node, pick.mode, pick.status);
    std::vector<Comment> comments = pick.comments;
    keepTrueText(comments, pick.filterId, "filter");
    keepTrueText(comments, pick.methodId, "method");
    write(node, comments);
    write(node, pick.creation);
}

void writeArrival(pugi::xml_node origin, const Arrival& arrival, const ResourceId& originId)
{
    pugi::xml_node node = origin.append_child("arrival");
    writePublicId(node, arrival.id, originId + arrival.pickId + arrival.phase);
    writeReference(node, "pickID", arrival.pickId.empty() ? makeId("local.seisdesk", "pick/unknown") : arrival.pickId);
    add(node, "phase", arrival.phase.empty() ? std::string("x") : arrival.phase);  // the ISC's code for an unnamed phase
    add(node, "timeCorrection", arrival.timeCorrectionSeconds);
    add(node, "azimuth", arrival.azimuthDegrees);
    add(node, "distance", arrival.distanceDegrees);
    if (arrival.takeoffAngleDegrees) write(node, "takeoffAngle", RealQuantity{*arrival.takeoffAngleDegrees, {}});
    add(node, "timeResidual", arrival.timeResidualSeconds);
    add(node, "timeWeight", arrival.timeWeight);
    writeReference(node, "earthModelID", arrival.earthModelId);
    write(node, arrival.comments);
    write(node, arrival.creation);
}

void writeQuality(pugi::xml_node origin, const OriginQuality& q)
{
    pugi::xml_node node = origin.append_child("quality");
    addCount(node, "associatedPhaseCount", q.associatedPhaseCount);
    addCount(node, "usedPhaseCount", q.usedPhaseCount);
    addCount(node, "associatedStationCount", q.associatedStationCount);
    addCount(node, "usedStationCount", q.usedStationCount);
    add(node, "standardError", q.standardErrorSeconds);
    add(node, "azimuthalGap", q.azimuthalGapDegrees);
    add(node, "secondaryAzimuthalGap", q.secondaryAzimuthalGapDegrees);
    add(node, "minimumDistance", q.minimumDistanceDegrees);
    add(node, "maximumDistance", q.maximumDistanceDegrees);
    add(node, "medianDistance", q.medianDistanceDegrees);
    if (!node.first_child()) origin.remove_child(node);
}

void writeOrigin(pugi::xml_node event, const Origin& origin)
{
    pugi::xml_node node = event.append_child("origin");
    writePublicId(node, origin.id, formatTime(origin.time, 9));
    write(node, "time", origin.time, origin.timeUncertainty);
    write(node, "latitude", origin.latitude);
    write(node, "longitude", origin.longitude);
    write(node, "depth", origin.depthMetres);
    addWord(node, "depthType", Vocabulary::DepthType, origin.depthType);
    addFlag(node, "timeFixed", origin.timeFixed);
    addFlag(node, "epicenterFixed", origin.epicenterFixed);
    writeReference(node, "methodID", origin.methodId);
    writeReference(node, "earthModelID", origin.earthModelId);
    writeQuality(node, origin.quality);
    if (origin.horizontalUncertaintyMetres || origin.ellipse) {
        const pugi::xml_node uncertainty = node.append_child("originUncertainty");
        add(uncertainty, "horizontalUncertainty", origin.horizontalUncertaintyMetres);
        if (origin.ellipse) {
            add(uncertainty, "minHorizontalUncertainty", std::optional(origin.ellipse->minimumMetres));
            add(uncertainty, "maxHorizontalUncertainty", std::optional(origin.ellipse->maximumMetres));
            add(uncertainty, "azimuthMaxHorizontalUncertainty", std::optional(origin.ellipse->azimuthDegrees));
        }
        add(uncertainty, "preferredDescription", origin.ellipse ? "uncertainty ellipse" : "horizontal uncertainty");
        if (origin.ellipse) add(uncertainty, "confidenceLevel", origin.ellipse->confidenceLevelPercent);
    }
    addWord(node, "type", Vocabulary::OriginType, origin.type);
    add(node, "region", xml::cutTo(128, origin.region));
    write(node, origin.mode, origin.status);
    for (const Arrival& arrival : origin.arrivals) writeArrival(node, arrival, origin.id);
    write(node, origin.comments);
    write(node, origin.creation);
}

void writeAmplitude(pugi::xml_node event, const Amplitude& amplitude)
{
    pugi::xml_node node = event.append_child("amplitude");
    writePublicId(node, amplitude.id, amplitude.pickId + amplitude.waveform.text() + amplitude.type);
    write(node, "genericAmplitude", amplitude.genericAmplitude);
    add(node, "type", xml::cutTo(32, amplitude.type));
    addWord(node, "category", Vocabulary::AmplitudeCategory, amplitude.category);
    addWord(node, "unit", Vocabulary::AmplitudeUnit, amplitude.unit);
    write(node, "period", amplitude.period);
    writeReference(node, "pickID", amplitude.pickId);
    write(node, amplitude.waveform);
    add(node, "magnitudeHint", xml::cutTo(32, amplitude.magnitudeHint));
    write(node, amplitude.mode, std::nullopt);
    write(node, amplitude.creation);
}

void writeMagnitude(pugi::xml_node event, const Magnitude& magnitude)
{
    pugi::xml_node node = event.append_child("magnitude");
    writePublicId(node, magnitude.id, magnitude.originId + magnitude.type);
    write(node, "mag", magnitude.magnitude);
    add(node, "type", xml::cutTo(32, magnitude.type));
    addCount(node, "stationCount", magnitude.stationCount);
    writeReference(node, "originID", magnitude.originId);
    writeReference(node, "methodID", magnitude.methodId);
    write(node, magnitude.mode, magnitude.status);
    write(node, magnitude.comments);
    write(node, magnitude.creation);
}

void writeStationMagnitude(pugi::xml_node event, const StationMagnitude& magnitude)
{
    pugi::xml_node node = event.append_child("stationMagnitude");
    writePublicId(node, magnitude.id, magnitude.originId + magnitude.amplitudeId + magnitude.waveform.text() + magnitude.type);
    writeReference(node, "originID", magnitude.originId.empty() ? makeId("local.seisdesk", "origin/unknown") : magnitude.originId);
    write(node, "mag", magnitude.magnitude);
    add(node, "type", xml::cutTo(32, magnitude.type));
    writeReference(node, "amplitudeID", magnitude.amplitudeId);
    writeReference(node, "methodID", magnitude.methodId);
    write(node, magnitude.waveform);
    write(node, magnitude.comments);
    write(node, magnitude.creation);
}

void writePlane(pugi::xml_node planes, const char* name, const std::optional<NodalPlane>& plane)
{
    if (!plane) return;
    const pugi::xml_node node = planes.append_child(name);
    write(node, "strike", plane->strike);
    write(node, "dip", plane->dip);
    write(node, "rake", plane->rake);
}

void writeMechanism(pugi::xml_node event, const FocalMechanism& mechanism)
{
    pugi::xml_node node = event.append_child("focalMechanism");
    writePublicId(node, mechanism.id, mechanism.triggeringOriginId + mechanism.methodId);
    writeReference(node, "triggeringOriginID", mechanism.triggeringOriginId);
    if (mechanism.nodalPlane1 || mechanism.nodalPlane2) {
        const pugi::xml_node planes = node.append_child("nodalPlanes");
        writePlane(planes, "nodalPlane1", mechanism.nodalPlane1);
        writePlane(planes, "nodalPlane2", mechanism.nodalPlane2);
    }
    add(node, "azimuthalGap", mechanism.azimuthalGapDegrees);
    addCount(node, "stationPolarityCount", mechanism.stationPolarityCount);
    add(node, "misfit", mechanism.misfit);
    writeReference(node, "methodID", mechanism.methodId);
    write(node, mechanism.mode, mechanism.status);
    write(node, mechanism.comments);
    write(node, mechanism.creation);
}

void writeEvent(pugi::xml_node parameters, const Event& event)
{
    pugi::xml_node node = parameters.append_child("event");
    writePublicId(node, event.id, event.preferredOriginId + (event.picks.empty() ? ResourceId{} : event.picks.front().id));
    writeReference(node, "preferredOriginID", event.preferredOriginId);
    writeReference(node, "preferredMagnitudeID", event.preferredMagnitudeId);
    writeReference(node, "preferredFocalMechanismID", event.preferredFocalMechanismId);
    addWord(node, "type", Vocabulary::EventType, event.type);
    addWord(node, "typeCertainty", Vocabulary::EventTypeCertainty, event.typeCertainty);
    for (const EventDescription& description : event.descriptions) {
        const pugi::xml_node out = node.append_child("description");
        add(out, "text", description.text.empty() ? std::string("-") : description.text);
        addWord(out, "type", Vocabulary::DescriptionType, description.type);
    }
    for (const Pick& pick : event.picks) writePick(node, pick);
    for (const Amplitude& amplitude : event.amplitudes) writeAmplitude(node, amplitude);
    for (const Origin& origin : event.origins) writeOrigin(node, origin);
    for (const Magnitude& magnitude : event.magnitudes) writeMagnitude(node, magnitude);
    for (const StationMagnitude& magnitude : event.stationMagnitudes) writeStationMagnitude(node, magnitude);
    for (const FocalMechanism& mechanism : event.focalMechanisms) writeMechanism(node, mechanism);
    write(node, event.comments);
    write(node, event.creation);
}

}  // namespace

Result<void> writeQuakeMl(const std::filesystem::path& path, const std::vector<Event>& events)
{
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version").set_value("1.0");
    declaration.append_attribute("encoding").set_value("UTF-8");
    pugi::xml_node root = document.append_child("q:quakeml");
    root.append_attribute("xmlns").set_value("http://quakeml.org/xmlns/bed/1.2");
    root.append_attribute("xmlns:q").set_value("http://quakeml.org/xmlns/quakeml/1.2");
    pugi::xml_node parameters = root.append_child("eventParameters");
    std::string all;
    for (const Event& event : events) all += event.id + '\n';
    parameters.append_attribute("publicID").set_value(makeId("local.seisdesk", "catalog/" + idOf(all + formatTime(now(), 9)).text()).c_str());
    for (const Event& event : events) writeEvent(parameters, event);
    CreationInfo creation;
    creation.author = "SeisDesk " SEISDESK_VERSION;
    creation.creationTime = now();
    write(parameters, creation);
    return writeAtomically(path, xml::print(document));
}

}  // namespace seisdesk
