#include "core/model/score.h"

#include <nlohmann/json.hpp>

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
    if (exhaustive) out["false"] = s.extra;
    return out;
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

}  // namespace

std::string toJson(const ScoreTable& t, const std::string& model, const std::string& data, bool exhaustive)
{
    const Json json{
        {"model", model},
        {"data", data},
        {"traces", t.traces},
        {"P", phaseJson(t.p, exhaustive)},
        {"S", phaseJson(t.s, exhaustive)},
        {"polarity", {{"labels", t.polarity.labels}, {"decided", t.polarity.decided}, {"accuracy", orNull(t.polarity.accuracy)}}},
        {"magnitude", {{"n", t.magnitude.n}, {"mae", orNull(t.magnitude.meanAbsolute)}, {"bias", orNull(t.magnitude.bias)}}},
        {"distance_km", {{"n", t.distanceKm.n}, {"mae", orNull(t.distanceKm.meanAbsolute)}, {"bias", orNull(t.distanceKm.bias)}}},
        {"back_azimuth_deg",
         {{"n", t.backAzimuthDeg.n}, {"median_abs", orNull(t.backAzimuthDeg.medianAbsolute)}, {"mae", orNull(t.backAzimuthDeg.meanAbsolute)}}}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string toText(const ScoreTable& t, const std::string& model, const std::string& data)
{
    std::string out = model + " on " + data + ", " + std::to_string(t.traces) + " records\n";
    out += "      labels   picks   extra    share of labels within    precision within         F1 within             residual, s\n";
    out += "                               0.1 s  0.2 s  0.5 s     0.1 s  0.2 s  0.5 s     0.1 s  0.2 s  0.5 s    median     MAD\n";
    out += phaseLine("P", t.p) + phaseLine("S", t.s);
    if (t.polarity.labels)
        out += "  polarity: " + std::to_string(t.polarity.labels) + " labels, " + std::to_string(t.polarity.decided) + " decided, accuracy " + number(t.polarity.accuracy, 3) + "\n";
    if (t.magnitude.n) out += "  magnitude: " + std::to_string(t.magnitude.n) + " values, mean absolute error " + number(t.magnitude.meanAbsolute, 2) + ", bias " + number(t.magnitude.bias, 2) + "\n";
    if (t.distanceKm.n) out += "  distance: " + std::to_string(t.distanceKm.n) + " values, mean absolute error " + number(t.distanceKm.meanAbsolute, 1) + " km, bias " + number(t.distanceKm.bias, 1) + " km\n";
    if (t.backAzimuthDeg.n)
        out += "  back-azimuth: " + std::to_string(t.backAzimuthDeg.n) + " values, median absolute error " + number(t.backAzimuthDeg.medianAbsolute, 1) + " degrees, mean " +
               number(t.backAzimuthDeg.meanAbsolute, 1) + " degrees\n";
    return out;
}

}  // namespace seisdesk
