#include "core/locate/size/magnitude.h"

#include "core/base/median.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace seisdesk {

namespace {

const AttenuationFunction functions[] = {
    {"hutton-boore", 1.110, 0.00189, 3.0, 5.0, 700.0},
    // log A(nm) + 1.11 log r + 0.00189 r - 2.09, with A(mm) = 2080e-6 A(nm).
    {"iaspei", 1.11, 0.00189, -2.09 - (-2.6819366650) + 1.11 * 2.0 + 0.189, 5.0, 1000.0},
    {"bakun-joyner", 1.0, 0.00301, 3.0, 5.0, 400.0},
    {"cisn", 1.11, 0.00189, 3.0054, 1.0, 500.0, {0.056, -0.031, -0.053, -0.080, -0.028, 0.015}},
};

constexpr double nearestOfChebyshevKm = 8.0, farthestOfChebyshevKm = 500.0, slopeToKm = 60.0;

double trimmedMean(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto cut = static_cast<std::ptrdiff_t>(values.size() / 4);
    return std::accumulate(values.begin() + cut, values.end() - cut, 0.0) / static_cast<double>(static_cast<std::ptrdiff_t>(values.size()) - 2 * cut);
}

}  // namespace

double AttenuationFunction::correction(double r) const
{
    const double line = a * std::log10(r / 100.0) + b * (r - 100.0) + c;
    if (chebyshev.empty()) return line;
    if (r < nearestOfChebyshevKm) {
        const double end = correction(nearestOfChebyshevKm), slope = (correction(slopeToKm) - end) / std::log10(slopeToKm / nearestOfChebyshevKm);
        return end + slope * std::log10(r / nearestOfChebyshevKm);
    }
    const double x = 2.0 * std::log10(r / nearestOfChebyshevKm) / std::log10(farthestOfChebyshevKm / nearestOfChebyshevKm) - 1.0;
    double sum = line;
    for (std::size_t i = 0; i < chebyshev.size(); ++i) sum += chebyshev[i] * std::cos(static_cast<double>(i + 1) * std::acos(std::clamp(x, -1.0, 1.0)));
    return sum;
}

std::optional<AttenuationFunction> attenuationFunction(const std::string& name)
{
    for (const AttenuationFunction& one : functions)
        if (one.name == name) return one;
    return std::nullopt;
}

std::vector<std::string> attenuationFunctions()
{
    std::vector<std::string> out;
    for (const AttenuationFunction& one : functions) out.push_back(one.name);
    return out;
}

std::optional<NetworkValue> networkValue(const std::vector<double>& values, NetworkAverage average)
{
    if (values.empty()) return std::nullopt;
    NetworkValue out{average == NetworkAverage::Median ? *median(values) : trimmedMean(values), 0.0};
    std::vector<double> off;
    for (const double value : values) off.push_back(std::abs(value - out.value));
    out.sigma = 1.4826 * *median(off);
    return out;
}

std::optional<NetworkMagnitude> localMagnitude(const std::vector<StationAmplitude>& amplitudes, const AttenuationFunction& attenuation, NetworkAverage average)
{
    NetworkMagnitude out;
    std::vector<double> values;
    for (const StationAmplitude& one : amplitudes) {
        StationLocalMagnitude station{one.station, 0.0, 0.0, false, {}};
        if (!(one.millimetres > 0.0)) station.why = "no amplitude";
        else if (!(one.hypocentralKm >= attenuation.nearestKm)) station.why = "nearer than the attenuation function is for";
        else if (one.hypocentralKm > attenuation.farthestKm) station.why = "farther than the attenuation function is for";
        else {
            station.used = true;
            station.magnitude = std::log10(one.millimetres) + attenuation.correction(one.hypocentralKm) + one.correction;
            values.push_back(station.magnitude);
        }
        out.each.push_back(station);
    }
    const auto network = networkValue(values, average);
    if (!network) return std::nullopt;
    out.stations = static_cast<int>(values.size());
    out.magnitude = network->value;
    out.sigma = network->sigma;
    for (StationLocalMagnitude& station : out.each)
        if (station.used) station.residual = station.magnitude - out.magnitude;
    return out;
}

}  // namespace seisdesk
