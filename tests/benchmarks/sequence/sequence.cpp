// bench_sequence: the chain from picks on, as often as it takes: with picks dropped, added and shifted, or on a made-up sequence whose truth is
// known. Prints how many events came out, of what quality, and how long it took.
//
//     bench_sequence --inventory STATIONS --picks picks.csv [--drop 0.2] [--add 0.3] [--shuffle] [-o events.xml]
//     bench_sequence --inventory STATIONS --made 100 --minutes 30

#include "core/io/quakeml.h"
#include "core/io/records.h"
#include "core/locate/travel/velocity_file.h"
#include "core/review/review_records.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <random>
#include <set>

using namespace seisdesk;

namespace {

struct Truth {
    Time time{};
    GeoPoint place;
    double depthKm = 0.0;
    int picks = 0;
};

Label pick(const Station& station, const char* phase, Time time, double sigma, double confidence)
{
    Label out;
    out.id = Id::random();
    out.stream = {station.network, station.code, "", "HHZ"};
    out.phase = phase;
    out.time = time;
    out.lowerUncertaintySeconds = out.upperUncertaintySeconds = sigma;
    out.mode = Mode::Automatic;
    out.confidence = confidence;
    return out;
}

/// A sequence in the middle of the network; small events are seen by the nearest stations only, and S in the coda of another event is missed.
std::vector<Label> made(const Inventory& inventory, int events, double minutes, double noisePerMinute, std::mt19937& random, std::vector<Truth>& truth)
{
    const auto times = *TravelTimes::of(*velocityModel("southern-california"));
    const auto uniform = [&](double a, double b) { return std::uniform_real_distribution<double>(a, b)(random); };
    const auto normal = [&](double s) { return std::normal_distribution<double>(0.0, s)(random); };
    const Time start = parseTime("2020-01-01T00:00:00Z").value();
    double latitude = 0.0, longitude = 0.0;
    for (const Station& station : inventory.stations) latitude += station.latitudeDegrees / static_cast<double>(inventory.stations.size()), longitude += station.longitudeDegrees / static_cast<double>(inventory.stations.size());
    const GeoPoint centre = GeoPoint(latitude, longitude).moved(uniform(-10, 10), uniform(-10, 10));
    std::vector<Label> out;
    for (int i = 0; i < events; ++i) {
        Truth event{start + fromSeconds(uniform(0.0, 60.0 * minutes)), centre.moved(normal(8.0), normal(8.0)), uniform(1.0, 14.0), 0};
        const double reach = std::exp(uniform(std::log(15.0), std::log(150.0)));
        for (const Station& station : inventory.stations) {
            const GeoPoint there(station.latitudeDegrees, station.longitudeDegrees);
            const double km = distanceDegrees(event.place, there) * kmPerDegree, delay = normal(0.05);
            for (const Phase phase : {Phase::P, Phase::S}) {
                if (uniform(0, 1) > 0.95 * std::exp(-std::pow(km / reach, 3))) continue;
                const auto theory = times->arrival(phase, event.place, event.depthKm, there, 1e-3 * station.elevationMetres);
                const double sigma = (phase == Phase::P ? 0.05 : 0.08) * std::exp(normal(0.4));
                out.push_back(pick(station, name(phase), event.time + fromSeconds(theory->seconds * uniform(0.985, 1.015) + delay + normal(sigma)), sigma, uniform(0.3, 1.0)));
                ++event.picks;
            }
        }
        if (event.picks >= 8) truth.push_back(event);
    }
    for (const Station& station : inventory.stations)
        for (int k = static_cast<int>(minutes * noisePerMinute); k-- > 0;)
            out.push_back(pick(station, uniform(0, 1) < 0.5 ? "P" : "S", start + fromSeconds(uniform(0.0, 60.0 * minutes)), 0.1, uniform(0.2, 0.6)));
    return out;
}

void score(const std::vector<Event>& events, const std::vector<Truth>& truth)
{
    std::set<std::size_t> used;
    std::vector<double> km, depth, seconds;
    for (const Truth& one : truth) {
        std::size_t best = events.size();
        double nearest = 1.0;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (used.contains(i)) continue;
            const Origin& o = *events[i].origin();
            const double off = std::abs(toSeconds(o.time - one.time)) / 2.0 + distanceDegrees(GeoPoint(o.latitude.value, o.longitude.value), one.place) * kmPerDegree / 15.0;
            if (off < nearest) nearest = off, best = i;
        }
        if (best == events.size()) continue;
        used.insert(best);
        const Origin& o = *events[best].origin();
        km.push_back(distanceDegrees(GeoPoint(o.latitude.value, o.longitude.value), one.place) * kmPerDegree);
        depth.push_back(std::abs(1e-3 * o.depthMetres->value - one.depthKm));
        seconds.push_back(std::abs(toSeconds(o.time - one.time)));
    }
    const auto at = [](std::vector<double> v, double share) { return v.empty() ? 0.0 : (std::sort(v.begin(), v.end()), v[static_cast<std::size_t>(share * static_cast<double>(v.size() - 1))]); };
    std::printf("found %zu of %zu, extra %zu; epicentre %.2f km (90 %%: %.2f), depth %.2f km (%.2f), time %.2f s (%.2f)\n", km.size(), truth.size(), events.size() - used.size(), at(km, 0.5), at(km, 0.9),
                at(depth, 0.5), at(depth, 0.9), at(seconds, 0.5), at(seconds, 0.9));
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App app{"The chain from picks on, under changed picks or on a made-up sequence"};
    std::vector<std::string> inventories, picks;
    std::string output;
    ReviewOptions options;
    double drop = 0.0, add = 0.0, minutes = 30.0, noise = 2.0;
    int count = 0;
    unsigned seed = 1;
    bool shuffle = false, check = false;
    app.add_option("--inventory", inventories)->required();
    app.add_option("--picks", picks);
    app.add_option("--made", count, "Events of a made-up sequence");
    app.add_option("--minutes", minutes);
    app.add_option("--noise", noise, "Picks of nothing a minute and station, in a made-up sequence");
    app.add_option("--drop", drop, "Share of picks that go");
    app.add_option("--add", add, "Share of picks that come at random times");
    app.add_flag("--shuffle", shuffle, "Shifts each station by a time of its own, so that what is found is chance");
    app.add_option("--velocity", options.velocity);
    app.add_option("--seed", seed);
    app.add_flag("--check", check, "Cross-check and mechanisms too");
    app.add_option("-o", output);
    app.add_flag("--correct", options.correctStations, "Locate with station delays");
    app.add_option("--evidence", options.associate.leastEvidence);
    CLI11_PARSE(app, argc, argv);

