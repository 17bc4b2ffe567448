#include "core/catalog/resource_id.h"
#include "core/io/quakeml.h"
#include "core/io/quakeml_parts.h"
#include "core/io/quakeml_words.h"
#include "core/io/text_file.h"

#include <cmath>
#include <set>

namespace seisdesk {

namespace {

using quakeml::Vocabulary;

std::string reference(pugi::xml_node parent, const char* name) { return xml::text(parent, name); }

/// Reads one document, element by element.
class Reader {
public:
    Reader(const std::filesystem::path& path, std::vector<ReadIssue>& issues) : m_counter(path, issues), m_parts(m_counter) {}

    std::vector<Event> read(pugi::xml_node parameters, const std::filesystem::path& path, std::vector<ReadIssue>& issues)
    {
        std::vector<Event> events;
        xml::forEach(parameters, "event", [&](pugi::xml_node node) { events.push_back(readEvent(node)); });
        m_parts.notKept(parameters, {"event", "comment", "description", "creationInfo"});
        checkReferences(events);
        checkUncertainties(events);
        m_parts.reportNotKept(path, issues);
        return events;
    }

private:
    Event readEvent(pugi::xml_node node)
    {
        m_renamed.clear();
        Event event;
        std::map<ResourceId, ResourceId> ignored;  // nothing refers to events
        event.id = m_parts.publicId(node, ignored);
        event.preferredOriginId = reference(node, "preferredOriginID");
        event.preferredMagnitudeId = reference(node, "preferredMagnitudeID");
        event.preferredFocalMechanismId = reference(node, "preferredFocalMechanismID");
        event.comments = m_parts.comments(node);
        event.type = word(node, "type", Vocabulary::EventType, &event.comments);
        event.typeCertainty = word(node, "typeCertainty", Vocabulary::EventTypeCertainty, &event.comments);
        event.creation = m_parts.creation(node);
        xml::forEach(node, "description", [&](pugi::xml_node d) {
            event.descriptions.push_back({xml::text(d, "text"), word(d, "type", Vocabulary::DescriptionType, nullptr)});
        });
        xml::forEach(node, "pick", [&](pugi::xml_node n) { readPick(n, event); });
        xml::forEach(node, "amplitude", [&](pugi::xml_node n) { readAmplitude(n, event); });
        xml::forEach(node, "origin", [&](pugi::xml_node n) { readOrigin(n, event); });
        xml::forEach(node, "magnitude", [&](pugi::xml_node n) { readMagnitude(n, event); });
        xml::forEach(node, "stationMagnitude", [&](pugi::xml_node n) { readStationMagnitude(n, event); });
        xml::forEach(node, "focalMechanism", [&](pugi::xml_node n) { readMechanism(n, event); });
        m_parts.notKept(node, {"preferredOriginID", "preferredMagnitudeID", "preferredFocalMechanismID", "type", "typeCertainty", "description",
                               "pick", "amplitude", "origin", "magnitude", "stationMagnitude", "focalMechanism", "comment", "creationInfo"});
        followRenames(event);
        return event;
    }

    /// A word of a closed vocabulary. Others are left out, and kept as a comment where there is a place for one.
    std::string word(pugi::xml_node parent, const char* name, Vocabulary vocabulary, std::vector<Comment>* comments)
    {
        const std::string text = xml::text(parent, name);
        if (text.empty() || text == "null") return {};
        const std::string known = quakeml::wordFrom(vocabulary, text);
        if (known == text) return known;
        m_parts.complain(std::string("unknown words in <") + name + '>', parent,
                         std::string("has the ") + name + " '" + text + (known.empty() ? "', which QuakeML does not know; it was left out." : "', read as '" + known + "'."));
        if (known.empty() && comments) comments->push_back({makeId("local.seisdesk", std::string("original/") + name), text});
        return known;
    }

    void readPick(pugi::xml_node node, Event& event)
    {
        Pick pick;
        const pugi::xml_node time = xml::child(node, "time");
        const auto value = m_parts.time(time, "value");
        if (!value) {
            m_parts.complain("picks without time", node, "is a pick without a readable time; it was left out.");
            return;
        }
        pick.id = m_parts.publicId(node, m_renamed);
        pick.time = *value;
        pick.timeUncertainty = m_parts.uncertainty(time);
        if (!xml::child(node, "waveformID")) m_parts.complain("picks without waveformID", node, "is a pick without waveformID.");
        pick.waveform = m_parts.waveform(node);
        pick.filterId = reference(node, "filterID");
        pick.methodId = reference(node, "methodID");
        pick.horizontalSlowness = m_parts.real(node, "horizontalSlowness");
        pick.backazimuth = m_parts.real(node, "backazimuth");
        pick.onset = m_parts.onset(node);
        pick.phaseHint = xml::text(node, "phaseHint");
        pick.polarity = m_parts.polarity(node);
        pick.mode = m_parts.mode(node);
        pick.status = m_parts.status(node);
        pick.comments = m_parts.comments(node);
        pick.creation = m_parts.creation(node);
        m_parts.notKept(node, {"time", "waveformID", "filterID", "methodID", "horizontalSlowness", "backazimuth", "onset", "phaseHint",
                               "polarity", "evaluationMode", "evaluationStatus", "comment", "creationInfo"});
        event.picks.push_back(std::move(pick));
    }

