#include "core/session/event_evidence.h"

#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"
#include "core/locate/relocate_event.h"
#include "core/locate/travel/velocity_file.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

namespace seisdesk {

namespace {

constexpr const char* usualModel = "iasp91";

using Models = std::map<std::string, std::shared_ptr<const TravelTimes>>;

/// Null where there are none, which no shipped model does.
const TravelTimes* timesFor(const Event& event, Models& made)
{
    const std::vector<std::string> shipped = shippedVelocityModels();
    std::string name = event.origin() ? std::string(lastPart(event.origin()->earthModelId)) : std::string();
    if (std::find(shipped.begin(), shipped.end(), name) == shipped.end()) name = usualModel;
    auto& times = made[name];
    if (times) return times.get();
    const auto model = velocityModel(name);
    if (!model) return nullptr;
    if (auto built = TravelTimes::of(*model)) times = std::move(*built);
    return times.get();
}

double apartKm(const Location& a, const Location& b)
{
    return std::hypot(distanceDegrees(a.epicentre, b.epicentre) * kmPerDegree, a.depthKm - b.depthKm);
}

}  // namespace

EventEvidence residualsIn(const std::vector<Event>& events)
{
    EventEvidence out;
    for (const Event& event : events)
        if (const Origin* origin = event.origin())
            for (const PickLabels known(event); const Arrival& arrival : origin->arrivals)
                if (const auto label = known.of(arrival.pickId); label && arrival.timeResidualSeconds) out.residualSeconds[*label] = *arrival.timeResidualSeconds;
    return out;
}

Result<std::unordered_map<Id, double>> effectsOn(const std::vector<Event>& events, const std::vector<Label>& labels, const std::vector<Id>& asked,
                                                 const Inventory& inventory, const Progress& progress)
{
    const std::unordered_set<Id> wanted(asked.begin(), asked.end());
    std::map<std::string, std::vector<Label>> byEvent;
    for (const Label& label : labels)
        if (!label.event.empty()) byEvent[label.event].push_back(label);
    std::unordered_map<Id, double> out;
    Models models;
    std::size_t done = 0;
    for (const Event& event : events) {
        progress.report(static_cast<double>(done++) / static_cast<double>(events.size()), "Locating without doubtful picks");
        const auto own = byEvent.find(event.id);
        if (!event.origin() || own == byEvent.end() || std::none_of(own->second.begin(), own->second.end(), [&](const Label& l) { return wanted.contains(l.id); })) continue;
        const TravelTimes* times = timesFor(event, models);
        if (!times) continue;
        std::vector<PhasePick> picks = phasePicksOf(event, own->second, inventory);
        LocateOptions options;
        options.fixedDepthKm = fixedDepthKm(event);
        const auto whole = locate(*times, picks, options, progress.part(0.0, 0.0));
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        if (!whole) continue;
        options.start = Hypocentre{whole->epicentre.latitudeDegrees, whole->epicentre.longitudeDegrees, whole->depthKm};
        for (std::size_t i = 0; i < picks.size(); ++i) {
            const auto label = labelIdIn(picks[i].id);
            if (!label || !wanted.contains(*label) || !whole->picks[i].used) continue;
            picks[i].enabled = false;
            const auto without = locate(*times, picks, options);
            picks[i].enabled = true;
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            if (without) out[*label] = apartKm(*whole, *without);
        }
    }
    return out;
}

}  // namespace seisdesk
