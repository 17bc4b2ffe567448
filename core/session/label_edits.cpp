#include "core/session/label_edits.h"

#include "core/store/stored_label.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

namespace seisdesk {

namespace {

/// What two labels that say the same share.
Label saying(Label label)
{
    label.id = {};
    label.created = {};
    return label;
}

bool saysTheSame(const Label& a, const Label& b) { return saying(a) == saying(b); }

bool untouched(const Label& label) { return label.mode == Mode::Automatic && label.review == Review::Preliminary; }

/// Both ends included. Times at the ends of what Time can hold (dates that readers clamp) stay there.
TimeSpan around(Time time, Duration reach)
{
    const Time begin = time > Time::min() + reach ? time - reach : Time::min();
    const Time end = time < Time::max() - reach - Duration(1) ? time + reach + Duration(1) : Time::max();
    return {begin, end};
}

/// Phases that the prediction would have shown, had they been there.
std::set<std::string> phasesOf(const Prediction& prediction)
{
    std::set<std::string> phases;
    for (const StationPrediction& station : prediction.stations) {
        for (const Curve& curve : station.curves) phases.insert(curve.name);
        for (const Label& label : station.labels) phases.insert(label.phase);
    }
    return phases;
}

/// A number that a model got wrong is not worth losing its whole prediction.
Label finite(Label label)
{
    const auto keep = [](std::optional<double>& value) {
        if (value && !std::isfinite(*value)) value.reset();
    };
    const auto keepEstimate = [&](std::optional<Estimate>& estimate) {
        if (estimate && !std::isfinite(estimate->value)) estimate.reset();
        if (estimate) keep(estimate->sigma);
    };
    keep(label.lowerUncertaintySeconds);
    keep(label.upperUncertaintySeconds);
    keep(label.confidence);
    keepEstimate(label.source.magnitude);
    keepEstimate(label.source.distanceKm);
    keepEstimate(label.source.backAzimuthDeg);
    keep(label.source.probabilityUp);
    keep(label.source.polarityConfidence);
    return label;
}

bool judgedNear(const Label& label, const LabelSet& present, double seconds)
{
    const Duration reach = fromSeconds(seconds);
    const auto near = present.in(label.stream, around(label.time, reach), true);
    return std::any_of(near.begin(), near.end(), [&](const Label* other) { return !untouched(*other) && phaseFamily(other->phase) == phaseFamily(label.phase); });
}

/// Those that belong to an event.
LabelSet associated(const std::vector<Label>& labels)
{
    LabelSet out;
    Edit edit{"Associated", {}, {}};
    for (const Label& label : labels)
        if (!label.event.empty()) edit.added.push_back(label);
    static_cast<void>(out.apply(edit));  // cannot fail: they were in a set
    return out;
}

/// The event of the label that this one takes the place of; its own where there is none.
std::string eventNear(const Label& label, const LabelSet& replaced, double seconds)
{
    const Label* nearest = nullptr;
    for (const Label* other : replaced.in(label.stream, around(label.time, fromSeconds(seconds)), true))
        if (phaseFamily(other->phase) == phaseFamily(label.phase) && (!nearest || std::chrono::abs(other->time - label.time) < std::chrono::abs(nearest->time - label.time)))
            nearest = other;
    return nearest ? nearest->event : label.event;
}

}  // namespace

std::string phaseFamily(const std::string& phase)
{
    // Depth phases (pP, sS) put a small letter first; words such as "noise" have small letters only.
    const auto first = std::find_if(phase.begin(), phase.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (first != phase.end() && (*first == 'P' || *first == 'S') && first - phase.begin() <= 1) return std::string(1, *first);
    return phase;
}

Edit importEdit(std::vector<Label> labels, const LabelSet& present, std::vector<std::string>& refused)
{
    Edit edit{"Import labels", {}, {}};
    LabelSet incoming;
    const auto known = [](const Label& label, const LabelSet& among) {
        if (among.find(label.id)) return true;
        const auto there = among.in(label.stream, around(label.time, Duration::zero()));
        return std::any_of(there.begin(), there.end(), [&](const Label* other) { return saysTheSame(*other, label); });
    };
    for (Label& label : labels) {
        if (label.id.isNull()) label.id = Id::random();
        if (known(label, present) || known(label, incoming)) continue;
        if (const auto fine = checkStorable(label); !fine) {
            refused.push_back(fine.error().message);
            continue;
        }
        if (!incoming.apply({"Import labels", {}, {label}})) continue;  // cannot fail: the id is new
        edit.added.push_back(std::move(label));
    }
    return edit;
}

Edit predictionEdit(const Prediction& prediction, const LabelSet& present, double judgedSeconds)
{
    Edit edit{"Predict with " + prediction.model, {}, {}};
    const std::set<std::string> phases = phasesOf(prediction);
    std::unordered_set<Id> freed, taken;
    for (const StationPrediction& station : prediction.stations)
        for (const TimeSpan& covered : station.coverage)
            for (const Label* label : present.in(station.instrument, covered, true)) {
                const bool same = label->stream.instrument() == station.instrument && (phases.contains(label->phase) || label->model == prediction.model);
                if (same && untouched(*label) && freed.insert(label->id).second) edit.removed.push_back(*label);
            }
    const LabelSet replaced = associated(edit.removed);
    for (const StationPrediction& station : prediction.stations)
        for (Label label : station.labels) {
            if (judgedNear(label, present, judgedSeconds)) continue;
            const bool used = present.find(label.id) && !freed.contains(label.id);
            if (label.id.isNull() || used || taken.contains(label.id)) label.id = Id::random();
            taken.insert(label.id);
            label.event = eventNear(label, replaced, judgedSeconds);
            edit.added.push_back(finite(std::move(label)));
        }
    return edit;
}

}  // namespace seisdesk
