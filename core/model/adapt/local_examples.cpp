#include "core/model/adapt/local_examples.h"

#include "core/model/adapt/event_truth.h"
#include "core/model/adapt/span_list.h"
#include "core/model/adapt/station_marks.h"
#include "core/model/instruments.h"
#include "core/signal/snr.h"

#include <algorithm>

namespace seisdesk {

namespace {

using Kind = StationMark::Kind;
using Marks = std::vector<const StationMark*>;

constexpr Duration shortestQuiet = std::chrono::milliseconds(100);

/// The streams in `span`, turned to up, north and east.
std::vector<Trace> components(const std::vector<TracePtr>& streams, const Inventory& inventory, const TimeSpan& span)
{
    std::vector<TracePtr> pieces;
    for (const TracePtr& t : streams) {
        Trace piece{t->id, {}};
        for (const Segment& s : t->segments)
            if (s.span().overlaps(span))
                if (Segment c = cut(s, span); !c.empty()) piece.segments.push_back(std::move(c));
        if (!piece.segments.empty()) pieces.push_back(std::make_shared<const Trace>(std::move(piece)));
    }
    Instrument instrument = orientedInstrument(pieces, inventory);
    std::vector<Trace> out;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        if (instrument.axes[axis].empty()) continue;
        StreamId id = instrument.id;
        id.channel += "ZNE"[axis];
        out.push_back({id, std::move(instrument.axes[axis])});
    }
    return out;
}

/// Onsets of one earthquake on one sensor, apart where they are further from the first than the window is long.
std::vector<Marks> chunks(const Marks& own, Duration window)
{
    std::vector<Marks> out;
    for (const StationMark* m : own) {
        const bool startsP = m->kind == Kind::Onset && m->correction->made.phase.starts_with('P');
        const Duration reach = out.empty() ? Duration::zero() : m->time - out.back().front()->time;
        if (out.empty() || reach > window || (startsP && 2 * reach > window)) out.emplace_back();
        out.back().push_back(m);
    }
    return out;
}

class Cutter {
public:
    Cutter(const Inventory& inventory, const Contract& contract, const LocalOptions& options, std::span<const EventGroup> groups)
        : m_inventory(inventory), m_options(options), m_groups(groups), m_window(fromSeconds(static_cast<double>(contract.windowSamples) / contract.sampleRateHz)),
          m_pad(fromSeconds(toSeconds(m_window) * (0.5 + options.marginShare)))
    {
        for (const Event& e : options.events) m_events[e.id] = &e;
        for (const EventGroup& g : groups) m_groupParts.push_back(g.part ? *g.part : seisdesk::partOf(g.name, options.split));
    }

    void station(const std::string& name, const StationMarks& station, std::vector<LocalExample>& out) const
    {
        std::vector<std::vector<TimeSpan>> used(station.sensors.size());
        std::map<std::pair<std::size_t, std::size_t>, Marks> own;
        for (const StationMark& m : station.marks)
            if (m.kind != Kind::Unjudged) own[{m.group, m.sensor}].push_back(&m);
        for (const auto& [key, marks] : own)
            for (const Marks& chunk : chunks(marks, m_window))
                if (auto example = around(chunk, name, station, used[key.second])) out.push_back(std::move(*example));
        for (std::size_t s = 0; s < station.sensors.size(); ++s) noise(name, station, s, used[s], out);
    }

private:
    Part partOf(std::size_t group, const std::string& station) const
    {
        return byStation() ? stationPart(station) : m_groupParts[group];
    }

    bool byStation() const { return m_options.split.by == SplitOptions::By::Station; }
    Part stationPart(const std::string& station) const
    {
        const auto known = m_options.known.stations.find(station);
        return known != m_options.known.stations.end() ? known->second : seisdesk::partOf(station, m_options.split);
    }

    std::vector<TimeSpan> guards(const StationMarks& station) const
    {
        std::vector<TimeSpan> out;
        const Duration guard = fromSeconds(m_options.guardSeconds);
        for (const StationMark& m : station.marks)
            if (m.kind != Kind::Rejected) out.push_back({m.time - guard, m.time + guard});
        return out;
    }

    /// What the analyst has looked at around these marks without finding an onset.
    std::vector<TimeSpan> quietSpans(const Marks& chunk, const StationMarks& station, const TimeSpan& window) const
    {
        const Duration reach = fromSeconds(m_options.quietSeconds);
        std::vector<TimeSpan> out = station.noise;
        const StationMark* p = nullptr;
        for (const StationMark* m : chunk) {
            if (m->kind == Kind::Rejected) {
                out.push_back({m->time - reach, m->time + reach});
                continue;
            }
            if (m->correction->made.phase.starts_with('P')) {
                if (!p) out.push_back({m->time - fromSeconds(m_options.quietBeforeSeconds), m->time - fromSeconds(m_options.quietUntilSeconds)});
                p = m;
            } else if (p && m->correction->made.phase.starts_with('S')) {
                out.push_back({p->time, m->time});
            }
        }
        return without(std::move(out), guards(station), window, shortestQuiet);
    }

