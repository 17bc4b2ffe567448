#pragma once
// What a model says of the source, in words as short as they can be read (UTF-8).

#include "core/label/label.h"

#include <string>

namespace seisdesk {

/// "2.3±0.2": the value and its sigma, rounded alike; the value alone where there is no sigma or `brief`.
std::string magnitudeText(const Estimate& magnitude, bool brief = false);
/// "34±4", in kilometres: one decimal below 10 km.
std::string distanceText(const Estimate& km, bool brief = false);
/// "120±15", in degrees.
std::string backAzimuthText(const Estimate& degrees, bool brief = false);

/// "M 2.3±0.2  34±4 km  baz 120±15°", without what was not estimated; brief: "M 2.3  34 km  120°". Empty when nothing was.
std::string sourceText(const SourceEstimate& source, bool brief = false);

/// "first motion: up 0.93 of up and down, sure 0.81"; empty when no model spoke of it.
std::string firstMotionText(const SourceEstimate& source);

}  // namespace seisdesk
