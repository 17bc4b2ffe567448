#pragma once
// Phase files for locators.

#include "core/io/phase_reading.h"

namespace seisdesk {

/// NonLinLoc observations (NLLOC_OBS): one line a pick, an empty line between events. What weighs nothing has the prior weight 0, which NonLinLoc
/// understands since version 6.
PhaseFile nonLinLocObservations(const std::vector<Event>& events);

/// HYPO71 phase cards: one for each station and P, with the first S behind it; a card of "10" ends an event. Stations have four letters and no
/// network, so that names may be cut or become equal, which is noted; other phases are left out.
PhaseFile hypo71Cards(const std::vector<Event>& events);

}  // namespace seisdesk
