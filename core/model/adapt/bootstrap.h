#pragma once
// Change: what became better or worse between two models on the same windows, with an interval from redrawn events.

#include "core/model/adapt/comparison.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// A number read off a score.
struct Yardstick {
    std::string name;    ///< "P F1", "S F1", "F1", "error rate", "P residual" ...
    std::string unit;    ///< "s", "km"; empty for shares and magnitudes
    bool moreIsBetter = true;
    std::function<std::optional<double>(const ScoreTable&)> of;
};

/// P and S F1 within 0.1 s, their mean and one minus it ("error rate"), medians of residuals without sign and their deviations, share
/// of labelled first motions that are said right, mean absolute errors of magnitude and distance.
const std::vector<Yardstick>& yardsticks();

struct Change {
    std::string measure, unit;
    bool moreIsBetter = true;
    std::optional<double> before, after;
    std::optional<double> change;      ///< after minus before
    std::optional<double> low, high;   ///< of the change: the middle 95 % of redrawn events; absent with fewer than two events
    std::size_t events = 0;
    /// The whole interval lies on one side of zero.
    bool surelyBetter() const { return low && (moreIsBetter ? *low > 0.0 : *high < 0.0); }
    bool surelyWorse() const { return low && (moreIsBetter ? *high < 0.0 : *low > 0.0); }
};

/// What was compared, by both models.
struct BeforeAndAfter {
    std::vector<Comparison> before, after;  ///< the same windows in the same order
    Thresholds atBefore, atAfter;
    std::size_t events() const;             ///< distinct ones; windows without an event count one by one
};

struct BootstrapOptions {
    std::size_t draws = 1000;
    double level = 0.95;
    std::uint64_t seed = 1;
};

/// One change per yardstick, in order. Events are drawn with replacement, each with all its windows of both models, so that what is
/// common to both cancels. What a draw says nothing of is left out of that draw.
std::vector<Change> changes(const BeforeAndAfter& pair, const BootstrapOptions& options = {});
const Change* changeOf(const std::vector<Change>& changes, const std::string& measure);

/// Changes among windows of one kind.
struct BinnedChanges {
    std::string bin;  ///< "0 to 20 km", "5 to 15 dB"
    std::size_t windows = 0;
    std::vector<Change> changes;
};
/// Below 20, 60, 150 km, beyond, and unknown distance; empty bins are left out.
std::vector<BinnedChanges> changesByDistance(const BeforeAndAfter& pair, const BootstrapOptions& options = {});
/// Below 5, 15, 25 dB, above, and unknown.
std::vector<BinnedChanges> changesBySnr(const BeforeAndAfter& pair, const BootstrapOptions& options = {});

}  // namespace seisdesk