    std::optional<LocalExample> around(const Marks& chunk, const std::string& station, const StationMarks& all, std::vector<TimeSpan>& used) const
    {
        LocalExample out;
        const std::size_t group = chunk.front()->group;
        const Time first = chunk.front()->time, last = chunk.back()->time;
        const Duration guard = fromSeconds(m_options.guardSeconds), masked = fromSeconds(m_options.maskedSeconds);
        const auto own = [&](const StationMark& m) { return std::ranges::find(chunk, &m) != chunk.end(); };
        out.part = partOf(group, station);
        TimeSpan span{first - m_pad, last + m_pad};
        for (const StationMark& m : all.marks) {
            if (byStation() || m.kind != Kind::Onset || own(m) || m_groupParts[m.group] == out.part) continue;
            if (m.time < first) span.begin = std::max(span.begin, std::min(first, m.time + guard));
            if (m.time > last) span.end = std::min(span.end, std::max(last, m.time - guard));
        }
        const auto nearOwn = [&](Time t) { return std::ranges::any_of(chunk, [&](const StationMark* m) { return m->kind == Kind::Onset && t > m->time - guard && t < m->time + guard; }); };
        for (const StationMark& m : all.marks)
            if (m.kind != Kind::Rejected && !own(m) && span.contains(m.time) && !nearOwn(m.time)) out.masked.push_back(TimeSpan{m.time - masked, m.time + masked}.intersected(span));
        out.masked = joined(std::move(out.masked));
        out.quiet = quietSpans(chunk, all, span);
        out.window.traces = components(all.sensors[chunk.front()->sensor], m_inventory, span);
        if (out.window.traces.empty()) return std::nullopt;
        describe(out, chunk, station);
        used.push_back(span);
        return out;
    }

    /// Names, labels, lineage and what the catalogue says.
    void describe(LocalExample& out, const Marks& chunk, const std::string& station) const
    {
        LabelledWindow& w = out.window;
        const EventGroup& group = m_groups[chunk.front()->group];
        w.stationId = station;
        w.eventId = group.name;
        w.name = w.traces.front().id.instrument().text() + ' ' + formatTime(chunk.front()->time, 2);
        if (const auto event = m_events.find(group.name); event != m_events.end()) {
            const StreamId& id = w.traces.front().id;
            w.truth = eventTruth(*event->second, m_inventory.station(id.network, id.station, chunk.front()->time));
        }
        const Label* firstP = nullptr;
        for (const StationMark* m : chunk) {
            const Correction& c = *m->correction;
            if (m->kind == Kind::Onset || c.kind == Correction::Kind::Rejected) out.corrections.push_back(c);
            if (m->kind != Kind::Onset) continue;
            Label label = c.made;
            label.stream = w.traces.front().id;
            label.event = group.name;
            if (!firstP && label.phase.starts_with('P')) {
                firstP = &c.made;
                w.polarity = label.polarity;
                if (const Trace& z = w.traces.front(); z.id.component() == 'Z')
                    for (const Segment& s : z.segments)
                        if (s.span().contains(label.time)) w.snrDb = pSnrDb(s, label.time);
            }
            label.source = {};
            w.labels.push_back(std::move(label));
        }
        if (!firstP || !firstP->model.empty() || firstP->replaces) return;  // else it would be what the model said
        if (!w.truth.magnitude) w.truth.magnitude = firstP->source.magnitude;
        if (!w.truth.distanceKm) w.truth.distanceKm = firstP->source.distanceKm;
        if (!w.truth.backAzimuthDeg) w.truth.backAzimuthDeg = firstP->source.backAzimuthDeg;
    }

    /// Windows of what a person called noise, outside those of earthquakes.
    void noise(const std::string& name, const StationMarks& station, std::size_t sensor, const std::vector<TimeSpan>& used, std::vector<LocalExample>& out) const
    {
        std::vector<TimeSpan> holes = guards(station);
        holes.insert(holes.end(), used.begin(), used.end());
        for (const TimeSpan& free : without(station.noise, std::move(holes), {Time::min(), Time::max()}, m_window / 4)) {
            for (Time begin = free.begin; free.end - begin >= m_window / 4; begin += m_window) {
                const TimeSpan span{begin, std::min(free.end, begin + m_window)};
                LocalExample e;
                e.window.traces = components(station.sensors[sensor], m_inventory, span);
                if (e.window.traces.empty()) continue;
                e.window.stationId = name;
                e.window.name = e.window.traces.front().id.instrument().text() + " noise " + formatTime(begin, 2);
                e.quiet = {span};
                e.part = byStation() ? stationPart(name) : seisdesk::partOf(e.window.name, m_options.split);
                out.push_back(std::move(e));
            }
        }
    }

    const Inventory& m_inventory;
    const LocalOptions& m_options;
    std::span<const EventGroup> m_groups;
    std::vector<Part> m_groupParts;  ///< by event
    Duration m_window, m_pad;
    std::map<std::string, const Event*> m_events;
};

}  // namespace

Result<ExampleSet> localExamples(const std::vector<TracePtr>& traces, const Inventory& inventory, const std::vector<Label>& labels,
                                 const Contract& contract, const LocalOptions& options, const Progress& progress)
{
    const std::vector<Correction> said = corrections(labels, options.history);
    const std::vector<EventGroup> groups = eventGroups(labels, options.known.events, fromSeconds(options.eventGapSeconds));
    const auto stations = stationMarks(traces, labels, said, groups);
    const Cutter cutter(inventory, contract, options, groups);
    ExampleSet out{options.name, {}};
    std::size_t done = 0;
    for (const auto& [name, station] : stations) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        cutter.station(name, station, out.examples);
        progress.report(static_cast<double>(++done) / static_cast<double>(stations.size()));
    }
    return out;
}

}  // namespace seisdesk
