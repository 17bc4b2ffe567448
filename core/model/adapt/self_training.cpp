#include "core/model/adapt/self_training.h"

#include "core/base/median.h"
#include "core/base/number_text.h"
#include "core/model/adapt/blend.h"
#include "core/model/adapt/gate.h"
#include "core/model/instruments.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace seisdesk {

namespace {

constexpr int analystWeight = 5;
constexpr double knownSeconds = 0.5, longestPairSeconds = 60.0;

TimeSpan spanOf(const LabelledWindow& window)
{
    TimeSpan out;
    for (const Trace& t : window.traces) out = out.united(t.span());
    return out;
}

bool sameStation(const LocalExample& example, const StreamId& anchor) { return example.window.stationId == anchor.network + '.' + anchor.station; }

/// True where an analyst has judged something at this station in this time.
bool judged(const LocalExample& example, const std::vector<LocalExample>& analyst)
{
    const TimeSpan span = spanOf(example.window);
    return std::any_of(analyst.begin(), analyst.end(), [&](const LocalExample& a) {
        return a.window.stationId == example.window.stationId && spanOf(a.window).overlaps(span);
    });
}

std::string told(const Proxies& p)
{
    return std::to_string(p.picks) + " picks, " + std::to_string(p.pairs) + " pairs of P and S, " + decimals(p.quietPicksPerHour(), 2) + " picks per quiet hour, confidence " +
           decimals(p.medianConfidence, 2) + " at known onsets";
}

/// Made-up records as a network picks them, each an event of its own.
Result<std::vector<Comparison>> onReference(const LoadedModels& models, const std::vector<LabelledWindow>& windows, const Progress& progress)
{
    const Thresholds at = contractThresholds(models);
    auto out = compared(models, windows, std::min(at.p, at.s), progress);
    if (!out) return out;
    for (Comparison& c : *out) c.exhaustive = true;
    return out;
}

std::vector<LabelledWindow> made(const ReferenceOptions& options) { return options.windows > 0 ? referenceSet(options) : std::vector<LabelledWindow>{}; }

struct Kept {
    std::filesystem::path adapter;
    LoadedModels pupil;
    double share = 1.0;
};

/// What a round has learned, as far as the guard does not suffer.
Result<Kept> kept(const SelfTrainingJob& job, const std::filesystem::path& adapter, const std::vector<LabelledWindow>& guard, const ScoreTable& before, const Progress& progress)
{
    Kept out{adapter, {}, 1.0};
    for (const double share : job.shares) {
        if (share < 1.0) {
            out.adapter = adapter.parent_path() / "kept.safetensors";
            if (const auto written = writeBlended(job.fineTune.parent, adapter, share, out.adapter); !written) return written.error();
        }
        out.share = share;
        auto pupil = job.load(out.adapter);
        if (!pupil) return pupil.error();
        out.pupil = std::move(*pupil);
        if (guard.empty()) break;
        const auto said = onReference(out.pupil, guard, progress);
        if (!said) return said.error();
        const ScoreTable after = score(*said, contractThresholds(out.pupil));
        const auto loss = [](const PhaseScore& was, const PhaseScore& is) { return was.f1[0].value_or(0.0) - is.f1[0].value_or(0.0); };
        if (std::max(loss(before.p, after.p), loss(before.s, after.s)) <= job.guardDrop) break;
    }
    return out;
}

}  // namespace

double Proxies::pairedShare() const { return picks ? 2.0 * static_cast<double>(pairs) / static_cast<double>(picks) : 0.0; }
double Proxies::quietPicksPerHour() const { return quietHours > 0.0 ? static_cast<double>(quietPicks) / quietHours : 0.0; }

