#pragma once
// Lines as short SVG path data: simplified, brought to whole units and written as steps.

#include <string>
#include <utility>
#include <vector>

namespace seisdesk {

using Points = std::vector<std::pair<double, double>>;

/// Without points that are nearer than `tolerance` to the line between those that stay (Ramer, Douglas, Peucker); the ends stay.
Points simplified(const Points& points, double tolerance);

/// "M472 84l4 1 4-3" in whole units, to be drawn in a group that is scaled by the unit; empty for fewer than two points.
std::string steps(const Points& points, double unit, bool closed = false);

/// A group that draws steps() of this unit; ends with "</g>".
std::string scaledGroup(double unit, const std::string& attributes);

}  // namespace seisdesk
