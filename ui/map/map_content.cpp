#include "ui/map/map_content.h"

#include "core/locate/location_origin.h"

#include <map>

namespace seisdesk {

std::vector<MapStation> mapStations(const Inventory& inventory, const ReviewState& state)
{
    std::map<std::string, MapStation> out;
    for (const Station& station : inventory.stations) {
        const std::string name = station.network + '.' + station.code;
        out[name] = {name, GeoPoint(station.latitudeDegrees, station.longitudeDegrees), false, false};
    }
    for (const PhasePick& pick : state.picks) {
        MapStation& station = out[pick.station];
        station.name = pick.station;
        station.place = pick.place;
        station.picked = true;
        station.used = station.used || pick.counts();
    }
    if (const Location* location = state.shown())
        for (const LocatedPick& pick : location->picks) {
            if (!pick.used) continue;
            MapStation& station = out[pick.station];
            const bool known = station.residualSeconds == station.residualSeconds;
            if (arrivesAs(pick.phase) == WaveType::P) {
                if (known) station.otherSeconds = station.residualSeconds;
                station.residualSeconds = pick.residualSeconds;
            } else {
                (known ? station.otherSeconds : station.residualSeconds) = pick.residualSeconds;
            }
        }
    std::vector<MapStation> list;
    for (auto& [name, station] : out) list.push_back(std::move(station));
    return list;
}

std::vector<MapEvent> mapEvents(const std::vector<Event>& events, const ResourceId& current)
{
    std::vector<MapEvent> out;
    for (const Event& event : events) {
        const Origin* origin = event.origin();
        if (!origin || event.id == current) continue;
        const Magnitude* magnitude = event.magnitude();
        out.push_back({event.id, GeoPoint(origin->latitude.value, origin->longitude.value), origin->time, origin->depthMetres ? 1e-3 * origin->depthMetres->value : 0.0,
                       magnitude ? std::optional(magnitude->magnitude.value) : std::nullopt});
    }
    return out;
}

std::vector<MapOrigin> otherOrigins(const Event& event)
{
    std::vector<MapOrigin> out;
    for (const Origin& origin : event.origins) {
        if (origin.id == ownOriginId(event.id)) continue;
        const std::string who = !origin.creation.agencyId.empty() ? origin.creation.agencyId : origin.creation.author;
        out.push_back({GeoPoint(origin.latitude.value, origin.longitude.value), who.empty() ? "catalogue" : who});
    }
    return out;
}

}  // namespace seisdesk
