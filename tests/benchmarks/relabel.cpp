// A simulated analyst looks at picks in the order of the relabel queue, and finds the wrong ones sooner than in random order:
//   bench_relabel --data SET ... [--model M] [--other M] [--share 0.2] [--learn N]
// Wrong is a pick more than 0.2 s from the only label of its phase within 2 s, and one that stands on the other phase's label. Picks
// far from all labels are not judged, because sets do not label everything. With --learn
// the model is fine-tuned on the windows of the first N picks of the queue, and on N at random, and scored on other events.
#include "core/io/labelled_set.h"
#include "core/model/adapt/comparison.h"
#include "core/model/adapt/example_set.h"
#include "core/model/adapt/relabel_queue.h"
#include "core/model/model_folder.h"
#include "core/model/shipped_models.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <random>
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
    std::map<Id, std::size_t> windowOf;
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
                out.windowOf[pick.id] = std::stoul(s.anchor.station);
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

double meanF1(const LoadedModels& models, const std::vector<LabelledWindow>& windows)
{
    const auto compared = seisdesk::compared(models, windows, 0.3, {});
    if (!compared) return 0.0;
    const ScoreTable table = score(*compared, contractThresholds(models));
    return 0.5 * (table.p.f1[0].value_or(0.0) + table.s.f1[0].value_or(0.0));
}

/// F1 within 0.1 s on events nobody looked at, before and after learning from the first `count` windows of the queue, or of any.
Result<void> learn(const std::string& path, const Desk& desk, const LoadedModels& models, const std::string& name, const QueueEvidence& evidence, std::size_t count)
{
    const auto set = LabelledSet::open(path);
    if (!set) return set.error();
    const ShippedModels shipped = shippedModels();
    if (name.empty() && !shipped.standard()) return Error{Error::Code::NotFound, "There is no network to learn with."};
    const auto parent = name.empty() ? Result<std::filesystem::path>(shipped.standard()->weights()) : weightsNamed(name, ModelFolder(defaultModelFolder()));
    const auto engine = loadEngine("cpu");
    if (!parent) return parent.error();
    if (!engine) return engine.error();
    std::vector<LabelledWindow> heldOut;
    std::map<std::size_t, LocalExample> pool;
    for (std::size_t i = 0; i < set->size(); ++i) {
        auto window = set->read(i);
        if (!window) continue;
        const bool kept = partOf(window->eventId.empty() ? window->name : window->eventId, {}) == Part::HeldOut;
        if (kept) heldOut.push_back(std::move(*window));
        else pool[i].window = std::move(*window);
    }
    std::vector<std::size_t> queue;
    for (const QueueEntry& e : relabelQueue(desk.picks, evidence))
        if (const auto at = desk.windowOf.find(e.pick.id); at != desk.windowOf.end() && pool.contains(at->second) && std::find(queue.begin(), queue.end(), at->second) == queue.end())
            queue.push_back(at->second);
    auto random = queue;
    std::shuffle(random.begin(), random.end(), std::mt19937_64(1));
    std::printf("%s: mean F1 of P and S within 0.1 s in %zu other windows %.3f\n", desk.name.c_str(), heldOut.size(), meanF1(models, heldOut));
    for (auto& [label, order] : {std::pair("queue", &queue), {"random", &random}}) {
        FineTuneJob job;
        job.parent = *parent;
        job.folder = std::filesystem::temp_directory_path() / ("bench_relabel_" + std::to_string(std::random_device()()));
        job.steps = 120;
        job.threads = 1;
        for (std::size_t i = 0; i < std::min(count, order->size()); ++i)
            if (auto example = trainingExample(pool[(*order)[i]], models.picker->contract().sampleRateHz)) job.train.push_back(std::move(*example));
        const auto done = (*engine)->fineTune(job, {});
        if (!done) return done.error();
        const auto after = loadModels({done->adapter.string()}, "cpu");
        if (!after) return after.error();
        std::printf("  after %zu windows, %-6s %.3f (%.0f s)\n", job.train.size(), label, meanF1(*after, heldOut), done->seconds);
        std::error_code ignored;
        std::filesystem::remove_all(job.folder, ignored);
    }
    return {};
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
    std::size_t count = 0;
    app.add_option("--model", names, "Weights file or name");
    app.add_option("--other", others, "The version it is compared with");
    app.add_option("--data", data, "Labelled sets")->required();
    app.add_option("--share", share, "Of the picks that the analyst looks at")->check(CLI::Range(0.0, 1.0))->capture_default_str();
    app.add_option("--learn", count, "Fine-tune on so many windows");
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
        std::fflush(stdout);
        if (count && models->picker)
            if (const auto learned = learn(path, *desk, *models, names.empty() ? std::string() : names.front(), evidence, count); !learned) return failed(learned.error());
        evidence.other = nullptr;
    }
    return 0;
}
