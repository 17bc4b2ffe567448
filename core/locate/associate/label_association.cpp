#include "core/locate/associate/label_association.h"

#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"
#include "core/locate/associate/join_events.h"
#include "core/locate/relocate_event.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace seisdesk {

namespace {

class Work {
public:
    Work(const std::vector<Label>& labels, const Inventory& inventory, const TravelTimes& times, const LabelAssociationOptions& options)
        : m_inventory(inventory), m_times(times), m_options(options)
    {
        if (m_options.signature.earthModel.empty()) m_options.signature.earthModel = times.model().name;
        for (const Label& label : labels) {
            if (!label.event.empty()) m_byEvent[label.event].push_back(&label);
            else if (isLoose(label) && (!options.within || options.within->contains(label.time))) addLoose(label);
        }
    }

    Result<LabelAssociation> run(const std::vector<Event>& events, const Progress& progress)
    {
        if (!join(events, progress.part(0.0, 0.2))) return Error{Error::Code::Cancelled, "Cancelled."};
        auto found = associate(m_times, m_picks, m_options.associate, progress.part(0.2, 1.0));
        if (!found) return found.error();
        for (const AssociatedEvent& one : found->events) add(one);
        m_out.found = found->events.size();
        m_out.alone = found->alone.size() + m_unusable;
        if (!m_missing.empty()) {
            std::string names;
            for (const std::string& name : m_missing) names += (names.empty() ? "" : ", ") + name;
            m_out.notes.push_back("No place is known for " + names + ": add their StationXML.");
        }
        return std::move(m_out);
    }

private:
    void addLoose(const Label& label)
    {
        const auto phase = phaseFrom(label.phase);
        if (!phase && !label.phase.empty()) {
            ++m_unusable;
            return;
        }
        Label asked = label;
        if (!phase) asked.phase = "S";  // the wider sigma
        const auto pick = phasePickOf(asked, m_inventory);
        if (!pick) {
            ++m_unusable;
            m_missing.insert(label.stream.network + '.' + label.stream.station);
            return;
        }
        m_loose.push_back(&label);
        m_picks.push_back({pickId(label, {}), pick->station, pick->place, pick->elevationKm, phase ? std::optional(arrivesAs(*phase)) : std::nullopt, pick->time, pick->sigmaSeconds});
    }

    void take(std::size_t pick, const ResourceId& event, Phase phase)
    {
        m_out.members.push_back({m_loose[pick]->id, event, name(phase)});
    }

    std::vector<Label> labelsOf(const ResourceId& event) const
    {
        std::vector<Label> out;
        if (const auto found = m_byEvent.find(event); found != m_byEvent.end())
            for (const Label* label : found->second) out.push_back(*label);
        return out;
    }

    std::optional<LocatedSource> sourceOf(const Event& event) const
    {
        const Origin* origin = event.origin();
        if (!origin) return std::nullopt;
        LocatedSource out{GeoPoint(origin->latitude.value, origin->longitude.value), origin->depthMetres ? 1e-3 * origin->depthMetres->value : 10.0, origin->time, {}, 0.0};
        for (const PhasePick& pick : phasePicksOf(event, labelsOf(event.id), m_inventory)) {
            out.seen.emplace(pick.station, arrivesAs(pick.phase));
            out.farthestKm = std::max(out.farthestKm, kmPerDegree * distanceDegrees(out.place, pick.place));
        }
        return out;
    }