std::vector<std::string> objections(const Proxies& before, const Proxies& after, const ProxyLimits& limits)
{
    std::vector<std::string> out;
    if (after.medianConfidence < limits.collapse * before.medianConfidence)
        out.push_back("It has lost confidence at onsets it knew (" + decimals(after.medianConfidence, 2) + " instead of " + decimals(before.medianConfidence, 2) + "): it is collapsing.");
    if (static_cast<double>(after.pairs) < (1.0 - limits.pairs) * static_cast<double>(before.pairs))
        out.push_back("It finds fewer pairs of P and S (" + std::to_string(after.pairs) + " instead of " + std::to_string(before.pairs) + ").");
    if (after.pairedShare() < before.pairedShare() - limits.pairedShare)
        out.push_back("More of its picks stand alone (" + decimals(100.0 * (1.0 - after.pairedShare()), 0) + " % instead of " + decimals(100.0 * (1.0 - before.pairedShare()), 0) + " %).");
    if (after.quietPicksPerHour() > before.quietPicksPerHour() * (1.0 + limits.quietShare) + limits.quietPicksPerHour)
        out.push_back("It picks more where the ground was quiet (" + decimals(after.quietPicksPerHour(), 2) + " an hour instead of " + decimals(before.quietPicksPerHour(), 2) + ").");
    return out;
}

Result<Proxies> proxies(const LoadedModels& models, const std::vector<TracePtr>& traces, const Inventory& inventory, const Harvest& harvest, const Progress& progress)
{
    Proxies out;
    std::vector<double> confidences;
    const auto annotator = models.annotator();
    AnnotateOptions options;
    options.keepCurves = false;
    for (const LocalExample& e : harvest.set.examples)
        for (const TimeSpan& quiet : e.quiet) out.quietHours += toSeconds(quiet.length()) / 3600.0;
    const auto groups = groupedByInstrument(traces);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto part = progress.part(static_cast<double>(g) / static_cast<double>(groups.size()), static_cast<double>(g + 1) / static_cast<double>(groups.size()));
        const auto said = annotator->annotate(groups[g], inventory, options, part);
        if (!said) return said.error();
        for (const StationPrediction& station : said->stations) {
            const auto& labels = station.labels;
            out.picks += labels.size();
            for (std::size_t i = 0; i + 1 < labels.size(); ++i)
                out.pairs += labels[i].phase == "P" && labels[i + 1].phase == "S" && toSeconds(labels[i + 1].time - labels[i].time) < longestPairSeconds;
            for (const LocalExample& e : harvest.set.examples) {
                if (!sameStation(e, station.anchor)) continue;
                for (const TimeSpan& quiet : e.quiet)
                    out.quietPicks += static_cast<std::size_t>(std::count_if(labels.begin(), labels.end(), [&](const Label& l) { return quiet.contains(l.time); }));
                for (const Label& known : e.window.labels) {
                    double best = 0.0;
                    for (const Label& l : labels)
                        if (l.phase == known.phase && std::abs(toSeconds(l.time - known.time)) <= knownSeconds) best = std::max(best, l.confidence.value_or(0.0));
                    confidences.push_back(best);
                }
            }
        }
    }
    out.known = confidences.size();
    out.medianConfidence = median(std::move(confidences)).value_or(0.0);
    return out;
}

Result<std::vector<Example>> lessons(const Harvest& harvest, const std::vector<LocalExample>& analyst, Part part, double sampleRateHz, std::uint64_t seed)
{
    std::vector<Example> out;
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform;
    const auto add = [&](const LocalExample& e, const std::string& set, int times) -> Result<void> {
        auto example = trainingExample(e, sampleRateHz);
        if (!example) return example.error();
        example->set = set;
        example->eventId = e.window.eventId;
        for (int i = 0; i < times; ++i) out.push_back(*example);
        return {};
    };
    for (std::size_t i = 0; i < harvest.set.examples.size(); ++i) {
        const LocalExample& e = harvest.set.examples[i];
        const bool drawn = uniform(random) < harvest.weights[i];
        if (e.part != part || (part == Part::Train && !drawn) || judged(e, analyst)) continue;
        if (const auto added = add(e, harvest.set.name, 1); !added) return added.error();
    }
    for (const LocalExample& e : analyst)
        if (e.part == part)
            if (const auto added = add(e, "analyst", part == Part::Train ? analystWeight : 1); !added) return added.error();
    return out;
}

