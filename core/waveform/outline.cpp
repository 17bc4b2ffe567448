#include "core/waveform/outline.h"

namespace seisdesk {

TraceOutline outlineOf(const Trace& trace)
{
    TraceOutline out{trace.id, {}};
    out.segments.reserve(trace.segments.size());
    for (const Segment& segment : trace.segments) {
        if (segment.empty()) continue;
        const Envelope whole(segment.samples);
        out.segments.push_back({segment.start, segment.sampleRateHz, Envelope(segment.size(), {whole.blocks().begin(), whole.blocks().end()})});
    }
    return out;
}

}  // namespace seisdesk
