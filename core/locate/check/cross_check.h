#pragma once
// CrossCheck: what each station says against the event that the others make; what does not fit, with the reason in words.

#include "core/base/progress.h"
#include "core/label/label.h"
#include "core/locate/locator.h"

namespace seisdesk {

/// An onset with what was said of it.
struct CheckedPick {
    PhasePick pick;
    Polarity polarity = Polarity::Unset;
    SourceEstimate source;   ///< what a network says from this record alone
};

enum class FlagKind { Time, Clock, Distance, BackAzimuth, Magnitude, Polarity };
/// "time", "clock", "distance", "back-azimuth", "magnitude", "polarity".
const char* name(FlagKind doubt);

/// Beside each pick; what was not said or cannot be judged is absent. z are robust: over sigma, prediction and scatter of the event.
struct PickCheck {
    std::string id, station;
    std::optional<double> residualSeconds;   ///< against the location without this station and without what is doubted
    std::optional<double> timeZ;              ///< given all other picks, also the station's own other one
    std::optional<double> sMinusPZ, clockZ;   ///< of the station: the difference, and a shift of both
    std::optional<double> distanceZ, backAzimuthZ, magnitudeZ;
    std::optional<double> polarityChance;    ///< that the first motion is as it says, by the other stations' first motions
};

struct Flag {
    std::string pick, station;
    FlagKind doubt = FlagKind::Time;
    double z = 0.0;                          ///< 0 for a polarity
    std::string reason;                      ///< one sentence for people
};

struct CrossCheck {
    std::vector<PickCheck> picks;            ///< in the order of the picks
    std::vector<Flag> flags;                 ///< worst first
};

struct CrossCheckOptions {
    LocateOptions locate;                    ///< `start` is where the event is
    std::optional<double> magnitude;         ///< absent: the median of what the stations say
    double timeZ = 1.75, clockZ = 2.6, sourceZ = 3.5;
    double smallestClockSeconds = 0.25;
    double polarityChance = 0.35;           ///< less likely first motions are flagged
};

/// Leaves out each station in turn, locates without it, and compares; what is doubted in one round is left out everywhere in the next, so that
/// a wrong pick neither hides itself nor accuses others. Errors as locate(): fewer than 4 stations, or 5 picks, cannot be checked; Cancelled.
Result<CrossCheck> crossCheck(const TravelTimes& times, const std::vector<CheckedPick>& picks, const CrossCheckOptions& options, const Progress& progress = {});

}  // namespace seisdesk
