#pragma once
// DoubtfulPick: a pick worth a person's look, and what ranks them.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/catalog/event.h"
#include "core/label/prediction.h"
#include "core/model/adapt/comparison.h"
#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

struct DoubtfulPick {
    Id label;
    double score = 0.0;    ///< 0 to 1, what a look is worth
    std::string reason;    ///< for people
    bool operator==(const DoubtfulPick&) const = default;
};

/// A project as it stands.
struct DoubtInput {
    std::vector<Label> labels;
    std::vector<TracePtr> traces;
    Inventory inventory;
    std::vector<Event> events;
    std::shared_ptr<const Prediction> prediction;  ///< may be null
    Thresholds thresholds;                         ///< of the model in use
};

/// Picks nobody has judged, the most doubtful first. Runs on a worker thread.
using RankDoubt = std::function<Result<std::vector<DoubtfulPick>>(const DoubtInput&, const Progress&)>;

/// By relabelQueue(), with what the labels themselves tell.
Result<std::vector<DoubtfulPick>> rankByDoubt(const DoubtInput& input, const Progress& progress);

/// True for what a model proposed and nobody has judged.
bool awaitsJudgement(const Label& label);

}  // namespace seisdesk
