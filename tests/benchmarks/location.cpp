// Milliseconds of processor per location: bench_location [REPEATS]. 20 and 200 picks, by global search and from a start near by, as while a pick is
// dragged; and how long the tables of a model take.
// bench_location MODEL PICKS OUT locates the events of a table (event,station,latitude,longitude,elevation_km,phase,seconds,sigma) by global search,
// writes event,latitude,longitude,depth_km,seconds and prints the seconds that it took; location_peer.py compares them with another locator's.

#include "core/locate/locator.h"
#include "core/locate/travel/velocity_file.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <random>
#include <sstream>

using namespace seisdesk;

namespace {

double processorMs() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::vector<PhasePick> picks(const TravelTimes& times, int stations)
{
    std::mt19937 random(1);
    std::uniform_real_distribution<double> across(-100.0, 100.0);
    std::normal_distribution<double> error(0.0, 0.1);
    const GeoPoint centre(35.7, -117.5), source(35.8, -117.4);
    std::vector<PhasePick> out;
    for (int i = 0; i < stations; ++i) {
        const GeoPoint place = centre.moved(across(random), across(random));
        for (const Phase phase : {Phase::P, Phase::S}) {
            const auto theory = times.arrival(phase, source, 8.0, place, 0.5);
            const double wild = i % 10 == 0 ? 2.0 : 0.0;
            out.push_back({"", std::to_string(i), place, 0.5, phase, Time{} + fromSeconds(1e9 + theory->seconds + error(random) + wild), 0.1, 1.0, true});
        }
    }
    return out;
}

/// Events in the order of the table; their rows stand together.
std::vector<std::pair<std::string, std::vector<PhasePick>>> pickTable(const char* file)
{
    std::vector<std::pair<std::string, std::vector<PhasePick>>> out;
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream row(line);
        std::string event, station, number[3], phase, seconds, sigma;
        for (std::string* field : {&event, &station, &number[0], &number[1], &number[2], &phase, &seconds, &sigma}) std::getline(row, *field, ',');
        if (out.empty() || out.back().first != event) out.emplace_back(event, std::vector<PhasePick>());
        out.back().second.push_back({"", station, GeoPoint(std::stod(number[0]), std::stod(number[1])), std::stod(number[2]), *phaseFrom(phase),
                                     Time{} + fromSeconds(std::stod(seconds)), std::stod(sigma), 1.0, true});
    }
    return out;
}

int compare(const char* model, const char* picks, const char* output)
{
    const auto times = TravelTimes::of(velocityModel(model).value()).value();
    const auto events = pickTable(picks);
    std::ofstream out(output);
    out << "event,latitude,longitude,depth_km,seconds\n" << std::setprecision(12);
    const auto began = std::chrono::steady_clock::now();
    for (const auto& [event, some] : events) {
        const auto where = locate(*times, some, {});
        if (where) out << event << ',' << where->epicentre.latitudeDegrees << ',' << where->epicentre.longitudeDegrees << ',' << where->depthKm << ',' << toSeconds(where->time - Time{}) << '\n';
    }
    std::printf("%.6f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc == 4) return compare(argv[1], argv[2], argv[3]);
    const int repeats = argc > 1 ? std::max(1, std::atoi(argv[1])) : 20;
    for (const char* name : {"southern-california", "ak135"}) {
        double began = processorMs();
        const auto times = TravelTimes::of(velocityModel(name).value()).value();
        std::printf("%s: tables in %.0f ms\n", name, processorMs() - began);
        for (const int stations : {10, 100}) {
            const auto all = picks(*times, stations);
            LocateOptions options;
            for (const bool warm : {false, true}) {
                if (warm) options.start = Hypocentre{35.81, -117.4, 9.0};
                began = processorMs();
                double rms = 0.0;
                for (int i = 0; i < repeats; ++i) rms += locate(*times, all, options).value().rmsSeconds;
                std::printf("  %3zu picks, %s: %.2f ms (rms %.2f s)\n", all.size(), warm ? "from a start" : "global search", (processorMs() - began) / repeats, rms / repeats);
            }
        }
    }
}
