#pragma once
// Where an event stands in review, which QuakeML says of origins and magnitudes only.

#include "core/catalog/event.h"

#include <optional>

namespace seisdesk {

/// What was said of the event itself (a comment whose id ends in "/review"), or of its preferred origin; nothing when neither says anything.
std::optional<Review> reviewOf(const Event& event);

/// Reviewed, final or rejected: nothing is left to be done.
bool isReviewed(const Event& event);
bool isReviewed(std::optional<Review> review);

/// The event with its state as a person set it: in its comment and in our own origin, which is manual then. Origins of others stay as they are.
Event withReview(Event event, Review review, const CreationInfo& by);

}  // namespace seisdesk
