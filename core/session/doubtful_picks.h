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
    std::string reason;    ///< for people, the weightiest first, a sentence each
    bool operator==(const DoubtfulPick&) const = default;
};

/// Which network proposed the picks, and which other version it is compared with.
struct DoubtedModel {
    std::vector<std::string> weights;  ///< as loadModels() takes them
    std::string device = "cpu";
    std::string other;                 ///< weights; empty: none
};

struct SecondLook;

/// A project as it stands.
struct DoubtInput {
    std::vector<Label> labels;
    std::vector<TracePtr> traces;                  ///< about the picks; for second looks alone
    Inventory inventory;
    std::vector<Event> events;
    std::shared_ptr<const Prediction> prediction;  ///< may be null
    Thresholds thresholds;                         ///< of the model in use
    DoubtedModel model;
    std::shared_ptr<const SecondLook> look;        ///< null until there was one
};

/// Picks nobody has judged, the most doubtful first. Runs on a worker thread.
using RankDoubt = std::function<Result<std::vector<DoubtfulPick>>(const DoubtInput&, const Progress&)>;

/// What a second look gives, on a worker thread.
using LookAgain = std::function<Result<SecondLook>(const DoubtInput&, const Progress&)>;

/// By relabelQueue(), with what the labels themselves tell, the residuals in their events, and the second look.
Result<std::vector<DoubtfulPick>> rankByDoubt(const DoubtInput& input, const Progress& progress);

/// True for what a model proposed and nobody has judged.
bool awaitsJudgement(const Label& label);

}  // namespace seisdesk
