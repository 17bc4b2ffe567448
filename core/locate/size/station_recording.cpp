#include "core/locate/size/station_recording.h"

#include "core/waveform/clipping.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace seisdesk {

namespace {

/// Counts beyond this are at the end of a digitiser of 24 bits.
constexpr double fullScale = 0.98 * 8388608.0;
constexpr auto farBehind = std::chrono::minutes(2);

bool clippedIn(const Segment& segment)
{
    if (looksClipped(segment)) return true;
    for (std::size_t i = 0; i < segment.size(); ++i)
        if (std::abs(segment.valueAt(i)) > fullScale && std::abs(segment.valueAt(i)) <= 8388608.0) return true;
    return false;
}

/// The observed arrivals of one kind at a station: the earliest that was used, by its pick.
const Pick* observed(const Event& event, const Origin& origin, const Station& station, WaveType wave)
{
    const Pick* out = nullptr;
    for (const Arrival& arrival : origin.arrivals) {
        const auto pick = std::find_if(event.picks.begin(), event.picks.end(), [&](const Pick& p) { return p.id == arrival.pickId; });
        if (pick == event.picks.end() || pick->status == Review::Rejected || (arrival.timeWeight && *arrival.timeWeight <= 0.0)) continue;
        if (pick->waveform.network != station.network || pick->waveform.station != station.code) continue;
        const auto phase = phaseFrom(arrival.phase.empty() ? pick->phaseHint : arrival.phase);
        if (phase && arrivesAs(*phase) == wave && (!out || pick->time < out->time)) out = &*pick;
    }
    return out;
}

/// The samples around the event, where one segment holds P and S.
Segment around(const Trace& trace, const TimeSpan& needed, const TimeSpan& wanted)
{
    for (const Segment& segment : trace.segments)
        if (segment.span().begin <= needed.begin && segment.span().end >= needed.end) return cut(segment, wanted);
    return {};
}

int rank(const std::vector<ComponentRecording>& components)
{
    const bool clipped = std::any_of(components.begin(), components.end(), [](const auto& c) { return c.clipped; });
    const auto horizontals = std::count_if(components.begin(), components.end(), [](const auto& c) { return c.horizontal(); });
    const std::string& channel = components.front().stream.channel;
    const bool seismometer = channel.size() > 1 && (channel[1] == 'H' || channel[1] == 'L');
    return 4 * clipped + 2 * (horizontals == 0) + !seismometer;
}

}  // namespace

std::vector<OtherSource> eventsAfter(const Event& event, const std::vector<Event>& all)
{
    const Origin* origin = event.origin();
    std::vector<OtherSource> out;
    for (const Event& other : all) {
        const Origin* theirs = other.origin();
        if (!origin || !theirs || other.id == event.id || theirs->time <= origin->time || theirs->time > origin->time + farBehind) continue;
        const Magnitude *ours = event.magnitude(), *size = other.magnitude();
        if (ours && size && size->magnitude.value < ours->magnitude.value - 0.5) continue;
        out.push_back({GeoPoint(theirs->latitude.value, theirs->longitude.value), theirs->depthMetres ? 1e-3 * theirs->depthMetres->value : 0.0, theirs->time});
    }
    return out;
}

std::vector<StationRecording> stationRecordings(const Event& event, const std::vector<TracePtr>& traces, const Inventory& inventory, const TravelTimes& times,
                                                const RecordingOptions& options)
{
    const Origin* origin = event.origin();
    if (!origin) return {};
    const GeoPoint source(origin->latitude.value, origin->longitude.value);
    const double depthKm = origin->depthMetres ? 1e-3 * origin->depthMetres->value : 0.0;
    std::map<std::string, StationRecording> stations;
    std::map<StreamId, std::vector<ComponentRecording>> instruments;
    for (const TracePtr& trace : traces) {
        const Station* station = inventory.station(trace->id.network, trace->id.station, origin->time);
        if (!station) continue;
        const std::string name = station->network + '.' + station->code;
        auto known = stations.find(name);
        if (known == stations.end()) {
            const GeoPoint place(station->latitudeDegrees, station->longitudeDegrees);
            StationRecording one;
            one.station = name;
            const Course way = course(source, place);
            one.distanceKm = way.distanceKm();
            one.azimuthDegrees = way.azimuthDegrees;
            one.hypocentralKm = std::hypot(one.distanceKm, depthKm + 1e-3 * station->elevationMetres);
            one.origin = origin->time;
            const auto p = times.arrival(Phase::P, source, depthKm, place, 1e-3 * station->elevationMetres);
            const auto s = times.arrival(Phase::S, source, depthKm, place, 1e-3 * station->elevationMetres);
            if (one.distanceKm > options.farthestKm || !p || !s) continue;
            one.takeoffPDegrees = p->takeoffDegrees;
            one.takeoffSDegrees = s->takeoffDegrees;
            one.p = origin->time + fromSeconds(p->seconds);
            one.s = origin->time + fromSeconds(s->seconds);
            if (const Pick* pick = observed(event, *origin, *station, WaveType::P)) one.p = pick->time, one.pPick = pick->id;
            if (const Pick* pick = observed(event, *origin, *station, WaveType::S); pick && pick->time > one.p) one.s = pick->time, one.sPick = pick->id;
            for (const OtherSource& other : options.after)
                if (const auto next = times.arrival(Phase::P, other.epicentre, other.depthKm, place, 1e-3 * station->elevationMetres)) {
                    const Time at = other.time + fromSeconds(next->seconds);
                    if (at > one.p && (!one.nextP || at < *one.nextP)) one.nextP = at;
                }
            known = stations.emplace(name, std::move(one)).first;
        }
        const StationRecording& one = known->second;
        const double last = one.distanceDegrees() > 15.0 ? 90.0 : toSeconds(one.s - one.p) * 1.6 + 8.0;
        const TimeSpan needed{one.p - fromSeconds(0.5 * options.noiseSeconds), one.p + fromSeconds(last)};
        TimeSpan wanted{one.p - fromSeconds(options.noiseSeconds + options.sparesSeconds), needed.end + fromSeconds(options.sparesSeconds)};
        if (const auto window = options.windows.find(name);
            window != options.windows.end() && (window->second.begin < wanted.begin || window->second.end > wanted.end))
            wanted = wanted.united(window->second.padded(fromSeconds(options.sparesSeconds), fromSeconds(options.sparesSeconds)));
        ComponentRecording component{trace->id, around(*trace, needed, wanted), nullptr, false};
        if (component.segment.empty()) continue;
        if (const Channel* channel = inventory.channel(trace->id, origin->time)) component.response = channel->response;
        component.clipped = clippedIn(cut(component.segment, {one.p, needed.end}));
        instruments[trace->id.instrument()].push_back(std::move(component));
    }
    for (auto& [id, components] : instruments) {
        StationRecording& station = stations.at(id.network + '.' + id.station);
        if (station.components.empty() || rank(components) < rank(station.components)) station.components = std::move(components);
    }
    std::vector<StationRecording> out;
    for (auto& [name, station] : stations)
        if (!station.components.empty()) out.push_back(std::move(station));
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.distanceKm < b.distanceKm; });
    return out;
}

}  // namespace seisdesk
