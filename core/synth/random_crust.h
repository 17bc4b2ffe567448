#pragma once
// A crust drawn at random within what refraction profiles find: soft cover, two to four crustal layers, Moho, mantle.

#include "core/synth/crust.h"
#include "core/synth/random.h"

namespace seisdesk::synth {

/// Vp rises with depth from 1.5 to 5.5 km/s at the surface to 7.7 to 8.3 km/s below a Moho at 22 to 55 km; Vp/Vs 1.65 to 1.9 in rock
/// and up to 3 in soft cover; density after Brocher (2005); Q grows with Vs.
Crust randomCrust(FastRandom& random);

}  // namespace seisdesk::synth