    const auto stations = readRecords(inventories, {}, {});
    std::mt19937 random(seed);
    std::vector<Truth> truth;
    std::vector<Label> labels;
    if (count > 0) labels = made(stations->inventory, count, minutes, noise, random, truth);
    else labels = readRecords(picks, {}, {})->labels;
    std::uniform_real_distribution<double> one(0.0, 1.0);
    std::erase_if(labels, [&](const Label& label) { return label.end || one(random) < drop; });
    Time first = Time::max(), last = Time::min();
    for (Label& label : labels) label.event.clear(), first = std::min(first, label.time), last = std::max(last, label.time);
    for (std::size_t k = static_cast<std::size_t>(add * static_cast<double>(labels.size())); k-- > 0;) {
        Label extra = labels[std::uniform_int_distribution<std::size_t>(0, labels.size() - 1)(random)];
        extra.id = Id::random();
        extra.time = first + fromSeconds(one(random) * toSeconds(last - first));
        labels.push_back(extra);
    }
    if (shuffle) {
        std::map<std::string, double> shifts;
        const double span = toSeconds(last - first);
        for (Label& label : labels) {
            const double shift = shifts.try_emplace(label.stream.network + label.stream.station, one(random) * span).first->second;
            label.time = first + fromSeconds(std::fmod(toSeconds(label.time - first) + shift, span));
        }
    }
    const std::size_t given = labels.size();
    const auto began = std::chrono::steady_clock::now();
    options.check = check;
    const auto result = reviewPicks(std::move(labels), {}, stations->inventory, options);
    if (!result) return std::cerr << result.error().message << '\n', 1;
    std::size_t many = 0, inEvents = 0;
    for (const Event& event : result->events) many += event.origin()->quality.usedPhaseCount.value_or(0) >= 15;
    for (const Label& label : result->picks) inEvents += !label.event.empty();
    std::printf("%zu picks: %zu events, %zu of them on 15 picks or more, %zu picks in events; %.1f s", given, result->events.size(), many, inEvents,
                std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    for (const StageSeconds& stage : result->stages) std::printf(", %s %.1f", stage.stage.c_str(), stage.seconds);
    std::printf("\n");
    for (const std::string& note : result->notes) std::printf("%s\n", note.c_str());
    if (!truth.empty()) score(result->events, truth);
    if (!output.empty() && !writeQuakeMl(output, result->events)) return 1;
}
