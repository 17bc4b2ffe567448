#pragma once
// Station marks: everything that was said of one station's record, and which instrument each thing belongs to.

#include "core/model/adapt/corrections.h"
#include "core/model/adapt/event_groups.h"
#include "core/waveform/trace.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace seisdesk {

/// A moment in a station's record that somebody or something spoke of.
struct StationMark {
    enum class Kind { Onset, Rejected, Unjudged };  ///< a target, a hard negative, or neither
    Kind kind = Kind::Onset;
    Time time{};
    std::size_t sensor = 0;                  ///< index into StationMarks::sensors
    std::size_t group = 0;                   ///< index into the event groups; not of Unjudged
    const Correction* correction = nullptr;  ///< null for Unjudged
};

/// The streams of each instrument of a station, what was said of them sorted by time, and spans that a person called noise.
struct StationMarks {
    std::vector<std::vector<TracePtr>> sensors;
    std::vector<StationMark> marks;
    std::vector<TimeSpan> noise;
};

/// True when some stream has a sample there.
bool recorded(const std::vector<TracePtr>& streams, Time time);

/// By "NET.STA". A label belongs to its own instrument, and where that did not record to the one with the most components that did;
/// labels that nothing recorded are left out. A moved onset leaves a Rejected mark where the model had it. `said` and `groups` are pointed into.
std::map<std::string, StationMarks> stationMarks(const std::vector<TracePtr>& traces, const std::vector<Label>& labels,
                                                 std::span<const Correction> said, std::span<const EventGroup> groups);

}  // namespace seisdesk
