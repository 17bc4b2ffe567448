#include "core/store/stored_event.h"

#include "core/store/json_values.h"

#include <stdexcept>
#include <type_traits>

namespace seisdesk {

namespace {

// Each type's members are named once, in a visit() that both the writer and the reader go through.

template <class V> void visit(V& v, Comment& c) { v("id", c.id), v("text", c.text), v("creation", c.creation); }
template <class V> void visit(V& v, CreationInfo& c)
{
    v("agency", c.agencyId), v("author", c.author), v("time", c.creationTime), v("version", c.version), v("agencyUri", c.agencyUri), v("authorUri", c.authorUri);
}
template <class V> void visit(V& v, Uncertainty& u)
{
    v("symmetric", u.symmetric), v("lower", u.lower), v("upper", u.upper), v("confidenceLevelPercent", u.confidenceLevelPercent);
}
template <class V> void visit(V& v, RealQuantity& q) { v("value", q.value), v("uncertainty", q.uncertainty); }
template <class V> void visit(V& v, Pick& p)
{
    v("id", p.id), v("time", p.time), v("timeUncertainty", p.timeUncertainty), v("waveform", p.waveform), v("filterId", p.filterId);
    v("methodId", p.methodId), v("slownessMethodId", p.slownessMethodId), v("horizontalSlowness", p.horizontalSlowness), v("backazimuth", p.backazimuth), v("onset", p.onset);
    v("phaseHint", p.phaseHint), v("polarity", p.polarity), v("mode", p.mode), v("status", p.status), v("comments", p.comments), v("creation", p.creation);
}
template <class V> void visit(V& v, Arrival& a)
{
    v("id", a.id), v("pickId", a.pickId), v("phase", a.phase), v("timeCorrectionSeconds", a.timeCorrectionSeconds);
    v("azimuthDegrees", a.azimuthDegrees), v("distanceDegrees", a.distanceDegrees), v("takeoffAngleDegrees", a.takeoffAngleDegrees);
    v("takeoffAngleUncertainty", a.takeoffAngleUncertainty), v("horizontalSlownessResidual", a.horizontalSlownessResidual);
    v("backazimuthResidual", a.backazimuthResidual), v("horizontalSlownessWeight", a.horizontalSlownessWeight), v("backazimuthWeight", a.backazimuthWeight);
    v("timeResidualSeconds", a.timeResidualSeconds), v("timeWeight", a.timeWeight), v("earthModelId", a.earthModelId);
    v("comments", a.comments), v("creation", a.creation);
}
template <class V> void visit(V& v, OriginQuality& q)
{
    v("associatedPhaseCount", q.associatedPhaseCount), v("usedPhaseCount", q.usedPhaseCount), v("associatedStationCount", q.associatedStationCount);
    v("usedStationCount", q.usedStationCount), v("standardErrorSeconds", q.standardErrorSeconds), v("azimuthalGapDegrees", q.azimuthalGapDegrees);
    v("secondaryAzimuthalGapDegrees", q.secondaryAzimuthalGapDegrees), v("minimumDistanceDegrees", q.minimumDistanceDegrees);
    v("maximumDistanceDegrees", q.maximumDistanceDegrees), v("medianDistanceDegrees", q.medianDistanceDegrees);
    v("depthPhaseCount", q.depthPhaseCount), v("groundTruthLevel", q.groundTruthLevel);
}
template <class V> void visit(V& v, IntegerQuantity& q)
{
    v("value", q.value), v("uncertainty", q.uncertainty), v("lower", q.lower), v("upper", q.upper), v("confidenceLevelPercent", q.confidenceLevelPercent);
}
template <class V> void visit(V& v, CompositeTime& t)
{
    v("year", t.year), v("month", t.month), v("day", t.day), v("hour", t.hour), v("minute", t.minute), v("second", t.second);
}
template <class V> void visit(V& v, ConfidenceEllipsoid& e)
{
    v("majorMetres", e.majorMetres), v("minorMetres", e.minorMetres), v("intermediateMetres", e.intermediateMetres), v("majorPlungeDegrees", e.majorPlungeDegrees);
    v("majorAzimuthDegrees", e.majorAzimuthDegrees), v("majorRotationDegrees", e.majorRotationDegrees);
}
template <class V> void visit(V& v, UncertaintyEllipse& e)
{
    v("maximumMetres", e.maximumMetres), v("minimumMetres", e.minimumMetres), v("azimuthDegrees", e.azimuthDegrees);
    v("confidenceLevelPercent", e.confidenceLevelPercent);
}
template <class V> void visit(V& v, Origin& o)
{
    v("id", o.id), v("time", o.time), v("timeUncertainty", o.timeUncertainty), v("latitude", o.latitude), v("longitude", o.longitude);
    v("depthMetres", o.depthMetres), v("depthType", o.depthType), v("timeFixed", o.timeFixed), v("epicenterFixed", o.epicenterFixed);
    v("methodId", o.methodId), v("earthModelId", o.earthModelId), v("quality", o.quality), v("horizontalUncertaintyMetres", o.horizontalUncertaintyMetres), v("ellipse", o.ellipse);
    v("ellipsoid", o.ellipsoid), v("uncertaintyLevelPercent", o.uncertaintyLevelPercent), v("preferredUncertainty", o.preferredUncertainty);
    v("compositeTimes", o.compositeTimes), v("referenceSystemId", o.referenceSystemId);
    v("mode", o.mode), v("status", o.status), v("type", o.type), v("region", o.region), v("arrivals", o.arrivals), v("comments", o.comments), v("creation", o.creation);
}
template <class V> void visit(V& v, AmplitudeWindow& w) { v("beginSeconds", w.beginSeconds), v("endSeconds", w.endSeconds), v("reference", w.reference); }
template <class V> void visit(V& v, TimeQuantity& q) { v("value", q.value), v("uncertainty", q.uncertainty); }
template <class V> void visit(V& v, Amplitude& a)
{
    v("methodId", a.methodId), v("filterId", a.filterId), v("snr", a.snr), v("window", a.window), v("scalingTime", a.scalingTime);
    v("status", a.status), v("comments", a.comments);
    v("id", a.id), v("genericAmplitude", a.genericAmplitude), v("type", a.type), v("unit", a.unit), v("category", a.category);
    v("magnitudeHint", a.magnitudeHint), v("period", a.period), v("waveform", a.waveform), v("pickId", a.pickId), v("mode", a.mode), v("creation", a.creation);
}
template <class V> void visit(V& v, StationMagnitude& m)
{
    v("id", m.id), v("originId", m.originId), v("amplitudeId", m.amplitudeId), v("magnitude", m.magnitude), v("type", m.type);
    v("waveform", m.waveform), v("methodId", m.methodId), v("comments", m.comments), v("creation", m.creation);
}
template <class V> void visit(V& v, MagnitudeContribution& c) { v("stationMagnitudeId", c.stationMagnitudeId), v("residual", c.residual), v("weight", c.weight); }
template <class V> void visit(V& v, Magnitude& m)
{
    v("azimuthalGapDegrees", m.azimuthalGapDegrees), v("contributions", m.contributions);
    v("id", m.id), v("originId", m.originId), v("magnitude", m.magnitude), v("type", m.type), v("stationCount", m.stationCount);
    v("methodId", m.methodId), v("mode", m.mode), v("status", m.status), v("comments", m.comments), v("creation", m.creation);
}
template <class V> void visit(V& v, NodalPlane& p) { v("strike", p.strike), v("dip", p.dip), v("rake", p.rake); }
template <class V> void visit(V& v, PrincipalAxis& a) { v("azimuth", a.azimuth), v("plunge", a.plunge), v("length", a.length); }
template <class V> void visit(V& v, MomentTensorComponents& t) { v("rr", t.rr), v("tt", t.tt), v("pp", t.pp), v("rt", t.rt), v("rp", t.rp), v("tp", t.tp); }
template <class V> void visit(V& v, DataUsed& d)
{
    v("waveType", d.waveType), v("stationCount", d.stationCount), v("componentCount", d.componentCount), v("shortestPeriodSeconds", d.shortestPeriodSeconds);
    v("longestPeriodSeconds", d.longestPeriodSeconds);
}
template <class V> void visit(V& v, SourceTimeFunction& f)
{
    v("type", f.type), v("durationSeconds", f.durationSeconds), v("riseTimeSeconds", f.riseTimeSeconds), v("decayTimeSeconds", f.decayTimeSeconds);
}
template <class V> void visit(V& v, MomentTensor& t)
{
    v("id", t.id), v("derivedOriginId", t.derivedOriginId), v("momentMagnitudeId", t.momentMagnitudeId), v("greensFunctionId", t.greensFunctionId);
    v("filterId", t.filterId), v("methodId", t.methodId), v("scalarMoment", t.scalarMoment), v("tensor", t.tensor), v("variance", t.variance);
    v("varianceReduction", t.varianceReduction), v("doubleCouple", t.doubleCouple), v("clvd", t.clvd), v("iso", t.iso);
    v("sourceTimeFunction", t.sourceTimeFunction), v("dataUsed", t.dataUsed), v("category", t.category), v("inversionType", t.inversionType);
    v("comments", t.comments), v("creation", t.creation);
}
template <class V> void visit(V& v, FocalMechanism& m)
{
    v("preferredPlane", m.preferredPlane), v("tAxis", m.tAxis), v("pAxis", m.pAxis), v("nAxis", m.nAxis), v("stationDistributionRatio", m.stationDistributionRatio);
    v("waveforms", m.waveforms), v("momentTensors", m.momentTensors);
    v("id", m.id), v("triggeringOriginId", m.triggeringOriginId), v("methodId", m.methodId), v("nodalPlane1", m.nodalPlane1);
    v("nodalPlane2", m.nodalPlane2), v("stationPolarityCount", m.stationPolarityCount), v("azimuthalGapDegrees", m.azimuthalGapDegrees);
    v("misfit", m.misfit), v("mode", m.mode), v("status", m.status), v("comments", m.comments), v("creation", m.creation);
}
template <class V> void visit(V& v, EventDescription& d) { v("text", d.text), v("type", d.type); }
template <class V> void visit(V& v, Event& e)
{
    v("id", e.id), v("preferredOriginId", e.preferredOriginId), v("preferredMagnitudeId", e.preferredMagnitudeId);
    v("preferredFocalMechanismId", e.preferredFocalMechanismId), v("type", e.type), v("typeCertainty", e.typeCertainty);
    v("descriptions", e.descriptions), v("picks", e.picks), v("amplitudes", e.amplitudes), v("origins", e.origins), v("magnitudes", e.magnitudes);
    v("stationMagnitudes", e.stationMagnitudes), v("focalMechanisms", e.focalMechanisms), v("comments", e.comments), v("creation", e.creation);
}

template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type {};
template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};

template <class T> Json written(const T& value);

struct Writer {
    Json object = Json::object();
    template <class T> void operator()(const char* key, const T& value)
    {
        Json json = written(value);
        const bool nothing = json.is_null() || (json.is_string() && json.get_ref<const std::string&>().empty()) || (json.is_structured() && json.empty());
        if (IsOptional<T>::value ? !json.is_null() : !nothing) object[key] = std::move(json);
    }
};

template <class T> Json written(const T& value)
{
    if constexpr (std::is_same_v<T, std::string>) return jsonText(value);
    else if constexpr (std::is_same_v<T, double>) return jsonNumber(value);
    else if constexpr (std::is_same_v<T, Time>) return jsonTime(value);
    else if constexpr (std::is_same_v<T, StreamId>) return jsonStream(value);
    else if constexpr (std::is_same_v<T, int> || std::is_same_v<T, bool>) return value;
    else if constexpr (std::is_enum_v<T>) return word(value);
    else if constexpr (IsOptional<T>::value) return value ? written(*value) : Json();
    else if constexpr (IsVector<T>::value) {
        Json array = Json::array();
        for (const auto& element : value) array.push_back(written(element));
        return array;
    } else {
        Writer writer;
        visit(writer, const_cast<T&>(value));  // visit() serves the reader too; the writer only looks
        return std::move(writer.object);
    }
}

template <class T> void read(const Json& json, T& value);

struct Reader {
    const Json& object;
    template <class T> void operator()(const char* key, T& value)
    {
        if (const auto found = object.find(key); found != object.end()) read(*found, value);
    }
};

template <class T> void read(const Json& json, T& value)
{
    if constexpr (std::is_same_v<T, std::string>) value = textOf(json);
    else if constexpr (std::is_same_v<T, double>) value = numberOf(json);
    else if constexpr (std::is_same_v<T, Time>) value = timeOf(json);
    else if constexpr (std::is_same_v<T, StreamId>) value = streamOf(json);
    else if constexpr (std::is_same_v<T, int> || std::is_same_v<T, bool>) value = json.get<T>();
    else if constexpr (std::is_same_v<T, OnsetQuality>) value = onsetFrom(textOf(json));
    else if constexpr (std::is_same_v<T, Polarity>) value = polarityFrom(textOf(json));
    else if constexpr (std::is_same_v<T, Mode>) value = modeFrom(textOf(json));
    else if constexpr (std::is_same_v<T, Review>) value = reviewFrom(textOf(json));
    else if constexpr (IsOptional<T>::value) read(json, value.emplace());
    else if constexpr (IsVector<T>::value)
        for (const Json& element : json) read(element, value.emplace_back());
    else {
        if (!json.is_object()) throw std::runtime_error("an object is missing");
        Reader reader{json};
        visit(reader, value);
    }
}

template <class T> Result<T> fromStored(std::string_view json)
{
    try {
        T value;
        read(Json::parse(json), value);
        return value;
    } catch (const std::exception& e) {
        return Error{Error::Code::Malformed, std::string("an event cannot be understood (") + e.what() + ")"};
    }
}

}  // namespace

std::string storedText(const Event& event) { return written(event).dump(); }
Result<Event> eventFromStored(std::string_view json) { return fromStored<Event>(json); }

std::string storedText(const std::vector<Event>& events) { return written(events).dump(); }
Result<std::vector<Event>> eventsFromStored(std::string_view json) { return fromStored<std::vector<Event>>(json); }

}  // namespace seisdesk
