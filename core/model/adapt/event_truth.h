#pragma once
// What a catalogue says of an earthquake as a station sees it.

#include "core/catalog/event.h"
#include "core/waveform/inventory.h"

namespace seisdesk {

/// Magnitude, epicentral distance and back-azimuth (WGS84) by the preferred origin and magnitude; absent members are not known. A
/// null station gives the magnitude alone.
SourceEstimate eventTruth(const Event& event, const Station* station);

}  // namespace seisdesk
