// Milliseconds of processor per location: bench_location [REPEATS]. 20 and 200 picks, by global search and from a start near by, as while a pick is
// dragged; and how long the tables of a model take.

#include "core/locate/locator.h"
#include "core/locate/velocity_file.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>

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

}  // namespace

int main(int argc, char** argv)
{
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
