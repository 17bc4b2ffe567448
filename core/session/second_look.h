#pragma once
// SecondLook: doubtful picks looked at again, in several ways and with another version of the network, and what their events lose without them.

#include "core/session/doubtful_picks.h"

#include "core/model/adapt/multi_view.h"

namespace seisdesk {

struct SecondLook {
    std::unordered_map<Id, Agreement> agreement;  ///< of the model in use, by label
    std::shared_ptr<const Prediction> other;      ///< of the other version; null without one
    std::unordered_map<Id, double> effectKm;      ///< see effectsOn()
};

struct SecondLookOptions {
    std::size_t most = 200;         ///< picks; the first ones of the queue as it stands
    double aroundSeconds = 40.0;    ///< of record either side of a pick
    double togetherSeconds = 0.5;   ///< answers within so much of the pick are of it
};

/// Slow: for a background lane. The classical picker, which is cheap and says less, is not asked twice. Errors: as loadModels() and multiView(); Cancelled.
Result<SecondLook> secondLook(const DoubtInput& input, const SecondLookOptions& options, const Progress& progress);

/// The records about the picks; those of other stations are left out.
std::vector<TracePtr> recordsAround(const std::vector<TracePtr>& traces, const std::vector<Label>& picks, double seconds);

/// Of each pick with the views' picks of its phase at its station; where the mean of the views has none, by what single views saw.
std::unordered_map<Id, Agreement> agreementsOf(const std::vector<Label>& picks, const MultiView& views, std::size_t viewCount, double togetherSeconds);

}  // namespace seisdesk
