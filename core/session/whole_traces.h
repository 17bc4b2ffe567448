#pragma once
// Traces with the samples of pieces that are only outlined in memory.

#include "core/label/label.h"
#include "core/session/loaded_records.h"

#include <optional>
#include <vector>

namespace seisdesk {

/// The items' traces, in their order. What is outlined is read from its files, within `span` where there is one; nothing else is cut. Pieces of files
/// that cannot be read are missing. For a worker thread. `threads` 0: as many as are useful.
std::vector<TracePtr> wholeTraces(const std::vector<TraceItemPtr>& items, const std::optional<TimeSpan>& span, const RecordReader& read, const Progress& progress,
                                  unsigned threads = 0);

/// The same with what is outlined read only where labels are, with so much time on either side.
std::vector<TracePtr> tracesAround(const std::vector<TraceItemPtr>& items, const std::vector<Label>& labels, Duration margin, const RecordReader& read,
                                   const Progress& progress, unsigned threads = 0);

/// An item of such a trace alone.
TraceItemPtr wholeItem(const TraceItem& item, const std::optional<TimeSpan>& span, const RecordReader& read, const Progress& progress, unsigned threads = 0);

}  // namespace seisdesk
