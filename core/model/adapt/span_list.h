#pragma once
// Lists of time spans: joined, and with stretches taken out.

#include "core/base/time.h"

#include <vector>

namespace seisdesk {

/// Sorted, overlapping and touching ones joined, empty ones left out.
std::vector<TimeSpan> joined(std::vector<TimeSpan> spans);
/// What of `spans` lies in `within` and in none of `holes`; pieces shorter than `shortest` are left out.
std::vector<TimeSpan> without(std::vector<TimeSpan> spans, std::vector<TimeSpan> holes, const TimeSpan& within, Duration shortest);

}  // namespace seisdesk
