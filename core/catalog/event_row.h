#pragma once
// EventRow: what a list says of one event.

#include "core/catalog/event.h"

namespace seisdesk {

/// Absent members are not known.
struct EventRow {
    ResourceId id;
    std::optional<Time> time;
    std::optional<double> latitudeDegrees, longitudeDegrees, depthKm, magnitude;
    std::string magnitudeType, place, type;
    std::optional<Review> review;
    std::string author, agency;  ///< of the preferred origin, else of the event
    std::optional<Mode> mode;
    std::size_t picks = 0;
    bool operator==(const EventRow&) const = default;
};

/// `picks`: how many the event has.
EventRow rowOf(const Event& event, std::size_t picks);

/// What describes the place: the first description, or the region of the preferred origin.
std::string placeOf(const Event& event);

}  // namespace seisdesk
