#pragma once
// A catalogued Ridgecrest event as core/catalog has it: the catalogue's hypocentre with the analysts' picks as arrivals.

#include "core/catalog/event.h"
#include "tests/core/locate/ridgecrest.h"

namespace seisdesk::test {

inline Event eventOf(const CataloguedEvent& catalogued)
{
    Event out;
    out.id = "smi:local.seisdesk/event/" + catalogued.id;
    Origin origin;
    origin.id = "smi:local.seisdesk/origin/" + catalogued.id;
    origin.time = catalogued.time;
    origin.latitude.value = catalogued.epicentre.latitudeDegrees;
    origin.longitude.value = catalogued.epicentre.longitudeDegrees;
    origin.depthMetres = RealQuantity{1e3 * catalogued.depthKm, {}};
    for (std::size_t i = 0; i < catalogued.picks.size(); ++i) {
        const PhasePick& pick = catalogued.picks[i];
        Pick one;
        one.id = "smi:local.seisdesk/pick/" + catalogued.id + '.' + std::to_string(i);
        one.time = pick.time;
        one.phaseHint = name(pick.phase);
        one.waveform.network = pick.station.substr(0, pick.station.find('.'));
        one.waveform.station = pick.station.substr(pick.station.find('.') + 1);
        Arrival arrival;
        arrival.id = "smi:local.seisdesk/arrival/" + catalogued.id + '.' + std::to_string(i);
        arrival.pickId = one.id;
        arrival.phase = one.phaseHint;
        out.picks.push_back(one);
        origin.arrivals.push_back(arrival);
    }
    out.origins.push_back(origin);
    out.preferredOriginId = origin.id;
    return out;
}

}  // namespace seisdesk::test
