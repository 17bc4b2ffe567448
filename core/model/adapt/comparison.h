#pragma once
// Comparison: what people said of one window beside what a model said of it; scores are sums over comparisons.

#include "core/base/progress.h"
#include "core/label/labelled_window.h"
#include "core/model/load_models.h"
#include "core/model/score.h"

#include <span>
#include <string>
#include <vector>

namespace seisdesk {

struct Comparison {
    std::string window, eventId, stationId;
    std::vector<Label> truth;      ///< with the window's source values on the P
    std::vector<Label> picks;      ///< every peak above `lowest`, highest first or not; thresholds are applied by score()
    std::optional<double> snrDb, distanceKm;
    bool exhaustive = false;
};

struct Thresholds {
    double p = 0.3, s = 0.3;
    bool operator==(const Thresholds&) const = default;
};

/// Runs the models over the windows, each window on its own. Picks are kept down to `lowest` so that thresholds can be chosen afterwards.
Result<std::vector<Comparison>> compared(const LoadedModels& models, std::span<const LabelledWindow> windows, double lowest, const Progress& progress);

ScoreTable score(std::span<const Comparison> comparisons, const Thresholds& thresholds);

}  // namespace seisdesk
