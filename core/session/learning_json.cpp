#include "core/session/learning.h"

#include "core/store/json_values.h"

namespace seisdesk {

namespace {

Json jsonVersion(const ModelVersion& version)
{
    return {{"id", version.id}, {"parent", version.parent}, {"name", jsonText(version.name)}, {"path", jsonText(version.path.string())}, {"created", jsonTime(version.created)},
            {"author", jsonText(version.author)}, {"notes", jsonText(version.notes)}};
}

ModelVersion versionOf(const Json& json)
{
    ModelVersion out;
    out.id = textAt(json, "id");
    out.parent = textAt(json, "parent");
    out.name = textAt(json, "name");
    out.path = textAt(json, "path");
    if (json.contains("created")) out.created = timeOf(json["created"]);
    out.author = textAt(json, "author");
    out.notes = textAt(json, "notes");
    return out;
}

Json jsonMeasure(const Measure& measure)
{
    Json out{{"on", measure.on == Measure::On::HeldOut ? "held out" : "reference"}, {"phase", measure.phase}, {"name", measure.name}, {"unit", measure.unit}};
    if (measure.lowerIsBetter) out["lower_is_better"] = true;
    putNumber(out, "before", measure.before);
    putNumber(out, "after", measure.after);
    if (measure.change) out["change"] = {jsonNumber(measure.change->low), jsonNumber(measure.change->high)};
    return out;
}

Measure measureOf(const Json& json)
{
    Measure out;
    out.on = textAt(json, "on") == "reference" ? Measure::On::Reference : Measure::On::HeldOut;
    out.phase = textAt(json, "phase");
    out.name = textAt(json, "name");
    out.unit = textAt(json, "unit");
    out.lowerIsBetter = json.value("lower_is_better", false);
    out.before = numberAt(json, "before");
    out.after = numberAt(json, "after");
    if (json.contains("change")) out.change = Interval{numberOf(json["change"].at(0)), numberOf(json["change"].at(1))};
    return out;
}

Json jsonPoints(const CurvePoints& points)
{
    Json out = Json::array();
    for (const auto& [x, y] : points) out.push_back({jsonNumber(x), jsonNumber(y)});
    return out;
}

CurvePoints pointsAt(const Json& json, const char* key)
{
    CurvePoints out;
    if (!json.contains(key)) return out;
    for (const Json& point : json[key]) out.emplace_back(numberOf(point.at(0)), numberOf(point.at(1)));
    return out;
}

Json jsonNumbers(const std::vector<double>& values)
{
    Json out = Json::array();
    for (const double value : values) out.push_back(jsonNumber(value));
    return out;
}

std::vector<double> numbersAt(const Json& json, const char* key)
{
    std::vector<double> out;
    if (json.contains(key))
        for (const Json& value : json[key]) out.push_back(numberOf(value));
    return out;
}

Json jsonPhase(const PhaseProof& phase)
{
    return {{"phase", phase.phase}, {"precision_before", jsonPoints(phase.precisionBefore)}, {"precision_after", jsonPoints(phase.precisionAfter)},
            {"reliability_before", jsonPoints(phase.reliabilityBefore)}, {"reliability_after", jsonPoints(phase.reliabilityAfter)},
            {"residuals_before", jsonNumbers(phase.residualsBefore)}, {"residuals_after", jsonNumbers(phase.residualsAfter)}};
}

PhaseProof phaseOf(const Json& json)
{
    return {textAt(json, "phase"), pointsAt(json, "precision_before"), pointsAt(json, "precision_after"), pointsAt(json, "reliability_before"),
            pointsAt(json, "reliability_after"), numbersAt(json, "residuals_before"), numbersAt(json, "residuals_after")};
}

Json jsonChange(const ChangedPick& pick)
{
    Json out{{"stream", jsonStream(pick.stream)}, {"phase", jsonText(pick.phase)}};
    for (const auto& [key, time] : {std::pair("before", pick.before), std::pair("after", pick.after), std::pair("analyst", pick.analyst)})
        if (time) out[key] = jsonTime(*time);
    putNumber(out, "confidence_before", pick.confidenceBefore);
    putNumber(out, "confidence_after", pick.confidenceAfter);
    return out;
}

ChangedPick changeOf(const Json& json)
{
    const auto time = [&](const char* key) { return json.contains(key) ? std::optional(timeOf(json[key])) : std::nullopt; };
    return {streamOf(json.at("stream")), textAt(json, "phase"), time("before"), time("after"), time("analyst"), numberAt(json, "confidence_before"), numberAt(json, "confidence_after")};
}

Json jsonPoint(const LearningPoint& point)
{
    Json out{{"step", point.step}, {"seconds", jsonNumber(point.seconds)}, {"train_loss", jsonNumber(point.trainLoss)}};
    putNumber(out, "calibration_loss", point.calibrationLoss);
    return out;
}

LearningPoint pointOf(const Json& json)
{
    return {json.value("step", std::uint64_t{0}), numberAt(json, "seconds").value_or(0.0), numberAt(json, "train_loss").value_or(0.0), numberAt(json, "calibration_loss")};
}

template <class T, class Write>
Json jsonList(const std::vector<T>& values, Write write)
{
    Json out = Json::array();
    for (const T& value : values) out.push_back(write(value));
    return out;
}

template <class Read>
auto listAt(const Json& json, const char* key, Read read)
{
    std::vector<std::invoke_result_t<Read, const Json&>> out;
    if (json.contains(key))
        for (const Json& value : json[key]) out.push_back(read(value));
    return out;
}

}  // namespace

std::string toJson(const LearningReport& report)
{
    Json out{{"parent", jsonVersion(report.parent)}, {"adapted", jsonVersion(report.adapted)}, {"method", jsonText(report.method)}, {"events", report.events}, {"seconds", jsonNumber(report.seconds)}};
    out["gate"] = {{"adopt", report.adopt}, {"reasons", jsonList(report.reasons, jsonText)}};
    out["warnings"] = jsonList(report.warnings, jsonText);
    out["measures"] = jsonList(report.measures, jsonMeasure);
    out["phases"] = jsonList(report.phases, jsonPhase);
    out["curve"] = jsonList(report.curve, jsonPoint);
    out["changed"] = jsonList(report.changed, jsonChange);
    return out.dump();
}

Result<LearningReport> learningReportFrom(const std::string& json)
{
    try {
        const Json in = Json::parse(json);
        LearningReport out;
        if (in.contains("parent")) out.parent = versionOf(in["parent"]);
        if (in.contains("adapted")) out.adapted = versionOf(in["adapted"]);
        out.method = textAt(in, "method");
        out.events = in.value("events", std::size_t{0});
        out.seconds = numberAt(in, "seconds").value_or(0.0);
        if (in.contains("gate")) {
            out.adopt = in["gate"].value("adopt", false);
            out.reasons = listAt(in["gate"], "reasons", textOf);
        }
        out.warnings = listAt(in, "warnings", textOf);
        out.measures = listAt(in, "measures", measureOf);
        out.phases = listAt(in, "phases", phaseOf);
        out.curve = listAt(in, "curve", pointOf);
        out.changed = listAt(in, "changed", changeOf);
        return out;
    } catch (const std::exception& e) {
        return Error{Error::Code::Malformed, std::string("The report of a learning run is damaged: ") + e.what()};
    }
}

}  // namespace seisdesk
