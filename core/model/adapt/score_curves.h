#pragma once
// ScoreCurves: what charts show of one phase: precision over recall, residuals, and how far confidences can be believed.

#include "core/model/adapt/comparison.h"

#include <string>
#include <utility>
#include <vector>

namespace seisdesk {

using Points = std::vector<std::pair<double, double>>;

struct ScoreCurves {
    std::string phase;                ///< "P" or "S"
    Points precisionOverRecall;       ///< (recall, precision) within 0.1 s, from high thresholds to low
    std::vector<double> residuals;    ///< pick minus label in seconds, at the thresholds, where that is within half a second
    Points reliability;               ///< (mean confidence, share within 0.1 s of a label) of tenths of the confidences that hold picks
};

/// Picks that may be right because nobody labelled there count for neither precision nor reliability.
ScoreCurves phaseCurves(std::span<const Comparison> comparisons, char phase, const Thresholds& thresholds);

}  // namespace seisdesk
