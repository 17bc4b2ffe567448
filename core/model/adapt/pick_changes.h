#pragma once
// PickChange: a pick that two models disagree on, beside the label where there is one.

#include "core/model/adapt/comparison.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

struct PickChange {
    enum class Kind { Appeared, Vanished, Moved };
    Kind kind = Kind::Moved;
    std::string window, eventId, stationId, phase;  ///< phase "P" or "S"
    std::optional<Label> before, after;             ///< one is absent where the pick is new or gone
    std::optional<Label> truth;                     ///< label of the phase within half a second of either
    /// Appeared at a label, vanished where none is, moved closer to one.
    bool better() const;
};
std::string word(PickChange::Kind kind);  ///< "appeared", "vanished", "moved"

/// Picks at the thresholds of each side. Of pairs within half a second only those count that are more than `leastSeconds` apart.
std::vector<PickChange> pickChanges(std::span<const Comparison> before, const Thresholds& atBefore, std::span<const Comparison> after,
                                    const Thresholds& atAfter, double leastSeconds = 0.05);

}  // namespace seisdesk
