#pragma once
// TraceItem: a trace with what drawing needs, and how new records join those that are there.

#include "core/base/progress.h"
#include "core/waveform/outline.h"
#include "core/waveform/trace.h"

#include <filesystem>
#include <memory>
#include <set>
#include <vector>

namespace seisdesk {

/// A piece of a stream whose samples are still in its file.
struct OutlinedPiece {
    std::filesystem::path file;
    SegmentOutline segment;
};

/// A trace with what drawing needs. Shared and unchanging.
struct TraceItem {
    TracePtr trace;                       ///< the pieces whose samples are in memory; without segments where there are none
    std::vector<Envelope> envelopes;      ///< one per segment
    std::vector<OutlinedPiece> outlines;  ///< by start; pieces that `trace` does not have

    bool isWhole() const { return outlines.empty(); }
    TimeSpan span() const;                ///< of both
    std::size_t outlinedSamples() const;
    std::vector<RecordedSpan> recorded() const;  ///< of both, by start; see gapsBetween() and overlapsOf()
};
using TraceItemPtr = std::shared_ptr<const TraceItem>;

/// Two readings of one stream as one tidied trace. A segment whose samples are all in the other reading is left out;
/// overlaps that differ are kept.
Trace merged(const Trace& a, const Trace& b);

/// `after` is what `before` becomes with the new records: envelopes of unchanged segments are shared, outlines stay.
struct TraceChange {
    TraceItemPtr before;  ///< null for a stream that was not there
    TracePtr incoming;
    TraceItemPtr after;
};
TraceChange traceChange(TraceItemPtr before, TracePtr incoming);
/// The same change to an item that has become another since. Where only outlines differ, nothing is worked out again.
TraceChange rebased(TraceItemPtr before, TraceChange change);

/// The changes that `incoming` makes to `present` (sorted by stream), worked out on all processors. Stops early when
/// cancelled; the rest is then missing.
std::vector<TraceChange> traceChanges(const std::vector<TraceItemPtr>& present, std::vector<Trace> incoming, const Progress& progress);

/// `item` with more pieces outlined, and without those of files whose samples have been read. Null in, new out.
TraceItemPtr withOutlines(const TraceItemPtr& item, const StreamId& stream, std::vector<OutlinedPiece> more);
TraceItemPtr withoutOutlines(const TraceItemPtr& item, const std::set<std::filesystem::path>& files);

/// The item of a stream among items sorted by stream; null when there is none.
TraceItemPtr itemOf(const std::vector<TraceItemPtr>& items, const StreamId& stream);

}  // namespace seisdesk
