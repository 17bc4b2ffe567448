#include "core/model/adapt/adaptation.h"

#include "core/model/adapt/adaptation_json.h"
#include "core/model/adapt/adapter_file.h"
#include "core/model/adapt/conformal.h"
#include "core/model/adapt/shots.h"

#include <chrono>

namespace seisdesk {

namespace {

using Examples = std::vector<const LocalExample*>;

Examples joined(Examples a, const Examples& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

PartCount counted(const Examples& examples)
{
    PartCount out;
    ExampleSet part;
    for (const LocalExample* e : examples) {
        for (const Label& l : e->window.labels) {
            if (l.end || l.review == Review::Rejected) continue;
            out.p += l.phase.starts_with('P');
            out.s += l.phase.starts_with('S');
        }
        LocalExample named;
        named.window.eventId = e->window.eventId;
        part.examples.push_back(std::move(named));
    }
    out.windows = examples.size();
    out.events = part.events(Part::Train);
    return out;
}

Result<std::vector<Example>> trainingExamples(const Examples& examples, double rateHz)
{
    std::vector<Example> out;
    for (const LocalExample* e : examples) {
        auto one = trainingExample(*e, rateHz);
        if (!one && one.error().code == Error::Code::Malformed) continue;  // a window without samples
        if (!one) return one.error();
        out.push_back(std::move(*one));
    }
    return out;
}

Result<std::vector<Comparison>> comparedExamples(const LoadedModels& models, const Examples& examples, double lowest, const Progress& progress)
{
    std::vector<LabelledWindow> windows;  // samples are shared
    for (const LocalExample* e : examples) windows.push_back(e->window);
    auto out = compared(models, windows, lowest, progress);
    if (!out) return out;
    for (std::size_t i = 0; i < out->size(); ++i) {
        (*out)[i].exhaustive = examples[i]->exhaustive;
        (*out)[i].quiet = examples[i]->quiet;
    }
    return out;
}

/// One side of the proof.
struct Side {
    LoadedModels models;
    std::vector<Comparison> calibration, heldOut;
    std::vector<std::vector<Comparison>> references;
};

struct Inputs {
    Examples train, calibration, heldOut;
    std::vector<ReferenceWindows> references;
};

Result<LoadedModels> loaded(Engine& engine, const std::filesystem::path& weights, const std::string& device)
{
    auto network = engine.load(weights, device);
    if (!network) return network.error();
    LoadedModels out;
    if ((*network)->contract().task != Task::Picking)
        return Error{Error::Code::InvalidArgument, (*network)->version() + " does not pick phases; only pickers can be adapted."};
    out.picker = std::move(*network);
    return out;
}

Result<void> compareAll(Side& side, const Inputs& inputs, double lowest, const Progress& progress)
{
    auto calibration = comparedExamples(side.models, inputs.calibration, lowest, progress.part(0.0, 0.2));
    if (!calibration) return calibration.error();
    side.calibration = std::move(*calibration);
    auto heldOut = comparedExamples(side.models, inputs.heldOut, lowest, progress.part(0.2, 0.6));
    if (!heldOut) return heldOut.error();
    side.heldOut = std::move(*heldOut);
    for (const ReferenceWindows& r : inputs.references) {
        auto some = compared(side.models, r.windows, lowest, progress.part(0.6, 1.0));
        if (!some) return some.error();
        for (Comparison& c : *some) c.exhaustive = r.exhaustive;
        side.references.push_back(std::move(*some));
    }
    return {};
}

/// Gives a threshold up where a reference would lose more by it than is allowed, and not without it.
void spareReferences(ThresholdChoice& choice, const Side& before, const Thresholds& atBefore, const Side& after, double allowed)
{
    for (std::size_t i = 0; i < before.references.size(); ++i)
        for (const bool p : {true, false}) {
            ChosenThreshold& chosen = p ? choice.p : choice.s;
            const double own = p ? atBefore.p : atBefore.s;
            if (chosen.value == own) continue;
            const auto f1 = [&](const Side& side, const Thresholds& at) {
                const ScoreTable t = score(side.references[i], at);
                return (p ? t.p : t.s).f1[0].value_or(0.0);
            };
            const double least = f1(before, atBefore) - allowed;
            if (f1(after, choice.thresholds()) >= least || f1(after, atBefore) < least) continue;
            chosen.value = own;
            chosen.reason += " It was given up, because the reference would lose by it.";
        }
}

ScoredSet scored(const std::string& name, bool exhaustive, const BeforeAndAfter& pair, const BootstrapOptions& options)
{
    return {name, exhaustive, score(pair.before, pair.atBefore), score(pair.after, pair.atAfter), changes(pair, options)};
}

Result<void> finishAdapter(const AdaptationReport& report)
{
    auto adapter = readAdapter(report.adapter);
    if (!adapter) return adapter.error();
    adapter->contract.defaultThresholdP = report.atAfter.p.value;
    adapter->contract.defaultThresholdS = report.atAfter.s.value;
    adapter->contract.uncertainty = report.uncertainty;
    adapter->more["uncertainty"] = toJson(report.uncertainty);
    adapter->more["metrics"] = toJson(report, false);
    adapter->more["verdict"] = toJson(report.verdict);
    return writeAdapter(*adapter, report.adapter);
}

Result<FineTuneOutcome> learned(Engine& engine, FineTuneJob job, const Inputs& inputs, double rateHz, const Progress& progress)
{
    auto train = trainingExamples(inputs.train, rateHz);
    if (!train) return train.error();
    auto calibration = trainingExamples(inputs.calibration, rateHz);
    if (!calibration) return calibration.error();
    job.train = std::move(*train);
    job.calibration = std::move(*calibration);
    return engine.fineTune(job, progress);
}

/// Nothing is refined where no synthetic records are asked for.
Result<Refinement> refinedOn(Engine& engine, const Examples& local, const std::filesystem::path& adapter, const AdaptationOptions& options, const Progress& progress)
{
    RefinementOptions how = options.refinement;
    if (options.synthetic.windows == 0) how.guard.windows = 0;
    std::vector<LabelledWindow> windows;  // samples are shared
    RefinementInputs inputs{options.job.parent, adapter, options.job.device, {}, {}};
    for (const LocalExample* e : local) {
        windows.push_back(e->window);
        inputs.exhaustive.push_back(e->exhaustive);
    }
    inputs.local = windows;
    return refined(engine, inputs, how, progress);
}

}  // namespace

Result<AdaptationReport> adapted(Engine& engine, const ExampleSet& set, const AdaptationOptions& options, const Progress& progress)
{
    const auto started = std::chrono::steady_clock::now();
    AdaptationReport out;
    const Shots some = shots(set, options.shots, options.job.seed);
    Inputs inputs{some.train, some.calibration, set.in(Part::HeldOut), options.references};
    if (inputs.train.empty()) return Error{Error::Code::InvalidArgument, "'" + set.name + "' has nothing to learn from."};
    if (options.synthetic.windows > 0) inputs.references.push_back({"synthetic records", referenceSet(options.synthetic), true});
    out.shots = some.events;
    out.train = counted(inputs.train);
    out.calibration = counted(inputs.calibration);
    out.heldOutCount = counted(inputs.heldOut);

    Side before, after;
    auto parent = loaded(engine, options.job.parent, options.job.device);
    if (!parent) return parent.error();
    before.models = std::move(*parent);
    out.parent = before.models.versions();
    out.atBefore = contractThresholds(before.models);
    progress.report(0.02, "Scoring " + out.parent);
    if (const auto done = compareAll(before, inputs, options.lowest, progress.part(0.02, 0.15)); !done) return done.error();
    const auto taught = comparedExamples(before.models, joined(inputs.train, inputs.calibration), options.lowest, progress.part(0.15, 0.2));
    if (!taught) return taught.error();
    out.learnedLabels = auditLabels(*taught, out.atBefore, options.audit);
    out.heldOutLabels = auditLabels(before.heldOut, out.atBefore, options.audit);

    progress.report(0.2, "Learning");
    auto outcome = learned(engine, options.job, inputs, before.models.picker->contract().sampleRateHz, progress.part(0.2, 0.8));
    if (!outcome) return outcome.error();
    out.learning = std::move(*outcome);
    out.adapter = out.learning.adapter;
    auto refinement = refinedOn(engine, joined(inputs.train, inputs.calibration), out.adapter, options, progress.part(0.8, 0.88));
    if (!refinement) return refinement.error();
    out.refinement = std::move(*refinement);
    auto child = loaded(engine, out.adapter, options.job.device);
    if (!child) return child.error();
    after.models = std::move(*child);
    progress.report(0.88, "Scoring what was learned");
    if (const auto done = compareAll(after, inputs, options.lowest, progress.part(0.88, 0.97)); !done) return done.error();

    out.atAfter = chooseThresholds(before.calibration, out.atBefore, after.calibration, options.thresholds);
    spareReferences(out.atAfter, before, out.atBefore, after, options.gate.referenceDrop);
    const Thresholds at = out.atAfter.thresholds();
    const PickUncertainty had = after.models.picker->contract().uncertainty;
    out.uncertainty = calibrated(after.calibration, at, had);
    rescale(after.heldOut, had, out.uncertainty);
    for (auto& reference : after.references) rescale(reference, had, out.uncertainty);
    Proof proof;
    proof.heldOut = {std::move(before.heldOut), std::move(after.heldOut), out.atBefore, at};
    const bool exhaustive = !inputs.heldOut.empty() && std::all_of(inputs.heldOut.begin(), inputs.heldOut.end(), [](const LocalExample* e) { return e->exhaustive; });
    out.heldOut = scored(set.name, exhaustive, proof.heldOut, options.bootstrap);
    proof.changes = out.heldOut.changes;
    for (std::size_t i = 0; i < inputs.references.size(); ++i) {
        const ReferenceWindows& r = inputs.references[i];
        out.references.push_back(scored(r.name, r.exhaustive, {std::move(before.references[i]), std::move(after.references[i]), out.atBefore, at}, options.bootstrap));
        proof.references.push_back({r.name, out.references.back().changes});
    }
    proof.audits = {out.learnedLabels, out.heldOutLabels};
    out.byDistance = changesByDistance(proof.heldOut, options.bootstrap);
    out.bySnr = changesBySnr(proof.heldOut, options.bootstrap);
    for (const char phase : {'P', 'S'}) {
        out.curvesBefore.push_back(phaseCurves(proof.heldOut.before, phase, out.atBefore));
        out.curvesAfter.push_back(phaseCurves(proof.heldOut.after, phase, at));
    }
    out.changed = pickChanges(proof.heldOut.before, out.atBefore, proof.heldOut.after, at);
    out.verdict = judged(proof, options.gate);
    out.adapted = after.models.versions();
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    if (const auto written = finishAdapter(out); !written) return written.error();
    const auto finished = loaded(engine, out.adapter, options.job.device);  // its name holds the checksum of the whole file
    if (!finished) return finished.error();
    out.adapted = finished->versions();
    progress.report(1.0);
    return out;
}

}  // namespace seisdesk
