#pragma once
// How likely each first motion is, given the others and that a double couple made them all.

#include "core/locate/mechanism/mechanism.h"

namespace seisdesk {

/// Beside each motion, 0 to 1: over all double couples, each as likely as the other motions make it. `options.wrongShare` bounds it. Near one
/// half where the others do not tell. Empty for fewer than 6 motions.
std::vector<double> polarityChances(const std::vector<FirstMotion>& motions, const MechanismOptions& options = {10.0, 0.02, 0.15});

}  // namespace seisdesk
