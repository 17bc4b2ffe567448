#pragma once
// Maps of the report: one event among its stations, and all events of a sequence.

#include "core/locate/travel/geodesy.h"
#include "core/report/map_ground.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

struct MappedStation {
    std::string name;
    GeoPoint place;
    std::optional<double> residualSeconds;  ///< of its P, else of its S; absent: not used
    bool flagged = false;
};

struct MappedEvent {
    GeoPoint epicentre;
    double depthKm = 0.0;
    std::optional<double> magnitude;
    std::string title, link;                ///< `link` may be empty
    double semiMajorKm = 0.0, semiMinorKm = 0.0, azimuthDegrees = 0.0;  ///< of the ellipse; 0: none
};

/// Stations as triangles, blue for early and red for late by up to half a second.
std::string eventMap(const MappedEvent& event, const std::vector<MappedStation>& stations, const MapGround& ground = {});
/// Events as circles by magnitude, coloured by depth.
std::string sequenceMap(const std::vector<MappedEvent>& events, const std::vector<MappedStation>& stations, const MapGround& ground = {});

/// "#rrggbb" from blue (-1) over grey (0) to red (1).
std::string residualColour(double value);

}  // namespace seisdesk
