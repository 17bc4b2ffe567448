#pragma once
// Double picks: one onset that several instruments of a station recorded.

#include "core/label/label.h"

#include <vector>

namespace seisdesk {

/// Of onsets of one phase at one station that are no further apart than `seconds` the surest stays (the most confident; the earliest of equals).
/// By time. Spans and rejected labels stay.
std::vector<Label> withoutDoubles(std::vector<Label> labels, double seconds = 0.5);

}  // namespace seisdesk
