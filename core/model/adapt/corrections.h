#pragma once
// Corrections: what an analyst said of each pick beside what the model had said, read from the labels as they stand.
//
// See core/label/edits.h for what edits leave behind. A label that `replaces` a model's is Moved (or Repolarised), a model's that a
// person signed is Confirmed, a person's own is Added, and a rejected one that nothing replaces is Rejected.

#include "core/label/edits.h"
#include "core/model/adapt/example_set.h"

#include <unordered_map>

namespace seisdesk {

/// What labels do not keep and a journal does.
struct LabelHistory {
    std::unordered_map<Id, Label> proposed;      ///< models' labels as they first appeared
    std::unordered_map<Id, Signature> rejected;  ///< who rejected a label, and when
};

/// True for an onset that a person stands behind: made, moved, confirmed, or reviewed elsewhere and imported.
bool isJudged(const Label& label);
/// True for an onset that nobody has looked at.
bool isUnjudged(const Label& label);

/// Sorted by time. Spans are left out. What a model had said before a person signed it is known from the history alone; without, the
/// proposal is the label with the person's mark taken off.
std::vector<Correction> corrections(const std::vector<Label>& labels, const LabelHistory& history = {});

}  // namespace seisdesk
