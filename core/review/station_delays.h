#pragma once
// Station delays: how late a station's waves come in all events of a sequence, which is the ground beneath it and no wrong pick.

#include "core/catalog/event.h"
#include "core/locate/associate/associator.h"
#include "core/locate/misfit.h"

namespace seisdesk {

/// Median residual of each station and wave over events with `fewestPicks` used arrivals or more, drawn towards zero where
/// few events say it (n / (n + 3)). Stations with fewer than `fewestEvents` of them are absent.
StationCorrections stationDelays(const Association& events, int fewestPicks = 14, std::size_t fewestEvents = 5);
/// The same of the catalogue's events.
StationCorrections stationDelays(const std::vector<Event>& events, int fewestPicks = 14, std::size_t fewestEvents = 5);

}  // namespace seisdesk
