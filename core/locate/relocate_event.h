#pragma once
// An event located by its labels: what the desk does whenever they change.

#include "core/catalog/catalog_edits.h"
#include "core/locate/location_origin.h"
#include "core/waveform/inventory.h"

namespace seisdesk {

/// A label at its station. Nothing for spans and rejected labels, without a phase that travel times know, or a station in the inventory. Without an
/// uncertainty P has 0.1 s, S 0.2 s. The id is that of the label's pick, as compile() writes it.
std::optional<PhasePick> phasePickOf(const Label& label, const Inventory& inventory);

/// The same for all labels of an event; those whose arrival in our own origin has weight 0 are switched off (one without a
/// residual did not arrive there).
std::vector<PhasePick> phasePicksOf(const Event& event, const std::vector<Label>& labels, const Inventory& inventory);

/// Of our own origin, where the depth was given by a person.
std::optional<double> fixedDepthKm(const Event& event);

/// The event with our own origin located anew from its labels; fixed depth and switched-off picks are as its own origin says. Errors as locate().
Result<Event> relocated(Event event, const std::vector<Label>& labels, const Inventory& inventory, const TravelTimes& times, LocateOptions options,
                        const OriginSignature& signature, const Progress& progress = {});

/// Locates every event that `edit` leaves behind, from its labels as they are after the edit, so that both are one undo step. `labels`: those of these
/// events before it. An event that can no longer be located keeps its origin, without the arrivals of picks that left. Gives a sentence for each
/// event that could not be located. Error Cancelled.
Result<std::vector<std::string>> locateTouched(CatalogEdit& edit, const std::vector<Label>& labels, const Inventory& inventory, const TravelTimes& times,
                                               const OriginSignature& signature, const Progress& progress = {}, const StationCorrections& corrections = {});

/// Stations without what locating does not need.
Inventory placesOf(const Inventory& inventory);

}  // namespace seisdesk
