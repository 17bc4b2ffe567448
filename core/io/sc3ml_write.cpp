#include "core/io/sc3ml.h"

#include "core/io/quakeml_writer.h"

#include <algorithm>

namespace seisdesk {

namespace {

using quakeml::ElementWriter;
using quakeml::Vocabulary;

/// SeisComP's depths and horizontal uncertainties are in kilometres; its ellipsoids are in metres.
RealQuantity kilometres(RealQuantity q)
{
    q.value /= 1000.0;
    for (std::optional<double>* u : {&q.uncertainty.symmetric, &q.uncertainty.lower, &q.uncertainty.upper})
        if (*u) **u /= 1000.0;
    return q;
}

void writeArrival(ElementWriter& w, const Arrival& a)
{
    w.open("arrival");
    w.needReference("pickID", a.pickId, "pick/unknown");
    w.needText("phase", a.phase, "x");
    w.number("timeCorrection", a.timeCorrectionSeconds);
    w.number("azimuth", a.azimuthDegrees);
    w.number("distance", a.distanceDegrees);
    w.number("takeOffAngle", a.takeoffAngleDegrees);
    w.number("timeResidual", a.timeResidualSeconds);
    w.number("horizontalSlownessResidual", a.horizontalSlownessResidual);
    w.number("backazimuthResidual", a.backazimuthResidual);
    if (a.timeWeight) w.flag("timeUsed", *a.timeWeight > 0.0);
    if (a.horizontalSlownessWeight) w.flag("horizontalSlownessUsed", *a.horizontalSlownessWeight > 0.0);
    if (a.backazimuthWeight) w.flag("backazimuthUsed", *a.backazimuthWeight > 0.0);
    w.number("weight", a.timeWeight);
    w.reference("earthModelID", a.earthModelId);
    w.creation(a.creation);
    w.close();
}

void writeStationMagnitude(ElementWriter& w, const StationMagnitude& m)
{
    w.open("stationMagnitude");
    w.publicId(m.id, [&] { return m.originId + m.amplitudeId + m.waveform.text() + m.type; });
    w.reference("originID", m.originId);
    w.needReal("magnitude", m.magnitude);
    w.text("type", m.type);
    w.reference("amplitudeID", m.amplitudeId);
    w.reference("methodID", m.methodId);
    w.waveform(m.waveform);
    w.creation(m.creation);
    w.comments(m.comments);
    w.close();
}

void writeMagnitude(ElementWriter& w, const Magnitude& m)
{
    w.open("magnitude");
    w.publicId(m.id, [&] { return m.originId + m.type; });
    w.needReal("magnitude", m.magnitude);
    w.text("type", m.type);
    w.reference("originID", m.originId);
    w.reference("methodID", m.methodId);
    w.count("stationCount", m.stationCount);
    w.number("azimuthalGap", m.azimuthalGapDegrees);
    w.value("evaluationStatus", m.status);
    w.creation(m.creation);
    w.comments(m.comments);
    w.all("stationMagnitudeContribution", m.contributions);
    w.close();
}

/// `holds(originId)`: whether magnitudes of that origin stand in this one.
template <class Holds> void writeOrigin(ElementWriter& w, const Origin& o, const Event& event, Holds&& holds)
{
    w.open("origin");
    w.publicId(o.id, [&] { return formatTime(o.time, 9); });
    w.needTime("time", o.time, o.timeUncertainty);
    w.needReal("latitude", o.latitude);
    w.needReal("longitude", o.longitude);
    if (o.depthMetres) w.needReal("depth", kilometres(*o.depthMetres));
    w.word("depthType", o.depthType == "constrained by depth and direct phases" ? "constrained by depth phases" : o.depthType, Vocabulary::DepthType);
    w.flag("timeFixed", o.timeFixed);
    w.flag("epicenterFixed", o.epicenterFixed);
    w.reference("referenceSystemID", o.referenceSystemId);
    w.reference("methodID", o.methodId);
    w.reference("earthModelID", o.earthModelId);
    w.part("quality", o.quality);
    quakeml::OriginUncertainty uncertainty = quakeml::uncertaintyOf(o);
    for (std::optional<double>* length : {&uncertainty.horizontal, &uncertainty.minimum, &uncertainty.maximum})
        if (*length) **length /= 1000.0;
    w.part("uncertainty", uncertainty);
    w.word("type", o.type == "amplitude" ? std::string() : o.type, Vocabulary::OriginType);
    w.value("evaluationMode", o.mode);
    w.value("evaluationStatus", o.status);
    w.creation(o.creation);
    w.comments(o.comments);
    w.all("compositeTime", o.compositeTimes);
    for (const Arrival& arrival : o.arrivals) writeArrival(w, arrival);
    for (const StationMagnitude& m : event.stationMagnitudes)
        if (holds(m.originId)) writeStationMagnitude(w, m);
    for (const Magnitude& m : event.magnitudes)
        if (holds(m.originId)) writeMagnitude(w, m);
    w.close();
}

void writeAmplitude(ElementWriter& w, const Amplitude& a)
{
    w.open("amplitude");
    w.publicId(a.id, [&] { return a.pickId + a.waveform.text() + a.type; });
    w.needText("type", a.type, "A");
    w.needReal("amplitude", a.genericAmplitude);
    if (a.window) {
        w.open("timeWindow");
        w.needInstant("reference", a.window->reference);
        w.needNumber("begin", a.window->beginSeconds);
        w.needNumber("end", a.window->endSeconds);
        w.close();
    }
    w.real("period", a.period);
    w.number("snr", a.snr);
    w.text("unit", a.unit);
    w.reference("pickID", a.pickId);
    w.waveform(a.waveform);
    w.reference("filterID", a.filterId);
    w.reference("methodID", a.methodId);
    w.time("scalingTime", a.scalingTime);
    w.text("magnitudeHint", a.magnitudeHint);
    w.value("evaluationMode", a.mode);
    w.creation(a.creation);
    w.comments(a.comments);
    w.close();
}

void writeMechanism(ElementWriter& w, const FocalMechanism& m)
{
    w.open("focalMechanism");
    w.publicId(m.id, [&] { return m.triggeringOriginId + m.methodId; });
    w.reference("triggeringOriginID", m.triggeringOriginId);
    FocalMechanism copy = m;
    w.part("nodalPlanes", quakeml::NodalPlanes{copy});
    w.part("principalAxes", quakeml::PrincipalAxes{copy});
    w.number("azimuthalGap", m.azimuthalGapDegrees);
    w.count("stationPolarityCount", m.stationPolarityCount);
    w.number("misfit", m.misfit);
    w.number("stationDistributionRatio", m.stationDistributionRatio);
    w.reference("methodID", m.methodId);
    w.value("evaluationMode", m.mode);
    w.value("evaluationStatus", m.status);
    w.creation(m.creation);
    w.comments(m.comments);
    for (const MomentTensor& t : m.momentTensors) {
        w.open("momentTensor");
        w.publicId(t.id, [&] { return t.derivedOriginId + t.momentMagnitudeId; });
        w.needReference("derivedOriginID", t.derivedOriginId, "origin/unknown");
        w.reference("momentMagnitudeID", t.momentMagnitudeId);
        w.real("scalarMoment", t.scalarMoment);
        w.part("tensor", t.tensor);
        w.number("variance", t.variance);
        w.number("varianceReduction", t.varianceReduction);
        w.number("doubleCouple", t.doubleCouple);
        w.number("clvd", t.clvd);
        w.number("iso", t.iso);
        w.reference("greensFunctionID", t.greensFunctionId);
        w.reference("filterID", t.filterId);
        w.part("sourceTimeFunction", t.sourceTimeFunction);
        w.reference("methodID", t.methodId);
        w.creation(t.creation);
        w.close();
    }
    w.close();
}

void writeEvent(ElementWriter& w, const Event& e)
{
    w.open("event");
    w.publicId(e.id, [&] { return e.preferredOriginId + (e.picks.empty() ? ResourceId{} : e.picks.front().id); });
    w.reference("preferredOriginID", e.preferredOriginId);
    w.reference("preferredMagnitudeID", e.preferredMagnitudeId);
    w.reference("preferredFocalMechanismID", e.preferredFocalMechanismId);
    if (const std::string type = quakeml::wordFrom(Vocabulary::EventType, e.type); !type.empty()) w.text("type", type == "other event" ? "other" : type);
    w.word("typeCertainty", e.typeCertainty, Vocabulary::EventTypeCertainty);
    w.creation(e.creation);
    for (const EventDescription& d : e.descriptions) {
        const std::string type = quakeml::wordFrom(Vocabulary::DescriptionType, d.type);
        w.open("description");
        w.needText("text", d.text, "-");
        w.needText("type", type, "earthquake name");
        w.close();
    }
    w.comments(e.comments);
    for (const Origin& o : e.origins) w.reference("originReference", o.id);
    for (const FocalMechanism& m : e.focalMechanisms) w.reference("focalMechanismReference", m.id);
    w.close();
}

}  // namespace

std::string seisCompXml(const std::vector<Event>& events)
{
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<seiscomp xmlns=\"http://geofon.gfz-potsdam.de/ns/seiscomp3-schema/0.12\" version=\"0.12\">\n  <EventParameters>\n";
    ElementWriter w(out, 2, ElementWriter::Dialect::SeisComP);
    for (const Event& e : events) {
        for (const Pick& pick : e.picks) w.element("pick", pick);
        for (const Amplitude& amplitude : e.amplitudes) writeAmplitude(w, amplitude);
        const Origin* chosen = e.origin();
        for (const Origin& o : e.origins)
            writeOrigin(w, o, e, [&](const ResourceId& id) {
                // Magnitudes of no origin, or of one that is not there, stand in the preferred one.
                const bool known = std::any_of(e.origins.begin(), e.origins.end(), [&](const Origin& each) { return each.id == id; });
                return known ? id == o.id : &o == chosen;
            });
        for (const FocalMechanism& m : e.focalMechanisms) writeMechanism(w, m);
        writeEvent(w, e);
    }
    return out + "  </EventParameters>\n</seiscomp>\n";
}

}  // namespace seisdesk
