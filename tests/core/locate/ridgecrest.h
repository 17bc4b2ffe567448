#pragma once
// Analysts' picks and the catalogue of the Ridgecrest sequence, from the folder of real records.

#include "core/locate/locator.h"
#include "tests/support/test_data.h"

#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace seisdesk::test {

struct CataloguedEvent {
    std::string id;
    Time time{};
    GeoPoint epicentre;
    double depthKm = 0.0, magnitude = 0.0;
    std::vector<PhasePick> picks;
};

inline const char* const ridgecrestLabels = "data/ridgecrest_continuous/labels.csv";

/// Empty when the records are not there.
inline std::vector<CataloguedEvent> ridgecrest()
{
    std::map<std::string, double> elevations;
    for (const auto& file : std::filesystem::directory_iterator(shared("data/ridgecrest_stationxml"))) {
        // One station a file; no more than its height is wanted, so that this needs nothing above core/locate.
        std::ifstream in(file.path());
        const std::string text(std::istreambuf_iterator<char>(in), {});
        const auto first = [&](const char* pattern) {
            std::smatch match;
            return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : std::string("0");
        };
        elevations[first("<Network code=\"(\\w+)\"") + '.' + first("<Station code=\"(\\w+)\"")] = 1e-3 * std::stod(first("<Elevation>([-.0-9]+)"));
    }
    std::map<std::string, CataloguedEvent> events;
    std::ifstream file(shared(ridgecrestLabels));
    std::map<std::string, std::size_t> columns;
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> cells;
        std::istringstream in(line);
        for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
        if (columns.empty()) {
            for (std::size_t i = 0; i < cells.size(); ++i) columns[cells[i]] = i;
            continue;
        }
        const auto at = [&](const char* column) { return cells.at(columns.at(column)); };
        CataloguedEvent& event = events[at("event_id")];
        event.id = at("event_id");
        event.time = parseTime(at("origin_time")).value();
        event.epicentre = GeoPoint(std::stod(at("event_lat")), std::stod(at("event_lon")));
        event.depthKm = std::stod(at("depth_km"));
        event.magnitude = std::stod(at("magnitude"));
        const std::string station = at("network") + '.' + at("station");
        for (const Phase phase : {Phase::P, Phase::S}) {
            const std::string time = at(phase == Phase::P ? "p_time" : "s_time"), weight = at(phase == Phase::P ? "p_weight" : "s_weight");
            if (time.empty()) continue;
            event.picks.push_back({event.id, station, GeoPoint(std::stod(at("station_lat")), std::stod(at("station_lon"))), elevations[station], phase,
                                   parseTime(time).value(), 0.03 + 0.05 * (weight.empty() ? 2.0 : std::stod(weight)), 1.0, true});
        }
    }
    std::vector<CataloguedEvent> out;
    for (auto& [id, event] : events) out.push_back(std::move(event));
    return out;
}

}  // namespace seisdesk::test
