#include "core/label/label_set.h"

#include <algorithm>
#include <unordered_set>

namespace seisdesk {

namespace {

std::string stationKey(const StreamId& id) { return id.network + '.' + id.station; }

bool earlier(const Label* a, const Label* b) { return std::tie(a->time, a->id) < std::tie(b->time, b->id); }

TimeSpan spanOf(const Label& label)
{
    const Time after = label.time < Time::max() ? label.time + Duration(1) : label.time;
    return {label.time, std::max(label.end.value_or(label.time), after)};
}

}  // namespace

Result<TimeSpan> LabelSet::apply(const Edit& edit)
{
    std::unordered_set<Id> freed, taken;
    for (const Label& label : edit.removed) {
        const auto found = m_labels.find(label.id);
        if (found == m_labels.end() || !(found->second == label) || !freed.insert(label.id).second)
            return Error{Error::Code::InvalidArgument, "'" + edit.name + "' removes a " + label.phase + " label on " + label.stream.text() + " that is not there as given."};
    }
    for (const Label& label : edit.added) {
        const bool exists = m_labels.contains(label.id) && !freed.contains(label.id);
        if (label.id.isNull() || exists || !taken.insert(label.id).second)
            return Error{Error::Code::InvalidArgument, "'" + edit.name + "' adds a " + label.phase + " label on " + label.stream.text() + " whose id is taken."};
    }
    TimeSpan changed;
    for (const Label& label : edit.removed) {
        const auto key = std::make_pair(stationKey(label.stream), label.time);
        auto& ids = m_byStation[key];
        std::erase(ids, label.id);
        if (ids.empty()) m_byStation.erase(key);
        if (const auto event = m_byEvent.find(label.event); event != m_byEvent.end()) {
            event->second.erase(label.id);
            if (event->second.empty()) m_byEvent.erase(event);
        }
        m_labels.erase(label.id);
        changed = changed.united(spanOf(label));
    }
    for (const Label& label : edit.added) {
        m_byStation[{stationKey(label.stream), label.time}].push_back(label.id);
        if (!label.event.empty()) m_byEvent[label.event].insert(label.id);
        m_labels.emplace(label.id, label);
        changed = changed.united(spanOf(label));
    }
    return changed;
}

const Label* LabelSet::find(const Id& id) const
{
    const auto found = m_labels.find(id);
    return found == m_labels.end() ? nullptr : &found->second;
}

std::vector<const Label*> LabelSet::in(const StreamId& stream, const TimeSpan& span, bool wholeStation) const
{
    std::vector<const Label*> out;
    const std::string key = stationKey(stream);
    for (auto it = m_byStation.lower_bound({key, span.begin}); it != m_byStation.end() && it->first.first == key && it->first.second < span.end; ++it)
        for (const Id& id : it->second) {
            const Label& label = m_labels.at(id);
            if (wholeStation || label.stream == stream) out.push_back(&label);
        }
    return out;
}

std::vector<const Label*> LabelSet::ofEvent(const std::string& event) const
{
    std::vector<const Label*> out;
    if (const auto found = m_byEvent.find(event); found != m_byEvent.end())
        for (const Id& id : found->second) out.push_back(&m_labels.at(id));
    std::sort(out.begin(), out.end(), earlier);
    return out;
}

std::size_t LabelSet::picksOf(const std::string& event) const
{
    const auto found = m_byEvent.find(event);
    if (found == m_byEvent.end()) return 0;
    return static_cast<std::size_t>(std::count_if(found->second.begin(), found->second.end(), [this](const Id& id) {
        const Label& label = m_labels.at(id);
        return !label.end && label.review != Review::Rejected;
    }));
}

std::vector<const Label*> LabelSet::all() const
{
    std::vector<const Label*> out;
    out.reserve(m_labels.size());
    for (const auto& [id, label] : m_labels) out.push_back(&label);
    std::sort(out.begin(), out.end(), earlier);
    return out;
}

std::vector<Label> LabelSet::values() const
{
    std::vector<Label> out;
    for (const Label* label : all()) out.push_back(*label);
    return out;
}

}  // namespace seisdesk
