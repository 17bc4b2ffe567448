#pragma once
// Comparison: what people said of one window beside what a model said of it; scores are sums over comparisons.

#include "core/base/progress.h"
#include "core/label/labelled_window.h"
#include "core/model/annotator.h"
#include "core/model/load_models.h"
#include "core/model/score.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace seisdesk {

/// What networks for polarity, magnitude, distance or back-azimuth say of a whole window, with no need of a pick.
struct WholeWindow {
    SourceEstimate truth;
    Polarity polarity = Polarity::Unset;
    SourceEstimate said;
};

struct Comparison {
    std::string window, eventId, stationId;
    std::vector<Label> truth;      ///< with the window's polarity and the values that the picker is asked for on the P
    std::vector<Label> picks;      ///< every peak above `lowest`, highest first or not; thresholds are applied by score()
    SourceEstimate asked;          ///< values of the window that the picker, and no other network, is to say
    std::optional<WholeWindow> whole;
    bool picked = true;            ///< false when only source networks looked at it
    std::optional<double> snrDb;   ///< of the first P, see pSnrDb()
    std::optional<double> distanceKm;
    bool exhaustive = false;       ///< every arrival is labelled; for the caller to say
    std::vector<TimeSpan> quiet;   ///< known to hold no onset; for the caller to say
};

struct Thresholds {
    double p = 0.3, s = 0.3;
    bool operator==(const Thresholds&) const = default;
};

/// Those that the picker's contract asks for.
Thresholds contractThresholds(const LoadedModels& models);

/// Runs the models over the windows, each window on its own. Picks are kept down to `lowest` so that thresholds can be chosen afterwards.
Result<std::vector<Comparison>> compared(const LoadedModels& models, std::span<const LabelledWindow> windows, double lowest, const Progress& progress);
/// The same with picks as the options ask for.
Result<std::vector<Comparison>> compared(const LoadedModels& models, std::span<const LabelledWindow> windows, const AnnotateOptions& options,
                                         const Progress& progress);

/// Adds one comparison to a score, with the picks that reach the thresholds.
void addTo(Score& score, const Comparison& comparison, const Thresholds& thresholds);
/// The same with the highest P and the highest S alone; source values are those of the highest P, wherever it stands.
void addHighestTo(Score& score, const Comparison& comparison);

ScoreTable score(std::span<const Comparison> comparisons, const Thresholds& thresholds);

}  // namespace seisdesk
