#pragma once
// Theory: the located source that theoretical arrivals on the traces come from, and those arrivals.

#include "core/locate/misfit.h"
#include "core/locate/travel/travel_times.h"
#include "core/waveform/inventory.h"
#include "ui/trace/trace_options.h"

#include <vector>

namespace seisdesk {

/// The same travel times and place as the residuals have.
struct Theory {
    std::shared_ptr<const TravelTimes> times;
    std::string event;  ///< publicID
    GeoPoint epicentre;
    double depthKm = 0.0;
    Time time{};
    StationCorrections corrections{};  ///< as the location had them: late stations are marked late
};

struct TheoryMark {
    Phase phase = Phase::P;
    Time time{};
    bool operator==(const TheoryMark&) const = default;
};

/// What is shown at a station, by time. A phase that stands for another one that is shown too (S that is Sg) is left to the first.
std::vector<TheoryMark> theoreticalArrivals(const Theory& theory, const Station& station, TheoryPhases phases);

}  // namespace seisdesk
