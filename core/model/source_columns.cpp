#include "core/model/source_columns.h"

#include "core/model/von_mises.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace seisdesk {

namespace {

constexpr double movingSeconds = 2.0;

bool moves(const std::vector<Segment>& segments, Time time)
{
    for (const Segment& s : segments) {
        const double at = s.indexOf(time);
        if (!(at > -0.5 && at < static_cast<double>(s.size()) - 0.5)) continue;
        const double reach = movingSeconds * s.sampleRateHz;
        const auto first = static_cast<std::size_t>(std::max(0.0, std::round(at - reach)));
        const std::size_t last = std::min(s.size(), static_cast<std::size_t>(std::max(0.0, at + reach)) + 1);
        const double value = s.valueAt(first);
        for (std::size_t i = first; i < last; ++i)
            if (std::isfinite(s.valueAt(i)) && s.valueAt(i) != value) return true;
    }
    return false;
}

}  // namespace

SourceEstimate sourceEstimate(const Contract& contract, std::span<const float> values, bool horizontals)
{
    const auto value = [&](const char* name) -> std::optional<double> {
        for (std::size_t i = 0; i < std::min(values.size(), contract.sourceOutputs.size()); ++i)
            if (contract.sourceOutputs[i] == name && std::isfinite(values[i])) return static_cast<double>(values[i]);
        return std::nullopt;
    };
    const auto sigma = [&](const char* name) {
        const auto s = value(name);
        return s && *s > 0.0 ? s : std::nullopt;
    };
    SourceEstimate out;
    if (const auto m = value("magnitude")) out.magnitude = Estimate{*m, sigma("magnitude_sigma")};
    if (const auto km = value("distance_km")) out.distanceKm = Estimate{std::max(0.0, *km), sigma("distance_km_sigma")};
    const auto north = value("back_azimuth_x"), east = value("back_azimuth_y");
    if (!horizontals || !north || !east) return out;
    const double scatter = circularStandardDeviationDeg(std::hypot(*north, *east));
    if (!(scatter <= largestBackAzimuthSigmaDeg)) return out;
    double degrees = std::atan2(*east, *north) * 180.0 / std::numbers::pi;
    if (degrees < 0.0) degrees += 360.0;
    out.backAzimuthDeg = Estimate{degrees < 360.0 ? degrees : 0.0, scatter};
    return out;
}

Polarity firstMotion(float up, float down, double threshold, SourceEstimate& estimate)
{
    const double u = static_cast<double>(up), d = static_cast<double>(down);
    if (!(u >= 0.0) || !(d >= 0.0) || !(u + d > 0.0) || !std::isfinite(u + d)) return Polarity::Unset;
    estimate.probabilityUp = u / (u + d);
    estimate.polarityConfidence = std::min(1.0, std::max(u, d));
    if (std::max(u, d) < threshold) return Polarity::Undecidable;
    return u >= d ? Polarity::Positive : Polarity::Negative;
}

bool hasHorizontals(const Instrument& instrument, Time time)
{
    return moves(instrument.axes[1], time) && moves(instrument.axes[2], time);
}

void SourceColumns::add(std::size_t start, std::span<const float> values)
{
    m_windows.push_back({start, std::vector<float>(values.begin(), values.end())});
}

std::vector<float> SourceColumns::at(double sample) const
{
    const std::size_t columns = m_contract->sourceColumns();
    const auto stride = static_cast<double>(m_contract->sourceStride);
    const double anchor = m_contract->anchorFraction * static_cast<double>(m_contract->windowSamples);
    const Window* best = nullptr;
    double nearest = std::numeric_limits<double>::infinity();
    for (const Window& w : m_windows) {
        const double within = sample - static_cast<double>(w.start);
        if (within < 0.0 || within >= stride * static_cast<double>(columns) || std::abs(within - anchor) >= nearest) continue;
        nearest = std::abs(within - anchor);
        best = &w;
    }
    if (!best) return {};
    const auto column = static_cast<std::size_t>((sample - static_cast<double>(best->start)) / stride);
    std::vector<float> out;
    for (std::size_t i = 0; i < m_contract->sourceOutputs.size(); ++i) out.push_back(best->values[i * columns + column]);
    return out;
}

}  // namespace seisdesk
