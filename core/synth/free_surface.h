#pragma once
// SurfaceMotion: how the free surface moves under an upgoing wave of unit amplitude; Aki & Richards (2002), problem 5.6.

#include "core/synth/crust.h"

namespace seisdesk::synth {

struct SurfaceMotion {
    double up = 0.0, radial = 0.0;  ///< radial away from the source
};

/// Of a P (positive away from the source) or SV wave with ray parameter `p` in s/km; where SV is beyond critical the phase shift is left out.
SurfaceMotion surfaceMotion(const Layer& top, double p, Wave wave);

}  // namespace seisdesk::synth
