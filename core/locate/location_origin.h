#pragma once
// A location as the catalogue's Origin.

#include "core/catalog/own_origin.h"
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

/// The location as the event's own origin, in place of the one before, and preferred; see own_origin.h.
void putOwnOrigin(Event& event, const Location& location, const OriginSignature& signature, Time created);

}  // namespace seisdesk
