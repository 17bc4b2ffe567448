#include "core/catalog/event_set.h"

#include <unordered_set>

namespace seisdesk {

namespace {

using Ids = std::unordered_set<ResourceId>;

Error refused(const std::string& why) { return {Error::Code::InvalidArgument, why}; }

Result<Ids> idsOf(const std::vector<Event>& events)
{
    Ids ids;
    for (const Event& event : events) {
        if (event.id.empty()) return refused("An event without an id cannot be kept.");
        if (!ids.insert(event.id).second) return refused("The event " + event.id + " is changed twice at once.");
    }
    return ids;
}

}  // namespace

EventSet::EventSet(std::vector<Event> events) : m_events(std::move(events)) { index(); }

void EventSet::index()
{
    m_byId.clear();
    m_byId.reserve(m_events.size());
    for (std::size_t i = 0; i < m_events.size(); ++i) m_byId.try_emplace(m_events[i].id, i);
}

const Event* EventSet::find(const ResourceId& id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &m_events[found->second];
}

Result<void> EventSet::check(const EventEdit& edit) const
{
    const auto before = idsOf(edit.before), after = idsOf(edit.after);
    if (!before) return before.error();
    if (!after) return after.error();
    for (const ResourceId& id : *before)
        if (!m_byId.contains(id)) return refused("There is no event " + id + " any more.");
    for (const ResourceId& id : *after)
        if (!before->contains(id) && m_byId.contains(id)) return refused("There is an event " + id + " already.");
    return {};
}

Result<void> EventSet::apply(const EventEdit& edit)
{
    if (auto fine = check(edit); !fine) return fine;
    Ids gone;
    for (const Event& event : edit.before) gone.insert(event.id);
    for (const Event& event : edit.after) gone.erase(event.id);
    for (const Event& event : edit.after) put(event);
    if (gone.empty()) return {};
    std::erase_if(m_events, [&](const Event& event) { return gone.contains(event.id); });
    index();
    return {};
}

void EventSet::put(const Event& event)
{
    const auto [place, isNew] = m_byId.try_emplace(event.id, m_events.size());
    if (isNew) m_events.push_back(event);
    else m_events[place->second] = event;
}

}  // namespace seisdesk
