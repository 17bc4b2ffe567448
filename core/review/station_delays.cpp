#include "core/review/station_delays.h"

#include "core/base/median.h"

#include <unordered_map>

namespace seisdesk {

namespace {

using Residuals = std::map<std::pair<std::string, WaveType>, std::vector<double>>;

StationCorrections delaysOf(const Residuals& residuals, std::size_t fewestEvents)
{
    StationCorrections out;
    for (const auto& [who, values] : residuals) {
        const auto n = static_cast<double>(values.size());
        if (values.size() >= fewestEvents) out[who] = *median(values) * n / (n + 3.0);
    }
    return out;
}

}  // namespace

StationCorrections stationDelays(const Association& events, int fewestPicks, std::size_t fewestEvents)
{
    Residuals residuals;
    for (const AssociatedEvent& event : events.events) {
        if (event.location.usedPicks < fewestPicks) continue;
        for (const LocatedPick& pick : event.location.picks)
            if (pick.used && pick.arrives) residuals[{pick.station, arrivesAs(pick.phase)}].push_back(pick.residualSeconds + pick.correctionSeconds);
    }
    return delaysOf(residuals, fewestEvents);
}

StationCorrections stationDelays(const std::vector<Event>& events, int fewestPicks, std::size_t fewestEvents)
{
    Residuals residuals;
    for (const Event& event : events) {
        const Origin* origin = event.origin();
        if (!origin || origin->quality.usedPhaseCount.value_or(0) < fewestPicks) continue;
        std::unordered_map<ResourceId, const Pick*> picks;
        for (const Pick& pick : event.picks) picks.emplace(pick.id, &pick);
        for (const Arrival& arrival : origin->arrivals) {
            const auto pick = picks.find(arrival.pickId);
            const auto phase = phaseFrom(arrival.phase);
            if (pick == picks.end() || !phase || !arrival.timeResidualSeconds || arrival.timeWeight.value_or(1.0) <= 0.0) continue;
            const StreamId& stream = pick->second->waveform;
            residuals[{stream.network + '.' + stream.station, arrivesAs(*phase)}].push_back(*arrival.timeResidualSeconds + arrival.timeCorrectionSeconds.value_or(0.0));
        }
    }
    return delaysOf(residuals, fewestEvents);
}

}  // namespace seisdesk
