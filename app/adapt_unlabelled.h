#pragma once
// `seisdesk adapt --unlabelled`: a network teaches itself from records that nobody has labelled, as far as nothing speaks against it.

#include "app/adapt_command.h"
#include "core/model/adapt/self_training.h"
#include "core/waveform/inventory.h"

namespace seisdesk {

/// Of the pairs, those whose P and S associate into events with onsets of other stations (iasp91). All of them where fewer stations
/// than an event needs have coordinates.
std::vector<bool> associatedPairs(const std::vector<PickPair>& pairs, const Inventory& inventory);

/// Harvests, learns in rounds and compares; an adapter that nothing speaks against lies at `out`. Errors: as weightsNamed, readRecords
/// and selfTrain.
Result<SelfTraining> adaptUnlabelled(const AdaptArguments& arguments, std::vector<ReadIssue>& issues, const Progress& progress);

/// {"unlabelled": {"adopt", "reasons", "before": {...}, "after": {...}, "rounds": [...]}, "seconds"}.
std::string toJson(const SelfTraining& training, double seconds);

}  // namespace seisdesk
