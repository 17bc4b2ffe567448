#include "core/locate/size/size_settings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <sstream>

namespace seisdesk {

namespace {

std::string figure(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

bool isPositive(double value) { return value > 0.0; }
bool isNotNegative(double value) { return value >= 0.0; }
bool isAny(double) { return true; }

/// A word of the text, where its number goes, and what it may be.
struct Number {
    const char* word;
    double& value;
    bool (*allowed)(double);
};

std::vector<Number> numbersOf(SizeOptions& o)
{
    return {{"q", o.spectrum.q, isPositive},
            {"q_exponent", o.spectrum.qExponent, isAny},
            {"kappa_s", o.spectrum.kappaSeconds, isNotNegative},
            {"kappa_sigma_s", o.spectrum.kappaSigmaSeconds, isPositive},
            {"least_snr", o.amplitude.leastSnr, isPositive}};
}

std::vector<std::string> partsOf(const std::string& text, char separator)
{
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) {
        const auto from = part.find_first_not_of(' '), to = part.find_last_not_of(' ');
        if (from != std::string::npos) out.push_back(part.substr(from, to - from + 1));
    }
    return out;
}

/// False when the word cannot have the value.
bool take(SizeOptions& out, const std::string& word, const std::string& value)
{
    if (word == "types") {
        const auto types = partsOf(value, ','), known = magnitudeTypes();
        if (types.empty() || std::any_of(types.begin(), types.end(), [&](const std::string& one) { return std::find(known.begin(), known.end(), one) == known.end(); })) return false;
        out.types = types;
    } else if (word == "attenuation") {
        const auto function = attenuationFunction(value);
        if (!function) return false;
        out.attenuation = *function;
    } else if (word == "average") {
        if (value != "median" && value != "trimmed") return false;
        out.average = value == "trimmed" ? NetworkAverage::TrimmedMean : NetworkAverage::Median;
    } else if (word == "wave") {
        if (value != "P" && value != "S") return false;
        out.spectrum.wave = value == "P" ? WaveType::P : WaveType::S;
    } else {
        for (const Number& one : numbersOf(out)) {
            if (word != one.word) continue;
            double number = 0.0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
            if (error != std::errc() || end != value.data() + value.size() || !std::isfinite(number) || !one.allowed(number)) return false;
            one.value = number;
        }
    }
    return true;
}

}  // namespace

std::string settingsText(const SizeOptions& options)
{
    std::string types;
    for (const std::string& type : options.types) types += (types.empty() ? "" : ",") + type;
    std::string out = "types=" + types + "; attenuation=" + options.attenuation.name + "; average=" + (options.average == NetworkAverage::TrimmedMean ? "trimmed" : "median") +
                      "; wave=" + (options.spectrum.wave == WaveType::P ? "P" : "S");
    SizeOptions copy = options;
    for (const Number& one : numbersOf(copy)) out += std::string("; ") + one.word + '=' + figure(one.value);
    return out;
}

Result<SizeOptions> withSettings(SizeOptions options, const std::string& text)
{
    for (const std::string& part : partsOf(text, ';')) {
        const auto equals = part.find('=');
        if (equals == std::string::npos) continue;
        if (!take(options, part.substr(0, equals), part.substr(equals + 1))) return Error{Error::Code::Malformed, "Magnitudes cannot be made with " + part + "."};
    }
    return options;
}

std::string correctionsText(const MagnitudeCorrections& corrections)
{
    std::string out;
    for (const auto& [of, value] : corrections) out += of.first + ',' + of.second + ',' + figure(value) + '\n';
    return out;
}

}  // namespace seisdesk
