#include "core/locate/associate/members.h"

#include <algorithm>
#include <set>

namespace seisdesk {

bool enough(const std::vector<Member>& members, const PickField& field, const AssociateOptions& options)
{
    std::set<std::size_t> stations;
    int p = 0;
    for (const Member& member : members) stations.insert(field.onsets[member.onset].station), p += member.phase == Phase::P;
    return static_cast<int>(members.size()) >= options.fewestPicks && static_cast<int>(stations.size()) >= options.fewestStations && p >= options.fewestP;
}

std::vector<PhasePick> phasePicks(const std::vector<Member>& members, const PickField& field, const std::vector<LoosePick>& picks)
{
    std::vector<PhasePick> out;
    for (const Member& member : members) {
        const LoosePick& pick = picks[field.onsets[member.onset].index];
        out.push_back({pick.id, pick.station, pick.place, pick.elevationKm, member.phase, pick.time, pick.sigmaSeconds, 1.0, true});
    }
    return out;
}

std::optional<AssociatedEvent> located(const TravelTimes& times, const TrialSource& trial, const std::vector<Member>& members, const PickField& field,
                                       const std::vector<LoosePick>& picks, const AssociateOptions& options)
{
    LocateOptions locating = options.locate;
    locating.deepestKm = std::min(locating.deepestKm, options.deepestKm);
    locating.start = Hypocentre{trial.place.latitudeDegrees, trial.place.longitudeDegrees, trial.depthKm};
    auto location = locate(times, phasePicks(members, field, picks), locating);
    if (!location) return std::nullopt;
    AssociatedEvent out{std::move(*location), {}, {}};
    for (const Member& member : members) {
        out.picks.push_back(field.onsets[member.onset].index);
        out.phases.push_back(member.phase);
    }
    return out;
}

}  // namespace seisdesk
