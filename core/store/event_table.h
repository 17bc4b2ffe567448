#pragma once
// The table of events in a project file; every call belongs into a transaction of the caller.

#include "core/catalog/event_edit.h"
#include "core/store/database.h"

namespace seisdesk {

/// In the order they were added. Error Malformed.
Result<std::vector<Event>> eventsIn(const Database& database);
/// Replaces events of the same id, adds the others. InvalidArgument for an event without id.
Result<void> putEvents(Database& database, const std::vector<Event>& events);
/// Makes the change; Internal when an event to be deleted is not there.
Result<void> changeEvents(Database& database, const EventEdit& edit);

}  // namespace seisdesk
