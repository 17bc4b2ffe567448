#include "core/label/edits.h"

namespace seisdesk {

namespace {

std::string named(const std::string& verb, const Label& label)
{
    return verb + ' ' + label.phase + " on " + label.stream.network + '.' + label.stream.station;
}

/// A person has looked at it: manual, signed, and no longer rejected.
Label signedBy(Label label, const Signature& by)
{
    label.review = isModels(label) ? Review::Confirmed : Review::Reviewed;
    label.mode = Mode::Manual;
    label.author = by.author;
    label.created = by.when;
    return label;
}

Edit change(const std::string& name, const Label& from, const Label& to) { return {name, {from}, {to}}; }

/// A person contradicts: under the same id where it was a person's, as a replacement where it was a model's.
Edit correct(const std::string& name, const Label& old, Label corrected, const Signature& by)
{
    if (!isModels(old)) return change(name, old, signedBy(std::move(corrected), by));
    corrected.id = Id::random();
    corrected.replaces = old.id;
    corrected.model.clear();
    corrected.confidence.reset();
    corrected.mode = Mode::Manual;
    Label rejected = old;
    rejected.review = Review::Rejected;
    return {name, {old}, {std::move(rejected), signedBy(std::move(corrected), by)}};
}

std::optional<double> positive(std::optional<double> seconds) { return seconds && *seconds > 0.0 ? seconds : std::nullopt; }

}  // namespace

bool isModels(const Label& label) { return label.mode == Mode::Automatic || !label.model.empty(); }

Label newPick(const StreamId& stream, const std::string& phase, Time time, const Signature& by)
{
    Label label;
    label.id = Id::random();
    label.stream = stream;
    label.phase = phase;
    label.time = time;
    label.mode = Mode::Manual;
    label.review = Review::Reviewed;
    label.author = by.author;
    label.created = by.when;
    return label;
}

Edit addLabel(const Label& label) { return {named("Pick", label), {}, {label}}; }

Edit moveLabel(const Label& label, Time to, const Signature& by)
{
    if (to == label.time) return {};
    Label moved = label;
    if (moved.end) *moved.end += to - label.time;
    moved.time = to;
    return correct(named("Move", label), label, std::move(moved), by);
}

Edit repick(const Label& label, const Label& to, const Signature& by)
{
    Label moved = label;
    moved.time = to.time;
    moved.stream = to.stream;
    moved.filter = to.filter;
    if (to.lowerUncertaintySeconds || to.upperUncertaintySeconds) {
        moved.lowerUncertaintySeconds = to.lowerUncertaintySeconds;
        moved.upperUncertaintySeconds = to.upperUncertaintySeconds;
    }
    if (moved == label) return {};
    return correct(named("Move", label), label, std::move(moved), by);
}

Edit confirmLabel(const Label& label, const Signature& by)
{
    if (label.mode == Mode::Manual && label.review != Review::Preliminary && label.review != Review::Rejected) return {};
    Label confirmed = signedBy(label, by);
    confirmed.review = Review::Confirmed;
    return change(named("Confirm", label), label, confirmed);
}

Edit rejectLabel(const Label& label)
{
    if (label.review == Review::Rejected) return {};
    Label rejected = label;
    rejected.review = Review::Rejected;
    return change(named("Reject", label), label, rejected);
}

Edit eraseLabel(const Label& label)
{
    if (isModels(label) && label.review != Review::Rejected) return rejectLabel(label);
    return {named("Delete", label), {label}, {}};
}

Edit setPhase(const Label& label, const std::string& phase, const Signature& by)
{
    if (label.phase == phase || phase.empty()) return {};
    Label renamed = label;
    renamed.phase = phase;
    return correct(named("Call it " + phase + " not", label), label, std::move(renamed), by);
}

Edit setPolarity(const Label& label, Polarity polarity, const Signature& by)
{
    if (label.polarity == polarity) return {};
    Label changed = label;
    changed.polarity = polarity;
    const std::string name = named("Polarity of", label);
    if (label.polarity == Polarity::Unset) return change(name, label, signedBy(std::move(changed), by));
    return correct(name, label, std::move(changed), by);
}

Edit setOnset(const Label& label, OnsetQuality onset, const Signature& by)
{
    if (label.onset == onset) return {};
    Label changed = label;
    changed.onset = onset;
    return change(named("Onset of", label), label, signedBy(std::move(changed), by));
}

Edit setUncertainty(const Label& label, std::optional<double> lower, std::optional<double> upper, const Signature& by)
{
    Label changed = label;
    changed.lowerUncertaintySeconds = positive(lower);
    changed.upperUncertaintySeconds = positive(upper);
    if (changed == label) return {};
    return change(named("Uncertainty of", label), label, signedBy(std::move(changed), by));
}

Edit setComment(const Label& label, const std::string& comment, const Signature& by)
{
    if (label.comment == comment) return {};
    Label changed = label;
    changed.comment = comment;
    return change(named("Comment on", label), label, signedBy(std::move(changed), by));
}

Edit together(const std::string& name, const std::vector<Edit>& edits)
{
    Edit all{name, {}, {}};
    for (const Edit& edit : edits) {
        all.removed.insert(all.removed.end(), edit.removed.begin(), edit.removed.end());
        all.added.insert(all.added.end(), edit.added.begin(), edit.added.end());
    }
    return all;
}

}  // namespace seisdesk