    void readOrigin(pugi::xml_node node, Event& event)
    {
        Origin origin;
        const pugi::xml_node time = xml::child(node, "time");
        const auto value = m_parts.time(time, "value");
        const auto latitude = m_parts.real(node, "latitude"), longitude = m_parts.real(node, "longitude");
        if (!value || !latitude || !longitude) {
            m_parts.complain("origins without time or place", node, "is an origin without readable time, latitude or longitude; it was left out.");
            return;
        }
        origin.id = m_parts.publicId(node, m_renamed);
        origin.time = *value;
        origin.timeUncertainty = m_parts.uncertainty(time);
        origin.latitude = *latitude;
        origin.longitude = *longitude;
        origin.depthMetres = m_parts.real(node, "depth");
        origin.comments = m_parts.comments(node);
        origin.depthType = word(node, "depthType", Vocabulary::DepthType, &origin.comments);
        origin.timeFixed = m_parts.flag(node, "timeFixed");
        origin.epicenterFixed = m_parts.flag(node, "epicenterFixed");
        origin.methodId = reference(node, "methodID");
        origin.earthModelId = reference(node, "earthModelID");
        origin.quality = readQuality(xml::child(node, "quality"));
        const pugi::xml_node uncertainty = xml::child(node, "originUncertainty");
        origin.horizontalUncertaintyMetres = m_parts.number(uncertainty, "horizontalUncertainty");
        const auto major = m_parts.number(uncertainty, "maxHorizontalUncertainty"), minor = m_parts.number(uncertainty, "minHorizontalUncertainty");
        if (const auto azimuth = m_parts.number(uncertainty, "azimuthMaxHorizontalUncertainty"); azimuth && major && minor)
            origin.ellipse = UncertaintyEllipse{*major, *minor, *azimuth, m_parts.number(uncertainty, "confidenceLevel")};
        m_parts.notKept(uncertainty, {"horizontalUncertainty", "preferredDescription", "maxHorizontalUncertainty", "minHorizontalUncertainty",
                                      "azimuthMaxHorizontalUncertainty", "confidenceLevel"});
        origin.mode = m_parts.mode(node);
        origin.status = m_parts.status(node);
        origin.type = word(node, "type", Vocabulary::OriginType, &origin.comments);
        origin.region = xml::text(node, "region");
        origin.creation = m_parts.creation(node);
        xml::forEach(node, "arrival", [&](pugi::xml_node n) { origin.arrivals.push_back(readArrival(n)); });
        m_parts.notKept(node, {"time", "latitude", "longitude", "depth", "depthType", "timeFixed", "epicenterFixed", "methodID", "earthModelID",
                               "quality", "originUncertainty", "evaluationMode", "evaluationStatus", "type", "region", "arrival", "comment", "creationInfo"});
        event.origins.push_back(std::move(origin));
    }

    OriginQuality readQuality(pugi::xml_node node)
    {
        OriginQuality q;
        q.associatedPhaseCount = m_parts.count(node, "associatedPhaseCount");
        q.usedPhaseCount = m_parts.count(node, "usedPhaseCount");
        q.associatedStationCount = m_parts.count(node, "associatedStationCount");
        q.usedStationCount = m_parts.count(node, "usedStationCount");
        q.standardErrorSeconds = m_parts.number(node, "standardError");
        q.azimuthalGapDegrees = m_parts.number(node, "azimuthalGap");
        q.secondaryAzimuthalGapDegrees = m_parts.number(node, "secondaryAzimuthalGap");
        q.minimumDistanceDegrees = m_parts.number(node, "minimumDistance");
        q.maximumDistanceDegrees = m_parts.number(node, "maximumDistance");
        q.medianDistanceDegrees = m_parts.number(node, "medianDistance");
        m_parts.notKept(node, {"associatedPhaseCount", "usedPhaseCount", "associatedStationCount", "usedStationCount", "standardError", "azimuthalGap",
                               "secondaryAzimuthalGap", "minimumDistance", "maximumDistance", "medianDistance"});
        return q;
    }

