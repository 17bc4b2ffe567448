#include "core/session/doubtful_picks.h"

#include "core/model/adapt/relabel_queue.h"

namespace seisdesk {

bool awaitsJudgement(const Label& label) { return !label.end && label.mode == Mode::Automatic && label.review == Review::Preliminary; }

Result<std::vector<DoubtfulPick>> rankByDoubt(const DoubtInput& input, const Progress& progress)
{
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
    QueueEvidence evidence;
    evidence.thresholds = input.thresholds;
    std::vector<DoubtfulPick> out;
    for (QueueEntry& entry : relabelQueue(input.labels, evidence))
        if (!entry.missing) out.push_back({entry.pick.id, entry.worth, std::move(entry.why)});
    return out;
}

}  // namespace seisdesk
