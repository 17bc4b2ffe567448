#include "core/locate/relocate_event.h"

#include "core/catalog/label_pick.h"
#include "core/catalog/own_origin.h"
#include "core/locate/pick_sigma.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace seisdesk {

namespace {

double sigmaOf(const Label& label, WaveType wave)
{
    const auto &lower = label.lowerUncertaintySeconds, &upper = label.upperUncertaintySeconds;
    return pickSigmaSeconds(lower && upper ? std::optional(0.5 * (*lower + *upper)) : lower ? lower : upper, wave);
}

}  // namespace

std::optional<PhasePick> phasePickOf(const Label& label, const Inventory& inventory)
{
    if (label.end || label.review == Review::Rejected) return std::nullopt;
    const auto phase = phaseFrom(label.phase);
    const Station* station = inventory.station(label.stream.network, label.stream.station, label.time);
    if (!phase || !station) return std::nullopt;
    return PhasePick{pickId(label, {}), station->network + '.' + station->code, GeoPoint(station->latitudeDegrees, station->longitudeDegrees),
                     1e-3 * station->elevationMetres, *phase, label.time, sigmaOf(label, arrivesAs(*phase)), 1.0, true};
}

std::vector<PhasePick> phasePicksOf(const Event& event, const std::vector<Label>& labels, const Inventory& inventory)
{
    std::unordered_set<Id> off;
    const PickLabels known(event);
    if (const Origin* own = ownOrigin(event))
        for (const Arrival& arrival : own->arrivals)
            if (const auto label = known.of(arrival.pickId); label && arrival.timeWeight == 0.0 && arrival.timeResidualSeconds) off.insert(*label);
    std::vector<PhasePick> out;
    for (const Label& label : labels)
        if (auto pick = phasePickOf(label, inventory)) {
            pick->enabled = !off.contains(label.id);
            out.push_back(std::move(*pick));
        }
    return out;
}

std::optional<double> fixedDepthKm(const Event& event)
{
    const Origin* own = ownOrigin(event);
    if (!own || own->depthType != "operator assigned" || !own->depthMetres) return std::nullopt;
    return 1e-3 * own->depthMetres->value;
}

Result<Event> relocated(Event event, const std::vector<Label>& labels, const Inventory& inventory, const TravelTimes& times, LocateOptions options,
                        const OriginSignature& signature, const Progress& progress)
{
    if (const auto fixed = fixedDepthKm(event)) options.fixedDepthKm = fixed;
    const auto location = locate(times, phasePicksOf(event, labels, inventory), options, progress);
    if (!location) return location.error();
    OriginSignature signing = signature;
    if (signing.earthModel.empty()) signing.earthModel = times.model().name;
    putOwnOrigin(event, *location, signing, now());
    return event;
}

Result<std::vector<std::string>> locateTouched(CatalogEdit& edit, const std::vector<Label>& labels, const Inventory& inventory, const TravelTimes& times,
                                               const OriginSignature& signature, const Progress& progress, const StationCorrections& corrections)
{
    LocateOptions options;
    options.corrections = corrections;
    std::unordered_set<Id> removed;
    for (const Label& label : edit.labels.removed) removed.insert(label.id);
    std::unordered_map<ResourceId, std::vector<Label>> byEvent;
    for (const Label& label : labels)
        if (!removed.contains(label.id)) byEvent[label.event].push_back(label);
    for (const Label& label : edit.labels.added) byEvent[label.event].push_back(label);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < edit.events.after.size(); ++i) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        progress.report(static_cast<double>(i) / static_cast<double>(edit.events.after.size()));
        Event& event = edit.events.after[i];
        const std::vector<Label>& its = byEvent[event.id];
        auto located = relocated(event, its, inventory, times, options, signature, progress.quiet());
        if (located) {
            event = std::move(*located);
            continue;
        }
        if (located.error().code == Error::Code::Cancelled) return located.error();
        out.push_back(located.error().message);
        std::unordered_set<Id> here;
        for (const Label& label : its) here.insert(label.id);
        const PickLabels known(event);
        for (Origin& origin : event.origins)
            if (origin.id == ownOriginId(event.id))
                std::erase_if(origin.arrivals, [&](const Arrival& arrival) {
                    const auto label = known.of(arrival.pickId);
                    return label && !here.contains(*label);
                });
    }
    return out;
}

Inventory placesOf(const Inventory& inventory)
{
    Inventory out;
    for (const Station& station : inventory.stations) {
        Station place;
        place.network = station.network;
        place.code = station.code;
        place.epoch = station.epoch;
        place.latitudeDegrees = station.latitudeDegrees;
        place.longitudeDegrees = station.longitudeDegrees;
        place.elevationMetres = station.elevationMetres;
        out.stations.push_back(std::move(place));
    }
    return out;
}

}  // namespace seisdesk
