#pragma once
// Event groups: which labels are of one earthquake, so that an earthquake never falls on both sides of a split.

#include "core/model/adapt/example_set.h"

#include <map>
#include <span>

namespace seisdesk {

/// An earthquake that was given its side before.
struct KnownEvent {
    std::string name;
    TimeSpan onsets;  ///< first to last onset, as they were then
    Part part = Part::Train;
};

struct KnownParts {
    std::vector<KnownEvent> events;
    std::map<std::string, Part> stations;  ///< by "NET.STA"
};

struct EventGroup {
    std::string name;                    ///< the event's publicID, or "onset <time of the first>"
    TimeSpan onsets;                     ///< first to last
    std::vector<const Label*> labels;    ///< sorted by time
    std::optional<Part> part;            ///< that it has already; absent for an earthquake not met before
};

/// Gathers onsets that were judged or rejected; spans and what nobody judged are left out. Labels go by their event. Those without
/// are put with the nearest event, named or known, that is connected to them by onsets no more than `gap` apart; what is connected
/// to none becomes a group of its own. So a dense swarm without events is one group, which is safe but coarse: associate first.
/// A named event that is not known takes the part of a known one whose onsets share half of the shorter of the two spans: the same
/// earthquake under another name.
std::vector<EventGroup> eventGroups(const std::vector<Label>& labels, std::span<const KnownEvent> known, Duration gap);

}  // namespace seisdesk
