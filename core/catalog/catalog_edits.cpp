#include "core/catalog/catalog_edits.h"

#include "core/catalog/own_origin.h"
#include "core/catalog/resource_id.h"
#include "core/catalog/review_state.h"

#include <algorithm>
#include <map>
#include <set>

namespace seisdesk {

namespace {

template <class T> void append(std::vector<T>& to, const std::vector<T>& from) { to.insert(to.end(), from.begin(), from.end()); }

void reassign(const Label& label, const ResourceId& event, Edit& edit)
{
    edit.removed.push_back(label);
    edit.added.push_back(label);
    edit.added.back().event = event;
}

/// Made by us alone: without picks nothing of it is left.
bool isOursAlone(const Event& event)
{
    return std::all_of(event.origins.begin(), event.origins.end(), [&](const Origin& origin) { return origin.id == ownOriginId(event.id); });
}

std::string shortName(const Event& event)
{
    const Origin* origin = event.origin();
    return origin ? "event " + formatTime(origin->time, 0) : std::string("event without origin");
}

/// Applies `change` to each event that it makes another one.
template <class Change> EventEdit changed(const std::vector<ResourceId>& ids, const EventSet& events, Change change)
{
    EventEdit out;
    for (const ResourceId& id : ids) {
        const Event* event = events.find(id);
        if (!event) continue;
        Event after = change(*event);
        if (after == *event) continue;
        out.before.push_back(*event);
        out.after.push_back(std::move(after));
    }
    return out;
}

std::string counted(std::size_t n) { return n == 1 ? "event" : std::to_string(n) + " events"; }

}  // namespace

CatalogEdit assignPicks(const std::string& name, const std::vector<Label>& picks, const ResourceId& event, const LabelSet& labels, const EventSet& events)
{
    CatalogEdit out;
    out.labels.name = name;
    std::map<ResourceId, std::size_t> leaving;
    for (const Label& pick : picks) {
        if (pick.event == event) continue;
        reassign(pick, event, out.labels);
        if (!pick.event.empty()) ++leaving[pick.event];
    }
    if (out.labels.empty()) return out;
    for (const auto& [id, count] : leaving)
        if (const Event* from = events.find(id)) {
            out.events.before.push_back(*from);
            if (count < labels.ofEvent(id).size() || !isOursAlone(*from)) out.events.after.push_back(*from);
        }
    if (const Event* to = events.find(event)) {
        out.events.before.push_back(*to);
        out.events.after.push_back(*to);
    }
    return out;
}

CatalogEdit newEvent(const std::string& name, const std::vector<Label>& picks, const LabelSet& labels, const EventSet& events, const Signature& by)
{
    Event event;
    const auto first = std::min_element(picks.begin(), picks.end(), [](const Label& a, const Label& b) { return a.time < b.time; });
    if (first == picks.end()) return {};
    event.id = makeId("local.seisdesk", "event/" + formatTime(first->time, 3) + '.' + Id::random().text());
    event.type = "earthquake";
    event.typeCertainty = "suspected";
    event.creation = {{}, by.author, by.when, {}};
    CatalogEdit out = assignPicks(name, picks, event.id, labels, events);
    out.events.after.push_back(std::move(event));
    return out;
}

CatalogEdit mergeEvents(const ResourceId& target, const std::vector<ResourceId>& others, const LabelSet& labels, const EventSet& events)
{
    CatalogEdit out;
    const Event* kept = events.find(target);
    if (!kept) return out;
    Event merged = *kept;
    std::set<ResourceId> done{target};
    for (const ResourceId& id : others) {
        const Event* other = events.find(id);
        if (!other || !done.insert(id).second) continue;
        for (const Label* label : labels.ofEvent(id)) reassign(*label, target, out.labels);
        for (const Origin& origin : other->origins)
            if (origin.id != ownOriginId(id)) merged.origins.push_back(origin);
        if (merged.preferredOriginId.empty() && !kept->origins.empty()) merged.preferredOriginId = kept->origin()->id;
        if (merged.preferredMagnitudeId.empty() && !kept->magnitudes.empty()) merged.preferredMagnitudeId = kept->magnitude()->id;
        append(merged.picks, other->picks);
        append(merged.amplitudes, other->amplitudes);
        append(merged.magnitudes, other->magnitudes);
        append(merged.stationMagnitudes, other->stationMagnitudes);
        append(merged.focalMechanisms, other->focalMechanisms);
        out.events.before.push_back(*other);
    }
    if (out.events.before.empty()) return {};
    out.labels.name = "Merge " + std::to_string(done.size()) + " events";
    out.events.before.push_back(*kept);
    out.events.after.push_back(std::move(merged));
    return out;
}

CatalogEdit deleteEvents(const std::vector<ResourceId>& ids, const LabelSet& labels, const EventSet& events)
{
    CatalogEdit out;
    std::set<ResourceId> done;
    for (const ResourceId& id : ids) {
        const Event* event = events.find(id);
        if (!event || !done.insert(id).second) continue;
        for (const Label* label : labels.ofEvent(id)) reassign(*label, {}, out.labels);
        out.events.before.push_back(*event);
    }
    if (!out.events.empty()) out.labels.name = "Delete " + (out.events.before.size() == 1 ? shortName(out.events.before.front()) : counted(out.events.before.size()));
    return out;
}

CatalogEdit setReview(const std::vector<ResourceId>& ids, Review review, const EventSet& events, const Signature& by)
{
    CatalogEdit out;
    CreationInfo info;
    info.author = by.author;
    out.events = changed(ids, events, [&](const Event& event) { return reviewOf(event) == review ? event : withReview(event, review, info); });
    out.labels.name = "Set " + counted(out.events.after.size()) + ' ' + word(review);
    return out;
}

CatalogEdit setType(const std::vector<ResourceId>& ids, const std::string& type, const EventSet& events)
{
    CatalogEdit out;
    out.events = changed(ids, events, [&](const Event& event) {
        Event after = event;
        if (after.type != type) after.type = type, after.typeCertainty = type.empty() ? "" : "known";
        return after;
    });
    out.labels.name = "Call " + counted(out.events.after.size()) + ' ' + (type.empty() ? "of unknown type" : type);
    return out;
}

const std::vector<std::string>& eventTypes()
{
    static const std::vector<std::string> types{"earthquake", "quarry blast", "explosion", "mining explosion", "induced or triggered event", "rock burst", "collapse",
                                                "landslide", "ice quake", "volcanic eruption", "sonic boom", "nuclear explosion", "not existing", "other event"};
    return types;
}

}  // namespace seisdesk
