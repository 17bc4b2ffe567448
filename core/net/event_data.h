#pragma once
// Records around an event: which stations and channels to ask for, from when to when, and fetching them.

#include "core/locate/locator.h"
#include "core/net/fdsn_client.h"

namespace seisdesk {

struct EventDataOptions {
    double farthestDegrees = 1.0;
    std::size_t mostStations = 60;       ///< the nearest ones
    Duration beforeP = std::chrono::seconds(30), afterS = std::chrono::seconds(60);
    /// Band and instrument codes, the best first; of a station only the first one that it has is taken.
    std::vector<std::string> instruments{"HH", "BH", "EH", "SH", "HN", "BN", "EN", "HL"};
};

/// One query per channel of the chosen instrument of each station, the nearest station first; channels that were closed then are left out.
std::vector<RecordQuery> recordsForEvent(const Inventory& channels, const Hypocentre& source, Time origin, const TravelTimes& times, const EventDataOptions& options);

/// Channels in the circle, then responses and records of those chosen. The files read together are the event's data. Errors: as FdsnClient, NotFound without a station there.
Result<Fetched> fetchEventData(const FdsnClient& client, const Hypocentre& source, Time origin, const TravelTimes& times, const EventDataOptions& options, const Progress& progress);

}  // namespace seisdesk
