#pragma once
// RecordedSpan: when something was recorded at one rate; what lies between such spans, and what is recorded twice.

#include "core/base/time.h"

#include <span>
#include <vector>

namespace seisdesk {

struct RecordedSpan {
    TimeSpan span;
    Duration samplePeriod{};
};

/// Spans between them, sorted by start, where more than half a sample is missing.
std::vector<TimeSpan> gapsBetween(std::span<const RecordedSpan> sorted);
/// Spans that more than one of them covers by more than half a sample.
std::vector<TimeSpan> overlapsOf(std::span<const RecordedSpan> sorted);

}  // namespace seisdesk
