#pragma once
// ReviewInputs: what an event is located from, read from its labels and its own origin; and the event with what came of it.

#include "core/catalog/event.h"
#include "core/label/label_set.h"
#include "core/locate/relocate_event.h"

namespace seisdesk {

struct ReviewInputs {
    std::vector<PhasePick> picks;  ///< by time; ids are the labels'
    std::optional<double> fixedDepthKm;
    /// P whose model said how far the source is and in which direction, the surest first.
    std::vector<StationEstimate> estimates;
    std::vector<std::string> unplaced;  ///< stations ("NET.STA") that the inventory lacks

    int stations() const;  ///< with picks that count
    bool operator==(const ReviewInputs& other) const;
};

/// What stands for uncertainties that a model did not give.
inline constexpr double unsureDistanceShare = 0.3, unsureBackAzimuthDegrees = 40.0;

/// From the labels that belong to the event. Switched off is what has weight 0 in the event's own origin, or in the preferred one where it has none
/// of its own yet; a correction is what the pick was that it replaces.
ReviewInputs reviewInputs(const Event& event, const LabelSet& labels, const Inventory& inventory);

/// `event` with its own origin made from `location` and preferred. `picks` are those it was made from, whose ids are the labels'; one that is on but
/// not used, because its phase does not arrive, has no weight instead of weight 0.
Event withLocation(const Event& event, const Location& location, const std::vector<PhasePick>& picks, const LabelSet& labels, const OriginSignature& signature, Time created);

/// `event` with picks of its own origin switched on or off; unchanged without one. A pick switched on has weight 1 until it is located again.
Event withUsed(const Event& event, const std::vector<Id>& picks, bool used, const LabelSet& labels);

/// `event` with the depth of its own origin fixed or free; unchanged without one.
Event withFixedDepth(const Event& event, std::optional<double> depthKm);

}  // namespace seisdesk
