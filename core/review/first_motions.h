#pragma once
// First motions of an event as its mechanism.

#include "core/base/progress.h"
#include "core/catalog/event.h"
#include "core/locate/location_origin.h"

namespace seisdesk {

/// The double couple that the polarities of the preferred origin's used P arrivals ask for, as the event's own, automatic, preferred mechanism, with its
/// quality, uncertainty and alternatives in comments. False, and the event unchanged, with fewer than `fewest` first motions.
bool addMechanism(Event& event, const OriginSignature& signature, Time created, std::size_t fewest = 8, const Progress& progress = {});

/// The id of our own mechanism of an event.
ResourceId ownMechanismId(const ResourceId& event);

}  // namespace seisdesk
