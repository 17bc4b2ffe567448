#include "core/session/learning_stock.h"

#include "core/label/edits.h"
#include "core/session/label_edits.h"

#include <set>
#include <unordered_set>

namespace seisdesk {

namespace {

constexpr std::size_t fewPicks = 10, fewEvents = 5, fewStations = 3;

using Count = std::size_t CorrectionCounts::*;

/// What was done to make this label; null where a person has not spoken.
Count kindOf(const Label& label, const LabelSet& labels, const std::unordered_set<Id>& replaced)
{
    if (label.review == Review::Rejected) return isModels(label) && !replaced.contains(label.id) ? &CorrectionCounts::rejected : nullptr;
    if (isModels(label)) return label.mode == Mode::Manual ? &CorrectionCounts::confirmed : nullptr;
    if (!label.replaces) return &CorrectionCounts::added;
    const Label* old = labels.find(*label.replaces);
    return old && old->time == label.time && old->phase == label.phase ? &CorrectionCounts::repolarised : &CorrectionCounts::moved;
}

std::vector<std::string> missingIn(const LearningStock& stock)
{
    std::vector<std::string> out;
    for (const char* phase : {"P", "S"}) {
        const auto found = stock.byPhase.find(phase);
        const std::size_t n = found == stock.byPhase.end() ? 0 : found->second.all();
        const std::string how = n == 0 ? std::string("No ") + phase + " pick was" : "Only " + std::to_string(n) + ' ' + phase + (n == 1 ? " pick was" : " picks were");
        if (n < fewPicks) out.push_back(how + " judged; with " + std::to_string(fewPicks) + " or more the result can be trusted.");
    }
    if (stock.events > 0 && stock.events < fewEvents)
        out.push_back("The picks are of " + std::to_string(stock.events) + (stock.events == 1 ? " event" : " events") + "; half of the events are kept for the proof, so that " + std::to_string(fewEvents) + " or more are needed.");
    if (stock.byStation.size() < fewStations) out.push_back("They are of " + std::to_string(stock.byStation.size()) + (stock.byStation.size() == 1 ? " station" : " stations") + "; others will profit less.");
    if (stock.corrections.confirmed == 0) out.push_back("No pick was confirmed. Confirm right ones too, or the model only sees where it was wrong.");
    return out;
}

}  // namespace

LearningStock learningStock(const LabelSet& labels)
{
    const std::vector<const Label*> all = labels.all();
    std::unordered_set<Id> replaced;
    for (const Label* label : all)
        if (label->replaces && label->review != Review::Rejected) replaced.insert(*label->replaces);
    LearningStock out;
    std::set<std::string> events;
    for (const Label* label : all) {
        if (label->end) continue;
        const Count kind = kindOf(*label, labels, replaced);
        if (!kind) continue;
        ++(out.corrections.*kind);
        ++(out.byPhase[phaseFamily(label->phase)].*kind);
        ++(out.byStation[label->stream.network + '.' + label->stream.station].*kind);
        if (!label->event.empty()) events.insert(label->event);
    }
    out.events = events.size();
    if (out.corrections.all() > 0) out.missing = missingIn(out);
    return out;
}

}  // namespace seisdesk
