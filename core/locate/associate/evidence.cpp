#include "core/locate/associate/evidence.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

/// So far around an arrival other onsets of the station are counted.
constexpr double aroundSeconds = 30.0;
/// Sources that differ by less are one trial.
constexpr double kmApart = 2.0, depthKmApart = 4.0, secondsApart = 0.3;

}  // namespace

double Evidence::logDensity(double residual, double sigma)
{
    const double s = Misfit::scale * sigma, z = residual / s;
    return std::log(0.375 / s) - 2.5 * std::log1p(0.25 * z * z);
}

Evidence::Evidence(const TravelTimes& times, const PickField& field, const AssociateOptions& options, double blockSeconds)
    : m_times(times), m_field(field), m_options(options)
{
    m_logTrials = std::log(std::max(1.0, 4.0 * field.reachNorthKm * field.reachEastKm / (kmApart * kmApart) * std::max(1.0, options.deepestKm / depthKmApart) * blockSeconds / secondsApart));
}

double Evidence::rate(std::uint32_t which, WaveType wave) const
{
    const PickField::Onset& one = m_field.onsets[which];
    const std::size_t station = one.station;
    const double seconds = one.seconds;
    const auto begin = std::lower_bound(m_field.onsets.begin(), m_field.onsets.end(), std::pair(station, seconds - aroundSeconds),
                                        [](const PickField::Onset& onset, const auto& at) { return std::pair(onset.station, onset.seconds) < at; });
    int others = 0;
    for (auto it = begin; it != m_field.onsets.end() && it->station == station && it->seconds <= seconds + aroundSeconds; ++it) others += !it->taken && &*it != &one && it->confidence >= one.confidence && (!it->wave || *it->wave == wave);
    return (1.0 + others) / (2.0 * aroundSeconds);
}

double Evidence::of(const TrialSource& source, const std::vector<Member>& members) const
{
    struct One {
        double distance, with, without;  ///< how much likelier when seen here is expected, and when not
    };
    const TravelTimes::Slice slice = m_times.slice(source.depthKm);
    const ModelError& model = m_options.locate.modelError;
    std::vector<One> all;
    for (std::size_t s = 0; s < m_field.stations.size(); ++s) {
        const auto& station = m_field.stations[s];
        const double distance = distanceDegrees(source.place, station.place);
        for (const Phase phase : {Phase::P, Phase::S}) {
            const TravelTime time = slice.at(phase, distance);
            if (!time) continue;
            const double travel = time.seconds + m_times.elevationSeconds(arrivesAs(phase), time.secondsPerKm, station.elevationKm);
            const auto member = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.phase == phase && m_field.onsets[m.onset].station == s; });
            if (member == members.end()) {
                all.push_back({distance, std::log1p(-seen), std::log1p(-seenBeyond)});
                continue;
            }
            const double sigma = std::hypot(m_field.onsets[member->onset].sigma, std::clamp(model.fraction * travel, model.smallestSeconds, model.largestSeconds));
            const double ratio = logDensity(member->residual, sigma) - std::log(rate(member->onset, arrivesAs(phase)));
            all.push_back({distance, std::log(seen) + ratio, std::log(seenBeyond) + ratio});
        }
    }
    // The distance to which it was seen that suits best.
    std::sort(all.begin(), all.end(), [](const One& a, const One& b) { return a.distance < b.distance; });
    double sum = 0.0;
    for (const One& one : all) sum += one.without;
    double best = sum;
    for (const One& one : all) best = std::max(best, sum += one.with - one.without);
    return best - m_logTrials;
}

}  // namespace seisdesk
