#pragma once
// Members: the onsets that a source is made of, as the locator wants them.

#include "core/locate/associate/pick_cells.h"
#include "core/locate/cell_search.h"

#include <optional>

namespace seisdesk {

/// An onset taken for P or S of a source.
struct Member {
    std::uint32_t onset;  ///< in PickField::onsets
    Phase phase;
    double residual, tolerance;
};

/// Whether they are as many, at as many stations and with as many P as an event needs.
bool enough(const std::vector<Member>& members, const PickField& field, const AssociateOptions& options);

/// `picks` are those the field was made of.
std::vector<PhasePick> phasePicks(const std::vector<Member>& members, const PickField& field, const std::vector<LoosePick>& picks);

/// Located from a trial; nothing where they locate nothing.
std::optional<AssociatedEvent> located(const TravelTimes& times, const TrialSource& trial, const std::vector<Member>& members, const PickField& field,
                                       const std::vector<LoosePick>& picks, const AssociateOptions& options);

}  // namespace seisdesk