    Arrival readArrival(pugi::xml_node node)
    {
        Arrival arrival;
        std::map<ResourceId, ResourceId> ignored;  // nothing refers to arrivals
        arrival.id = m_parts.publicId(node, ignored);
        arrival.pickId = reference(node, "pickID");
        arrival.phase = xml::text(node, "phase");
        arrival.timeCorrectionSeconds = m_parts.number(node, "timeCorrection");
        arrival.azimuthDegrees = m_parts.number(node, "azimuth");
        arrival.distanceDegrees = m_parts.number(node, "distance");
        arrival.takeoffAngleDegrees = m_parts.realValue(node, "takeoffAngle");
        arrival.timeResidualSeconds = m_parts.number(node, "timeResidual");
        arrival.timeWeight = m_parts.number(node, "timeWeight");
        arrival.earthModelId = reference(node, "earthModelID");
        arrival.comments = m_parts.comments(node);
        arrival.creation = m_parts.creation(node);
        if (arrival.phase.empty()) m_parts.complain("arrivals without phase", node, "is an arrival without phase.");
        m_parts.notKept(node, {"pickID", "phase", "timeCorrection", "azimuth", "distance", "takeoffAngle", "timeResidual", "timeWeight", "earthModelID", "comment", "creationInfo"});
        return arrival;
    }

    void readAmplitude(pugi::xml_node node, Event& event)
    {
        const auto value = m_parts.real(node, "genericAmplitude");
        if (!value) {
            m_parts.complain("amplitudes without value", node, "is an amplitude without readable value; it was left out.");
            return;
        }
        Amplitude amplitude;
        amplitude.id = m_parts.publicId(node, m_renamed);
        amplitude.genericAmplitude = *value;
        amplitude.type = xml::text(node, "type");
        amplitude.unit = word(node, "unit", Vocabulary::AmplitudeUnit, nullptr);
        amplitude.category = word(node, "category", Vocabulary::AmplitudeCategory, nullptr);
        amplitude.magnitudeHint = xml::text(node, "magnitudeHint");
        amplitude.period = m_parts.real(node, "period");
        amplitude.waveform = m_parts.waveform(node);
        amplitude.pickId = reference(node, "pickID");
        amplitude.mode = m_parts.mode(node);
        amplitude.creation = m_parts.creation(node);
        m_parts.notKept(node, {"genericAmplitude", "type", "unit", "category", "magnitudeHint", "period", "waveformID", "pickID", "evaluationMode", "creationInfo"});
        event.amplitudes.push_back(std::move(amplitude));
    }

    void readMagnitude(pugi::xml_node node, Event& event)
    {
        const auto value = m_parts.real(node, "mag");
        if (!value) {
            m_parts.complain("magnitudes without value", node, "is a magnitude without readable value; it was left out.");
            return;
        }
        Magnitude magnitude;
        magnitude.id = m_parts.publicId(node, m_renamed);
        magnitude.magnitude = *value;
        magnitude.originId = reference(node, "originID");
        magnitude.type = xml::text(node, "type");
        magnitude.stationCount = m_parts.count(node, "stationCount");
        magnitude.methodId = reference(node, "methodID");
        magnitude.mode = m_parts.mode(node);
        magnitude.status = m_parts.status(node);
        magnitude.comments = m_parts.comments(node);
        magnitude.creation = m_parts.creation(node);
        m_parts.notKept(node, {"mag", "originID", "type", "stationCount", "methodID", "evaluationMode", "evaluationStatus", "comment", "creationInfo"});
        event.magnitudes.push_back(std::move(magnitude));
    }

    void readStationMagnitude(pugi::xml_node node, Event& event)
    {
        const auto value = m_parts.real(node, "mag");
        if (!value) {
            m_parts.complain("magnitudes without value", node, "is a station magnitude without readable value; it was left out.");
            return;
        }
        StationMagnitude magnitude;
        magnitude.id = m_parts.publicId(node, m_renamed);
        magnitude.magnitude = *value;
        magnitude.originId = reference(node, "originID");
        magnitude.amplitudeId = reference(node, "amplitudeID");
        magnitude.type = xml::text(node, "type");
        magnitude.waveform = m_parts.waveform(node);
        magnitude.methodId = reference(node, "methodID");
        magnitude.comments = m_parts.comments(node);
        magnitude.creation = m_parts.creation(node);
        m_parts.notKept(node, {"mag", "originID", "amplitudeID", "type", "waveformID", "methodID", "comment", "creationInfo"});
        event.stationMagnitudes.push_back(std::move(magnitude));
    }

    std::optional<NodalPlane> readPlane(pugi::xml_node node)
    {
        const auto strike = m_parts.real(node, "strike"), dip = m_parts.real(node, "dip"), rake = m_parts.real(node, "rake");
        if (!strike || !dip || !rake) return std::nullopt;
        return NodalPlane{*strike, *dip, *rake};
    }

