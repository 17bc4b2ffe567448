#pragma once
// Edits: what an analyst does to a label, as pure functions from labels to an Edit.
//
// What a model said stays on record. A person who contradicts it (another time, phase or polarity) makes a new label
// that `replaces` the model's, which is added back as Rejected. A person who agrees, or adds what the model left open
// (onset quality, uncertainty, a polarity where there was none), keeps the id and the model's lineage, and the label
// becomes manual and Confirmed. People's own labels change under their id.

#include "core/label/label.h"

#include <optional>
#include <string>

namespace seisdesk {

/// Who edits, and when.
struct Signature {
    std::string author;
    Time when{};
};

/// True when the label is what a model or an algorithm proposed, also after a person confirmed it.
bool isModels(const Label& label);

/// A manual pick, reviewed by being made; without a stream's location or channel where `stream` has none.
Label newPick(const StreamId& stream, const std::string& phase, Time time, const Signature& by);

Edit addLabel(const Label& label);
/// Moves the onset; a span keeps its length. Empty when it is there already.
Edit moveLabel(const Label& label, Time to, const Signature& by);
/// Moves to the time of `to` and takes its uncertainties, filter and stream: what picking again over an old pick does.
Edit repick(const Label& label, const Label& to, const Signature& by);
/// Manual and Confirmed, also when it was rejected before.
Edit confirmLabel(const Label& label, const Signature& by);
/// Rejected, by whoever made it; empty when it is already.
Edit rejectLabel(const Label& label);
/// People's labels go; a model's is rejected, so that it does not come back with the next prediction. A rejected label
/// goes for good.
Edit eraseLabel(const Label& label);
Edit setPhase(const Label& label, const std::string& phase, const Signature& by);
Edit setPolarity(const Label& label, Polarity polarity, const Signature& by);
Edit setOnset(const Label& label, OnsetQuality onset, const Signature& by);
/// Seconds, one sigma; absent for none. Zero and negative values count as absent.
Edit setUncertainty(const Label& label, std::optional<double> lower, std::optional<double> upper, const Signature& by);
Edit setComment(const Label& label, const std::string& comment, const Signature& by);

/// One undo step for several edits of different labels.
Edit together(const std::string& name, const std::vector<Edit>& edits);

}  // namespace seisdesk
