#pragma once
// Adaptation: a network learns from local examples on a copy, and everything that proves (or refutes) that it became better. The same
// procedure for the command line and the window.

#include "core/model/adapt/bootstrap.h"
#include "core/model/adapt/example_set.h"
#include "core/model/adapt/fine_tuner.h"
#include "core/model/adapt/gate.h"
#include "core/model/adapt/label_audit.h"
#include "core/model/adapt/score_curves.h"
#include "core/model/adapt/pick_changes.h"
#include "core/model/adapt/reference_set.h"
#include "core/model/adapt/refinement.h"
#include "core/model/adapt/thresholds.h"
#include "core/model/engine.h"
#include "core/model/pick_uncertainty.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// Windows that must not be forgotten.
struct ReferenceWindows {
    std::string name;
    std::vector<LabelledWindow> windows;
    bool exhaustive = false;
};

struct AdaptationOptions {
    FineTuneJob job;                    ///< its examples are filled here; the rest is passed on
    std::optional<std::size_t> shots;   ///< events to learn from, see shots(); absent: all that are not held out
    std::vector<ReferenceWindows> references;  ///< beside the synthetic records
    ReferenceOptions synthetic;         ///< zero windows: none
    double lowest = 0.05;               ///< height of peaks that are kept for the charts
    AuditOptions audit;
    RefinementOptions refinement;
    ThresholdOptions thresholds;
    BootstrapOptions bootstrap;
    GateOptions gate;
};

/// Scores of one set before and after.
struct ScoredSet {
    std::string name;
    bool exhaustive = false;
    ScoreTable before, after;
    std::vector<Change> changes;
};

struct PartCount {
    std::size_t events = 0, windows = 0, p = 0, s = 0;
};

struct AdaptationReport {
    std::string parent, adapted;        ///< versions
    std::filesystem::path adapter;
    FineTuneOutcome learning;
    std::size_t shots = 0;              ///< events that were learned from, for training and calibration
    PartCount train, calibration, heldOutCount;
    LabelAudit learnedLabels, heldOutLabels;
    Refinement refinement;
    Thresholds atBefore;
    ThresholdChoice atAfter;
    PickUncertainty uncertainty;        ///< of the adapter's picks, calibrated on the calibration part
    ScoredSet heldOut;
    std::vector<ScoredSet> references;  ///< the real ones first
    std::vector<BinnedChanges> byDistance, bySnr;
    std::vector<ScoreCurves> curvesBefore, curvesAfter;  ///< P, S
    std::vector<PickChange> changed;
    Verdict verdict;
    double seconds = 0.0;               ///< all of it; learning alone is in `learning`
};

/// Splits are those of the set. Steps: audit of the labels and scores before, learning (Engine::fineTune), thresholds on the calibration
/// part (given up where the reference would lose by them), scores after, gate. The adapter's contract gets the thresholds and pick uncertainties, its
/// metadata "metrics" (JSON: the report without curves) and "verdict" (JSON). The adapter is written whatever the gate says. Errors:
/// InvalidArgument when nothing is there to learn from or the parent does not pick; as Engine::load and Engine::fineTune; Cancelled.
Result<AdaptationReport> adapted(Engine& engine, const ExampleSet& set, const AdaptationOptions& options, const Progress& progress);

}  // namespace seisdesk
