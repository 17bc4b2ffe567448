#pragma once
// Magnitudes over time, for the report's index.

#include "core/base/time.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

struct TimedMagnitude {
    Time time{};
    std::optional<double> magnitude;  ///< absent: drawn hollow at the foot
    std::string title, link;
};

std::string magnitudeTimePlot(const std::vector<TimedMagnitude>& events, double width = 980.0, double height = 220.0);

}  // namespace seisdesk
