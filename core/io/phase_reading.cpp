#include "core/io/phase_reading.h"

#include <algorithm>
#include <unordered_map>

namespace seisdesk {

namespace {

double errorOf(const Pick& pick)
{
    const Uncertainty& u = pick.timeUncertainty;
    if (u.lower && u.upper) return 0.5 * (*u.lower + *u.upper);
    if (u.symmetric && *u.symmetric > 0.0) return *u.symmetric;
    if (const auto one = u.lower ? u.lower : u.upper) return *one;
    return pick.onset == OnsetQuality::Impulsive ? 0.05 : pick.onset == OnsetQuality::Unset ? 0.1 : 0.2;
}

}  // namespace

std::vector<PhaseReading> phaseReadings(const Event& event)
{
    std::unordered_map<std::string_view, const Arrival*> arrivals;
    if (const Origin* origin = event.origin())
        for (const Arrival& arrival : origin->arrivals) arrivals.try_emplace(arrival.pickId, &arrival);
    std::vector<PhaseReading> out;
    for (const Pick& pick : event.picks) {
        if (pick.status == Review::Rejected) continue;
        PhaseReading reading;
        reading.pick = &pick;
        if (const auto found = arrivals.find(pick.id); found != arrivals.end()) reading.arrival = found->second;
        reading.phase = reading.arrival && !reading.arrival->phase.empty() ? reading.arrival->phase : pick.phaseHint;
        if (reading.phase.empty()) reading.phase = "?";
        reading.errorSeconds = errorOf(pick);
        reading.used = !reading.arrival || reading.arrival->timeWeight.value_or(1.0) > 0.0;
        out.push_back(std::move(reading));
    }
    std::stable_sort(out.begin(), out.end(), [](const PhaseReading& a, const PhaseReading& b) { return a.pick->time < b.pick->time; });
    return out;
}

int weightClass(const PhaseReading& reading)
{
    if (!reading.used) return 4;
    const double error = reading.errorSeconds;
    return error <= 0.05 ? 0 : error <= 0.1 ? 1 : error <= 0.2 ? 2 : error <= 0.5 ? 3 : 4;
}

}  // namespace seisdesk
