#pragma once
// Our own origin of an event: one per event, beside those of others, made anew whenever its picks change.

#include "core/catalog/event.h"

namespace seisdesk {

/// "<event>/origin/seisdesk", made legal.
ResourceId ownOriginId(const ResourceId& event);
/// Null when the event has none yet.
const Origin* ownOrigin(const Event& event);
/// Puts an origin of that id in place of the one before and prefers it; origins of others stay. What people said of the one before (status, a manual
/// mode, comments, region) is kept.
void putOwnOrigin(Event& event, Origin origin);
/// Without our own origin; the last of the others is preferred where ours was.
void removeOwnOrigin(Event& event);

}  // namespace seisdesk
