#pragma once
// EventEdit: one undoable change of events, as whole events before and after it.

#include "core/catalog/event.h"

#include <vector>

namespace seisdesk {

/// Events are found by id: one that is only in `before` is deleted, one only in `after` is added, one in both is
/// replaced. Nothing but the id of what is in `before` has to be so any more: results that follow from the picks
/// (relocations) replace events between edits, and undoing puts the state in `before` back.
struct EventEdit {
    std::vector<Event> before, after;
    bool empty() const { return before.empty() && after.empty(); }
    bool operator==(const EventEdit&) const = default;
};

/// The edit that undoes `edit`.
EventEdit inverse(const EventEdit& edit);

}  // namespace seisdesk
