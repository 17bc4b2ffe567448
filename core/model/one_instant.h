#pragma once
// One instant: where a network proposes a P and an S at one moment of one instrument, only the likelier can be.

#include "core/label/label.h"

#include <vector>

namespace seisdesk {

/// No source is so near that its S follows sooner; the widest that a P and an S are taken for one onset.
inline constexpr double oneInstantSeconds = 0.3;

/// `labels` are one instrument's, by time. Of a P and an S no further apart than `seconds` the one with more confidence stays (the P of
/// equals), the surest decided first, so that what was taken away takes nothing away. Returns what left. 0 seconds: nothing leaves.
std::vector<Label> takeUnlikelier(std::vector<Label>& labels, double seconds = oneInstantSeconds);

}  // namespace seisdesk
