#pragma once
// Figures of a proof as people read them.

#include "core/session/learning.h"

#include <QString>

namespace seisdesk {

/// "93.1 %", "0.042 s", "12"; a dash for what is not known.
QString measureText(const std::optional<double>& value, const Measure& measure);
/// "+2.1 (0.4 to 3.9)", of shares in percentage points; without the interval where there is none.
QString changeText(const Measure& measure);

enum class Direction { Better, Worse, WithinChance };
/// By the interval of the change.
Direction directionOf(const Measure& measure);

/// "P F1"
QString nameOf(const Measure& measure);
/// "about 3 min"
QString remainingText(double seconds);

}  // namespace seisdesk
