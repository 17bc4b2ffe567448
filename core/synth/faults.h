#pragma once
// Faults: what goes wrong between ground and file: missing, dead and duplicated components, gaps, clipping.

#include "core/synth/random.h"
#include "core/synth/station.h"

#include <array>
#include <optional>
#include <vector>

namespace seisdesk::synth {

struct Faults {
    std::array<bool, 3> recorded{true, true, true};  ///< else NaN throughout
    std::optional<std::size_t> dead;                 ///< this component shows nothing of the ground
    std::optional<std::size_t> copyOf;               ///< all recorded components repeat this one
    struct Gap {
        std::size_t begin = 0, end = 0;
        bool zeros = false;  ///< filled with zeros instead of left out
    };
    std::vector<Gap> gaps;
    std::optional<double> clipShare;  ///< of the largest amplitude

    bool shows(std::size_t component) const { return recorded[component] && dead != component && (!copyOf || copyOf == component); }
    /// Whether a gap hides an onset at this sample.
    bool hides(double sample, double rateHz) const;
};

Faults randomFaults(std::size_t samples, double rateHz, FastRandom& random);

/// Clips, rounds to whole counts and applies the faults to a record in counts.
void digitise(std::array<std::vector<float>, 3>& rows, const Station& station, const Faults& faults, FastRandom& random);

}  // namespace seisdesk::synth
