#pragma once
// States of a review as panels are shown them.

#include "core/session/review_inputs.h"
#include "tests/core/session/review_scene.h"
#include "ui/review/review_state.h"

namespace seisdesk::test {

inline ReviewState stateOf(const ReviewScene& scene)
{
    LabelSet labels;
    if (!labels.apply({"all", {}, scene.labels})) qFatal("labels");
    ReviewState out;
    out.hasEvent = true;
    const ReviewInputs inputs = reviewInputs(scene.event, labels, scene.inventory);
    out.picks = inputs.picks;
    const auto location = locate(*reviewTimes(), inputs.picks);
    if (location) out.location = *location;
    else out.problem = QString::fromStdString(location.error().message);
    return out;
}

/// The same with a pick somewhere else.
inline void drag(ReviewState& state, std::size_t pick, double seconds)
{
    std::vector<PhasePick> picks = state.picks;
    picks[pick].time += fromSeconds(seconds);
    LocateOptions options;
    options.start = Hypocentre{state.location->epicentre.latitudeDegrees, state.location->epicentre.longitudeDegrees, state.location->depthKm};
    state.ghost = locate(*reviewTimes(), picks, options).value();
    state.touched = picks[pick].id;
}

}  // namespace seisdesk::test
