#pragma once
// StationRecording: what one station recorded of one event, with where it stands and when the waves come.

#include "core/catalog/event.h"
#include "core/locate/travel/travel_times.h"
#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <map>
#include <string>
#include <vector>

namespace seisdesk {

/// One component as recorded: counts, and what makes ground motion of them.
struct ComponentRecording {
    StreamId stream;
    Segment segment;                            ///< some seconds more than any window of this event
    std::shared_ptr<const Response> response;   ///< null when unknown
    bool clipped = false;
    bool horizontal() const { return stream.component() != 'Z'; }
};

struct StationRecording {
    std::string station;                        ///< "NET.STA"
    double distanceKm = 0.0, hypocentralKm = 0.0, azimuthDegrees = 0.0;
    double takeoffPDegrees = 0.0, takeoffSDegrees = 0.0;
    Time origin{}, p{}, s{};                    ///< the event's picks where it has them, else what the model says
    ResourceId pPick, sPick;                    ///< empty for theoretical ones
    std::optional<Time> nextP;                  ///< of the first event after this one that could be mistaken for it
    std::vector<ComponentRecording> components; ///< of one instrument
    double distanceDegrees() const { return distanceKm / kmPerDegree; }
};

/// Where and when the ground shook by something else.
struct OtherSource {
    GeoPoint epicentre;
    double depthKm = 0.0;
    Time time{};
};

/// Events with an origin within two minutes after this one's, unless both magnitudes are known and theirs is smaller by more than half a unit.
std::vector<OtherSource> eventsAfter(const Event& event, const std::vector<Event>& all);

struct RecordingOptions {
    double farthestKm = 1000.0;
    double noiseSeconds = 12.0;   ///< before P
    double sparesSeconds = 20.0;  ///< at both ends, for tapers and filters
    std::vector<OtherSource> after{};           ///< eventsAfter()
    std::map<std::string, TimeSpan> windows{};  ///< at these stations these are to be covered too
};

/// Stations of the inventory with samples of the event, by distance. Of several instruments the one that did not clip, has horizontals and is a
/// seismometer, in this order. Empty without an origin or where nothing was recorded.
std::vector<StationRecording> stationRecordings(const Event& event, const std::vector<TracePtr>& traces, const Inventory& inventory, const TravelTimes& times,
                                                const RecordingOptions& options = {});

}  // namespace seisdesk
