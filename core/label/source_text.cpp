#include "core/label/source_text.h"

#include <cmath>
#include <cstdio>

namespace seisdesk {

namespace {

constexpr const char* plusMinus = "\u00b1";
constexpr const char* degree = "\u00b0";

std::string fixed(double value, int decimals)
{
    char text[48];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string rounded(const Estimate& e, int decimals, bool brief)
{
    std::string text = fixed(e.value, decimals);
    if (e.sigma && !brief) text += plusMinus + fixed(*e.sigma, decimals);
    return text;
}

}  // namespace

std::string magnitudeText(const Estimate& magnitude, bool brief) { return rounded(magnitude, 1, brief); }

std::string distanceText(const Estimate& km, bool brief) { return rounded(km, std::abs(km.value) < 9.95 ? 1 : 0, brief); }

std::string backAzimuthText(const Estimate& degrees, bool brief)
{
    Estimate whole = degrees;
    if (std::round(whole.value) >= 360.0) whole.value -= 360.0;
    return rounded({std::abs(std::round(whole.value)), whole.sigma}, 0, brief);
}

std::string sourceText(const SourceEstimate& source, bool brief)
{
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : "  ") + text; };
    if (source.magnitude) add("M " + magnitudeText(*source.magnitude, brief));
    if (source.distanceKm) add(distanceText(*source.distanceKm, brief) + " km");
    if (source.backAzimuthDeg) add((brief ? "" : "baz ") + backAzimuthText(*source.backAzimuthDeg, brief) + degree);
    return out;
}

std::string firstMotionText(const SourceEstimate& source)
{
    if (!source.probabilityUp) return {};
    std::string text = "first motion: up " + fixed(*source.probabilityUp, 2) + " of up and down";
    if (source.polarityConfidence) text += ", sure " + fixed(*source.polarityConfidence, 2);
    return text;
}

}  // namespace seisdesk
