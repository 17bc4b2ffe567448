#pragma once
// localExamples: windows to learn from, cut around what analysts judged in a project.

#include "core/base/progress.h"
#include "core/catalog/event.h"
#include "core/model/adapt/corrections.h"
#include "core/model/adapt/event_groups.h"
#include "core/model/contract.h"
#include "core/waveform/inventory.h"

namespace seisdesk {

struct LocalOptions {
    std::string name = "project";
    SplitOptions split;                  ///< for earthquakes and stations whose part is not known
    KnownParts known;                    ///< stored with the project, see core/store/example_splits.h
    LabelHistory history;
    std::vector<Event> events;           ///< catalogue: source parameters of labels that name their event
    double marginShare = 0.25;           ///< of the network's window, more on either side, for windows shifted in training
    double quietSeconds = 1.0;           ///< either side of a rejected proposal
    double guardSeconds = 1.0;           ///< nothing is quiet this near to what is or may be an onset
    double quietBeforeSeconds = 15.0;    ///< reviewed by who picked the first P: from here ...
    double quietUntilSeconds = 2.0;      ///< ... to here before it
    double maskedSeconds = 0.5;          ///< either side of what nobody judged
    double eventGapSeconds = 60.0;       ///< see eventGroups()
};

/// One window per earthquake and instrument (more where onsets lie further apart than the network's window), longer than the network's by the margins:
/// - judged onsets are its labels; unjudged ones are neither onset nor noise but masked, as are onsets of other earthquakes;
/// - quiet is what an analyst has looked at: around rejected and moved proposals, between the judged P and S, and well before
///   the first P, except near anything that is or may be an onset; and spans that a person labelled "noise", which outside
///   earthquakes are windows of their own;
/// - the rest stays open (not exhaustive).
/// A window ends before an onset of an earthquake of another part. A model's source estimates are never truth. Components are
/// turned to Z, N and E by the inventory. Labels without a record are left out. Error: Cancelled.
Result<ExampleSet> localExamples(const std::vector<TracePtr>& traces, const Inventory& inventory, const std::vector<Label>& labels,
                                 const Contract& contract, const LocalOptions& options, const Progress& progress = {});

}  // namespace seisdesk
