#pragma once
// completeStreams: labels that name a station and a component find the stream they were picked on.

#include "core/catalog/event.h"
#include "core/label/label.h"
#include "core/waveform/inventory.h"

#include <vector>

namespace seisdesk {

/// Formats such as Nordic name no network and two letters of a channel ("SZ"), others no channel at all. A label without a network
/// takes that of the station of this code, when there is just one among `streams` and the inventory. A channel shorter than three
/// letters becomes the station's with the same component, preferably of the same instrument letter, else the one sorted first.
/// What is not certain stays as it is. Returns how many labels were changed.
std::size_t completeStreams(std::vector<Label>& labels, const std::vector<StreamId>& streams, const Inventory& inventory);
/// The same for picks of events, so that labels and picks go on saying the same. Picks whose label would not be known again (its id
/// is not in theirs) stay.
std::size_t completeStreams(std::vector<Event>& events, const std::vector<StreamId>& streams, const Inventory& inventory);

}  // namespace seisdesk
