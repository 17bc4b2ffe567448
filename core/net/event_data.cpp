#include "core/net/event_data.h"

#include "core/io/stationxml.h"

#include <algorithm>
#include <map>
#include <set>

namespace seisdesk {

namespace {

std::size_t rank(const std::string& channel, const EventDataOptions& options)
{
    const auto found = std::find(options.instruments.begin(), options.instruments.end(), channel.substr(0, 2));
    return static_cast<std::size_t>(found - options.instruments.begin());
}

/// The channels of a station that make its best instrument; of several locations the first by name.
std::vector<const Channel*> bestInstrument(const Station& station, Time when, const EventDataOptions& options)
{
    std::map<std::pair<std::size_t, std::string>, std::map<StreamId, const Channel*>> byInstrument;
    for (const Channel& channel : station.channels) {
        const std::size_t place = channel.id.channel.size() == 3 ? rank(channel.id.channel, options) : options.instruments.size();
        if (place < options.instruments.size() && channel.epoch.contains(when)) byInstrument[{place, channel.id.location}][channel.id] = &channel;
    }
    std::vector<const Channel*> out;
    if (!byInstrument.empty())
        for (const auto& [id, channel] : byInstrument.begin()->second) out.push_back(channel);
    return out;
}

/// Seconds until the first of `phase` or what stands in for it.
std::optional<double> secondsTo(Phase phase, const TravelTimes& times, const GeoPoint& source, double depthKm, const Station& station)
{
    const auto arrival = times.arrival(phase, source, depthKm, GeoPoint(station.latitudeDegrees, station.longitudeDegrees), station.elevationMetres / 1000.0);
    if (!arrival) return std::nullopt;
    return arrival->seconds;
}

}  // namespace

std::vector<RecordQuery> recordsForEvent(const Inventory& channels, const Hypocentre& source, Time origin, const TravelTimes& times, const EventDataOptions& options)
{
    const GeoPoint epicentre(source.latitudeDegrees, source.longitudeDegrees);
    std::map<std::pair<double, std::string>, std::vector<RecordQuery>> byDistance;
    std::set<std::string> taken;
    for (const Station& station : channels.stations) {
        const double distance = distanceDegrees(epicentre, GeoPoint(station.latitudeDegrees, station.longitudeDegrees));
        const auto p = secondsTo(Phase::P, times, epicentre, source.depthKm, station);
        const auto s = secondsTo(Phase::S, times, epicentre, source.depthKm, station);
        const auto instrument = bestInstrument(station, origin, options);
        const std::string name = station.network + '.' + station.code;
        if (distance > options.farthestDegrees || !p || instrument.empty() || !taken.insert(name).second) continue;
        const TimeSpan span{origin + fromSeconds(*p) - options.beforeP, origin + fromSeconds(s.value_or(*p * 1.8)) + options.afterS};
        for (const Channel* channel : instrument) byDistance[{distance, name}].push_back({channel->id, span});
    }
    std::vector<RecordQuery> out;
    std::size_t stations = 0;
    for (const auto& [place, queries] : byDistance) {
        if (++stations > options.mostStations) break;
        out.insert(out.end(), queries.begin(), queries.end());
    }
    return out;
}

Result<Fetched> fetchEventData(const FdsnClient& client, const Hypocentre& source, Time origin, const TravelTimes& times, const EventDataOptions& options, const Progress& progress)
{
    std::string channels;
    for (const std::string& instrument : options.instruments) channels += (channels.empty() ? "" : ",") + instrument + '?';
    StationQuery around;
    around.channel = channels;
    around.span = {origin, origin + std::chrono::minutes(1)};
    around.circle = CircleArea{source.latitudeDegrees, source.longitudeDegrees, 0.0, options.farthestDegrees};
    progress.report(0.0, "stations");
    auto found = client.stations({around}, progress.part(0.0, 0.1));
    if (!found) return found.error();
    Inventory inventory;
    for (const auto& file : found->files)
        if (const auto read = readStationXml(file, found->issues)) inventory.merge(*read);
    const auto wanted = recordsForEvent(inventory, source, origin, times, options);
    Fetched out;
    out.issues = std::move(found->issues);
    if (wanted.empty()) {
        const std::string why = out.issues.empty() ? "" : " " + out.issues.front().message;
        return Error{Error::Code::NotFound, client.server().name + " has no station with seismometers within " + std::to_string(options.farthestDegrees).substr(0, 4) + " degrees at that time." + why};
    }
    std::map<std::string, StationQuery> responses;
    for (const RecordQuery& query : wanted) {
        StationQuery& one = responses[query.stream.network + '.' + query.stream.station];
        one.network = query.stream.network;
        one.station = query.stream.station;
        one.location = query.stream.location;
        one.channel = query.stream.channel.substr(0, 2) + '?';
        one.span = around.span;
        one.response = true;
    }
    std::vector<StationQuery> questions;
    for (auto& [name, query] : responses) questions.push_back(std::move(query));
    const auto add = [&](Fetched more) {
        out.files.insert(out.files.end(), more.files.begin(), more.files.end());
        out.issues.insert(out.issues.end(), more.issues.begin(), more.issues.end());
        out.asked += more.asked;
        out.kept += more.kept;
        out.empty += more.empty;
    };
    progress.report(0.1, "responses");
    auto described = client.stations(questions, progress.part(0.1, 0.5));
    if (!described) return described.error();
    add(std::move(*described));
    progress.report(0.5, "records");
    auto records = client.records(wanted, progress.part(0.5, 1.0));
    if (!records) return records.error();
    add(std::move(*records));
    return out;
}

}  // namespace seisdesk
