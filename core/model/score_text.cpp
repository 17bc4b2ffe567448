#include "core/model/score.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace seisdesk {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 3> toleranceNames{"0.1", "0.2", "0.5"};

Json orNull(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json orNull(const std::array<std::optional<double>, 3>& values)
{
    Json out;
    for (std::size_t i = 0; i < values.size(); ++i) out[toleranceNames[i]] = orNull(values[i]);
    return out;
}

Json phaseJson(const PhaseScore& s, bool exhaustive)
{
    Json out{{"labels", s.labels}, {"picks", s.picks}, {"extra", s.extra}};
    for (std::size_t i = 0; i < s.within.size(); ++i) out["within"][toleranceNames[i]] = s.labels ? Json(s.within[i]) : Json(nullptr);
    out["precision"] = orNull(s.precision);
    out["recall"] = orNull(s.recall);
    out["f1"] = orNull(s.f1);
    out["residual_median_s"] = orNull(s.residualMedianSeconds);
    out["residual_mad_s"] = orNull(s.residualMadSeconds);
    out["intervals"] = s.withInterval;
    out["coverage"] = orNull(s.coverage);
    out["interval_median_s"] = orNull(s.intervalMedianSeconds);
    if (exhaustive) out["false"] = s.extra;
    return out;
}

Json errorJson(const ErrorScore& e)
{
    return {{"n", e.n}, {"mae", orNull(e.meanAbsolute)}, {"bias", orNull(e.bias)}, {"median_abs", orNull(e.medianAbsolute)},
            {"with_sigma", e.withSigma}, {"within_1_sigma", orNull(e.withinOneSigma)}, {"within_2_sigma", orNull(e.withinTwoSigma)}};
}

std::string number(const std::optional<double>& value, int decimals)
{
    if (!value) return "-";
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", decimals, *value);
    return text;
}

std::string padded(std::string text, std::size_t width)
{
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string phaseLine(const char* name, const PhaseScore& s)
{
    std::string line = std::string("  ") + name + padded(std::to_string(s.labels), 8) + padded(std::to_string(s.picks), 8) + padded(std::to_string(s.extra), 8) + "  ";
    for (const double w : s.within) line += padded(s.labels ? number(w, 3) : "-", 7);
    line += "  ";
    for (const auto& v : s.precision) line += padded(number(v, 3), 7);
    line += "  ";
    for (const auto& v : s.f1) line += padded(number(v, 3), 7);
    return line + "  " + padded(number(s.residualMedianSeconds, 3), 8) + padded(number(s.residualMadSeconds, 3), 8) + "\n";
}

std::string sigmaText(const ErrorScore& e)
{
    return e.withSigma ? "; within one sigma " + number(e.withinOneSigma, 2) + ", two " + number(e.withinTwoSigma, 2) : std::string();
}

}  // namespace

std::string toJson(const ScoreTable& t, const std::string& model, const std::string& data, bool exhaustive)
{
    Json distance = errorJson(t.distanceKm), azimuth = errorJson(t.backAzimuthDeg);
    distance["near"] = orNull(t.distanceNear);
    azimuth["clear"] = errorJson(t.clearBackAzimuthDeg);
    const Json json{{"model", model},
                    {"data", data},
                    {"traces", t.traces},
                    {"P", phaseJson(t.p, exhaustive)},
                    {"S", phaseJson(t.s, exhaustive)},
                    {"polarity",
                     {{"labels", t.polarity.labels}, {"decided", t.polarity.decided}, {"accuracy", orNull(t.polarity.accuracy)},
                      {"accuracy_at_0.8", orNull(t.polarity.accuracyAtFourFifths)}}},
                    {"magnitude", errorJson(t.magnitude)},
                    {"distance_km", distance},
                    {"back_azimuth_deg", azimuth}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string toText(const ScoreTable& t, const std::string& model, const std::string& data)
{
    std::string out = model + " on " + data + ", " + std::to_string(t.traces) + " records\n";
    out += "      labels   picks   extra    share of labels within    precision within         F1 within             residual, s\n";
    out += "                               0.1 s  0.2 s  0.5 s     0.1 s  0.2 s  0.5 s     0.1 s  0.2 s  0.5 s    median     MAD\n";
    out += phaseLine("P", t.p) + phaseLine("S", t.s);
    for (const auto& [name, s] : {std::pair("P", &t.p), {"S", &t.s}})
        if (s->withInterval)
            out += std::string("  ") + name + " intervals: " + std::to_string(s->withInterval) + ", half length " + number(s->intervalMedianSeconds, 3) +
                   " s (median); they hold " + number(s->coverage, 2) + " of the labels\n";
    if (t.polarity.labels) {
        out += "  polarity: " + std::to_string(t.polarity.labels) + " labels, " + std::to_string(t.polarity.decided) + " decided, accuracy " + number(t.polarity.accuracy, 3);
        if (t.polarity.accuracyAtFourFifths) out += "; of the surest four fifths " + number(t.polarity.accuracyAtFourFifths, 3);
        out += "\n";
    }
    if (t.magnitude.n)
        out += "  magnitude: " + std::to_string(t.magnitude.n) + " values, mean absolute error " + number(t.magnitude.meanAbsolute, 2) + ", bias " +
               number(t.magnitude.bias, 2) + sigmaText(t.magnitude) + "\n";
    if (t.distanceKm.n)
        out += "  distance: " + std::to_string(t.distanceKm.n) + " values, mean absolute error " + number(t.distanceKm.meanAbsolute, 1) + " km, bias " +
               number(t.distanceKm.bias, 1) + " km, within 5 km or a tenth " + number(t.distanceNear, 2) + sigmaText(t.distanceKm) + "\n";
    for (const auto& [name, e] : {std::pair("back-azimuth: ", &t.backAzimuthDeg), {"  where P is clear: ", &t.clearBackAzimuthDeg}})
        if (e->n)
            out += std::string("  ") + name + std::to_string(e->n) + " values, median absolute error " + number(e->medianAbsolute, 1) + " degrees, mean " +
                   number(e->meanAbsolute, 1) + " degrees" + sigmaText(*e) + "\n";
    return out;
}

std::string toTable(const std::vector<std::pair<std::string, ScoreTable>>& sets)
{
    std::size_t width = 4;
    for (const auto& [name, table] : sets) width = std::max(width, name.size());
    const auto left = [&](const std::string& text) { return text + std::string(width - std::min(width, text.size()), ' '); };
    std::string out = left("set") + "       P within          S within         polarity       magnitude   distance      back-azimuth\n" + left("") +
                      "    0.1 s   0.5 s     0.1 s   0.5 s   right   decided                    km      (clear), degrees\n";
    for (const auto& [name, t] : sets) {
        out += left(name);
        for (const PhaseScore* phase : {&t.p, &t.s}) {
            for (const std::size_t i : {0, 2}) out += padded(phase->labels ? number(phase->within[i], 3) : "-", i == 0 ? 9 : 8);
            out += " ";
        }
        const PolarityScore& p = t.polarity;
        out += padded(number(p.accuracy, 3), 7) + padded(p.labels ? number(static_cast<double>(p.decided) / static_cast<double>(p.labels), 3) : "-", 10);
        out += padded(number(t.magnitude.meanAbsolute, 2), 12) + padded(number(t.distanceKm.meanAbsolute, 1), 11) + padded(number(t.backAzimuthDeg.medianAbsolute, 1), 11);
        out += t.clearBackAzimuthDeg.n ? "  (" + number(t.clearBackAzimuthDeg.medianAbsolute, 1) + ")\n" : "\n";
    }
    return out;
}

}  // namespace seisdesk
