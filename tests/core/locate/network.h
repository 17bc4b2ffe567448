#pragma once
// Stations around a place and picks of made-up sources.

#include "core/locate/locator.h"
#include "core/locate/travel/velocity_file.h"
#include "core/waveform/inventory.h"

#include <random>

namespace seisdesk::test {

inline const TravelTimes& travelTimes(const std::string& model)
{
    static std::map<std::string, std::shared_ptr<const TravelTimes>> made;
    auto& one = made[model];
    if (!one) one = TravelTimes::of(velocityModel(model).value()).value();
    return *one;
}

struct Network {
    struct Station {
        std::string name;
        GeoPoint place;
        double elevationKm;
    };
    std::vector<Station> stations;

    Network(std::mt19937& random, int count, double reachKm, const GeoPoint& centre = {35.7, -117.5})
    {
        std::uniform_real_distribution<double> across(-reachKm, reachKm), height(0.0, 1.2);
        for (int i = 0; i < count; ++i) stations.push_back({"XX.S" + std::to_string(i), centre.moved(across(random), across(random)), height(random)});
    }

    Inventory inventory() const
    {
        Inventory out;
        for (const Station& one : stations) {
            seisdesk::Station known;
            known.network = "XX";
            known.code = one.name.substr(3);
            known.latitudeDegrees = one.place.latitudeDegrees;
            known.longitudeDegrees = one.place.longitudeDegrees;
            known.elevationMetres = 1e3 * one.elevationKm;
            out.stations.push_back(known);
        }
        return out;
    }

    /// P and S of a source at 1e9 seconds, each off by a normal error.
    std::vector<PhasePick> picks(const TravelTimes& times, const GeoPoint& source, double depthKm, std::mt19937& random, double sigma, bool s = true) const
    {
        std::vector<PhasePick> out;
        std::normal_distribution<double> error(0.0, sigma > 0.0 ? sigma : 1.0);
        for (const Station& station : stations)
            for (const Phase phase : {Phase::P, Phase::S}) {
                if (phase == Phase::S && !s) continue;
                const auto theory = times.arrival(phase, source, depthKm, station.place, station.elevationKm);
                const double off = sigma > 0.0 ? error(random) : 0.0;
                out.push_back({station.name + name(phase), station.name, station.place, station.elevationKm, phase,
                               Time{} + fromSeconds(originSeconds + theory->seconds + off), sigma > 0.0 ? sigma : 0.05, 1.0, true});
            }
        return out;
    }

    static constexpr double originSeconds = 1e9;
};

inline double kmBetween(const GeoPoint& a, const GeoPoint& b) { return distanceDegrees(a, b) * kmPerDegree; }

}  // namespace seisdesk::test
