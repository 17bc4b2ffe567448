#pragma once
// SegmentOutline and TraceOutline: what is known of records whose samples are not in memory, enough to draw them.

#include "core/waveform/coverage.h"
#include "core/waveform/envelope.h"
#include "core/waveform/trace.h"

#include <vector>

namespace seisdesk {

struct SegmentOutline {
    Time start{};
    double sampleRateHz = 0.0;
    Envelope envelope{0, {}};

    std::size_t size() const { return envelope.sampleCount(); }
    /// The segment without its samples: for times and indices only, and its size() is 0.
    Segment timing() const { return {start, sampleRateHz, nullptr, nullptr}; }
    TimeSpan span() const { return {start, timing().timeOf(static_cast<double>(size()))}; }
};

struct TraceOutline {
    StreamId id;
    std::vector<SegmentOutline> segments;
};

/// Keeps none of the samples.
TraceOutline outlineOf(const Trace& trace);

}  // namespace seisdesk
