#include "core/report/event_section.h"

#include "core/base/number_text.h"
#include "core/report/beach_ball.h"
#include "core/report/event_summary.h"
#include "core/report/markup.h"
#include "core/report/page.h"
#include "core/report/record_section.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <tuple>

namespace seisdesk {

namespace {

constexpr const char* plusMinus = " \xC2\xB1 ";
constexpr const char* degree = "\xC2\xB0";

/// "name" and "value" of a definition list; the value is text.
std::string item(const std::string& name, const std::string& value) { return value.empty() ? std::string() : "<dt>" + escaped(name) + "</dt><dd>" + escaped(value) + "</dd>\n"; }

std::string withSigma(double value, const Uncertainty& u, double scale, int digits, const std::string& unit)
{
    std::string out = decimals(scale * value, digits);
    if (u.symmetric) out += plusMinus + decimals(scale * *u.symmetric, digits);
    return out + unit;
}

std::string depthText(const Origin& origin)
{
    if (!origin.depthMetres) return {};
    const RealQuantity& depth = *origin.depthMetres;
    std::string out = withSigma(depth.value, depth.uncertainty, 1e-3, 1, " km");
    if (depth.uncertainty.lower && depth.uncertainty.upper)
        out += " (" + decimals(1e-3 * (depth.value - *depth.uncertainty.lower), 1) + " to " + decimals(1e-3 * (depth.value + *depth.uncertainty.upper), 1) + " km)";
    return origin.depthType == "operator assigned" ? out + ", fixed" : out;
}

std::string badge(const Event& event)
{
    const Origin& origin = *event.origin();
    const std::string mode = origin.mode ? word(*origin.mode) : std::string(), status = origin.status ? word(*origin.status) : std::string();
    const std::string text = mode + (mode.empty() || status.empty() ? "" : ", ") + status;
    if (text.empty()) return {};
    const char* kind = status == "rejected" ? " rejected" : mode == "manual" ? " manual" : "";
    return std::string("<span class=\"badge") + kind + "\">" + escaped(text) + "</span>";
}

std::string summary(const Event& event)
{
    const Origin& o = *event.origin();
    const OriginQuality& q = o.quality;
    std::string out = "<dl>\n";
    out += item("Origin time", formatTime(o.time, 3) + (o.timeUncertainty.symmetric ? plusMinus + decimals(*o.timeUncertainty.symmetric, 2) + " s" : ""));
    out += item("Epicentre", placeText(o.latitude.value, o.longitude.value));
    if (o.ellipse)
        out += item("Ellipse (68 %)", decimals(1e-3 * o.ellipse->maximumMetres, 2) + " by " + decimals(1e-3 * o.ellipse->minimumMetres, 2) + " km, major axis " +
                                          decimals(o.ellipse->azimuthDegrees, 0) + degree);
    out += item("Depth", depthText(o));
    for (const Magnitude& m : event.magnitudes)
        out += item(m.id == event.preferredMagnitudeId ? "Magnitude" : "Also", m.type + ' ' + withSigma(m.magnitude.value, m.magnitude.uncertainty, 1.0, 2, "") +
                                                            (m.stationCount ? ", " + std::to_string(*m.stationCount) + " stations" : ""));
    if (q.usedPhaseCount) out += item("Phases used", std::to_string(*q.usedPhaseCount) + (q.associatedPhaseCount ? " of " + std::to_string(*q.associatedPhaseCount) : ""));
    if (q.usedStationCount) out += item("Stations used", std::to_string(*q.usedStationCount));
    if (q.standardErrorSeconds) out += item("Residual (RMS)", decimals(*q.standardErrorSeconds, 3) + " s");
    if (q.azimuthalGapDegrees) out += item("Azimuthal gap", decimals(*q.azimuthalGapDegrees, 0) + degree + (q.secondaryAzimuthalGapDegrees ? ", secondary " + decimals(*q.secondaryAzimuthalGapDegrees, 0) + degree : ""));
    if (q.minimumDistanceDegrees && q.maximumDistanceDegrees)
        out += item("Distances", decimals(*q.minimumDistanceDegrees * kmPerDegree, 1) + " to " + decimals(*q.maximumDistanceDegrees * kmPerDegree, 1) + " km");
    out += item("Velocity model", o.earthModelId.substr(o.earthModelId.rfind('/') + 1));
    out += item("Agency", o.creation.agencyId);
    out += item("Author", o.creation.author.empty() ? o.creation.version : o.creation.author);
    return out + item("Event", event.id) + "</dl>\n";
}

std::string mechanismPart(const Event& event, const std::vector<ReportArrival>& arrivals)
{
    const auto plane = preferredPlane(event);
    if (!plane) return {};
    const auto motions = firstMotions(arrivals);
    const auto planeText = [](const FaultPlane& p) { return "strike " + decimals(p.strike, 0) + degree + ", dip " + decimals(p.dip, 0) + degree + ", rake " + decimals(p.rake, 0) + degree; };
    std::string out = "<h2>Mechanism</h2>\n<div class=\"columns\"><div style=\"flex:0 0 270px\">" + beachBall(*plane, motions) + "</div><div><dl>\n";
    out += item("Plane 1", planeText(*plane)) + item("Plane 2", planeText(auxiliary(*plane))) + item("First motions", std::to_string(motions.size()));
    for (const FocalMechanism& m : event.focalMechanisms) {
        if (m.id != event.preferredFocalMechanismId && event.focalMechanisms.size() > 1) continue;
        if (m.misfit) out += item("On the wrong side", decimals(100.0 * *m.misfit, 0) + " %");
        if (m.mode) out += item("Made", word(*m.mode));
        for (const Comment& comment : m.comments) out += item(comment.id.ends_with("alternative") ? "Alternative" : "Note", comment.text);
    }
    return out + "</dl><p class=\"quiet\">Filled dots: up. Open circles: down. Red: against the mechanism. Compression is shaded.</p></div></div>\n";
}

std::string flagList(const std::vector<ReportArrival>& arrivals)
{
    std::string out;
    for (const ReportArrival& one : arrivals)
        for (const std::string& flag : one.flags) out += "<li>" + escaped(flag) + "</li>\n";
    return out.empty() ? "<p class=\"quiet\">Nothing that the other stations contradict.</p>\n" : "<ul class=\"flags\">\n" + out + "</ul>\n";
}

TracePtr traceOf(const Pick& pick, const std::vector<TracePtr>& traces)
{
    TracePtr out;
    for (const TracePtr& trace : traces) {
        if (trace->id.network != pick.waveform.network || trace->id.station != pick.waveform.station) continue;
        if (trace->id == pick.waveform) return trace;
        if (!out || trace->id.component() == 'Z') out = trace;
    }
    return out;
}

std::string sectionPart(const Event& event, const std::vector<ReportArrival>& arrivals, const std::vector<TracePtr>& traces)
{
    const Time origin = event.origin()->time;
    std::map<std::string, SectionRow> rows;
    for (const ReportArrival& one : arrivals) {
        SectionRow& row = rows.try_emplace(one.station, SectionRow{one.station, one.distanceKm(), nullptr, {}}).first->second;
        if (!row.trace || one.isP()) row.trace = traceOf(*one.pick, traces);
        const double seconds = toSeconds(one.pick->time - origin);
        row.onsets.push_back({one.arrival->phase, seconds, seconds - one.arrival->timeResidualSeconds.value_or(0.0), one.used(), !one.flags.empty()});
    }
    std::vector<SectionRow> all;
    for (auto& [station, row] : rows) all.push_back(std::move(row));
    if (all.empty()) return {};
    return "<h2>Record section</h2>\n" + recordSection(std::move(all), origin) +
           "<p class=\"quiet\">Blue: P. Orange: S. Red with !: flagged. Grey: predicted by the velocity model. 1 to 15 Hz, each to its own largest amplitude.</p>\n";
}

std::string arrivalTable(const std::vector<ReportArrival>& arrivals)
{
    HtmlTable table({"Station", "Phase", "#Distance km", "#Azimuth", "#Take-off", "Time (UTC)", "#Residual s", "#Weight", "Motion", "#Confidence", "Made"});
    const auto number = [](const std::optional<double>& v, int digits) { return v ? decimals(*v, digits) : std::string(); };
    for (const ReportArrival& one : arrivals) {
        const Arrival& a = *one.arrival;
        std::string confidence;
        for (const Comment& c : one.pick->comments)
            if (c.id.ends_with("/confidence")) confidence = c.text;
        char* end = nullptr;
        const double value = std::strtod(confidence.c_str(), &end);
        if (end != confidence.c_str()) confidence = decimals(value, 2);
        const Polarity polarity = one.pick->polarity;
        table.row({escaped(one.station), escaped(a.phase), decimals(one.distanceKm(), 1), number(a.azimuthDegrees, 0), number(a.takeoffAngleDegrees, 0), escaped(formatTime(one.pick->time, 2).substr(11)),
                   number(a.timeResidualSeconds, 2), number(a.timeWeight, 2), polarity == Polarity::Positive ? "up" : polarity == Polarity::Negative ? "down" : "", escaped(confidence),
                   one.pick->mode ? word(*one.pick->mode) : ""},
                  !one.flags.empty() ? "flag" : one.used() ? "" : "off");
    }
    return table.empty() ? std::string() : "<h2>Arrivals</h2>\n" + table.str();
}

std::string magnitudeTable(const Event& event)
{
    HtmlTable table({"Station", "Type", "#Magnitude", "#Amplitude", "Unit", "#Period s"});
    std::vector<const StationMagnitude*> order;
    for (const StationMagnitude& m : event.stationMagnitudes) order.push_back(&m);
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return std::tie(a->type, a->waveform) < std::tie(b->type, b->waveform); });
    for (const StationMagnitude* m : order) {
        const auto amplitude = std::find_if(event.amplitudes.begin(), event.amplitudes.end(), [&](const Amplitude& a) { return !m->amplitudeId.empty() && a.id == m->amplitudeId; });
        std::vector<std::string> cells{escaped(m->waveform.network + '.' + m->waveform.station), escaped(m->type), decimals(m->magnitude.value, 2), "", "", ""};
        if (amplitude != event.amplitudes.end()) {
            char text[32];
            std::snprintf(text, sizeof text, "%.3g", amplitude->genericAmplitude.value);
            cells[3] = text, cells[4] = escaped(amplitude->unit);
            if (amplitude->period) cells[5] = decimals(amplitude->period->value, 2);
        }
        table.row(cells);
    }
    return table.empty() ? std::string() : "<h2>Station magnitudes</h2>\n" + table.str();
}

}  // namespace

std::string eventSection(const Event& event, const ReportInput& input)
{
    const auto arrivals = reportArrivals(event, input.inventory);
    std::string out = "<section class=\"event\">\n<h1>" + escaped(headline(event)) + badge(event) + "</h1>\n";
    out += "<p class=\"quiet\">" + escaped(placeText(event.origin()->latitude.value, event.origin()->longitude.value)) + "</p>\n";
    out += "<div class=\"columns\"><div>" + eventMap(mappedEvent(event, {}), mappedStations(arrivals), input.ground) + "</div><div>" + summary(event);
    out += "<h2>Flags of the cross-check</h2>\n" + flagList(arrivals) + "</div></div>\n";
    out += mechanismPart(event, arrivals) + sectionPart(event, arrivals, input.traces) + arrivalTable(arrivals) + magnitudeTable(event);
    return out + "</section>\n";
}

}  // namespace seisdesk
