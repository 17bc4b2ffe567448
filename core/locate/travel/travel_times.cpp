#include "core/locate/travel/travel_times.h"

#include "core/locate/travel/travel_time_builder.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

Result<std::shared_ptr<const TravelTimes>> TravelTimes::of(const VelocityModel& model, const Progress& progress)
{
    return TravelTimeBuilder::build(model, progress);
}

TravelTimes::Slice TravelTimes::slice(double depthKm) const
{
    Slice out;
    out.m_times = this;
    out.m_depthKm = std::clamp(depthKm, 0.0, m_depthsKm.back());
    const auto next = std::upper_bound(m_depthsKm.begin(), m_depthsKm.end() - 1, out.m_depthKm);
    out.m_row = static_cast<std::size_t>(next - m_depthsKm.begin()) - 1;
    out.m_spacingKm = m_depthsKm[out.m_row + 1] - m_depthsKm[out.m_row];
    out.m_fraction = (out.m_depthKm - m_depthsKm[out.m_row]) / out.m_spacingKm;
    return out;
}

TravelTime TravelTimes::Slice::at(Phase phase, double distanceDegrees) const
{
    const auto& table = m_times->m_tables[static_cast<int>(phase)];
    if (table.empty() || !(distanceDegrees <= m_times->m_farthestDegrees)) return {};
    const auto& distances = m_times->m_distancesDegrees;
    const std::size_t columns = distances.size(), j = TravelTimeBuilder::columnAt(distanceDegrees, columns);
    const double width = distances[j + 1] - distances[j], f = (distanceDegrees - distances[j]) / width, g = m_fraction;
    const float* upper = table.data() + m_row * columns + j;
    const float* lower = upper + columns;
    // A depth that is in the table needs no neighbour: below a boundary there may be none.
    const double a = upper[0], b = upper[1], e = lower[0], h = lower[1], c = g > 0.0 ? e : a, d = g > 0.0 ? h : b;
    const double top = a + (b - a) * f, bottom = c + (d - c) * f, below = e + (h - e) * f, value = top + (bottom - top) * g;
    const double alongX = ((b - a) * (1.0 - g) + (d - c) * g) / (width * kmPerDegree), alongZ = below == below ? (below - top) / m_spacingKm : 0.0;
    if (!isDirect(phase)) return {value, alongX, alongZ};
    const double x = distanceDegrees * kmPerDegree, chord = std::sqrt(x * x + m_depthKm * m_depthKm);
    if (chord == 0.0) return {0.0, value, 0.0};
    return {value * chord, alongX * chord + value * x / chord, alongZ * chord + value * m_depthKm / chord};
}

TravelTime TravelTimes::Slice::first(Phase& phase, double distanceDegrees) const
{
    for (std::optional<Phase> next = phase; next; next = insteadOf(*next))
        if (const TravelTime time = at(*next, distanceDegrees)) {
            phase = *next;
            return time;
        }
    return {};
}

double TravelTimes::elevationSeconds(WaveType wave, double secondsPerKm, double elevationKm) const
{
    const double slowness = m_surfaceSlowness[static_cast<int>(wave)];
    return elevationKm * std::sqrt(std::max(0.0, slowness * slowness - secondsPerKm * secondsPerKm));
}

std::optional<TheoreticalArrival> TravelTimes::arrival(Phase phase, const GeoPoint& source, double depthKm, const GeoPoint& station,
                                                       double elevationKm) const
{
    const Course there = course(source, station);
    const TravelTime time = slice(depthKm).first(phase, there.distanceDegrees);
    if (!time) return std::nullopt;
    TheoreticalArrival out;
    out.phase = phase;
    out.seconds = time.seconds + elevationSeconds(arrivesAs(phase), time.secondsPerKm, elevationKm);
    out.distanceDegrees = there.distanceDegrees;
    out.azimuthDegrees = there.azimuthDegrees;
    out.backAzimuthDegrees = course(station, source).azimuthDegrees;
    out.slownessSPerKm = time.secondsPerKm;
    const bool up = time.secondsPerKmDepth > 0.0;
    const double radius = VelocityModel::earthRadiusKm - std::clamp(depthKm, 0.0, deepestKm);
    const double sine = std::abs(time.secondsPerKm) * m_model.velocity(depthKm, leavesAs(phase), up) * VelocityModel::earthRadiusKm / radius;
    const double angle = std::asin(std::min(1.0, sine)) * degreesPerRadian;
    out.takeoffDegrees = up ? 180.0 - angle : angle;
    out.incidenceDegrees = std::asin(std::min(1.0, std::abs(time.secondsPerKm) / m_surfaceSlowness[static_cast<int>(arrivesAs(phase))])) * degreesPerRadian;
    return out;
}

std::vector<TheoreticalArrival> TravelTimes::arrivals(const GeoPoint& source, double depthKm, const GeoPoint& station, double elevationKm) const
{
    std::vector<TheoreticalArrival> out;
    for (int i = 0; i < phaseCount; ++i) {
        const Phase phase = static_cast<Phase>(i);
        if (auto one = arrival(phase, source, depthKm, station, elevationKm); one && one->phase == phase) out.push_back(*one);
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.seconds < b.seconds; });
    return out;
}

}  // namespace seisdesk
