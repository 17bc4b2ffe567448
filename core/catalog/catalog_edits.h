#pragma once
// What analysts do with events, as pure functions that make an edit of labels and events together.

#include "core/catalog/event_set.h"
#include "core/label/edits.h"
#include "core/label/label_set.h"

#include <string>
#include <vector>

namespace seisdesk {

/// One undo step over labels and events. Its name is that of `labels`.
struct CatalogEdit {
    Edit labels;
    EventEdit events;
    bool empty() const { return labels.empty() && events.empty(); }
};

/// Puts labels into an event, or takes them out of theirs with an empty id; those that are there already are left out. The events that change their
/// picks are part of the edit (as they are, for whoever locates them anew), and one that has neither picks nor an origin of others left is deleted.
CatalogEdit assignPicks(const std::string& name, const std::vector<Label>& picks, const ResourceId& event, const LabelSet& labels, const EventSet& events);

/// A new event without origin made from labels, which leave the events that they were in: also how an event is split.
CatalogEdit newEvent(const std::string& name, const std::vector<Label>& picks, const LabelSet& labels, const EventSet& events, const Signature& by);

/// All labels of `others` go to `target`, with the origins, magnitudes and amplitudes that are not our own; the others are deleted.
CatalogEdit mergeEvents(const ResourceId& target, const std::vector<ResourceId>& others, const LabelSet& labels, const EventSet& events);

/// The labels stay, without an event.
CatalogEdit deleteEvents(const std::vector<ResourceId>& ids, const LabelSet& labels, const EventSet& events);

/// Empty when all of them say so already.
CatalogEdit setReview(const std::vector<ResourceId>& ids, Review review, const EventSet& events, const Signature& by);
CatalogEdit setType(const std::vector<ResourceId>& ids, const std::string& type, const EventSet& events);

/// What QuakeML knows as an event's type, the common ones first.
const std::vector<std::string>& eventTypes();

}  // namespace seisdesk
