#pragma once
// LoadedRecords: what a reading job brings back to the session.

#include "core/io/records.h"
#include "core/session/trace_item.h"

#include <functional>
#include <string>
#include <vector>

namespace seisdesk {

struct LoadedRecords {
    Records records;  ///< its traces have moved into `changes`
    std::vector<TraceChange> changes;
};

using RecordReader = std::function<Result<Records>(const std::vector<std::string>&, const ReadOptions&, const Progress&)>;

/// Reads the inputs and works out what they change in `present`. For a worker thread. Error: Cancelled.
Result<LoadedRecords> loadRecords(const std::vector<std::string>& inputs, const RecordReader& read, const std::vector<TraceItemPtr>& present,
                                  const Progress& progress);

}  // namespace seisdesk
