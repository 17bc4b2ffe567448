#include "core/locate/locate_events.h"

#include "core/catalog/resource_id.h"
#include "core/locate/associate/join_events.h"
#include "core/locate/pick_sigma.h"

#include <algorithm>
#include <set>

namespace seisdesk {

namespace {

double sigmaOf(const Pick& pick, WaveType wave)
{
    const Uncertainty& u = pick.timeUncertainty;
    return pickSigmaSeconds(u.symmetric ? u.symmetric : u.lower && u.upper ? std::optional(0.5 * (*u.lower + *u.upper)) : std::nullopt, wave);
}

std::optional<WaveType> waveOf(const std::string& hint)
{
    if (const auto phase = phaseFrom(hint)) return arrivesAs(*phase);
    return std::nullopt;
}

const Station* stationOf(const Pick& pick, const Inventory& inventory)
{
    return inventory.station(pick.waveform.network, pick.waveform.station, pick.time);
}

/// Sentences that would repeat themselves for every pick.
class Notes {
public:
    void missingStation(const StreamId& stream)
    {
        if (stream.station.empty()) ++m_nameless;
        else m_missing.insert(stream.network + '.' + stream.station);
    }
    void add(std::string note) { m_notes.push_back(std::move(note)); }
    std::vector<std::string> all() const
    {
        auto out = m_notes;
        if (m_nameless) out.push_back(std::to_string(m_nameless) + (m_nameless == 1 ? " pick names no station and was left out." : " picks name no station and were left out.") + " Correct their waveformID.");
        if (m_missing.empty()) return out;
        std::string names;
        for (const std::string& name : m_missing) names += (names.empty() ? "" : ", ") + name;
        out.push_back("Not in the inventory, so their picks were left out: " + names + ". Give their StationXML.");
        return out;
    }

private:
    std::set<std::string> m_missing;
    std::size_t m_nameless = 0;
    std::vector<std::string> m_notes;
};

std::vector<PhasePick> picksOf(const Event& event, const Origin& origin, const Inventory& inventory, Notes& notes)
{
    std::vector<PhasePick> out;
    for (const Arrival& arrival : origin.arrivals) {
        const auto pick = std::find_if(event.picks.begin(), event.picks.end(), [&](const Pick& p) { return p.id == arrival.pickId; });
        if (pick == event.picks.end() || pick->status == Review::Rejected) continue;
        if (!stationOf(*pick, inventory)) notes.missingStation(pick->waveform);
        if (auto one = phasePickOf(*pick, arrival.phase.empty() ? pick->phaseHint : arrival.phase, inventory)) {
            one->enabled = !arrival.timeWeight || *arrival.timeWeight > 0.0;
            out.push_back(std::move(*one));
        }
    }
    return out;
}

struct Loose {
    std::vector<LoosePick> picks;
    std::vector<Pick> catalogued;  ///< beside `picks`
};

/// Takes the picks that can be associated out of events without origin.
Loose takeLoose(std::vector<Event>& events, const Inventory& inventory, Notes& notes)
{
    Loose out;
    for (Event& event : events) {
        if (!event.origins.empty()) continue;
        std::erase_if(event.picks, [&](const Pick& pick) {
            if (pick.status == Review::Rejected || (!pick.phaseHint.empty() && !waveOf(pick.phaseHint))) return false;
            const Station* station = stationOf(pick, inventory);
            if (!station) {
                notes.missingStation(pick.waveform);
                return false;
            }
            const auto wave = waveOf(pick.phaseHint);
            out.picks.push_back({pick.id, station->network + '.' + station->code, GeoPoint(station->latitudeDegrees, station->longitudeDegrees),
                                 1e-3 * station->elevationMetres, wave, pick.time, sigmaOf(pick, wave.value_or(WaveType::S))});
            out.catalogued.push_back(pick);
            return true;
        });
    }
    return out;
}

/// What the event has seen, by its preferred origin; nothing without a place.
std::optional<LocatedSource> sourceOf(const Event& event, const Inventory& inventory, Notes& notes)
{
    const Origin* origin = event.origin();
    if (!origin) return std::nullopt;
    LocatedSource out{GeoPoint(origin->latitude.value, origin->longitude.value), origin->depthMetres ? 1e-3 * origin->depthMetres->value : 10.0, origin->time, {}, 0.0};
    for (const PhasePick& pick : picksOf(event, *origin, inventory, notes)) {
        out.seen.emplace(pick.station, arrivesAs(pick.phase));
        out.farthestKm = std::max(out.farthestKm, kmPerDegree * distanceDegrees(out.place, pick.place));
    }
    return out;
}

/// Loose picks that went to located events.
struct Joining {
    std::vector<std::vector<PhasePick>> picks;  ///< beside the events
    std::size_t count = 0;
};

Joining joinLoose(std::vector<Event>& events, Loose& loose, const Inventory& inventory, const TravelTimes& times, const AssociateOptions& options, Notes& notes)
{
    std::vector<LocatedSource> sources;
    std::vector<std::size_t> owners;
    for (std::size_t i = 0; i < events.size(); ++i)
        if (auto source = sourceOf(events[i], inventory, notes)) {
            sources.push_back(std::move(*source));
            owners.push_back(i);
        }
    Joining out{std::vector<std::vector<PhasePick>>(events.size()), 0};
    std::vector<bool> gone(loose.picks.size());
    for (const auto& [pick, source, phase] : joinEvents(times, loose.picks, sources, options)) {
        Event& event = events[owners[source]];
        event.picks.push_back(loose.catalogued[pick]);
        if (event.picks.back().phaseHint.empty()) event.picks.back().phaseHint = name(phase);
        if (auto one = phasePickOf(event.picks.back(), event.picks.back().phaseHint, inventory)) out.picks[owners[source]].push_back(std::move(*one));
        gone[pick] = true;
        ++out.count;
    }
    Loose rest;
    for (std::size_t i = 0; i < gone.size(); ++i)
        if (!gone[i]) rest.picks.push_back(std::move(loose.picks[i])), rest.catalogued.push_back(std::move(loose.catalogued[i]));
    loose = std::move(rest);
    return out;
}

Event eventOf(const AssociatedEvent& found, const Loose& loose, const OriginSignature& signature, Time created)
{
    Event out;
    Origin origin = originOf(found.location, signature, created);
    out.id = makeId(signature.authority, "event/" + std::string(lastPart(origin.id)));
    out.preferredOriginId = origin.id;
    out.type = "earthquake";
    out.typeCertainty = "suspected";
    out.creation = origin.creation;
    for (std::size_t i = 0; i < found.picks.size(); ++i) {
        out.picks.push_back(loose.catalogued[found.picks[i]]);
        if (out.picks.back().phaseHint.empty()) out.picks.back().phaseHint = name(found.phases[i]);
    }
    out.origins.push_back(std::move(origin));
    return out;
}

}  // namespace

std::optional<PhasePick> phasePickOf(const Pick& pick, const std::string& phase, const Inventory& inventory)
{
    const auto known = phaseFrom(phase);
    const Station* station = stationOf(pick, inventory);
    if (!known || !station) return std::nullopt;
    return PhasePick{pick.id, station->network + '.' + station->code, GeoPoint(station->latitudeDegrees, station->longitudeDegrees), 1e-3 * station->elevationMetres,
                     *known, pick.time, sigmaOf(pick, arrivesAs(*known)), 1.0, true};
}

Result<LocatedEvents> locateEvents(std::vector<Event> events, const Inventory& inventory, const TravelTimes& times, const LocateEventsOptions& options,
                                   const Progress& progress)
{
    LocatedEvents out;
    Notes notes;
    const Time created = now();
    OriginSignature signature = options.signature;
    if (signature.earthModel.empty()) signature.earthModel = times.model().name;
    Loose loose = takeLoose(events, inventory, notes);
    const Joining joining = joinLoose(events, loose, inventory, times, options.associate, notes);
    out.joined = joining.count;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        progress.report(0.3 * static_cast<double>(i) / static_cast<double>(events.size()), "Locating");
        const Origin* preferred = events[i].origin();
        if (!preferred || (!options.relocate && joining.picks[i].empty())) continue;
        auto picks = picksOf(events[i], *preferred, inventory, notes);
        picks.insert(picks.end(), joining.picks[i].begin(), joining.picks[i].end());
        const auto location = locate(times, picks, options.locate);
        if (!location) {
            notes.add(events[i].id + ": " + location.error().message);
            continue;
        }
        Origin origin = originOf(*location, signature, created);
        events[i].preferredOriginId = origin.id;
        std::erase_if(events[i].origins, [&](const Origin& other) { return other.id == origin.id; });
        events[i].origins.push_back(std::move(origin));
        ++out.located;
    }
    AssociateOptions associating = options.associate;
    associating.locate = options.locate;
    auto association = associate(times, loose.picks, associating, progress.part(0.3, 1.0));
    if (!association) return association.error();
    Event rest;
    std::erase_if(events, [&](Event& event) {
        if (!event.origins.empty()) return false;
        if (rest.id.empty()) rest = event;
        else {
            rest.picks.insert(rest.picks.end(), event.picks.begin(), event.picks.end());
            rest.amplitudes.insert(rest.amplitudes.end(), event.amplitudes.begin(), event.amplitudes.end());
            rest.comments.insert(rest.comments.end(), event.comments.begin(), event.comments.end());
        }
        return true;
    });
    for (const std::size_t i : association->alone) rest.picks.push_back(loose.catalogued[i]);
    for (const AssociatedEvent& found : association->events) events.push_back(eventOf(found, loose, signature, created));
    out.associated = association->events.size();
    out.alone = rest.picks.size();
    if (!rest.picks.empty() || !rest.comments.empty()) {
        if (rest.id.empty()) rest.id = makeId(signature.authority, "event/alone");
        events.push_back(std::move(rest));
    }
    out.events = std::move(events);
    out.notes = notes.all();
    return out;
}

}  // namespace seisdesk
