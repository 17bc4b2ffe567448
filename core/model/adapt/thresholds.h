#pragma once
// Thresholds of an adapted picker: chosen on the calibration part, never on what it is scored on.

#include "core/model/adapt/comparison.h"

#include <cstddef>
#include <string>

namespace seisdesk {

struct ThresholdOptions {
    std::size_t leastLabels = 20;    ///< of a phase; with fewer its threshold stays
    double shrinkLabels = 40.0;      ///< n labels move the threshold by n / (n + this) of the way to the best
    double lowest = 0.1, highest = 0.8;
    double leastGain = 0.005;        ///< of F1; for less the threshold stays
};

/// What was chosen for one phase and why, a sentence for people.
struct ChosenThreshold {
    double value = 0.3;
    std::size_t labels = 0;
    std::string reason;
};

struct ThresholdChoice {
    ChosenThreshold p, s;
    Thresholds thresholds() const { return {p.value, s.value}; }
};

/// Highest F1 within 0.1 s of `after`, smoothed over neighbouring thresholds. Records that are not exhaustive would always ask for the
/// lowest threshold, because their extra picks may be right: picks beyond as many extra ones as `before` made at its thresholds count as
/// false. Both must hold picks down to `lowest` of the same windows.
ThresholdChoice chooseThresholds(std::span<const Comparison> before, const Thresholds& atBefore, std::span<const Comparison> after,
                                 const ThresholdOptions& options = {});

}  // namespace seisdesk
