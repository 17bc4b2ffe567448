#pragma once
// SourceTime: a large earthquake as a few smaller ones that grow.

#include "core/synth/random.h"

#include <vector>

namespace seisdesk::synth {

struct SourceTime {
    std::vector<double> seconds, weights;  ///< of each piece after the first; weights sum to 1
    double count() const { return static_cast<double>(weights.size()); }
};

/// One piece up to magnitude 3.5, up to ten above; they follow each other over about the duration 0.65 / cornerHz, and the
/// first is rarely the largest.
SourceTime randomSourceTime(double magnitude, double cornerHz, FastRandom& random);

}  // namespace seisdesk::synth
