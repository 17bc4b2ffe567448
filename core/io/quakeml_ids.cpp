#include "core/io/quakeml_ids.h"

#include "core/catalog/resource_id.h"

#include <unordered_set>

namespace seisdesk::quakeml {

namespace {

using Renames = std::map<ResourceId, ResourceId>;

/// Calls `use(id, kind, referable)` for every id of an event, in the order in which QuakeML is written.
template <class Use> void eachId(Event& event, Use&& use)
{
    use(event.id, "event", false);
    for (Pick& pick : event.picks) use(pick.id, "pick", true);
    for (Amplitude& amplitude : event.amplitudes) use(amplitude.id, "amplitude", true);
    for (Origin& origin : event.origins) {
        use(origin.id, "origin", true);
        for (Arrival& arrival : origin.arrivals) use(arrival.id, "arrival", false);
    }
    for (Magnitude& magnitude : event.magnitudes) use(magnitude.id, "magnitude", true);
    for (StationMagnitude& magnitude : event.stationMagnitudes) use(magnitude.id, "stationMagnitude", true);
    for (FocalMechanism& mechanism : event.focalMechanisms) {
        use(mechanism.id, "focalMechanism", true);
        for (MomentTensor& tensor : mechanism.momentTensors) use(tensor.id, "momentTensor", false);
    }
}

void followRenames(Event& event, const Renames& renamed)
{
    if (renamed.empty()) return;
    std::unordered_set<ResourceId> own;
    eachId(event, [&](const ResourceId& id, const char*, bool referable) {
        if (referable) own.insert(id);
    });
    const auto follow = [&](ResourceId& id) {
        const auto found = renamed.find(id);
        if (found != renamed.end() && !own.contains(id)) id = found->second;
    };
    for (Origin& origin : event.origins)
        for (Arrival& arrival : origin.arrivals) follow(arrival.pickId);
    for (Amplitude& amplitude : event.amplitudes) follow(amplitude.pickId);
    for (Magnitude& magnitude : event.magnitudes) {
        follow(magnitude.originId);
        for (MagnitudeContribution& c : magnitude.contributions) follow(c.stationMagnitudeId);
    }
    for (StationMagnitude& magnitude : event.stationMagnitudes) follow(magnitude.originId), follow(magnitude.amplitudeId);
    for (FocalMechanism& mechanism : event.focalMechanisms) {
        follow(mechanism.triggeringOriginId);
        for (MomentTensor& tensor : mechanism.momentTensors) follow(tensor.derivedOriginId), follow(tensor.momentMagnitudeId);
    }
    follow(event.preferredOriginId), follow(event.preferredMagnitudeId), follow(event.preferredFocalMechanismId);
}

}  // namespace

void makeIdsUnique(std::vector<Event>& events, IssueCounter& issues)
{
    std::size_t count = 0;
    for (const Event& e : events) count += 4 + 2 * e.picks.size() + e.amplitudes.size() + e.stationMagnitudes.size();
    std::unordered_set<std::string_view> seen;  // the ids themselves stay where they are
    seen.reserve(count);
    int made = 0;
    Renames renamed;
    for (Event& event : events) {
        renamed.clear();
        eachId(event, [&](ResourceId& id, const char* kind, bool referable) {
            const bool missing = id.empty() || id == "NA" || id.ends_with("/NA");
            if (!missing && seen.insert(id).second) return;
            const ResourceId fresh = makeId("local.seisdesk", std::string(kind) + '/' + idOf(id + '\n' + kind + std::to_string(made++)).text());
            if (missing) {
                issues.add("elements without publicID", [&] { return std::string("A <") + kind + "> has no publicID; it was named " + fresh + '.'; });
            } else {
                issues.add("repeated publicIDs", [&] { return "The publicID " + id + " is used more than once; a <" + kind + "> was renamed " + fresh + '.'; });
                if (referable) renamed.try_emplace(id, fresh);
            }
            id = fresh;
            seen.insert(id);
        });
        followRenames(event, renamed);
    }
}

void checkPickReferences(const std::vector<Event>& events, IssueCounter& issues)
{
    std::unordered_set<std::string_view> all;  // filled when an event's own picks do not answer
    const auto isSomewhere = [&](const ResourceId& id) {
        if (all.empty())
            for (const Event& event : events)
                for (const Pick& pick : event.picks) all.insert(pick.id);
        return all.contains(id);
    };
    for (const Event& event : events)
        for (const Origin& origin : event.origins)
            for (std::size_t i = 0; i < origin.arrivals.size(); ++i) {
                const Arrival& arrival = origin.arrivals[i];
                if (i < event.picks.size() && event.picks[i].id == arrival.pickId) continue;
                if (!isSomewhere(arrival.pickId))
                    issues.add("arrivals whose pick was not delivered", [&] {
                        return "Arrival " + arrival.id + " (" + arrival.phase + ") refers to the pick '" + arrival.pickId + "', which was not delivered; ask the service for picks too.";
                    });
            }
}

}  // namespace seisdesk::quakeml
