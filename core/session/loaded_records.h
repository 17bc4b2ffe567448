#pragma once
// LoadedRecords: what a reading job brings back to the session.

#include "core/io/envelope_cache.h"
#include "core/io/records.h"
#include "core/session/trace_item.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

/// What has just been read of a file whose outline belongs in the cache.
struct FreshFile {
    FileReference file;
    FileStamp stamp;
    std::vector<Trace> traces;
};

using OutlinesByStream = std::map<StreamId, std::vector<OutlinedPiece>>;

struct LoadedRecords {
    Records records;  ///< its traces have moved into `changes`
    std::vector<TraceChange> changes;
    OutlinesByStream outlines;     ///< of files too large together to be kept in memory
    std::vector<FreshFile> fresh;  ///< to be kept in the cache
    std::string cacheProblem;      ///< why outlines could not be kept; empty for none
};

using RecordReader = std::function<Result<Records>(const std::vector<std::string>&, const ReadOptions&, const Progress&)>;

/// Where outlines are kept, and how many bytes of files are read into memory at once. More than that is outlined as it is read, and the samples are
/// let go.
struct OutlineRules {
    std::shared_ptr<const EnvelopeCache> cache;  ///< null for none
    std::uint64_t mostBytes = std::uint64_t(-1);
};

/// Reads the inputs and works out what they change in `present`. For a worker thread. Error: Cancelled.
Result<LoadedRecords> loadRecords(const std::vector<std::string>& inputs, const RecordReader& read, const std::vector<TraceItemPtr>& present,
                                  const Progress& progress, const OutlineRules& rules = {}, const ReadOptions& options = {});

}  // namespace seisdesk
