#pragma once
// The publicIDs of what was read: one for each object, and references that lead somewhere.

#include "core/catalog/event.h"
#include "core/io/issue_counter.h"

namespace seisdesk::quakeml {

/// A missing, placeholder ("../NA") or repeated publicID is replaced by a new one that depends on the place in the file alone; references to a
/// repeated one mean the element of the same event.
void makeIdsUnique(std::vector<Event>& events, IssueCounter& issues);

/// Arrivals whose pick is in none of the events are issues.
void checkPickReferences(const std::vector<Event>& events, IssueCounter& issues);

}  // namespace seisdesk::quakeml
