#pragma once
// MapContent: what the map shows above the ground; values only.

#include "core/catalog/event.h"
#include "core/waveform/inventory.h"
#include "ui/review/review_state.h"

namespace seisdesk {

struct MapStation {
    std::string name;  ///< "NET.STA"
    GeoPoint place;
    bool picked = false, used = false;
    double residualSeconds = std::numeric_limits<double>::quiet_NaN();  ///< of P where it is used, else of S
    double otherSeconds = std::numeric_limits<double>::quiet_NaN();     ///< of S beside P
};

/// Another event than the one under review.
struct MapEvent {
    ResourceId id;
    GeoPoint place;
    Time time{};
    double depthKm = 0.0;
    std::optional<double> magnitude;
};

/// Of another agency or program for the event under review.
struct MapOrigin {
    GeoPoint place;
    std::string agency;
};

/// Every station of the inventory once, with what the event's picks say there.
std::vector<MapStation> mapStations(const Inventory& inventory, const ReviewState& state);

/// Events that have an origin, without `current`.
std::vector<MapEvent> mapEvents(const std::vector<Event>& events, const ResourceId& current);

/// Origins of the event besides its own one.
std::vector<MapOrigin> otherOrigins(const Event& event);

}  // namespace seisdesk