    /// False when cancelled.
    bool join(const std::vector<Event>& events, const Progress& progress)
    {
        std::vector<LocatedSource> sources;
        std::vector<const Event*> owners;
        for (const Event& event : events)
            if (auto source = sourceOf(event)) sources.push_back(std::move(*source)), owners.push_back(&event);
        const auto joined = joinEvents(m_times, m_picks, sources, m_options.associate, 0.6, progress);
        std::map<std::size_t, std::vector<JoinedPick>> bySource;
        std::vector<bool> gone(m_picks.size());
        for (const JoinedPick& one : joined) bySource[one.source].push_back(one), gone[one.pick] = true;
        for (const auto& [source, picks] : bySource) {
            if (progress.cancelled()) return false;
            const Event& event = *owners[source];
            std::vector<Label> labels = labelsOf(event.id);
            for (const JoinedPick& one : picks) {
                take(one.pick, event.id, one.phase);
                labels.push_back(*m_loose[one.pick]);
                if (labels.back().phase.empty()) labels.back().phase = name(one.phase);
            }
            if (auto located = relocated(event, labels, m_inventory, m_times, m_options.associate.locate, m_options.signature)) m_out.events.push_back(std::move(*located));
            ++m_out.grown;
        }
        m_out.joined = joined.size();
        std::size_t kept = 0;
        for (std::size_t i = 0; i < gone.size(); ++i) {
            if (gone[i]) continue;
            if (kept != i) m_picks[kept] = std::move(m_picks[i]), m_loose[kept] = m_loose[i];
            ++kept;
        }
        m_picks.resize(kept);
        m_loose.resize(kept);
        return !progress.cancelled();
    }

    void add(const AssociatedEvent& found)
    {
        Event event;
        event.id = makeId(m_options.signature.authority, "event/" + formatTime(found.location.time, 3) + '.' + Id::random().text());
        event.type = "earthquake";
        event.typeCertainty = "suspected";
        putOwnOrigin(event, found.location, m_options.signature, now());
        event.creation = event.origins.front().creation;
        for (std::size_t i = 0; i < found.picks.size(); ++i) take(found.picks[i], event.id, found.phases[i]);
        m_out.events.push_back(std::move(event));
    }

    const Inventory& m_inventory;
    const TravelTimes& m_times;
    LabelAssociationOptions m_options;
    std::unordered_map<ResourceId, std::vector<const Label*>> m_byEvent;
    std::vector<const Label*> m_loose;
    std::vector<LoosePick> m_picks;  ///< beside m_loose
    std::size_t m_unusable = 0;
    std::set<std::string> m_missing;
    LabelAssociation m_out;
};

}  // namespace

bool isLoose(const Label& label) { return !label.end && label.event.empty() && label.review != Review::Rejected; }

Result<LabelAssociation> associateLabels(const std::vector<Label>& labels, const std::vector<Event>& events, const Inventory& inventory, const TravelTimes& times,
                                         const LabelAssociationOptions& options, const Progress& progress)
{
    return Work(labels, inventory, times, options).run(events, progress);
}

CatalogEdit associationEdit(const LabelAssociation& association, const LabelSet& labels, const EventSet& events)
{
    CatalogEdit out;
    std::set<ResourceId> fresh, used;
    for (const Event& event : association.events)
        if (!events.find(event.id)) fresh.insert(event.id);
    for (const LabelAssociation::Member& member : association.members) {
        const Label* now = labels.find(member.label);
        if (!now || !isLoose(*now) || (!now->phase.empty() && !phaseFrom(now->phase))) continue;
        if (!events.find(member.event) && !fresh.contains(member.event)) continue;  // deleted meanwhile
        Label after = *now;
        after.event = member.event;
        if (after.phase.empty()) after.phase = member.phase;
        out.labels.removed.push_back(*now);
        out.labels.added.push_back(std::move(after));
        used.insert(member.event);
    }
    for (const Event& event : association.events) {
        if (!used.contains(event.id)) continue;
        const Event* now = events.find(event.id);
        const Origin* own = ownOrigin(event);
        if (!now) out.events.after.push_back(event);
        else if (own) {
            out.events.before.push_back(*now);
            out.events.after.push_back(*now);
            putOwnOrigin(out.events.after.back(), *own);
        }
    }
    const auto times = [](std::size_t n, const char* what) { return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s"); };
    out.labels.name = "Associate " + times(out.labels.added.size(), "pick") + " with " + times(used.size(), "event");
    return out;
}

}  // namespace seisdesk
