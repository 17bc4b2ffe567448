#pragma once
// Learning: what one round of learning from an analyst's corrections is given, and what it gives back as proof, as values.

#include "core/base/progress.h"
#include "core/catalog/event.h"
#include "core/label/label.h"
#include "core/model/adapt/fine_tuner.h"
#include "core/model/adapt/local_examples.h"
#include "core/store/model_registry.h"
#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace seisdesk {

/// How long the network is taught, at most. The proof comes on top.
struct LearningBudget {
    std::uint64_t steps = FineTuneJob().steps;
    std::optional<double> minutes;       ///< absent: as long as the steps take
    bool operator==(const LearningBudget&) const = default;
};

/// A project as it stood when learning began.
struct LearningInput {
    std::vector<TracePtr> traces;
    Inventory inventory;
    std::vector<Event> events;
    std::vector<Label> labels;
    LocalOptions local;                  ///< parts, history and events of the project, see core/store/project_examples.h
    std::int64_t journal = 0;            ///< number of the last edit that is in `labels`
    std::vector<std::string> weights;    ///< of the model that learns, as loadModels() takes them; none: the one that comes with the program
    std::string device = "cpu";
    std::string author;
    std::filesystem::path folder;        ///< for the adapter and the checkpoint; a run that finds a checkpoint there goes on from it
    int threads = 1;
    LearningBudget budget;
};

/// Ends of an interval that holds 95 % of what chance could have given.
struct Interval {
    double low = 0.0, high = 0.0;
    bool operator==(const Interval&) const = default;
};

/// One figure before and after.
struct Measure {
    enum class On { HeldOut, Reference };
    On on = On::HeldOut;
    std::string phase;                   ///< "P", "S"; empty for what is about neither
    std::string name;                    ///< "F1", "precision", "median residual"
    std::string unit;                    ///< "%" for a share of 1, "s", "" ...
    bool lowerIsBetter = false;
    std::optional<double> before, after;
    std::optional<Interval> change;      ///< of after minus before
    bool operator==(const Measure&) const = default;
};

using CurvePoints = std::vector<std::pair<double, double>>;

/// What the charts of one phase show.
struct PhaseProof {
    std::string phase;
    CurvePoints precisionBefore, precisionAfter;      ///< recall, precision
    CurvePoints reliabilityBefore, reliabilityAfter;  ///< what the model said, the share that was right
    std::vector<double> residualsBefore, residualsAfter;  ///< seconds, pick minus label
    bool operator==(const PhaseProof&) const = default;
};

/// A pick that the two versions disagree on.
struct ChangedPick {
    StreamId stream;
    std::string phase;
    std::optional<Time> before, after;   ///< one is absent where the pick is new or gone
    std::optional<Time> analyst;         ///< where a person picked it
    std::optional<double> confidenceBefore, confidenceAfter;
    bool operator==(const ChangedPick&) const = default;
};

struct LearningReport {
    ModelVersion parent, adapted;        ///< the adapted one's file lies in the folder of the input until it is adopted
    bool adopt = false;                  ///< what the gate says
    std::vector<std::string> reasons;    ///< sentences for the analyst, the verdict first
    std::vector<std::string> warnings;   ///< of the labels: suspicious ones, too few of a kind
    std::string method;                  ///< what was trained and why, a sentence
    std::size_t events = 0;              ///< that were learned from
    double seconds = 0.0;
    std::vector<Measure> measures;
    std::vector<PhaseProof> phases;
    std::vector<LearningPoint> curve;
    std::vector<ChangedPick> changed;
};

/// One round, on a worker thread. Cancelled leaves the checkpoint in the folder.
using Learn = std::function<Result<LearningReport>(const LearningInput&, const Progress&)>;

/// One JSON object; also what ModelVersion::metrics of an adopted version holds.
std::string toJson(const LearningReport& report);
/// Members that are not known are ignored, absent ones keep their default. Error: Malformed.
Result<LearningReport> learningReportFrom(const std::string& json);

}  // namespace seisdesk
