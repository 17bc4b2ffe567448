#include "ui/trace/theory.h"

#include <algorithm>

namespace seisdesk {

namespace {

bool isShown(Phase phase, TheoryPhases phases)
{
    const bool first = phase == Phase::P || phase == Phase::S;
    switch (phases) {
    case TheoryPhases::First: return first;
    case TheoryPhases::Regional:
        switch (phase) {
        case Phase::Pg: case Phase::Sg: case Phase::Pb: case Phase::Sb: case Phase::Pn: case Phase::Sn: case Phase::PmP: case Phase::SmS: return true;
        default: return first;
        }
    case TheoryPhases::All: break;
    }
    return true;
}

}  // namespace

std::vector<TheoryMark> theoreticalArrivals(const Theory& theory, const Station& station, TheoryPhases phases)
{
    std::vector<TheoryMark> out;
    if (!theory.times) return out;
    const GeoPoint place(station.latitudeDegrees, station.longitudeDegrees);
    const std::string name = station.network + '.' + station.code;
    const auto late = [&](WaveType wave) {
        const auto found = theory.corrections.find({name, wave});
        return found == theory.corrections.end() ? 0.0 : found->second;
    };
    for (const TheoreticalArrival& arrival : theory.times->arrivals(theory.epicentre, theory.depthKm, place, 1e-3 * station.elevationMetres))
        if (isShown(arrival.phase, phases)) out.push_back({arrival.phase, theory.time + fromSeconds(arrival.seconds + late(arrivesAs(arrival.phase)))});
    // P and S are first arrivals under a name of their own: beside Pn or Pg they would only hide it.
    const auto named = [&](const TheoryMark& mark) {
        return std::any_of(out.begin(), out.end(), [&](const TheoryMark& other) {
            return other.phase != mark.phase && arrivesAs(other.phase) == arrivesAs(mark.phase) && std::chrono::abs(other.time - mark.time) < std::chrono::milliseconds(1);
        });
    };
    std::erase_if(out, [&](const TheoryMark& mark) { return (mark.phase == Phase::P || mark.phase == Phase::S) && named(mark); });
    return out;
}

}  // namespace seisdesk
