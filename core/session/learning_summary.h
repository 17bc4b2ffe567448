#pragma once
// learningSummary: the examples of a project counted by phase, distance, SNR and station, and what is missing.

#include "core/model/adapt/local_examples.h"
#include "core/model/adapt/set_summary.h"

namespace seisdesk {

/// Cuts the examples as learning would, at 100 Hz, and counts them; for worker threads. `known` parts decide which side an event is on. Error: Cancelled.
Result<SetSummary> learningSummary(const std::vector<TracePtr>& traces, const Inventory& inventory, const std::vector<Label>& labels, const std::vector<Event>& events,
                                   const KnownParts& known, const Progress& progress);

/// "P 24 · S 27 (53 % S) · first motions: 3 up, 5 down, 1 undecidable"
std::string balanceText(const SetSummary& summary);

}  // namespace seisdesk
