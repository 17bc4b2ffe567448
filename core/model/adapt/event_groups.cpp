#include "core/model/adapt/event_groups.h"

#include "core/model/adapt/corrections.h"

#include <algorithm>

namespace seisdesk {

namespace {

/// An onset without an event, or the onsets of an event that is named.
struct Mark {
    TimeSpan span;
    const Label* label = nullptr;
    std::string event{};
};

Duration distance(const TimeSpan& span, Time time)
{
    return time < span.begin ? span.begin - time : time > span.end ? time - span.end : Duration::zero();
}

/// The nearest event; of several that the time lies in, the one that began last.
const Mark* nearest(std::span<const Mark> marks, Time time)
{
    const Mark* best = nullptr;
    for (const Mark& m : marks) {
        if (m.label) continue;
        if (!best || distance(m.span, time) < distance(best->span, time) || (distance(m.span, time) == distance(best->span, time) && m.span.begin <= time)) best = &m;
    }
    return best;
}

bool sameEarthquake(const TimeSpan& a, const TimeSpan& b)
{
    constexpr Duration slack = std::chrono::seconds(1);
    const TimeSpan wideA = a.padded(slack, slack), wideB = b.padded(slack, slack);
    return 2 * wideA.intersected(wideB).length() >= std::min(wideA.length(), wideB.length());
}

std::optional<Part> knownPart(const EventGroup& group, std::span<const KnownEvent> known)
{
    for (const KnownEvent& k : known)
        if (k.name == group.name) return k.part;
    for (const KnownEvent& k : known)
        if (sameEarthquake(k.onsets, group.onsets)) return k.part;
    return std::nullopt;
}

}  // namespace

std::vector<EventGroup> eventGroups(const std::vector<Label>& labels, std::span<const KnownEvent> known, Duration gap)
{
    std::map<std::string, EventGroup> groups;
    std::vector<Mark> marks;
    const auto add = [&](const std::string& name, const Label& label) {
        EventGroup& g = groups[name];
        g.onsets = g.labels.empty() ? TimeSpan{label.time, label.time} : TimeSpan{std::min(g.onsets.begin, label.time), std::max(g.onsets.end, label.time)};
        g.labels.push_back(&label);
    };
    for (const Label& label : labels) {
        if (label.end || isUnjudged(label)) continue;
        if (label.event.empty()) marks.push_back({{label.time, label.time}, &label});
        else add(label.event, label);
    }
    for (const auto& [name, g] : groups) marks.push_back({g.onsets, nullptr, name});
    for (const KnownEvent& k : known) marks.push_back({k.onsets, nullptr, k.name});
    std::ranges::stable_sort(marks, {}, [](const Mark& m) { return m.span.begin; });

    for (std::size_t from = 0, to = 0; from < marks.size(); from = to) {
        Time reached = marks[from].span.end;
        for (to = from + 1; to < marks.size() && marks[to].span.begin <= reached + gap; ++to) reached = std::max(reached, marks[to].span.end);
        const std::span connected = std::span(marks).subspan(from, to - from);
        std::string fresh;
        for (const Mark& m : connected) {
            if (!m.label) continue;
            if (const Mark* event = nearest(connected, m.span.begin)) {
                add(event->event, *m.label);
            } else {
                if (fresh.empty()) fresh = "onset " + formatTime(m.span.begin, 3);
                add(fresh, *m.label);
            }
        }
    }
    std::vector<EventGroup> out;
    for (auto& [name, g] : groups) {
        g.name = name;
        std::ranges::stable_sort(g.labels, {}, [](const Label* l) { return l->time; });
        g.part = knownPart(g, known);
        out.push_back(std::move(g));
    }
    std::ranges::stable_sort(out, {}, [](const EventGroup& g) { return g.onsets.begin; });
    return out;
}

}  // namespace seisdesk
