#pragma once
// A project with one made-up event: stations around it, and P and S labels at their theoretical times with small errors.

#include "core/locate/travel/velocity_file.h"
#include "core/session/session.h"

#include <QTemporaryDir>

#include <random>

namespace seisdesk::test {

inline std::shared_ptr<const TravelTimes> reviewTimes(const char* model = "southern-california")
{
    static std::map<std::string, std::shared_ptr<const TravelTimes>> made;
    auto& one = made[model];
    if (!one) one = TravelTimes::of(velocityModel(model).value()).value();
    return one;
}

struct ReviewScene {
    static constexpr const char* eventId = "smi:local.seisdesk/event/made-up";
    GeoPoint source{35.75, -117.55};
    double depthKm = 8.0;
    Time origin = parseTime("2019-07-04T17:33:49Z").value();
    Inventory inventory;
    std::vector<Label> labels;
    Event event;

    explicit ReviewScene(int stations = 12, double sigma = 0.03, double reachKm = 80.0)
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> across(-reachKm, reachKm), height(0.0, 1500.0);
        std::normal_distribution<double> error(0.0, sigma);
        event.id = eventId;
        for (int i = 0; i < stations; ++i) {
            const GeoPoint place = source.moved(across(random), across(random));
            Station station;
            station.network = "XX";
            station.code = "S" + std::to_string(100 + i);
            station.latitudeDegrees = place.latitudeDegrees;
            station.longitudeDegrees = place.longitudeDegrees;
            station.elevationMetres = height(random);
            inventory.stations.push_back(station);
            for (const Phase phase : {Phase::P, Phase::S}) {
                const auto theory = reviewTimes()->arrival(phase, source, depthKm, GeoPoint(station.latitudeDegrees, station.longitudeDegrees), 1e-3 * station.elevationMetres);
                Label label;
                label.id = Id::random();
                label.stream = {"XX", station.code, "", "HHZ"};
                label.phase = name(phase);
                label.time = origin + fromSeconds(theory->seconds + error(random));
                label.review = Review::Reviewed;
                label.event = event.id;
                if (phase == Phase::P) label.source = {{}, Estimate{theory->distanceDegrees * kmPerDegree, 5.0}, Estimate{theory->backAzimuthDegrees, 10.0}, {}, {}};
                labels.push_back(label);
            }
        }
    }

    void addTo(Session& session) const
    {
        Records records;
        records.inventory = inventory;
        records.events = {event};
        records.labels = labels;
        session.addRecords(std::move(records));
    }
};

}  // namespace seisdesk::test
