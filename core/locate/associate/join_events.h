#pragma once
// Loose picks that belong to an event which is located already.

#include "core/locate/associate/associator.h"

#include <set>

namespace seisdesk {

/// An event with an origin, and what it has: the wave that each of its stations has seen.
struct LocatedSource {
    GeoPoint place;
    double depthKm = 0.0;
    Time time{};
    std::set<std::pair<std::string, WaveType>> seen;
    double farthestKm = 0.0;  ///< of its stations
};

struct JoinedPick {
    std::size_t pick = 0, source = 0;
    Phase phase = Phase::P;
};

/// Picks that fit a wave which their station has not seen of the source yet, within `share` of the associator's tolerance; no farther away than
/// 1.5 times the farthest station. A source that has no picks yet (of a catalogue) takes some from options.fewestStations stations or none. Each pick joins the source that it fits best, and a station gives one P and one S. In the order of the picks.
std::vector<JoinedPick> joinEvents(const TravelTimes& times, const std::vector<LoosePick>& picks, const std::vector<LocatedSource>& sources,
                                   const AssociateOptions& options = {}, double share = 0.6, const Progress& progress = {});

}  // namespace seisdesk
