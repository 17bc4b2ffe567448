#pragma once
// The relabel queue: which picks an analyst should look at next, and why.

#include "core/label/prediction.h"
#include "core/model/adapt/comparison.h"
#include "core/model/adapt/multi_view.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace seisdesk {

/// How doubtful a pick is in each respect, 0 (not at all) to 1.
struct Doubt {
    double uncertainty = 0.0;   ///< its interval is wide
    double threshold = 0.0;     ///< it would not be there at a slightly higher threshold (or would, at a lower one)
    double disagreement = 0.0;  ///< another model version, or another view, sees it elsewhere or not at all
    double residual = 0.0;      ///< it does not fit the event, or the other phase of its station
    double effect = 0.0;        ///< the event would be elsewhere without it
};

/// What is known beside the picks; all of it optional.
struct QueueEvidence {
    Thresholds thresholds;
    const Prediction* other = nullptr;           ///< of another model version, on the same records; with curves it says how nearly it agrees
    std::string otherName = "The other version";
    const std::unordered_map<Id, Agreement>* agreement = nullptr;  ///< of multiView()
    std::function<std::optional<double>(const Label&)> residualSeconds;  ///< observed minus predicted by the pick's event
    std::function<std::optional<double>(const Label&)> effectKm;         ///< how far the event moves without the pick
};

struct QueueOptions {
    /// Weights from 0 to 1; a doubt of 1 with weight w makes the pick worth w by itself. Together: 1 - product of (1 - w * doubt).
    Doubt weights{0.5, 0.7, 0.9, 0.6, 0.6};
    double togetherSeconds = 0.5;  ///< picks of two versions within so much are of one onset
    /// Each of the last `memory` entries that is of the same station makes a pick worth so much less: five of one kind teach
    /// little more than one.
    double repetition = 0.6;
    std::size_t memory = 8;
};

struct QueueEntry {
    Label pick;
    bool missing = false;   ///< the other version has it, this one does not; `pick` is the other's
    double worth = 0.0;     ///< 0 to 1, before diversity
    Doubt doubt;
    std::string why;        ///< a sentence: the weightiest of the reasons
    std::vector<std::string> reasons;  ///< all that weigh something, the weightiest first
};

/// Automatic picks that nobody has reviewed, and onsets that only the other version sees where there is no pick of any kind, most
/// worth looking at first. `labels` are all labels as they stand: reviewed ones are not queued, but nothing is missing where one is.
std::vector<QueueEntry> relabelQueue(std::span<const Label> labels, const QueueEvidence& evidence, const QueueOptions& options = {});

}  // namespace seisdesk
