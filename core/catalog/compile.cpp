#include "core/catalog/compile.h"

#include "core/catalog/label_json.h"
#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace seisdesk {

namespace {

constexpr std::string_view unassociatedMark = "unassociated";
constexpr std::string_view eventNameMark = "eventname";

bool isPickOnly(const Event& event) { return comment(event.comments, unassociatedMark) != nullptr; }

/// What Label::event says for labels of this event.
std::string labelEvent(const Event& event)
{
    if (isPickOnly(event)) return {};
    const std::string* name = comment(event.comments, eventNameMark);
    return name ? *name : event.id;
}

bool isSpanComment(const Comment& c) { return c.id.find("/span/") != std::string::npos && labelIdIn(c.id); }

/// Labels of all picks, in the order of the events and their picks, with unique ids.
std::vector<std::vector<Label>> labelsOfPicks(const std::vector<Event>& events)
{
    std::vector<std::vector<Label>> out(events.size());
    std::unordered_set<Id> taken;
    std::unordered_map<ResourceId, Id> byPick;
    std::unordered_set<ResourceId> superseded;
    for (std::size_t e = 0; e < events.size(); ++e) {
        std::unordered_map<ResourceId, std::string> phases;
        for (const Origin& origin : events[e].origins)
            for (const Arrival& arrival : origin.arrivals) phases.try_emplace(arrival.pickId, arrival.phase);
        for (const Pick& pick : events[e].picks) {
            Label label = labelOf(pick);
            label.event = labelEvent(events[e]);
            if (label.phase.empty() && phases.contains(pick.id)) label.phase = phases[pick.id];
            for (int copy = 1; !taken.insert(label.id).second; ++copy) label.id = idOf(pick.id + '\n' + std::to_string(copy));
            byPick.try_emplace(pick.id, label.id);
            if (const ResourceId old = derivedFrom(pick); !old.empty()) superseded.insert(old);
            out[e].push_back(std::move(label));
        }
    }
    for (std::size_t e = 0; e < events.size(); ++e)
        for (std::size_t p = 0; p < out[e].size(); ++p) {
            const Pick& pick = events[e].picks[p];
            // Some programs lose the status on the way; what a correction replaced is rejected all the same.
            if (superseded.contains(pick.id)) out[e][p].review = Review::Rejected;
            const ResourceId old = derivedFrom(pick);
            const auto found = byPick.find(old);
            out[e][p].replaces = found != byPick.end() ? std::optional(found->second) : labelIdIn(old);
        }
    return out;
}

bool sameObservation(const Label& a, const Label& b) { return a.time == b.time && a.stream == b.stream && a.phase == b.phase; }

/// Works labels into a copy of the events, one label at a time.
class Compiler {
public:
    Compiler(const std::vector<Label>& labels, const std::vector<Event>& existing, const CompileOptions& options)
        : m_options(options), m_events(existing), m_was(labelsOfPicks(existing))
    {
        m_ids.reserve(labels.size());
        for (const Label& label : labels) {
            m_labels.emplace(label.id, &label);
            m_ids.insert_or_assign(label.id, pickId(label, options));
        }
        // A label that still says when and where an existing pick was goes on under that pick's id.
        for (std::size_t e = 0; e < m_was.size(); ++e)
            for (std::size_t p = 0; p < m_was[e].size(); ++p) {
                const auto label = m_labels.find(m_was[e][p].id);
                if (label != m_labels.end() && sameObservation(*label->second, m_was[e][p])) m_ids[label->first] = m_events[e].picks[p].id;
            }
    }

    std::vector<Event> run(const std::vector<Label>& labels)
    {
        for (std::size_t e = 0; e < m_was.size(); ++e) {
            followLabels(m_events[e], m_was[e]);
            repointArrivals(m_events[e]);
            std::erase_if(m_events[e].comments, [&](const Comment& c) {
                return isSpanComment(c) && (m_options.labelsAreComplete || m_labels.contains(*labelIdIn(c.id)));
            });
        }
        std::vector<const Label*> order;
        for (const Label& label : labels) order.push_back(&label);
        std::stable_sort(order.begin(), order.end(), [](const Label* a, const Label* b) { return std::tie(a->time, a->id) < std::tie(b->time, b->id); });
        for (const Label* label : order) {
            if (label->end) addSpan(*label);
            else if (!m_done.contains(label->id)) addPick(*label);
        }
        weighRejectedNothing();
        std::erase_if(m_events, [](const Event& e) { return isPickOnly(e) && e.picks.empty() && e.comments.size() == 1; });
        return std::move(m_events);
    }

private:
    ResourceId derivation(const Label& label) const
    {
        if (!label.replaces) return {};
        const auto found = m_ids.find(*label.replaces);
        return found != m_ids.end() ? found->second : makeId(m_options.authority, "label/" + label.replaces->text());
    }

