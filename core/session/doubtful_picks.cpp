#include "core/session/doubtful_picks.h"

#include "core/model/adapt/relabel_queue.h"
#include "core/session/event_evidence.h"
#include "core/session/second_look.h"

namespace seisdesk {

namespace {

std::optional<double> valueFor(const std::unordered_map<Id, double>& values, const Label& label)
{
    const auto found = values.find(label.id);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

bool awaitsJudgement(const Label& label) { return !label.end && label.mode == Mode::Automatic && label.review == Review::Preliminary; }

Result<std::vector<DoubtfulPick>> rankByDoubt(const DoubtInput& input, const Progress& progress)
{
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
    QueueEvidence evidence;
    evidence.thresholds = input.thresholds;
    const EventEvidence events = residualsIn(input.events);
    if (!events.residualSeconds.empty()) evidence.residualSeconds = [&](const Label& label) { return valueFor(events.residualSeconds, label); };
    if (input.look) {
        evidence.other = input.look->other.get();
        if (evidence.other) evidence.otherName = evidence.other->model;
        evidence.agreement = &input.look->agreement;
        evidence.effectKm = [&](const Label& label) { return valueFor(input.look->effectKm, label); };
    }
    std::vector<DoubtfulPick> out;
    for (QueueEntry& entry : relabelQueue(input.labels, evidence))
        if (!entry.missing) {
            std::string reason;
            for (const std::string& one : entry.reasons) reason += (reason.empty() ? "" : " ") + one;
            out.push_back({entry.pick.id, entry.worth, std::move(reason)});
        }
    return out;
}

}  // namespace seisdesk