Result<SelfTraining> selfTrain(const SelfTrainingJob& job, const std::vector<TracePtr>& traces, const Inventory& inventory, const Progress& progress)
{
    if (!job.learn || !job.load) return Error{Error::Code::InvalidArgument, "Self-training needs an engine that can learn."};
    SelfTraining out;
    auto parent = job.load(job.fineTune.parent);
    if (!parent) return parent.error();
    if (!parent->picker) return Error{Error::Code::InvalidArgument, job.fineTune.parent.string() + " does not pick phases; choose a picking network to adapt."};
    const double rate = parent->picker->contract().sampleRateHz;
    LoadedModels teacher = *parent;
    Harvest first;
    const std::vector<LabelledWindow> windows = made(job.reference), guard = made(job.guard);
    ScoreTable guardBefore;
    BeforeAndAfter reference{{}, {}, contractThresholds(*parent), {}};
    const int rounds = std::max(1, job.rounds);
    for (int round = 0; round < rounds; ++round) {
        const auto share = [&](double at) { return (static_cast<double>(round) + at) / static_cast<double>(rounds); };
        HarvestOptions wanted = job.harvest;
        wanted.seed += static_cast<std::uint64_t>(round);
        auto crop = harvest(teacher, traces, inventory, wanted, progress.part(share(0.0), share(0.4)));
        if (!crop) return crop.error();
        out.rounds.push_back(crop->counts);
        out.sentences.insert(out.sentences.end(), crop->sentences.begin(), crop->sentences.end());
        if (crop->set.examples.empty()) break;
        if (round == 0) {
            first = *crop;
            auto before = proxies(*parent, traces, inventory, first, progress.part(share(0.4), share(0.5)));
            if (!before) return before.error();
            out.before = out.after = *before;
            out.sentences.push_back("Before: " + told(out.before) + ".");
            auto said = onReference(*parent, windows, progress.quiet());
            if (!said) return said.error();
            reference.before = std::move(*said);
            const auto guarded = onReference(*parent, guard, progress.quiet());
            if (!guarded) return guarded.error();
            guardBefore = score(*guarded, reference.atBefore);
        }
        FineTuneJob lesson = job.fineTune;
        auto train = lessons(*crop, job.analyst, Part::Train, rate, wanted.seed), calibration = lessons(*crop, job.analyst, Part::Calibration, rate, wanted.seed);
        if (!train) return train.error();
        if (!calibration) return calibration.error();
        lesson.train = std::move(*train);
        lesson.calibration = std::move(*calibration);
        lesson.folder = job.fineTune.folder / ("round" + std::to_string(round + 1));
        lesson.seed += static_cast<std::uint64_t>(round);
        const auto learned = job.learn(lesson, progress.part(share(0.5), share(0.9)));
        if (!learned) return learned.error();
        const auto keeps = kept(job, learned->adapter, guard, guardBefore, progress.quiet());
        if (!keeps) return keeps.error();
        const LoadedModels& pupil = keeps->pupil;
        if (keeps->share < 1.0) out.sentences.push_back(decimals(100.0 * keeps->share, 0) + " % of what was learned is kept, so that what was known before is not forgotten.");
        const auto after = proxies(pupil, traces, inventory, first, progress.part(share(0.9), share(1.0)));
        if (!after) return after.error();
        out.sentences.push_back("After round " + std::to_string(round + 1) + ": " + told(*after) + ".");
        auto against = objections(out.before, *after, job.limits);
        auto said = onReference(pupil, windows, progress.quiet());
        if (!said) return said.error();
        reference.after = std::move(*said), reference.atAfter = contractThresholds(pupil);
        const ReferenceChange forgot{"synthetic records", windows.empty() ? std::vector<Change>{} : changes(reference)};
        if (const Change* const f1 = changeOf(forgot.changes, "F1"); f1 && f1->change)
            out.sentences.push_back("On the synthetic records F1 within 0.1 s goes from " + decimals(*f1->before, 3) + " to " + decimals(*f1->after, 3) + ".");
        for (std::string& sentence : forgotten(forgot)) against.push_back(std::move(sentence));
        if (!against.empty()) {
            out.sentences.insert(out.sentences.end(), against.begin(), against.end());
            out.sentences.push_back(out.learned() ? "That round is not kept." : "Nothing is kept.");
            break;
        }
        out.adapter = keeps->adapter;
        out.after = *after;
        teacher = pupil;
    }
    return out;
}

}  // namespace seisdesk
