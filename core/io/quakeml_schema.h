#pragma once
// Where QuakeML BED 1.2 keeps the members of catalog/event.h: each is named once, for reader and writer. The order of what SeisComP shares is its own.
//
// A visitor V has `reads` and, for children of the element being visited: publicId, attribute, number, count, flag, real, time, instant, reference,
// text, word, value (polarity, onset, mode, status), waveform, waveforms, comments, creation, part (one element), all (many), ours; need* for what is mandatory.

#include "core/catalog/event.h"
#include "core/io/quakeml_words.h"

namespace seisdesk::quakeml {

template <class V> void visit(V& v, Comment& c)
{
    v.commentId(c.id);
    v.needText("text", c.text, "");
    v.all("creationInfo", c.creation);
}

template <class V> void visit(V& v, CreationInfo& c)
{
    v.text("agencyID", c.agencyId, 64);
    v.reference("agencyURI", c.agencyUri);
    v.text("author", c.author, 128);
    v.reference("authorURI", c.authorUri);
    v.instant("creationTime", c.creationTime);
    v.text("version", c.version, 64);
}

template <class V> void visit(V& v, EventDescription& d)
{
    v.needText("text", d.text, "-");
    v.word("type", d.type, Vocabulary::DescriptionType);
}

template <class V> void visit(V& v, Pick& p)
{
    v.publicId(p.id, [&] { return formatTime(p.time, 9) + p.waveform.text() + p.phaseHint; });
    v.needTime("time", p.time, p.timeUncertainty);
    v.needWaveform(p.waveform);
    v.reference("filterID", p.filterId, "filter");
    v.reference("methodID", p.methodId, "method");
    v.real("horizontalSlowness", p.horizontalSlowness);
    v.real("backazimuth", p.backazimuth);
    v.reference("slownessMethodID", p.slownessMethodId);
    v.value("onset", p.onset);
    v.text("phaseHint", p.phaseHint);
    v.value("polarity", p.polarity);
    v.value("evaluationMode", p.mode);
    v.value("evaluationStatus", p.status);
    v.creation(p.creation);
    v.comments(p.comments);
    v.ours(p);
}

template <class V> void visit(V& v, Arrival& a)
{
    v.publicId(a.id, [&] { return a.pickId + a.phase; });
    v.needReference("pickID", a.pickId, "pick/unknown");
    v.needText("phase", a.phase, "x");  // the ISC's code for an unnamed phase
    v.number("timeCorrection", a.timeCorrectionSeconds);
    v.number("azimuth", a.azimuthDegrees);
    v.number("distance", a.distanceDegrees);
    v.real("takeoffAngle", a.takeoffAngleDegrees, a.takeoffAngleUncertainty);
    v.number("timeResidual", a.timeResidualSeconds);
    v.number("horizontalSlownessResidual", a.horizontalSlownessResidual);
    v.number("backazimuthResidual", a.backazimuthResidual);
    v.number("timeWeight", a.timeWeight);
    v.number("horizontalSlownessWeight", a.horizontalSlownessWeight);
    v.number("backazimuthWeight", a.backazimuthWeight);
    v.reference("earthModelID", a.earthModelId);
    v.comments(a.comments);
    v.creation(a.creation);
}

template <class V> void visit(V& v, IntegerQuantity& q)
{
    v.needCount("value", q.value);
    v.count("uncertainty", q.uncertainty);
    v.count("lowerUncertainty", q.lower);
    v.count("upperUncertainty", q.upper);
    v.number("confidenceLevel", q.confidenceLevelPercent);
}

template <class V> void visit(V& v, CompositeTime& t)
{
    v.part("year", t.year), v.part("month", t.month), v.part("day", t.day), v.part("hour", t.hour), v.part("minute", t.minute);
    v.real("second", t.second);
}

template <class V> void visit(V& v, OriginQuality& q)
{
    v.count("associatedPhaseCount", q.associatedPhaseCount);
    v.count("usedPhaseCount", q.usedPhaseCount);
    v.count("associatedStationCount", q.associatedStationCount);
    v.count("usedStationCount", q.usedStationCount);
    v.count("depthPhaseCount", q.depthPhaseCount);
    v.number("standardError", q.standardErrorSeconds);
    v.number("azimuthalGap", q.azimuthalGapDegrees);
    v.number("secondaryAzimuthalGap", q.secondaryAzimuthalGapDegrees);
    v.text("groundTruthLevel", q.groundTruthLevel, 32);
    v.number("maximumDistance", q.maximumDistanceDegrees);
    v.number("minimumDistance", q.minimumDistanceDegrees);
    v.number("medianDistance", q.medianDistanceDegrees);
}

template <class V> void visit(V& v, ConfidenceEllipsoid& e)
{
    v.needNumber("semiMajorAxisLength", e.majorMetres);
    v.needNumber("semiMinorAxisLength", e.minorMetres);
    v.needNumber("semiIntermediateAxisLength", e.intermediateMetres);
    v.needNumber("majorAxisPlunge", e.majorPlungeDegrees);
    v.needNumber("majorAxisAzimuth", e.majorAzimuthDegrees);
    v.needNumber("majorAxisRotation", e.majorRotationDegrees);
}

/// <originUncertainty>, which an Origin keeps in several members.
struct OriginUncertainty {
    std::optional<double> horizontal, minimum, maximum, azimuth, levelPercent;
    std::optional<ConfidenceEllipsoid> ellipsoid;
    std::string preferred;
};

inline std::string likelyDescription(const Origin& o) { return o.ellipse ? "uncertainty ellipse" : o.horizontalUncertaintyMetres ? "horizontal uncertainty" : o.ellipsoid ? "confidence ellipsoid" : ""; }

inline OriginUncertainty uncertaintyOf(const Origin& o)
{
    OriginUncertainty u{o.horizontalUncertaintyMetres, {}, {}, {}, o.uncertaintyLevelPercent, o.ellipsoid, o.preferredUncertainty.empty() ? likelyDescription(o) : o.preferredUncertainty};
    if (o.ellipse) u.minimum = o.ellipse->minimumMetres, u.maximum = o.ellipse->maximumMetres, u.azimuth = o.ellipse->azimuthDegrees, u.levelPercent = o.ellipse->confidenceLevelPercent;
    return u;
}

inline void setUncertainty(Origin& o, OriginUncertainty&& u)
{
    o.horizontalUncertaintyMetres = u.horizontal;
    o.ellipsoid = u.ellipsoid;
    if (u.azimuth && u.maximum && u.minimum) o.ellipse = UncertaintyEllipse{*u.maximum, *u.minimum, *u.azimuth, u.levelPercent};
    else o.uncertaintyLevelPercent = u.levelPercent;
    if (u.preferred != likelyDescription(o)) o.preferredUncertainty = std::move(u.preferred);
}

template <class V> void visit(V& v, OriginUncertainty& u)
{
    v.number("horizontalUncertainty", u.horizontal);
    v.number("minHorizontalUncertainty", u.minimum);
    v.number("maxHorizontalUncertainty", u.maximum);
    v.number("azimuthMaxHorizontalUncertainty", u.azimuth);
    v.part("confidenceEllipsoid", u.ellipsoid);
    v.word("preferredDescription", u.preferred, Vocabulary::UncertaintyDescription);
    v.number("confidenceLevel", u.levelPercent);
}

template <class V> void visit(V& v, Origin& o)
{
    v.publicId(o.id, [&] { return formatTime(o.time, 9); });
    v.needTime("time", o.time, o.timeUncertainty);
    v.needReal("latitude", o.latitude);
    v.needReal("longitude", o.longitude);
    v.real("depth", o.depthMetres);
    v.word("depthType", o.depthType, Vocabulary::DepthType, &o.comments);
    v.flag("timeFixed", o.timeFixed);
    v.flag("epicenterFixed", o.epicenterFixed);
    v.reference("referenceSystemID", o.referenceSystemId);
    v.reference("methodID", o.methodId);
    v.reference("earthModelID", o.earthModelId);
    v.all("compositeTime", o.compositeTimes);
    v.part("quality", o.quality);
    OriginUncertainty uncertainty = uncertaintyOf(o);
    v.part("originUncertainty", uncertainty);
    if constexpr (V::reads) setUncertainty(o, std::move(uncertainty));
    v.word("type", o.type, Vocabulary::OriginType, &o.comments);
    v.text("region", o.region, 128);
    v.value("evaluationMode", o.mode);
    v.value("evaluationStatus", o.status);
    v.all("arrival", o.arrivals);
    v.comments(o.comments);
    v.creation(o.creation);
}

template <class V> void visit(V& v, AmplitudeWindow& w)
{
    v.needNumber("begin", w.beginSeconds);
    v.needNumber("end", w.endSeconds);
    v.needInstant("reference", w.reference);
}

template <class V> void visit(V& v, Amplitude& a)
{
    v.publicId(a.id, [&] { return a.pickId + a.waveform.text() + a.type; });
    v.needReal("genericAmplitude", a.genericAmplitude);
    v.text("type", a.type, 32);
    v.word("category", a.category, Vocabulary::AmplitudeCategory);
    v.word("unit", a.unit, Vocabulary::AmplitudeUnit, &a.comments);
    v.reference("methodID", a.methodId);
    v.real("period", a.period);
    v.number("snr", a.snr);
    v.part("timeWindow", a.window);
    v.reference("pickID", a.pickId);
    v.waveform(a.waveform);
    v.reference("filterID", a.filterId);
    v.time("scalingTime", a.scalingTime);
    v.text("magnitudeHint", a.magnitudeHint, 32);
    v.value("evaluationMode", a.mode);
    v.value("evaluationStatus", a.status);
    v.comments(a.comments);
    v.creation(a.creation);
}

template <class V> void visit(V& v, MagnitudeContribution& c)
{
    v.needReference("stationMagnitudeID", c.stationMagnitudeId, "stationMagnitude/unknown");
    v.number("residual", c.residual);
    v.number("weight", c.weight);
}

template <class V> void visit(V& v, Magnitude& m)
{
    v.publicId(m.id, [&] { return m.originId + m.type; });
    v.needReal("mag", m.magnitude);
    v.text("type", m.type, 32);
    v.count("stationCount", m.stationCount);
    v.number("azimuthalGap", m.azimuthalGapDegrees);
    v.reference("originID", m.originId);
    v.reference("methodID", m.methodId);
    v.all("stationMagnitudeContribution", m.contributions);
    v.value("evaluationMode", m.mode);
    v.value("evaluationStatus", m.status);
    v.comments(m.comments);
    v.creation(m.creation);
}

template <class V> void visit(V& v, StationMagnitude& m)
{
    v.publicId(m.id, [&] { return m.originId + m.amplitudeId + m.waveform.text() + m.type; });
    v.needReference("originID", m.originId, "origin/unknown");
    v.needReal("mag", m.magnitude);
    v.text("type", m.type, 32);
    v.reference("amplitudeID", m.amplitudeId);
    v.reference("methodID", m.methodId);
    v.waveform(m.waveform);
    v.comments(m.comments);
    v.creation(m.creation);
}

template <class V> void visit(V& v, NodalPlane& p) { v.needReal("strike", p.strike), v.needReal("dip", p.dip), v.needReal("rake", p.rake); }
template <class V> void visit(V& v, PrincipalAxis& a) { v.needReal("azimuth", a.azimuth), v.needReal("plunge", a.plunge), v.needReal("length", a.length); }
template <class V> void visit(V& v, MomentTensorComponents& t)
{
    v.needReal("Mrr", t.rr), v.needReal("Mtt", t.tt), v.needReal("Mpp", t.pp), v.needReal("Mrt", t.rt), v.needReal("Mrp", t.rp), v.needReal("Mtp", t.tp);
}

/// <nodalPlanes> and <principalAxes>, whose parts a FocalMechanism keeps itself.
struct NodalPlanes {
    FocalMechanism& of;
};
struct PrincipalAxes {
    FocalMechanism& of;
};
template <class V> void visit(V& v, NodalPlanes& p)
{
    v.attribute("preferredPlane", p.of.preferredPlane);
    v.part("nodalPlane1", p.of.nodalPlane1);
    v.part("nodalPlane2", p.of.nodalPlane2);
}
template <class V> void visit(V& v, PrincipalAxes& a) { v.part("tAxis", a.of.tAxis), v.part("pAxis", a.of.pAxis), v.part("nAxis", a.of.nAxis); }

template <class V> void visit(V& v, DataUsed& d)
{
    v.word("waveType", d.waveType, Vocabulary::WaveType);
    v.count("stationCount", d.stationCount);
    v.count("componentCount", d.componentCount);
    v.number("shortestPeriod", d.shortestPeriodSeconds);
    v.number("longestPeriod", d.longestPeriodSeconds);
}

template <class V> void visit(V& v, SourceTimeFunction& f)
{
    v.word("type", f.type, Vocabulary::SourceTimeFunctionType);
    v.needNumber("duration", f.durationSeconds);
    v.number("riseTime", f.riseTimeSeconds);
    v.number("decayTime", f.decayTimeSeconds);
}

template <class V> void visit(V& v, MomentTensor& t)
{
    v.publicId(t.id, [&] { return t.derivedOriginId + t.momentMagnitudeId; });
    v.needReference("derivedOriginID", t.derivedOriginId, "origin/unknown");
    v.reference("momentMagnitudeID", t.momentMagnitudeId);
    v.real("scalarMoment", t.scalarMoment);
    v.part("tensor", t.tensor);
    v.number("variance", t.variance);
    v.number("varianceReduction", t.varianceReduction);
    v.number("doubleCouple", t.doubleCouple);
    v.number("clvd", t.clvd);
    v.number("iso", t.iso);
    v.reference("greensFunctionID", t.greensFunctionId);
    v.reference("filterID", t.filterId);
    v.part("sourceTimeFunction", t.sourceTimeFunction);
    v.all("dataUsed", t.dataUsed);
    v.reference("methodID", t.methodId);
    v.word("category", t.category, Vocabulary::TensorCategory, &t.comments);
    v.word("inversionType", t.inversionType, Vocabulary::InversionType, &t.comments);
    v.comments(t.comments);
    v.creation(t.creation);
}

template <class V> void visit(V& v, FocalMechanism& m)
{
    v.publicId(m.id, [&] { return m.triggeringOriginId + m.methodId; });
    v.waveforms(m.waveforms);
    v.reference("triggeringOriginID", m.triggeringOriginId);
    NodalPlanes planes{m};
    PrincipalAxes axes{m};
    v.part("nodalPlanes", planes);
    v.part("principalAxes", axes);
    v.number("azimuthalGap", m.azimuthalGapDegrees);
    v.count("stationPolarityCount", m.stationPolarityCount);
    v.number("misfit", m.misfit);
    v.number("stationDistributionRatio", m.stationDistributionRatio);
    v.reference("methodID", m.methodId);
    v.all("momentTensor", m.momentTensors);
    v.value("evaluationMode", m.mode);
    v.value("evaluationStatus", m.status);
    v.comments(m.comments);
    v.creation(m.creation);
}

template <class V> void visit(V& v, Event& e)
{
    v.publicId(e.id, [&] { return e.preferredOriginId + (e.picks.empty() ? ResourceId{} : e.picks.front().id); });
    v.reference("preferredOriginID", e.preferredOriginId);
    v.reference("preferredMagnitudeID", e.preferredMagnitudeId);
    v.reference("preferredFocalMechanismID", e.preferredFocalMechanismId);
    v.word("type", e.type, Vocabulary::EventType, &e.comments);
    v.word("typeCertainty", e.typeCertainty, Vocabulary::EventTypeCertainty, &e.comments);
    v.all("description", e.descriptions);
    v.all("pick", e.picks);
    v.all("amplitude", e.amplitudes);
    v.all("origin", e.origins);
    v.all("magnitude", e.magnitudes);
    v.all("stationMagnitude", e.stationMagnitudes);
    v.all("focalMechanism", e.focalMechanisms);
    v.comments(e.comments);
    v.creation(e.creation);
}

}  // namespace seisdesk::quakeml
