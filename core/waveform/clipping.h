#pragma once
// Clipping: records that hit the limit of their digitiser.

#include "core/waveform/trace.h"

namespace seisdesk {

/// True when at least four samples in a row stand exactly at the segment's largest or smallest value and that value is
/// far (500 quantisation steps) from the middle, so that quiet or constant records do not count.
bool looksClipped(const Segment& segment);

/// True when any segment does.
bool looksClipped(const Trace& trace);

}  // namespace seisdesk
