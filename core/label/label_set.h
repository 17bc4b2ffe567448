#pragma once
// LabelSet: the labels as they stand now, found by id, by stream and by time.

#include "core/label/label.h"

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace seisdesk {

class LabelSet {
public:
    /// Applies the edit whole or not at all. Error InvalidArgument when a removed label is not there as given or an
    /// added id is taken. Returns the span of time that changed.
    Result<TimeSpan> apply(const Edit& edit);

    /// Null when there is none. Valid until the next apply.
    const Label* find(const Id& id) const;
    /// Labels of a stream (all of the station's streams with `wholeStation`) with time in the span, sorted by time.
    std::vector<const Label*> in(const StreamId& stream, const TimeSpan& span, bool wholeStation = false) const;
    /// Labels of an event (publicID), sorted by time; none for the empty id.
    std::vector<const Label*> ofEvent(const std::string& event) const;
    /// How many onsets an event has that nobody rejected.
    std::size_t picksOf(const std::string& event) const;
    /// All labels sorted by time.
    std::vector<const Label*> all() const;
    /// The same as values.
    std::vector<Label> values() const;
    std::size_t size() const { return m_labels.size(); }

private:
    std::unordered_map<Id, Label> m_labels;
    std::unordered_map<std::string, std::unordered_set<Id>> m_byEvent;
    std::map<std::pair<std::string, Time>, std::vector<Id>> m_byStation;  ///< key: "NET.STA", time
};

}  // namespace seisdesk
