#include "core/locate/travel/travel_time_builder.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr std::size_t fineColumns = 500, middleColumns = 500;
constexpr double diffractedDegrees = 120.0;

std::vector<double> sourceDepths()
{
    std::vector<double> out;
    for (int i = 0; i < 60; ++i) out.push_back(i);
    for (int i = 60; i < 100; i += 5) out.push_back(i);
    for (int i = 100; i < 300; i += 10) out.push_back(i);
    for (int i = 300; i <= 700; i += 20) out.push_back(i);
    return out;
}

/// Time on the smooth piece from a to b, whose slopes against distance are their ray parameters.
double cubic(const CurvePoint& a, const CurvePoint& b, double radians)
{
    const double h = b.radians - a.radians, s = (radians - a.radians) / h;
    const double s2 = s * s, s3 = s2 * s;
    return (2 * s3 - 3 * s2 + 1) * a.seconds + (s3 - 2 * s2 + s) * h * a.p + (-2 * s3 + 3 * s2) * b.seconds + (s3 - s2) * h * b.p;
}

}  // namespace

std::vector<double> TravelTimeBuilder::distances(double farthestDegrees)
{
    std::vector<double> out;
    for (std::size_t i = 0; i < fineColumns; ++i) out.push_back(0.01 * static_cast<double>(i));
    for (std::size_t i = 0; i < middleColumns && 5.0 + 0.05 * static_cast<double>(i) <= farthestDegrees + 0.05; ++i) out.push_back(5.0 + 0.05 * static_cast<double>(i));
    for (std::size_t i = 0; 30.0 + 0.25 * static_cast<double>(i) <= farthestDegrees; ++i) out.push_back(30.0 + 0.25 * static_cast<double>(i));
    return out;
}

std::size_t TravelTimeBuilder::columnAt(double distanceDegrees, std::size_t columns)
{
    const double d = std::max(distanceDegrees, 0.0);
    const std::size_t i = d < 5.0    ? static_cast<std::size_t>(d * 100.0)
                          : d < 30.0 ? fineColumns + static_cast<std::size_t>((d - 5.0) * 20.0)
                                     : fineColumns + middleColumns + static_cast<std::size_t>((d - 30.0) * 4.0);
    return std::min(i, columns - 2);
}

std::vector<double> TravelTimeBuilder::times(PhaseCurves& curves, Phase phase, std::size_t source, const std::vector<double>& distances)
{
    const double none = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> out(distances.size(), none);
    const auto earlier = [&](std::size_t i, double seconds) {
        if (!(out[i] <= seconds)) out[i] = seconds;
    };
    const auto grazing = curves.trace(phase, source, [&](const CurvePoint& a, const CurvePoint& b) {
        const double from = std::min(a.radians, b.radians) * degreesPerRadian, to = std::max(a.radians, b.radians) * degreesPerRadian;
        auto i = static_cast<std::size_t>(std::lower_bound(distances.begin(), distances.end(), from - 1e-9) - distances.begin());
        for (; i < distances.size() && distances[i] <= to + 1e-9; ++i)
            earlier(i, b.radians == a.radians ? std::min(a.seconds, b.seconds) : cubic(a, b, distances[i] / degreesPerRadian));
    });
    if (phase != Phase::P && phase != Phase::S && phase != Phase::Pn && phase != Phase::Sn) return out;
    // Shadows are lit along the boundary that makes them.
    const bool anyTime = phase == Phase::P || phase == Phase::S;
    double reached = 0.0;
    for (std::size_t i = 0; i < out.size(); ++i)
        if (out[i] == out[i]) reached = distances[i];
    for (std::size_t i = 0; i < out.size() && distances[i] <= (anyTime ? diffractedDegrees : reached); ++i) {
        if (out[i] == out[i]) continue;
        for (const CurvePoint& end : grazing)
            if (end.radians <= distances[i] / degreesPerRadian) earlier(i, end.seconds + end.p * (distances[i] / degreesPerRadian - end.radians));
    }
    return out;
}

Result<std::shared_ptr<const TravelTimes>> TravelTimeBuilder::build(const VelocityModel& model, const Progress& progress)
{
    if (auto good = check(model); !good) return good.error();
    std::shared_ptr<TravelTimes> out(new TravelTimes);
    out->m_model = model;
    out->m_farthestDegrees = model.global() ? 180.0 : TravelTimes::regionalDegrees;
    out->m_distancesDegrees = distances(out->m_farthestDegrees);
    for (const WaveType wave : {WaveType::P, WaveType::S}) out->m_surfaceSlowness[static_cast<int>(wave)] = 1.0 / model.velocity(0.0, wave);
    PhaseCurves curves(model, sourceDepths());
    out->m_depthsKm = curves.sourceKm();
    const std::size_t columns = out->m_distancesDegrees.size();
    for (int i = 0; i < phaseCount; ++i) {
        const Phase phase = static_cast<Phase>(i);
        std::vector<float> table(out->m_depthsKm.size() * columns);
        bool any = false;
        for (std::size_t d = 0; d < out->m_depthsKm.size(); ++d) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            const auto seconds = times(curves, phase, d, out->m_distancesDegrees);
            for (std::size_t j = 0; j < columns; ++j) {
                const double chord = isDirect(phase) ? std::hypot(out->m_depthsKm[d], out->m_distancesDegrees[j] * kmPerDegree) : 1.0;
                const double value = chord == 0.0 ? out->m_surfaceSlowness[static_cast<int>(arrivesAs(phase))] : seconds[j] / chord;
                table[d * columns + j] = static_cast<float>(value);
                any = any || value == value;
            }
        }
        if (any) out->m_tables[i] = std::move(table);
        progress.report((i + 1.0) / phaseCount);
    }
    return std::shared_ptr<const TravelTimes>(std::move(out));
}

}  // namespace seisdesk
