#include "core/locate/associate/join_events.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace seisdesk {

namespace {

constexpr double leastReachKm = 60.0;
constexpr double unknownReachKm = 250.0;  ///< of a source without stations

/// A pick that may join, and how far off it is in parts of what is tolerated.
struct Offer {
    JoinedPick joined;
    double misfit = 0.0;
};

}  // namespace

std::vector<JoinedPick> joinEvents(const TravelTimes& times, const std::vector<LoosePick>& picks, const std::vector<LocatedSource>& sources,
                                   const AssociateOptions& options, double share, const Progress& progress)
{
    std::vector<std::size_t> byTime(picks.size());
    std::iota(byTime.begin(), byTime.end(), std::size_t{0});
    std::sort(byTime.begin(), byTime.end(), [&](std::size_t a, std::size_t b) { return picks[a].time < picks[b].time; });
    std::vector<Offer> offers;
    for (std::size_t s = 0; s < sources.size() && !progress.cancelled(); ++s) {
        const LocatedSource& source = sources[s];
        const TravelTimes::Slice slice = times.slice(source.depthKm);
        const double reachKm = source.seen.empty() ? unknownReachKm : std::max(leastReachKm, 1.5 * source.farthestKm);
        const double longest = 5.0 + 1.2 * slice.at(Phase::S, std::min(reachKm / kmPerDegree, times.farthestDegrees())).seconds;
        auto at = std::lower_bound(byTime.begin(), byTime.end(), source.time, [&](std::size_t i, Time time) { return picks[i].time < time; });
        for (; at != byTime.end() && picks[*at].time <= source.time + fromSeconds(longest); ++at) {
            const LoosePick& pick = picks[*at];
            const double distance = distanceDegrees(source.place, pick.place), observed = toSeconds(pick.time - source.time);
            if (distance * kmPerDegree > reachKm) continue;
            for (const Phase phase : {Phase::P, Phase::S}) {
                const WaveType wave = arrivesAs(phase);
                if ((pick.wave && *pick.wave != wave) || source.seen.contains({pick.station, wave})) continue;
                const TravelTime time = slice.at(phase, distance);
                if (!time) continue;
                const double travel = time.seconds + times.elevationSeconds(wave, time.secondsPerKm, pick.elevationKm);
                const double misfit = std::abs(observed - travel) / (share * (options.toleranceSeconds + options.toleranceFraction * travel));
                if (misfit <= 1.0) offers.push_back({{*at, s, phase}, misfit});
            }
        }
        progress.report(static_cast<double>(s + 1) / static_cast<double>(sources.size()));
    }
    std::stable_sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) { return a.misfit < b.misfit; });
    std::vector<JoinedPick> out;
    std::set<std::size_t> gone;
    std::set<std::tuple<std::size_t, std::string, WaveType>> seen;
    for (const Offer& offer : offers) {
        const auto& [pick, source, phase] = offer.joined;
        if (gone.contains(pick) || !seen.emplace(source, picks[pick].station, arrivesAs(phase)).second) continue;
        gone.insert(pick);
        out.push_back(offer.joined);
    }
    std::map<std::size_t, std::set<std::string>> stations;
    for (const JoinedPick& one : out) stations[one.source].insert(picks[one.pick].station);
    std::erase_if(out, [&](const JoinedPick& one) {
        return sources[one.source].seen.empty() && static_cast<int>(stations[one.source].size()) < options.fewestStations;
    });
    std::sort(out.begin(), out.end(), [](const JoinedPick& a, const JoinedPick& b) { return a.pick < b.pick; });
    return out;
}

}  // namespace seisdesk
