#pragma once
// A location as the catalogue's Origin.

#include "core/catalog/event.h"
#include "core/locate/locator.h"

namespace seisdesk {

/// Who signs an origin.
struct OriginSignature {
    std::string authority = "local.seisdesk";
    std::string agencyId{}, author{};
    std::string program = "SeisDesk " SEISDESK_VERSION;
    std::string earthModel{};      ///< name of the velocity model
    Mode mode = Mode::Automatic;
};

/// Arrivals refer to picks by the ids of LocatedPick. The publicID depends on time, place and what was used, so that the same location gives
/// the same origin. `created` stays out of the id.
Origin originOf(const Location& location, const OriginSignature& signature, Time created);

/// The id of our own origin of an event: one per event, whatever becomes of the location.
ResourceId ownOriginId(const ResourceId& event);
/// Null when the event has none yet.
const Origin* ownOrigin(const Event& event);
/// The location as the event's own origin, in place of the one before, and preferred; origins of others stay. What people said of the one before
/// (status, a manual mode, comments, region) is kept.
void putOwnOrigin(Event& event, const Location& location, const OriginSignature& signature, Time created);

}  // namespace seisdesk
