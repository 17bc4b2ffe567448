#pragma once
// EventSet: the events as they stand now, in the order they came, found by id.

#include "core/base/result.h"
#include "core/catalog/event_edit.h"

#include <cstddef>
#include <unordered_map>

namespace seisdesk {

class EventSet {
public:
    EventSet() = default;
    explicit EventSet(std::vector<Event> events);

    /// InvalidArgument when an event has no id or is named twice, one of `before` is not there, or one to be added is.
    Result<void> check(const EventEdit& edit) const;
    /// Applies the edit whole or not at all; the errors of check().
    Result<void> apply(const EventEdit& edit);
    /// Replaces the event of the same id or adds it at the end.
    void put(const Event& event);

    /// Null when there is none. Valid until the next change.
    const Event* find(const ResourceId& id) const;
    const std::vector<Event>& values() const { return m_events; }

private:
    void index();
    std::vector<Event> m_events;
    std::unordered_map<ResourceId, std::size_t> m_byId;
};

}  // namespace seisdesk
