#pragma once
// Events of the catalogue located: origins for those with picks, events for picks that have none.

#include "core/locate/associate/associator.h"
#include "core/locate/location_origin.h"
#include "core/waveform/inventory.h"

namespace seisdesk {

struct LocateEventsOptions {
    LocateOptions locate;
    AssociateOptions associate;
    OriginSignature signature;
    bool relocate = true;               ///< false: an event that has an origin gets another one only when picks join it
};

struct LocatedEvents {
    std::vector<Event> events;          ///< those that came in, then the new ones, then what stayed alone as an event without origin
    std::size_t located = 0;            ///< events that came with an origin or arrivals
    std::size_t associated = 0;         ///< new ones
    std::size_t joined = 0;             ///< loose picks that went to events that came with an origin
    std::size_t alone = 0;              ///< picks
    std::vector<std::string> notes;     ///< what could not be used or located, one sentence each
};

/// A pick at its station. Nothing without a phase that travel times know, or a station in the inventory. Without an uncertainty P has 0.1 s, S 0.2 s.
std::optional<PhasePick> phasePickOf(const Pick& pick, const std::string& phase, const Inventory& inventory);

/// An event that has an origin gets another one, from the arrivals of the preferred one (weight 0 stays switched off; picks without arrival and
/// rejected ones stay out), and prefers it. Picks of events without origin are loose: they join events that have one (see join_events.h), or are
/// associated and leave in new events. Error Cancelled.
Result<LocatedEvents> locateEvents(std::vector<Event> events, const Inventory& inventory, const TravelTimes& times, const LocateEventsOptions& options,
                                   const Progress& progress = {});

}  // namespace seisdesk
