#pragma once
// FdsnClient: asks one data centre for events, stations and records; what it sends becomes files that are read like any others.

#include "core/io/records.h"
#include "core/net/fdsn_query.h"
#include "core/net/http_requests.h"

#include <filesystem>

namespace seisdesk {

/// What came of a question.
struct Fetched {
    std::vector<std::filesystem::path> files;  ///< whole, each once, old ones that answer the question among them
    std::vector<ReadIssue> issues;             ///< what was refused, broken or not there; the rest was kept
    std::size_t asked = 0, kept = 0, empty = 0;  ///< parts of the question: to the server, answered by files that were there, without data
};

struct FdsnOptions {
    HttpOptions http;
    double batchSeconds = 200000.0;     ///< of records in one request, all streams together
    std::size_t batchLines = 60;        ///< streams in one request
    Duration emptyKept = std::chrono::hours(24);  ///< after which an empty answer is asked for again
};

/// Calls block and need a QCoreApplication; use a client on one thread at a time. A query answered 413 (too large), or too large
/// for memory, is halved until it is small; 204 and 404 mean no data; one failed part does not lose the others. Error Cancelled; what was fetched before stays
/// and is not asked for again.
class FdsnClient {
public:
    /// Files go to `folder`, one below it per server.
    FdsnClient(FdsnServer server, std::filesystem::path folder, FdsnOptions options = {});

    /// QuakeML; asked anew each time, because catalogues change.
    Result<Fetched> events(const EventQuery& query, const Progress& progress) const;
    /// StationXML; asked anew each time.
    Result<Fetched> stations(const std::vector<StationQuery>& queries, const Progress& progress) const;
    /// miniSEED, one file per stream and span. Records outside of what was asked for and repeated ones are dropped; those at the edges
    /// stay whole.
    Result<Fetched> records(const std::vector<RecordQuery>& queries, const Progress& progress) const;

    const FdsnServer& server() const { return m_server; }

private:
    FdsnServer m_server;
    std::filesystem::path m_folder;
    FdsnOptions m_options;
};

/// The records of `bytes` that belong to a query, each once, in the order of their times.
struct OwnRecords {
    std::string bytes;
    std::size_t damagedBytes = 0;  ///< of the whole answer: no records, or cut off
};
OwnRecords recordsOf(const RecordQuery& query, const std::string& bytes);

}  // namespace seisdesk