    /// The event a label asks for; a correction without one goes where the label it replaces is.
    std::string eventOf(const Label& label) const
    {
        if (!label.event.empty() || !label.replaces) return label.event;
        const auto old = m_labels.find(*label.replaces);
        return old != m_labels.end() ? old->second->event : std::string{};
    }

    bool belongs(const Label& label, const Event& event) const
    {
        const std::string wanted = eventOf(label);
        return wanted == labelEvent(event) || (!wanted.empty() && wanted == event.id);
    }

    void followLabels(Event& event, const std::vector<Label>& was)
    {
        // Superseded picks go last, so that on reading the pick that stands regains the label's id.
        std::vector<Pick> picks, superseded;
        for (std::size_t p = 0; p < was.size(); ++p) {
            Pick& pick = event.picks[p];  // copied, not moved: takeOver() looks at all of them
            const auto found = m_labels.find(was[p].id);
            if (found == m_labels.end()) {
                if (m_options.labelsAreComplete) dropArrivals(event, pick.id);
                else picks.push_back(pick);
                continue;
            }
            const Label& now = *found->second;
            if (now.end || !belongs(now, event)) {
                dropArrivals(event, pick.id);
                continue;
            }
            m_done.insert(now.id);
            Label before = was[p];
            before.event = now.event;
            if (now == before) {
                picks.push_back(pick);
            } else if (sameObservation(before, now)) {
                Pick fresh = updated(pick, before, now, derivation(now), m_options);
                if (now.replaces && before.replaces != now.replaces) takeOver(event, derivation(now), fresh, now);
                if (now.review == Review::Rejected) m_rejected.insert(fresh.id);
                picks.push_back(std::move(fresh));
            } else {
                Pick fresh = pickOf(now, now.replaces ? derivation(now) : pick.id, m_options);
                takeOver(event, pick.id, fresh, now);
                picks.push_back(std::move(fresh));
                pick.status = Review::Rejected;
                superseded.push_back(pick);
            }
        }
        event.picks = std::move(picks);
        std::move(superseded.begin(), superseded.end(), std::back_inserter(event.picks));
    }

    /// Arrivals of an origin located here name picks by label; the label may have moved since.
    void repointArrivals(Event& event)
    {
        std::unordered_set<ResourceId> known;
        for (const Pick& pick : event.picks) known.insert(pick.id);
        for (Origin& origin : event.origins)
            for (Arrival& arrival : origin.arrivals) {
                if (known.contains(arrival.pickId)) continue;
                const auto id = labelIdIn(arrival.pickId);
                const auto now = id ? m_ids.find(*id) : m_ids.end();
                if (now == m_ids.end()) continue;
                if (arrival.pickId != now->second) arrival.timeResidualSeconds.reset();
                arrival.pickId = now->second;
            }
    }

    void addPick(const Label& label)
    {
        Event& event = eventFor(label);
        Pick pick = pickOf(label, derivation(label), m_options);
        pick.id = m_ids.at(label.id);
        const auto refersTo = [&](const Arrival& a) { return a.pickId == pick.id; };
        const bool located = std::any_of(event.origins.begin(), event.origins.end(), [&](const Origin& o) {
            return std::any_of(o.arrivals.begin(), o.arrivals.end(), refersTo);
        });
        if (!located && !(label.replaces && takeOver(event, derivation(label), pick, label))) addIdleArrival(event, pick, label);
        if (label.review == Review::Rejected) m_rejected.insert(pick.id);
        event.picks.push_back(std::move(pick));
    }

    void addSpan(const Label& label)
    {
        eventFor(label).comments.push_back({makeId(m_options.authority, "span/" + label.id.text()), jsonText(label)});
    }

    Event& eventFor(const Label& label)
    {
        const std::string wanted = eventOf(label);
        const auto found = m_byEvent.find(wanted);
        if (found != m_byEvent.end()) return m_events[found->second];
        auto event = std::find_if(m_events.begin(), m_events.end(), [&](const Event& e) { return belongs(label, e); });
        if (event == m_events.end()) {
            m_events.push_back(newEvent(wanted, label));
            event = m_events.end() - 1;
        }
        m_byEvent.emplace(wanted, static_cast<std::size_t>(event - m_events.begin()));
        return *event;
    }

