#pragma once
// Associator: picks of many stations become events, by travel times alone.

#include "core/locate/locator.h"

namespace seisdesk {

/// An onset that belongs to no event yet. Without a wave it may be P or S.
struct LoosePick {
    std::string id, station;
    GeoPoint place;
    double elevationKm = 0.0;
    std::optional<WaveType> wave;
    Time time{};
    double sigmaSeconds = 0.1;
    double confidence = 1.0;  ///< 0 to 1: chance is as frequent as onsets of the station that are no less sure
};

struct AssociateOptions {
    int fewestPicks = 7, fewestStations = 4, fewestP = 3;
    double smallestShare = 0.4;        ///< of the stations nearer than the median of an event's must have seen it
    double marginKm = 40.0;            ///< how far events may lie outside the stations
    double deepestKm = 35.0;
    double toleranceSeconds = 0.5;     ///< an onset may be off by this and toleranceFraction of its travel time
    double toleranceFraction = 0.03;
    double largestRmsSeconds = 0.8;
    /// Natural logarithm of how much likelier a source must be than chance, after all places and times that were looked at. Below zero because the
    /// rate of chance counts onsets of other events, too: of 2800 onsets in an hour, shuffled between stations, 0 events come out at 3, 3 at -7, 75 without.
    double leastEvidence = -7.0;
    LocateOptions locate;              ///< of the final locations
};

struct AssociatedEvent {
    Location location;                 ///< its picks are in the order of `picks`
    std::vector<std::size_t> picks;    ///< indices of the loose picks
    std::vector<Phase> phases;         ///< P or S, beside `picks`
};

struct Association {
    std::vector<AssociatedEvent> events;  ///< by origin time
    std::vector<std::size_t> alone;       ///< picks that belong to no event
};

/// Searches place, depth and origin time for the source that explains most picks, halving cells and keeping those that could still win (as PyOcto,
/// Muenchmeyer 2024); locates the source, gathers every onset that fits it, takes those away, and goes on. Each pick belongs to one event and a
/// station gives one P and one S to each. Error Cancelled.
Result<Association> associate(const TravelTimes& times, const std::vector<LoosePick>& picks, const AssociateOptions& options = {},
                              const Progress& progress = {});

}  // namespace seisdesk
