#pragma once
// What was recorded: contiguous segments of samples, and traces made of them. Gaps and overlaps stay visible.

#include "core/base/time.h"
#include "core/waveform/stream_id.h"

#include <cmath>
#include <cstddef>
#include <memory>
#include <vector>

namespace seisdesk {

/// Contiguous samples at one rate. Samples are shared and never change.
struct Segment {
    Time start{};
    double sampleRateHz = 0.0;
    /// Never null in a valid segment. Raw counts or the unit the file has; NaN is possible in float files.
    std::shared_ptr<const std::vector<float>> samples;
    /// The same samples in double precision; only present where float would not keep the file's values exactly.
    std::shared_ptr<const std::vector<double>> exact;

    std::size_t size() const { return samples ? samples->size() : 0; }
    bool empty() const { return size() == 0; }
    /// Time of sample `index`, also beyond the ends; computed from the start, so errors do not add up.
    Time timeOf(double index) const { return start + Duration(std::llround(index * 1e9 / sampleRateHz)); }
    /// Fractional index of a time; negative before the start.
    double indexOf(Time time) const { return toSeconds(time - start) * sampleRateHz; }
    /// [first sample, one sample after the last).
    TimeSpan span() const { return {start, timeOf(static_cast<double>(size()))}; }
    double valueAt(std::size_t index) const { return exact ? (*exact)[index] : static_cast<double>((*samples)[index]); }
};

/// A segment over new samples.
Segment makeSegment(Time start, double sampleRateHz, std::vector<float> samples);

/// Part of a segment: the samples whose times lie in `span`. Shares nothing; empty when there are none.
Segment cut(const Segment& segment, const TimeSpan& span);

/// One stream, its segments sorted by start. Segments may overlap (as recorded) and may differ in rate.
struct Trace {
    StreamId id;
    std::vector<Segment> segments;

    /// From the first sample to the end of the last; empty for a trace without samples.
    TimeSpan span() const;
    /// Spans between segments where more than half a sample is missing.
    std::vector<TimeSpan> gaps() const;
    /// Spans recorded more than once.
    std::vector<TimeSpan> overlaps() const;
    std::size_t sampleCount() const;
};

/// Shared, unchanging traces are what jobs and layers hold.
using TracePtr = std::shared_ptr<const Trace>;

/// Brings a trace into order: sorts segments by start, drops empty ones, joins neighbours of the same rate that follow
/// each other within half a sample, and takes what is recorded twice with the same samples once. Overlaps with other samples are kept.
Trace tidied(Trace trace);

}  // namespace seisdesk
