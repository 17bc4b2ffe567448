#pragma once
// TraceItem: a trace with what drawing needs, and how new records join those that are there.

#include "core/base/progress.h"
#include "core/waveform/envelope.h"
#include "core/waveform/trace.h"

#include <memory>
#include <vector>

namespace seisdesk {

/// A trace with what drawing needs. Shared and unchanging.
struct TraceItem {
    TracePtr trace;
    std::vector<Envelope> envelopes;  ///< one per segment
};
using TraceItemPtr = std::shared_ptr<const TraceItem>;

/// Two readings of one stream as one tidied trace. A segment whose samples are all in the other reading is left out;
/// overlaps that differ are kept.
Trace merged(const Trace& a, const Trace& b);

/// `after` is what `before` becomes with the new records: envelopes of unchanged segments are shared.
struct TraceChange {
    TraceItemPtr before;  ///< null for a stream that was not there
    TracePtr incoming;
    TraceItemPtr after;
};
TraceChange traceChange(TraceItemPtr before, TracePtr incoming);

/// The changes that `incoming` makes to `present` (sorted by stream), worked out on all processors. Stops early when
/// cancelled; the rest is then missing.
std::vector<TraceChange> traceChanges(const std::vector<TraceItemPtr>& present, std::vector<Trace> incoming, const Progress& progress);

/// The item of a stream among items sorted by stream; null when there is none.
TraceItemPtr itemOf(const std::vector<TraceItemPtr>& items, const StreamId& stream);

}  // namespace seisdesk
