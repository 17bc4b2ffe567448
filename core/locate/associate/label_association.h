#pragma once
// Loose labels of a project become events, or join events that are there.

#include "core/catalog/catalog_edits.h"
#include "core/catalog/event_set.h"
#include "core/label/label_set.h"
#include "core/locate/associate/associator.h"
#include "core/locate/location_origin.h"
#include "core/waveform/inventory.h"

namespace seisdesk {

struct LabelAssociationOptions {
    AssociateOptions associate;
    OriginSignature signature;
    std::optional<TimeSpan> within;  ///< only loose labels in here
};

/// What an association says, to be worked into the project as it stands by then.
struct LabelAssociation {
    struct Member {
        Id label;
        ResourceId event;
        std::string phase;  ///< what it was taken for
    };
    std::vector<Member> members;
    std::vector<Event> events;          ///< those that grew, then new ones; what counts is their own origin
    std::size_t found = 0, grown = 0;   ///< how many of each
    std::size_t joined = 0, alone = 0;  ///< labels
    std::vector<std::string> notes;     ///< what could not be used, one sentence each
};

/// An onset that is in no event and was not rejected.
bool isLoose(const Label& label);

/// `labels`: the loose ones, and those of `events`. Events that picks join are located anew, in their own origin. Error Cancelled.
Result<LabelAssociation> associateLabels(const std::vector<Label>& labels, const std::vector<Event>& events, const Inventory& inventory, const TravelTimes& times,
                                         const LabelAssociationOptions& options, const Progress& progress = {});

/// Makes it so: labels get their event (and a phase, where they had none), events their origin. Labels and events that have changed meanwhile so
/// that it no longer holds stay out.
CatalogEdit associationEdit(const LabelAssociation& association, const LabelSet& labels, const EventSet& events);

}  // namespace seisdesk
