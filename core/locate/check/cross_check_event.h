#pragma once
// The cross-check of an event of the catalogue, kept in its arrivals.

#include "core/catalog/event.h"
#include "core/locate/check/cross_check.h"
#include "core/waveform/inventory.h"

namespace seisdesk {

/// Of the arrivals of the preferred origin. Switched-off ones are judged and have no say. Errors as crossCheck(); NotFound without an origin.
Result<CrossCheck> crossCheck(const Event& event, const Inventory& inventory, const TravelTimes& times, CrossCheckOptions options = {}, const Progress& progress = {});

/// Puts each flag's reason into a comment of its arrival (id ".../crosscheck.KIND"); comments of an earlier check leave.
void keepFlags(Event& event, const CrossCheck& check);

/// What keepFlags() left, in the order of the arrivals: the pick's publicID and the reason.
std::vector<std::pair<ResourceId, std::string>> keptFlags(const Origin& origin);

}  // namespace seisdesk
