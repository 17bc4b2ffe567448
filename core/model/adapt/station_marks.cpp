#include "core/model/adapt/station_marks.h"

#include "core/model/instruments.h"

#include <algorithm>

namespace seisdesk {

namespace {

std::string stationOf(const StreamId& id) { return id.network + '.' + id.station; }

std::optional<std::size_t> sensorOf(const std::vector<std::vector<TracePtr>>& sensors, const Label& label)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < sensors.size(); ++i) {
        if (!recorded(sensors[i], label.time)) continue;
        if (sensors[i].front()->id.instrument() == label.stream.instrument()) return i;
        if (!best || sensors[i].size() > sensors[*best].size()) best = i;
    }
    return best;
}

}  // namespace

bool recorded(const std::vector<TracePtr>& streams, Time time)
{
    return std::ranges::any_of(streams, [&](const TracePtr& t) { return std::ranges::any_of(t->segments, [&](const Segment& s) { return s.span().contains(time); }); });
}

std::map<std::string, StationMarks> stationMarks(const std::vector<TracePtr>& traces, const std::vector<Label>& labels,
                                                 std::span<const Correction> said, std::span<const EventGroup> groups)
{
    std::map<std::string, StationMarks> out;
    for (std::vector<TracePtr>& streams : groupedByInstrument(traces)) {
        const std::string station = stationOf(streams.front()->id);
        out[station].sensors.push_back(std::move(streams));
    }
    std::unordered_map<Id, std::size_t> groupOf;
    for (std::size_t g = 0; g < groups.size(); ++g)
        for (const Label* label : groups[g].labels) groupOf[label->id] = g;
    const auto stationWith = [&](const Label& label) -> StationMarks* {
        const auto at = out.find(stationOf(label.stream));
        return at == out.end() ? nullptr : &at->second;
    };
    for (const Correction& c : said) {
        StationMarks* station = stationWith(c.made);
        const auto group = groupOf.find(c.made.id);
        if (!station || group == groupOf.end()) continue;
        const auto sensor = sensorOf(station->sensors, c.made);
        if (!sensor) continue;
        const bool rejected = c.kind == Correction::Kind::Rejected;
        station->marks.push_back({rejected ? StationMark::Kind::Rejected : StationMark::Kind::Onset, c.made.time, *sensor, group->second, &c});
        if (c.kind == Correction::Kind::Moved && c.proposed->time != c.made.time && recorded(station->sensors[*sensor], c.proposed->time))
            station->marks.push_back({StationMark::Kind::Rejected, c.proposed->time, *sensor, group->second, &c});
    }
    for (const Label& label : labels) {
        StationMarks* station = stationWith(label);
        if (!station) continue;
        if (isUnjudged(label)) station->marks.push_back({StationMark::Kind::Unjudged, label.time, 0, 0, nullptr});
        else if (label.end && label.phase == "noise" && label.mode == Mode::Manual && label.review != Review::Rejected) station->noise.push_back({label.time, *label.end});
    }
    for (auto& [name, station] : out) std::ranges::stable_sort(station.marks, {}, &StationMark::time);
    return out;
}

}  // namespace seisdesk
