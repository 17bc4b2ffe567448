#pragma once
// How sure the time of a pick is, where it says so and where not.

#include "core/locate/travel/phases.h"

#include <algorithm>
#include <optional>

namespace seisdesk {

/// One sigma in seconds, at least 0.02. A pick that says none has 0.1 as a P and 0.2 as an S.
inline double pickSigmaSeconds(std::optional<double> said, WaveType wave) { return std::max(0.02, said.value_or(wave == WaveType::P ? 0.1 : 0.2)); }

}  // namespace seisdesk
