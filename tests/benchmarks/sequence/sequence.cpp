// bench_sequence: the chain from picks on, as often as it takes: with picks dropped, added and shifted, or on a made-up sequence whose truth is
// known. Prints how many events came out, of what quality, and how long it took.
//
//     bench_sequence --inventory STATIONS --picks picks.csv [--drop 0.2] [--add 0.3] [--shuffle] [-o events.xml]
//     bench_sequence --inventory STATIONS --made 60 --minutes 15 [--once] [--not-correct]

#include "core/io/quakeml.h"
#include "core/io/records.h"
#include "core/review/review_records.h"
#include "tests/benchmarks/sequence/made_sequence.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <map>
#include <random>
#include <set>

using namespace seisdesk;

namespace {

/// Events beside the truth, and the picks of both; those of the truth that have seven sure picks or more should be found.
void score(const std::vector<Event>& events, const std::vector<Label>& picks, const std::vector<std::string>& owners, const std::vector<bench::MadeEvent>& truth)
{
    struct Pair {
        double off;
        std::size_t truth, event;
    };
    std::vector<Pair> pairs;
    for (std::size_t t = 0; t < truth.size(); ++t)
        for (std::size_t i = 0; i < events.size(); ++i) {
            const Origin& o = *events[i].origin();
            const double off = std::abs(toSeconds(o.time - truth[t].time)) / 2.0 + distanceDegrees(GeoPoint(o.latitude.value, o.longitude.value), truth[t].place) * kmPerDegree / 15.0;
            if (off < 1.0) pairs.push_back({off, t, i});
        }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.off < b.off; });
    std::map<std::size_t, std::size_t> eventOf;  // truth
    std::set<std::size_t> used;
    std::vector<double> km, depth, seconds;
    for (const auto& [off, t, i] : pairs) {
        if (eventOf.contains(t) || !used.insert(i).second) continue;
        eventOf[t] = i;
        const Origin& o = *events[i].origin();
        km.push_back(distanceDegrees(GeoPoint(o.latitude.value, o.longitude.value), truth[t].place) * kmPerDegree);
        depth.push_back(std::abs(1e-3 * o.depthMetres->value - truth[t].depthKm));
        seconds.push_back(std::abs(toSeconds(o.time - truth[t].time)));
    }
    std::size_t visible = 0, found = 0;
    for (std::size_t t = 0; t < truth.size(); ++t)
        if (truth[t].sure >= 7) ++visible, found += eventOf.contains(t);
    std::map<ResourceId, std::string> owner;  // by event
    for (const auto& [t, i] : eventOf) owner[events[i].id] = std::to_string(t);
    std::size_t in = 0, right = 0, could = 0;
    for (std::size_t k = 0; k < picks.size(); ++k) {
        if (!owners[k].empty() && eventOf.contains(static_cast<std::size_t>(std::stoul(owners[k])))) ++could;
        if (picks[k].event.empty()) continue;
        ++in;
        const auto there = owner.find(picks[k].event);
        right += there != owner.end() && there->second == owners[k];
    }
    const auto at = [](std::vector<double> v, double share) { return v.empty() ? 0.0 : (std::sort(v.begin(), v.end()), v[static_cast<std::size_t>(share * static_cast<double>(v.size() - 1))]); };
    std::printf("found %zu of %zu with seven sure picks and %zu smaller ones, false %zu; epicentre %.2f km (90 %%: %.2f), depth %.2f km (%.2f), time %.2f s (%.2f); of picks in events %.1f %% are right, of picks of found events %.1f %% are in\n",
                found, visible, eventOf.size() - found, events.size() - used.size(), at(km, 0.5), at(km, 0.9), at(depth, 0.5), at(depth, 0.9), at(seconds, 0.5), at(seconds, 0.9),
                100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(in, 1)), 100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(could, 1)));
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App app{"The chain from picks on, under changed picks or on a made-up sequence"};
    std::vector<std::string> inventories, picks;
    std::string output;
    ReviewOptions options;
    bench::MadeOptions making;
    making.events = 0;
    double drop = 0.0, add = 0.0, threshold = 0.0;
    unsigned seed = 1;
    bool shuffle = false, check = false, unnamed = false;
    app.add_option("--inventory", inventories)->required();
    app.add_option("--picks", picks);
    app.add_option("--made", making.events, "Events of a made-up sequence");
    app.add_option("--minutes", making.minutes);
    app.add_option("--pairs", making.pairs, "Share of events soon after another one, in a made-up sequence");
    app.add_option("--noise", making.noisePerMinute, "Sure picks of nothing a minute and station, in a made-up sequence");
    app.add_option("--station-seconds", making.stationSeconds, "Spread of the stations' delays, in a made-up sequence");
    app.add_option("--threshold", threshold, "Picks less sure are weak ones");
    app.add_option("--drop", drop, "Share of picks that go");
    app.add_option("--add", add, "Share of picks that come at random times");
    app.add_flag("--shuffle", shuffle, "Shifts each station by a time of its own, so that what is found is chance");
    app.add_option("--velocity", options.velocity);
    app.add_option("--seed", seed);
    app.add_flag("--check", check, "Cross-check and mechanisms too");
    app.add_option("-o", output);
    app.add_flag("--unnamed", unnamed, "Picks without phase names");
    app.add_flag("!--not-correct", options.correctStations, "Locate without station delays");
    app.add_flag("!--once", options.lookAgain, "Without the second look");
    app.add_option("--gain", options.leastGain);
    app.add_option("--evidence", options.associate.leastEvidence);
    CLI11_PARSE(app, argc, argv);

    const auto stations = readRecords(inventories, {}, {});
    std::mt19937 random(seed);
    bench::MadeSequence made;
    std::vector<Label> labels, weak;
    if (making.events > 0) {
        made = bench::madeSequence(stations->inventory, making, random);
        labels = made.sure;
        weak = made.weak;
    } else
        labels = readRecords(picks, {}, {})->labels;
    if (threshold > 0.0) {
        for (const Label& label : labels)
            if (!label.end && label.confidence.value_or(1.0) < threshold) weak.push_back(label);
        std::erase_if(labels, [&](const Label& label) { return label.confidence.value_or(1.0) < threshold; });
    }
    std::uniform_real_distribution<double> one(0.0, 1.0);
    std::erase_if(labels, [&](const Label& label) { return label.end || one(random) < drop; });
    Time first = Time::max(), last = Time::min();
    std::map<Id, std::string> owners;
    for (const auto* list : {&labels, &weak})
        for (const Label& label : *list) owners[label.id] = label.event;
    for (Label& label : weak) label.event.clear();
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
    if (unnamed)
        for (auto* list : {&labels, &weak})
            for (Label& label : *list) label.phase.clear();
    const std::size_t given = labels.size();
    const auto began = std::clock();
    options.check = check;
    const auto result = reviewPicks({std::move(labels), weak}, {}, stations->inventory, options);
    if (!result) return std::cerr << result.error().message << '\n', 1;
    std::size_t many = 0, inEvents = 0;
    for (const Event& event : result->events) many += event.origin()->quality.usedPhaseCount.value_or(0) >= 15;
    for (const Label& label : result->picks) inEvents += !label.event.empty();
    std::printf("%zu picks and %zu weak ones: %zu events, %zu of them on 15 picks or more, %zu picks in events; %.1f s of processor time, by the clock", given, weak.size(),
                result->events.size(), many, inEvents, static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
    for (const StageSeconds& stage : result->stages) std::printf(", %s %.1f", stage.stage.c_str(), stage.seconds);
    std::printf("\n");
    for (const std::string& note : result->notes) std::printf("%s\n", note.c_str());
    if (!made.truth.empty()) {
        std::vector<std::string> truths;
        for (const Label& label : result->picks) truths.push_back(owners[label.id]);
        score(result->events, result->picks, truths, made.truth);
    }
    if (!output.empty() && !writeQuakeMl(output, result->events)) return 1;
}
