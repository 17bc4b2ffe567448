#include "core/report/event_summary.h"

#include "core/base/number_text.h"
#include "core/catalog/resource_id.h"
#include "core/locate/check/cross_check_event.h"
#include "core/locate/travel/phases.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

namespace seisdesk {

bool ReportArrival::isP() const
{
    const auto phase = phaseFrom(arrival->phase);
    return phase && arrivesAs(*phase) == WaveType::P;
}

std::vector<ReportArrival> reportArrivals(const Event& event, const Inventory& inventory)
{
    const Origin* origin = event.origin();
    if (!origin) return {};
    std::unordered_map<ResourceId, const Pick*> picks;
    for (const Pick& pick : event.picks) picks.emplace(pick.id, &pick);
    const auto flags = keptFlags(*origin);
    const GeoPoint epicentre(origin->latitude.value, origin->longitude.value);
    std::vector<ReportArrival> out;
    for (const Arrival& arrival : origin->arrivals) {
        const auto pick = picks.find(arrival.pickId);
        if (pick == picks.end()) continue;
        const StreamId& stream = pick->second->waveform;
        ReportArrival one{&arrival, pick->second, stream.network + '.' + stream.station, {}, {}};
        if (const Station* station = inventory.station(stream.network, stream.station, pick->second->time)) one.place = GeoPoint(station->latitudeDegrees, station->longitudeDegrees);
        else {
            const double azimuth = arrival.azimuthDegrees.value_or(0.0) / degreesPerRadian, km = one.distanceKm();
            one.place = epicentre.moved(km * std::cos(azimuth), km * std::sin(azimuth));
        }
        for (const auto& [id, reason] : flags)
            if (id == arrival.pickId) one.flags.push_back(reason);
        out.push_back(std::move(one));
    }
    std::stable_sort(out.begin(), out.end(), [](const ReportArrival& a, const ReportArrival& b) {
        return std::tuple(a.distanceKm(), a.station, a.pick->time) < std::tuple(b.distanceKm(), b.station, b.pick->time);
    });
    return out;
}

std::optional<FaultPlane> preferredPlane(const Event& event)
{
    const auto found = std::find_if(event.focalMechanisms.begin(), event.focalMechanisms.end(), [&](const FocalMechanism& m) { return m.id == event.preferredFocalMechanismId; });
    const FocalMechanism* mechanism = found != event.focalMechanisms.end() ? &*found : event.focalMechanisms.empty() ? nullptr : &event.focalMechanisms.back();
    if (!mechanism || !mechanism->nodalPlane1) return std::nullopt;
    return FaultPlane{mechanism->nodalPlane1->strike.value, mechanism->nodalPlane1->dip.value, mechanism->nodalPlane1->rake.value};
}

std::vector<FirstMotion> firstMotions(const std::vector<ReportArrival>& arrivals)
{
    std::vector<FirstMotion> out;
    for (const ReportArrival& one : arrivals) {
        const Polarity polarity = one.pick->polarity;
        if (!one.isP() || !one.used() || (polarity != Polarity::Positive && polarity != Polarity::Negative) || !one.arrival->takeoffAngleDegrees || !one.arrival->azimuthDegrees) continue;
        out.push_back({one.station, *one.arrival->azimuthDegrees, *one.arrival->takeoffAngleDegrees, polarity == Polarity::Positive, 1.0});
    }
    return out;
}

std::vector<MappedStation> mappedStations(const std::vector<ReportArrival>& arrivals)
{
    std::map<std::string, MappedStation> stations;
    std::map<std::string, bool> byP;
    for (const ReportArrival& one : arrivals) {
        MappedStation& station = stations.try_emplace(one.station, MappedStation{one.station, one.place, {}, false}).first->second;
        station.flagged = station.flagged || !one.flags.empty();
        if (one.used() && one.arrival->timeResidualSeconds && (!station.residualSeconds || (one.isP() && !byP[one.station])))
            station.residualSeconds = one.arrival->timeResidualSeconds, byP[one.station] = one.isP();
    }
    std::vector<MappedStation> out;
    for (auto& [name, station] : stations) out.push_back(std::move(station));
    return out;
}

std::string sizeText(const Event& event)
{
    const Magnitude* magnitude = event.magnitude();
    if (!magnitude) return "no magnitude";
    return (magnitude->type.empty() ? std::string("M") : magnitude->type) + ' ' + decimals(magnitude->magnitude.value, 1);
}

MappedEvent mappedEvent(const Event& event, std::string link)
{
    const Origin& origin = *event.origin();
    MappedEvent out;
    out.epicentre = GeoPoint(origin.latitude.value, origin.longitude.value);
    out.depthKm = origin.depthMetres ? 1e-3 * origin.depthMetres->value : 0.0;
    if (const Magnitude* magnitude = event.magnitude()) out.magnitude = magnitude->magnitude.value;
    out.title = formatTime(origin.time, 1) + ", " + sizeText(event) + ", " + decimals(out.depthKm, 1) + " km deep";
    out.link = std::move(link);
    if (origin.ellipse) {
        out.semiMajorKm = 1e-3 * origin.ellipse->maximumMetres;
        out.semiMinorKm = 1e-3 * origin.ellipse->minimumMetres;
        out.azimuthDegrees = origin.ellipse->azimuthDegrees;
    }
    return out;
}

std::string placeText(double latitude, double longitude)
{
    return decimals(std::abs(latitude), 4) + "\xC2\xB0 " + (latitude < 0.0 ? "S" : "N") + ", " + decimals(std::abs(longitude), 4) + "\xC2\xB0 " + (longitude < 0.0 ? "W" : "E");
}

std::string headline(const Event& event)
{
    const Origin& origin = *event.origin();
    const std::string time = formatTime(origin.time, 0);
    std::string out = sizeText(event) + ", " + time.substr(0, 10) + ' ' + time.substr(11, 8) + " UTC";
    for (const EventDescription& description : event.descriptions)
        if (!description.text.empty()) return out + ", " + description.text;
    return origin.region.empty() ? out : out + ", " + origin.region;
}

std::string pageName(const Event& event, std::size_t index)
{
    std::string out = "event-" + std::to_string(index + 1);
    if (const Origin* origin = event.origin()) out += '-' + slug(formatTime(origin->time, 0));
    std::replace(out.begin(), out.end(), ':', '-');
    return out + ".html";
}

}  // namespace seisdesk