    Event newEvent(const std::string& wanted, const Label& first) const
    {
        Event event;
        if (wanted.empty()) {
            event.id = makeId(m_options.authority, "event/picks." + first.id.text());
            event.comments.push_back({makeId(m_options.authority, unassociatedMark), "Picks that belong to no event."});
        } else if (isLegalId(wanted)) {
            event.id = wanted;
        } else {
            event.id = makeId(m_options.authority, "event/" + slug(wanted));
            event.comments.push_back({makeId(m_options.authority, eventNameMark), wanted});
        }
        event.creation = {m_options.agencyId, m_options.program, now(), {}};
        return event;
    }

    Arrival arrivalOf(const Origin& origin, const Pick& pick, const std::string& phase) const
    {
        Arrival arrival;
        arrival.id = makeId(m_options.authority, "arrival/" + idOf(pick.id + '\n' + origin.id).text());
        arrival.pickId = pick.id;
        arrival.phase = phase;
        arrival.timeWeight = 0.0;
        arrival.creation = {m_options.agencyId, m_options.program, std::nullopt, {}};
        return arrival;
    }

    void addIdleArrival(Event& event, const Pick& pick, const Label& label) const
    {
        const Origin* chosen = event.origin();
        if (!chosen || label.phase.empty()) return;
        Origin& origin = event.origins[static_cast<std::size_t>(chosen - event.origins.data())];
        origin.arrivals.push_back(arrivalOf(origin, pick, label.phase));
    }

    /// Gives the arrivals of the pick `old` to `pick`: same geometry and weight, residual shifted by the change of time
    /// (origins stay where they are). Old arrivals keep weight 0. False when there are none.
    bool takeOver(Event& event, const ResourceId& old, const Pick& pick, const Label& label) const
    {
        const auto before = std::find_if(event.picks.begin(), event.picks.end(), [&](const Pick& p) { return p.id == old; });
        bool any = false;
        for (Origin& origin : event.origins) {
            for (std::size_t i = 0, count = origin.arrivals.size(); i < count; ++i) {
                if (origin.arrivals[i].pickId != old) continue;
                Arrival arrival = origin.arrivals[i];
                arrival.id = arrivalOf(origin, pick, {}).id;
                arrival.pickId = pick.id;
                if (!label.phase.empty()) arrival.phase = label.phase;
                if (before == event.picks.end() || arrival.phase != origin.arrivals[i].phase) arrival.timeResidualSeconds.reset();
                else if (arrival.timeResidualSeconds) *arrival.timeResidualSeconds += toSeconds(pick.time - before->time);
                origin.arrivals[i].timeWeight = 0.0;
                origin.arrivals.push_back(std::move(arrival));
                any = true;
            }
        }
        return any;
    }

    /// Last of all, because a correction takes over the weight that the rejected pick had.
    void weighRejectedNothing()
    {
        for (Event& event : m_events)
            for (Origin& origin : event.origins)
                for (Arrival& arrival : origin.arrivals)
                    if (m_rejected.contains(arrival.pickId)) arrival.timeWeight = 0.0;
    }

    static void dropArrivals(Event& event, const ResourceId& pick)
    {
        for (Origin& origin : event.origins) std::erase_if(origin.arrivals, [&](const Arrival& a) { return a.pickId == pick; });
    }

    const CompileOptions& m_options;
    std::vector<Event> m_events;
    std::vector<std::vector<Label>> m_was;
    std::unordered_map<Id, const Label*> m_labels;
    std::unordered_map<Id, ResourceId> m_ids;  ///< publicID of each label's pick
    std::unordered_set<Id> m_done;
    std::unordered_set<ResourceId> m_rejected;
    std::unordered_map<std::string, std::size_t> m_byEvent;
};

}  // namespace

std::vector<Event> compile(const std::vector<Label>& labels, const std::vector<Event>& existing, const CompileOptions& options)
{
    return Compiler(labels, existing, options).run(labels);
}

std::vector<Event> compile(const LabelSet& labels, const std::vector<Event>& existing, const CompileOptions& options)
{
    return compile(labels.values(), existing, options);
}

std::vector<Label> labelsFromEvents(const std::vector<Event>& events)
{
    std::vector<Label> out;
    std::unordered_set<Id> taken;
    for (std::vector<Label>& labels : labelsOfPicks(events))
        for (Label& label : labels) {
            taken.insert(label.id);
            out.push_back(std::move(label));
        }
    for (const Event& event : events)
        for (const Comment& c : event.comments) {
            if (!isSpanComment(c)) continue;
            auto label = labelFromJsonText(c.text);
            if (label && label->end && taken.insert(label->id).second) out.push_back(std::move(*label));
        }
    return out;
}

}  // namespace seisdesk
