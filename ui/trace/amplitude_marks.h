#pragma once
// What a size says of amplitudes, as marks for the traces.

#include "core/locate/size/event_size.h"
#include "ui/trace/amplitude_mark.h"

#include <vector>

namespace seisdesk {

/// The windows of ML.
std::vector<AmplitudeMark> amplitudeMarks(const EventSize& size);

}  // namespace seisdesk
