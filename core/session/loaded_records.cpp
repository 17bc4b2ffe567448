#include "core/session/loaded_records.h"

#include <utility>

namespace seisdesk {

Result<LoadedRecords> loadRecords(const std::vector<std::string>& inputs, const RecordReader& read, const std::vector<TraceItemPtr>& present,
                                  const Progress& progress)
{
    auto records = read(inputs, {}, progress.part(0.0, 0.9));
    if (!records) return records.error();
    LoadedRecords loaded;
    loaded.changes = traceChanges(present, std::exchange(records->traces, {}), progress.part(0.9, 1.0));
    loaded.records = std::move(*records);
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Reading was cancelled."};
    return loaded;
}

}  // namespace seisdesk
