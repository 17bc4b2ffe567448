#pragma once
// A located event with made-up stations, for tests and pictures of the panels.

#include "core/base/id.h"
#include "core/locate/locator.h"
#include "core/locate/travel/velocity_file.h"

#include <map>
#include <random>

namespace seisdesk::test {

struct Located {
    std::shared_ptr<const TravelTimes> times;
    std::vector<PhasePick> picks;
    Location location;
    std::map<std::string, Id> ids;  ///< "XX.S3 P" ...

    /// P and S of `stations` within 90 km with errors of 0.05 s; `wild` picks are off by seconds and switched off.
    explicit Located(int stations = 16, int wild = 2, std::uint32_t seed = 7)
    {
        times = TravelTimes::of(velocityModel("southern-california").value()).value();
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> across(-90.0, 90.0);
        std::normal_distribution<double> error(0.0, 0.05);
        const GeoPoint centre(35.7, -117.5);
        for (int i = 0; i < stations; ++i) {
            const GeoPoint place = centre.moved(across(random), across(random));
            for (const Phase phase : {Phase::P, Phase::S}) {
                const auto theory = times->arrival(phase, centre, 9.0, place, 0.5);
                PhasePick pick;
                pick.station = "XX.S" + std::to_string(i);
                const Id id = ids[pick.station + ' ' + name(phase)] = Id::random();
                pick.id = id.text();
                pick.place = place;
                pick.elevationKm = 0.5;
                pick.phase = phase;
                pick.time = Time(std::chrono::seconds(1'562'383'193)) + fromSeconds(theory->seconds + error(random));
                if (i < wild && phase == Phase::S) {
                    pick.time += std::chrono::milliseconds(1800);
                    pick.enabled = false;
                }
                picks.push_back(pick);
            }
        }
        location = locate(*times, picks).value();
    }
};

}  // namespace seisdesk::test
