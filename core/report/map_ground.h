#pragma once
// Map ground: land, water, shores and borders that lie under the maps of a report.

#include "core/report/map_frame.h"

#include <utility>
#include <vector>

namespace seisdesk {

enum class GroundKind { Land, Water, Shore, Nation, State };

/// Areas are closed and painted in their order, lines over them.
struct GroundShape {
    GroundKind kind = GroundKind::Shore;
    std::vector<std::pair<float, float>> points;  ///< longitude and latitude in degrees
};

using MapGround = std::vector<GroundShape>;

/// What of it lies in the frame, cut at its edge and no finer than the picture; nothing for no ground.
std::string drawnGround(const MapFrame& frame, const MapGround& ground);

}  // namespace seisdesk
