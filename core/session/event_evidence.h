#pragma once
// EventEvidence: what located events say of the picks that belong to them.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/catalog/event.h"
#include "core/label/label.h"
#include "core/waveform/inventory.h"

#include <unordered_map>
#include <vector>

namespace seisdesk {

struct EventEvidence {
    std::unordered_map<Id, double> residualSeconds;  ///< by label: observed minus predicted
    std::unordered_map<Id, double> effectKm;         ///< how far the hypocentre goes when the pick is left out
};

/// As the arrivals of the preferred origins have them, whoever located. Effects are not in there.
EventEvidence residualsIn(const std::vector<Event>& events);

/// Locates each event that one of `asked` is used in anew, with all its labels and without the asked one, in the velocity model of its
/// preferred origin where that comes with the program (else iasp91). Events that cannot be located, also without the pick, say nothing. Slow. Error: Cancelled.
Result<std::unordered_map<Id, double>> effectsOn(const std::vector<Event>& events, const std::vector<Label>& labels, const std::vector<Id>& asked,
                                                 const Inventory& inventory, const Progress& progress);

}  // namespace seisdesk
