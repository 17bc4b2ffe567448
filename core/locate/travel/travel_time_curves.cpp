#include "core/locate/travel/travel_time_curves.h"

#include <algorithm>

namespace seisdesk {

std::vector<TravelTimeCurve> travelTimeCurves(const TravelTimes& times, double depthKm, double nearestDegrees, double farthestDegrees, std::size_t points)
{
    const double first = std::max(0.0, nearestDegrees), last = std::min(farthestDegrees, times.farthestDegrees());
    std::vector<TravelTimeCurve> out;
    if (points < 2 || !(last > first)) return out;
    const TravelTimes::Slice slice = times.slice(depthKm);
    for (int i = 0; i < phaseCount; ++i) {
        const auto phase = static_cast<Phase>(i);
        bool open = false;
        for (std::size_t k = 0; k < points; ++k) {
            const double distance = first + (last - first) * static_cast<double>(k) / static_cast<double>(points - 1);
            const TravelTime time = slice.at(phase, distance);
            if (time && !open) out.push_back({phase, {}, {}});
            open = static_cast<bool>(time);
            if (!open) continue;
            out.back().distancesDegrees.push_back(distance);
            out.back().seconds.push_back(time.seconds);
        }
    }
    return out;
}

}  // namespace seisdesk