    void readMechanism(pugi::xml_node node, Event& event)
    {
        FocalMechanism mechanism;
        mechanism.id = m_parts.publicId(node, m_renamed);
        mechanism.triggeringOriginId = reference(node, "triggeringOriginID");
        mechanism.methodId = reference(node, "methodID");
        const pugi::xml_node planes = xml::child(node, "nodalPlanes");
        mechanism.nodalPlane1 = readPlane(xml::child(planes, "nodalPlane1"));
        mechanism.nodalPlane2 = readPlane(xml::child(planes, "nodalPlane2"));
        mechanism.stationPolarityCount = m_parts.count(node, "stationPolarityCount");
        mechanism.azimuthalGapDegrees = m_parts.number(node, "azimuthalGap");
        mechanism.misfit = m_parts.number(node, "misfit");
        mechanism.mode = m_parts.mode(node);
        mechanism.status = m_parts.status(node);
        mechanism.comments = m_parts.comments(node);
        mechanism.creation = m_parts.creation(node);
        m_parts.notKept(node, {"triggeringOriginID", "methodID", "nodalPlanes", "stationPolarityCount", "azimuthalGap", "misfit", "evaluationMode",
                               "evaluationStatus", "comment", "creationInfo"});
        event.focalMechanisms.push_back(std::move(mechanism));
    }

    /// References to a repeated id mean the element of the same event.
    void followRenames(Event& event) const
    {
        if (m_renamed.empty()) return;
        std::set<ResourceId> own;
        const auto collect = [&](const auto& all) { for (const auto& each : all) own.insert(each.id); };
        collect(event.picks), collect(event.amplitudes), collect(event.origins), collect(event.magnitudes), collect(event.focalMechanisms);
        const auto follow = [&](ResourceId& id) {
            const auto found = m_renamed.find(id);
            if (found != m_renamed.end() && !own.contains(id)) id = found->second;
        };
        for (Origin& origin : event.origins)
            for (Arrival& arrival : origin.arrivals) follow(arrival.pickId);
        for (Amplitude& amplitude : event.amplitudes) follow(amplitude.pickId);
        for (Magnitude& magnitude : event.magnitudes) follow(magnitude.originId);
        for (StationMagnitude& magnitude : event.stationMagnitudes) follow(magnitude.originId), follow(magnitude.amplitudeId);
        for (FocalMechanism& mechanism : event.focalMechanisms) follow(mechanism.triggeringOriginId);
        follow(event.preferredOriginId), follow(event.preferredMagnitudeId), follow(event.preferredFocalMechanismId);
    }

    void checkReferences(const std::vector<Event>& events)
    {
        std::set<ResourceId> picks;
        for (const Event& event : events)
            for (const Pick& pick : event.picks) picks.insert(pick.id);
        for (const Event& event : events)
            for (const Origin& origin : event.origins)
                for (const Arrival& arrival : origin.arrivals)
                    if (!picks.contains(arrival.pickId))
                        m_counter.add("arrivals whose pick was not delivered", "Arrival " + arrival.id + " (" + arrival.phase + ") refers to the pick '" + arrival.pickId +
                                                                                   "', which was not delivered; ask the service for picks too.");
    }

    /// Some pipelines put a probability where QuakeML has seconds: values below one with a third decimal.
    void checkUncertainties(const std::vector<Event>& events)
    {
        std::size_t automatic = 0, odd = 0;
        for (const Event& event : events)
            for (const Pick& pick : event.picks) {
                const auto u = pick.timeUncertainty.symmetric;
                if (pick.mode != Mode::Automatic || !u) continue;
                ++automatic;
                const double thousands = *u * 1000.0;
                odd += *u > 0.2 && *u < 1.0 && std::abs(thousands - std::round(thousands)) < 1e-6 && std::abs(*u * 100.0 - std::round(*u * 100.0)) > 1e-4;
            }
        if (odd >= 5 && odd * 2 > automatic)
            m_counter.add("suspicious uncertainties", std::to_string(odd) + " automatic picks have time uncertainties that look like probabilities; do not locate with them as weights.");
    }

    IssueCounter m_counter;
    quakeml::PartReader m_parts;
    std::map<ResourceId, ResourceId> m_renamed;
};

}  // namespace

Result<std::vector<Event>> readQuakeMl(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const Result<pugi::xml_document> document = xml::load(path, issues);
    if (!document) return document.error();
    const pugi::xml_node root = document->document_element();
    const pugi::xml_node parameters = xml::localName(root) == "eventParameters" ? root : xml::child(root, "eventParameters");
    if (!parameters && xml::localName(root) != "quakeml")
        return Error{Error::Code::Unsupported, "'" + path.string() + "' has the root element <" + root.name() + ">, not <quakeml>." +
                                                   (xml::localName(root) == "seiscomp" ? " It is SeisComP's own XML: export it as QuakeML." : "")};
    return Reader(path, issues).read(parameters, path, issues);
}

}  // namespace seisdesk
