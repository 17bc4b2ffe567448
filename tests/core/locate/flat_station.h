#pragma once
// One station with a flat velocity response, for signals whose amplitudes are known.

#include "core/locate/size/station_recording.h"

#include <functional>
#include <random>

namespace seisdesk::test {

inline constexpr double flatCounts = 1e9;  ///< per m/s

/// `velocity` (m/s at seconds after the origin) on Z, N and E. P at `pSeconds`, S at `sSeconds`; the record begins 60 s before the origin.
inline StationRecording flatStation(double pSeconds, double sSeconds, double hypocentralKm, const std::function<double(double)>& velocity, double noise = 0.0)
{
    Response response;
    response.sensitivity = flatCounts;
    response.inputUnits = "M/S";
    StationRecording out;
    out.station = "XX.FLAT";
    out.distanceKm = out.hypocentralKm = hypocentralKm;
    out.origin = Time{} + std::chrono::hours(1);
    out.p = out.origin + fromSeconds(pSeconds);
    out.s = out.origin + fromSeconds(sSeconds);
    std::mt19937 random(4);
    std::normal_distribution<double> normal(0.0, noise * flatCounts + 1e-9);
    for (const char component : {'Z', 'N', 'E'}) {
        std::vector<float> counts(18000);
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] = static_cast<float>(flatCounts * velocity(static_cast<double>(i) / 100.0 - 60.0) + normal(random));
        out.components.push_back({StreamId{"XX", "FLAT", "", std::string("HH") + component}, makeSegment(out.origin - std::chrono::seconds(60), 100.0, std::move(counts)),
                                  std::make_shared<const Response>(response), false});
    }
    return out;
}

}  // namespace seisdesk::test
