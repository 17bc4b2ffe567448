// A simulated analyst looks at picks in the order of the relabel queue, and finds the wrong ones sooner than in random order:
//   bench_relabel --data SET ... [--model M] [--other M] [--share 0.2]
// Wrong is a pick more than 0.2 s from the only label of its phase within 2 s, and one that stands on the other phase's label. Picks
// far from all labels are not judged, because sets do not label everything.
#include "core/io/labelled_set.h"
#include "core/model/adapt/relabel_queue.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <set>

using namespace seisdesk;

namespace {

constexpr std::size_t windowsAtOnce = 64;
constexpr double rightSeconds = 0.2, nearSeconds = 2.0, otherPhaseSeconds = 0.5;
constexpr double apart = 1000.0;  // seconds between the windows of a set on the simulated desk

struct Desk {
    std::string name;
    std::vector<Label> picks, truth;
    Prediction other;
    std::set<Id> judged, wrong;
};

Label moved(Label label, const std::string& station, double seconds)
{
    label.stream.network.clear();
    label.stream.station = station;
    label.time += fromSeconds(seconds);
    return label;
}

/// Windows one after the other on the time axis, each at the station that recorded it.
StationPrediction moved(StationPrediction s, const std::string& station, double seconds)
{
    s.anchor.network.clear();
    s.anchor.station = station;
    for (Label& l : s.labels) l = moved(l, station, seconds);
    for (TimeSpan& c : s.coverage) c = {c.begin + fromSeconds(seconds), c.end + fromSeconds(seconds)};
    for (Curve& c : s.curves) c.values.start += fromSeconds(seconds);
    return s;
}

double distance(const Label& pick, const std::vector<Label>& truth, char phase)
{
    double best = 1e9;
    for (const Label& t : truth)
        if (!t.phase.empty() && t.phase[0] == phase) best = std::min(best, std::abs(toSeconds(t.time - pick.time)));
    return best;
}

Result<Desk> deskOf(const std::string& path, const LoadedModels& models, const LoadedModels& other)
{
    const auto set = LabelledSet::open(path);
    if (!set) return set.error();
    Desk out;
    out.name = set->name();
    for (std::size_t first = 0; first < set->size(); first += windowsAtOnce) {
        std::vector<TracePtr> traces;
        std::map<std::string, std::pair<std::string, std::vector<Label>>> windows;
        for (std::size_t i = first; i < std::min(set->size(), first + windowsAtOnce); ++i) {
            auto window = set->read(i);
            if (!window) continue;
            windows[std::to_string(i)] = {window->stationId, window->labels};
            for (Trace& t : window->traces) {
                if (isPadding(t)) continue;
                t.id.network = "W";
                t.id.station = std::to_string(i);
                traces.push_back(std::make_shared<const Trace>(std::move(t)));
            }
        }
        AnnotateOptions options;
        auto mine = models.annotator()->annotate(traces, {}, options, {});
        auto theirs = other.annotator()->annotate(traces, {}, options, {});
        if (!mine) return mine.error();
        if (!theirs) return theirs.error();
        for (const StationPrediction& s : mine->stations) {
            const auto& [station, truth] = windows.at(s.anchor.station);
            const double offset = apart * std::stod(s.anchor.station);
            for (const Label& pick : s.labels) {
                out.picks.push_back(moved(pick, station, offset));
                const char phase = pick.phase[0];
                const double own = distance(pick, truth, phase), crossed = distance(pick, truth, phase == 'P' ? 'S' : 'P');
                if (own > nearSeconds && crossed > otherPhaseSeconds) continue;
                out.judged.insert(pick.id);
                if (own > rightSeconds) out.wrong.insert(pick.id);
            }
        }
        for (const StationPrediction& s : theirs->stations)
            out.other.stations.push_back(moved(s, windows.at(s.anchor.station).first, apart * std::stod(s.anchor.station)));
    }
    return out;
}

/// Share of the wrong picks among the first `share` of the judged ones.
double found(const Desk& desk, const QueueEvidence& evidence, const QueueOptions& options, double share)
{
    std::vector<Id> order;
    for (const QueueEntry& e : relabelQueue(desk.picks, evidence, options))
        if (desk.judged.contains(e.pick.id)) order.push_back(e.pick.id);
    order.resize(static_cast<std::size_t>(std::lround(share * static_cast<double>(order.size()))));
    const auto hits = std::count_if(order.begin(), order.end(), [&](const Id& id) { return desk.wrong.contains(id); });
    return static_cast<double>(hits) / static_cast<double>(std::max<std::size_t>(1, desk.wrong.size()));
}

int failed(const Error& error)
{
    std::cerr << error.message << '\n';
    return 1;
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App app("Measure the relabel queue with a simulated analyst");
    std::vector<std::string> names, others, data;
    double share = 0.2;
    app.add_option("--model", names, "Weights file or name");
    app.add_option("--other", others, "The version it is compared with");
    app.add_option("--data", data, "Labelled sets")->required();
    app.add_option("--share", share, "Of the picks that the analyst looks at")->check(CLI::Range(0.0, 1.0))->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    const auto models = loadModels(names, "cpu"), other = loadModels(others.empty() ? std::vector<std::string>{"classical"} : others, "cpu");
    if (!models) return failed(models.error());
    if (!other) return failed(other.error());
    QueueEvidence evidence;
    if (models->picker) evidence.thresholds = {models->picker->contract().defaultThresholdP, models->picker->contract().defaultThresholdS};
    std::printf("%s beside %s; share of the wrong picks found after looking at %.0f %% of all\n", models->versions().c_str(), other->versions().c_str(), 100.0 * share);
    std::printf("set                 picks   wrong   random   queue   without other   uncertainty   threshold   disagreement\n");
    for (const std::string& path : data) {
        const auto desk = deskOf(path, *models, *other);
        if (!desk) return failed(desk.error());
        if (desk->wrong.empty()) continue;
        QueueEvidence alone = evidence;
        evidence.other = &desk->other;
        const auto only = [&](double Doubt::*one) {
            QueueOptions options;
            options.weights = {0.0, 0.0, 0.0, 0.0, 0.0};
            options.weights.*one = 1.0;
            options.repetition = 1.0;
            return found(*desk, evidence, options, share);
        };
        alone.other = nullptr;
        std::printf("%-18s %6zu  %6zu     %.2f    %.2f            %.2f          %.2f        %.2f           %.2f\n", desk->name.c_str(), desk->judged.size(), desk->wrong.size(), share,
                    found(*desk, evidence, {}, share), found(*desk, alone, {}, share), only(&Doubt::uncertainty), only(&Doubt::threshold), only(&Doubt::disagreement));
        evidence.other = nullptr;
    }
    return 0;
}
