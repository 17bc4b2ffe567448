#pragma once
// Questions to FDSN web services (event, station, dataselect; version 1) and how they are spelled.

#include "core/base/time.h"
#include "core/waveform/stream_id.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// A data centre. With a user its records are asked for under "queryauth".
struct FdsnServer {
    std::string name;
    std::string address;  ///< without "/fdsnws": "https://service.iris.edu"
    std::string user, password;
};

/// Data centres of the FDSN's registry with all three services.
const std::vector<FdsnServer>& fdsnServers();
/// One of them by name (case ignored), or a server of one's own by address.
std::optional<FdsnServer> fdsnServer(const std::string& nameOrAddress);

struct CircleArea {
    double latitudeDegrees = 0.0, longitudeDegrees = 0.0;
    double nearestDegrees = 0.0, farthestDegrees = 180.0;
};

struct EventQuery {
    TimeSpan span;
    std::optional<CircleArea> circle;
    std::optional<double> smallestMagnitude;
    std::string eventId;  ///< alone decides when it is there
    bool arrivals = true;
};

struct StationQuery {
    std::string network = "*", station = "*", location = "*", channel = "*";  ///< wildcards and lists as the service knows them
    TimeSpan span;
    std::optional<CircleArea> circle;
    bool response = false;  ///< without it channels come without their responses
};

/// One stream, without wildcards.
struct RecordQuery {
    StreamId stream;
    TimeSpan span;
    bool operator==(const RecordQuery&) const = default;
};

/// Addresses with the query, everything percent-encoded.
std::string eventAddress(const FdsnServer& server, const EventQuery& query);
std::string stationAddress(const FdsnServer& server, const StationQuery& query);
/// Address and body of a bulk request.
std::string recordsAddress(const FdsnServer& server);
std::string recordsBody(const std::vector<RecordQuery>& queries);

/// Everything but unreserved characters as %XX.
std::string percentEncoded(const std::string& text);

/// The first and second half of a query that was too large; nothing when a half would be shorter than `shortest`.
template <class Query>
std::optional<std::vector<Query>> halves(const Query& query, Duration shortest);

/// Streams side by side so that one bulk request asks for at most `most` seconds of records, and never more than `lines` streams.
std::vector<std::vector<RecordQuery>> batches(const std::vector<RecordQuery>& queries, double mostSeconds, std::size_t lines);

}  // namespace seisdesk

namespace seisdesk {

template <class Query>
std::optional<std::vector<Query>> halves(const Query& query, Duration shortest)
{
    if (query.span.length() < 2 * shortest) return std::nullopt;
    const Time middle = query.span.begin + query.span.length() / 2;
    Query first = query, second = query;
    first.span.end = second.span.begin = middle;
    return std::vector<Query>{first, second};
}

}  // namespace seisdesk
