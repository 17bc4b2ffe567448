#pragma once
// PhaseReading: one pick as phase files know it, with what the preferred origin says of it.

#include "core/catalog/event.h"

#include <string>
#include <vector>

namespace seisdesk {

struct PhaseReading {
    const Pick* pick = nullptr;
    const Arrival* arrival = nullptr;  ///< null where the preferred origin does not name the pick
    std::string phase;                 ///< of the arrival or the hint; never empty ("?")
    double errorSeconds = 0.0;         ///< one sigma: what the pick says, or 0.05, 0.1, 0.2 s by its onset
    bool used = true;                  ///< false: weighs nothing
};

/// The picks that stand, in order of time: those of status rejected are left out, as phase files cannot say so.
std::vector<PhaseReading> phaseReadings(const Event& event);

/// The classes of HYPO71 and its kin: 0 best (0.05 s or less), 3 poorest (0.5 s), 4 not used.
int weightClass(const PhaseReading& reading);

/// A phase file, and what it could not say.
struct PhaseFile {
    std::string text;
    std::vector<std::string> notes;
};

}  // namespace seisdesk
