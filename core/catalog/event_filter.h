#pragma once
// EventFilter: which events a list shows, and in what order.

#include "core/base/result.h"
#include "core/catalog/event_row.h"

#include <set>
#include <variant>
#include <vector>

namespace seisdesk {

/// Sides in degrees; west may be greater than east across the date line.
struct LatLonBox {
    double south = -90.0, north = 90.0, west = -180.0, east = 180.0;
    bool operator==(const LatLonBox&) const = default;
};
struct LatLonCircle {
    double latitudeDegrees = 0.0, longitudeDegrees = 0.0, radiusKm = 0.0;
    bool operator==(const LatLonCircle&) const = default;
};
using Region = std::variant<std::monostate, LatLonBox, LatLonCircle>;

/// "35/36.2/-118.5/-117" (south, north, west, east) or "35.7/-117.5/50km" (centre and radius); empty text is everywhere. The error says how.
Result<Region> regionFrom(const std::string& text);
std::string regionText(const Region& region);

/// What is not limited is shown. Events of which a limited value is not known are not.
struct EventFilter {
    std::optional<Time> from, until;
    std::optional<double> smallest, largest;  ///< magnitude
    Region region;
    /// Empty: all. An event nobody has said anything of counts as preliminary.
    std::set<Review> reviews;
    bool unreviewed = false;  ///< only those that are not reviewed, final or rejected
    std::string type;         ///< empty: all
    std::string text;         ///< words, all of which must be in place, author, agency, type or id; case is ignored
    bool operator==(const EventFilter&) const = default;
    bool empty() const { return *this == EventFilter{}; }
};
bool matches(const EventRow& row, const EventFilter& filter);

enum class EventColumn { Status, Time, Magnitude, Depth, Latitude, Longitude, Picks, Type, Author, Place };

struct EventOrder {
    EventColumn column = EventColumn::Time;
    bool descending = false;
    bool unreviewedFirst = false;
    bool operator==(const EventOrder&) const = default;
};

/// Indices of the rows that match, in order. Unknown values come last; ties are by time, then id.
std::vector<std::size_t> listed(const std::vector<EventRow>& rows, const EventFilter& filter, const EventOrder& order);

/// The place in `list` that is `step` (1 or -1) away from `current`, an index of `rows`; with `unreviewed` the next that is not reviewed. Where `current` is
/// not in the list, the first (or last). Nothing at the end.
std::optional<std::size_t> stepped(const std::vector<EventRow>& rows, const std::vector<std::size_t>& list, std::optional<std::size_t> current, int step, bool unreviewed);

}  // namespace seisdesk
