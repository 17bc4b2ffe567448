#pragma once
// PickCells: the tree of cells in space and time that an association searches, richest first.

#include "core/locate/associate/associator.h"

namespace seisdesk {

/// A box: km from the centre of the network, depth, and seconds of origin time.
struct PickCell {
    double north = 0.0, east = 0.0, half = 0.0;  ///< two dimensions halve in turn: `half` is the north-south one
    double halfEast = 0.0, depth = 0.0, halfDepth = 0.0, time = 0.0, halfTime = 0.0;
    std::vector<std::uint32_t> picks;            ///< those it may explain, by station
    int stations = 0;
    double worth = 0.0;                          ///< of an event in here, at most: one for each P and S
    bool known = false;                          ///< `worth` is that of the event itself
    std::vector<std::uint8_t> waves{};           ///< beside `picks`: 1 where it may be P here, 2 S, 3 either; empty: by name alone
    bool small() const { return half <= 3.0 && halfEast <= 3.0 && halfDepth <= 5.0 && halfTime <= 0.6; }
};

/// Stations and picks as a search wants them: seconds after a reference, by station.
struct PickField {
    struct Station {
        std::string name;
        GeoPoint place;
        double elevationKm = 0.0;
    };
    struct Onset {
        std::size_t station = 0;
        double seconds = 0.0, sigma = 0.1;
        std::optional<WaveType> wave;
        bool taken = false;
        std::size_t index = 0;                   ///< in the caller's list
        double confidence = 1.0;
    };
    std::vector<Station> stations;
    std::vector<Onset> onsets;                   ///< by station, then time
    Time reference{};
    GeoPoint centre;
    double reachNorthKm = 0.0, reachEastKm = 0.0;
    double longestSeconds = 0.0;                 ///< from the farthest corner to the farthest station

    PickField(const TravelTimes& times, const std::vector<LoosePick>& picks, const AssociateOptions& options);
};

/// Keeps in `cell` the picks of `from` that it may explain, and counts them.
void fill(PickCell& cell, const std::vector<std::uint32_t>& from, const TravelTimes& times, const PickField& field, const AssociateOptions& options);
/// The two halves along the side that makes the most difference in arrival time, not yet filled.
std::pair<PickCell, PickCell> halves(const PickCell& cell);
/// Counts again when onsets were taken; true when some were.
bool recount(PickCell& cell, const PickField& field);

}  // namespace seisdesk
