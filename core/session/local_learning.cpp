#include "core/session/local_learning.h"

#include "core/session/adapter_files.h"

#include <algorithm>
#include <array>

namespace seisdesk {

namespace {

Measure measureOf(const Change& change, Measure::On on, const std::string& setName)
{
    Measure out;
    out.on = on;
    out.name = change.measure;
    for (const char* phase : {"P", "S"})
        if (change.measure.starts_with(std::string(phase) + ' ')) {
            out.phase = phase;
            out.name = change.measure.substr(2);
        }
    if (!setName.empty()) out.name += " (" + setName + ")";
    // Shares and magnitudes have no unit.
    out.unit = change.unit.empty() && change.measure.find("agnitude") == std::string::npos ? "%" : change.unit;
    out.lowerIsBetter = !change.moreIsBetter;
    out.before = change.before;
    out.after = change.after;
    if (change.low && change.high) out.change = Interval{*change.low, *change.high};
    return out;
}

/// Precision and recall within 0.1 s, which changes() sums up in F1.
void addShares(std::vector<Measure>& out, const ScoredSet& set, Measure::On on)
{
    using Share = std::array<std::optional<double>, 3> PhaseScore::*;
    for (const auto& [phase, of] : {std::pair("P", &ScoreTable::p), std::pair("S", &ScoreTable::s)})
        for (const auto& [name, share] : {std::pair<const char*, Share>("precision", &PhaseScore::precision), std::pair<const char*, Share>("recall", &PhaseScore::recall)}) {
            Measure measure{on, phase, name, "%", false, ((set.before.*of).*share)[0], ((set.after.*of).*share)[0], {}};
            if (measure.before || measure.after) out.push_back(std::move(measure));
        }
}

void addSet(std::vector<Measure>& out, const ScoredSet& set, Measure::On on, bool named)
{
    for (const Change& change : set.changes)
        if (change.before || change.after) out.push_back(measureOf(change, on, named ? set.name : std::string()));
    if (!named) addShares(out, set, on);
}

ChangedPick changedPick(const PickChange& change)
{
    const Label* any = change.after ? &*change.after : change.before ? &*change.before : nullptr;
    ChangedPick out;
    if (any) out.stream = any->stream;
    out.phase = change.phase;
    if (change.before) {
        out.before = change.before->time;
        out.confidenceBefore = change.before->confidence;
    }
    if (change.after) {
        out.after = change.after->time;
        out.confidenceAfter = change.after->confidence;
    }
    if (change.truth) out.analyst = change.truth->time;
    return out;
}

}  // namespace

std::string localName(const std::string& parent) { return parent.ends_with("-local") ? parent : parent + "-local"; }

LearningReport shownReport(const AdaptationReport& report)
{
    LearningReport out;
    out.adapted.path = report.adapter;
    out.adopt = report.verdict.adopt;
    out.reasons = {report.verdict.adopt ? "The adapted model is better on your events. You can adopt it." : "Better not adopt this model."};
    out.reasons.insert(out.reasons.end(), report.verdict.reasons.begin(), report.verdict.reasons.end());
    for (const LabelAudit* audit : {&report.learnedLabels, &report.heldOutLabels})
        for (const std::string& sentence : audit->reasons())
            if (std::find(out.warnings.begin(), out.warnings.end(), sentence) == out.warnings.end()) out.warnings.push_back(sentence);
    out.method = report.learning.reason;
    if (!report.refinement.reason.empty()) out.method += (out.method.empty() ? "" : " ") + report.refinement.reason;
    out.events = report.shots;
    out.seconds = report.seconds;
    addSet(out.measures, report.heldOut, Measure::On::HeldOut, false);
    for (std::size_t i = 0; i < report.references.size(); ++i) addSet(out.measures, report.references[i], Measure::On::Reference, i > 0);
    for (std::size_t i = 0; i < report.curvesBefore.size() && i < report.curvesAfter.size(); ++i) {
        const ScoreCurves &before = report.curvesBefore[i], &after = report.curvesAfter[i];
        out.phases.push_back({before.phase, before.precisionOverRecall, after.precisionOverRecall, before.reliability, after.reliability, before.residuals, after.residuals});
    }
    out.curve = report.learning.curve;
    for (const PickChange& change : report.changed)
        if (change.before || change.after) out.changed.push_back(changedPick(change));
    return out;
}

Learn localLearning()
{
    return [](const LearningInput& input, const Progress& progress) -> Result<LearningReport> {
        progress.report(0.0, "Loading the model");
        auto parent = versionOfWeights(input.weights);
        if (!parent) return parent.error();
        const auto engine = loadEngine(input.device.substr(0, input.device.find(':')));
        if (!engine) return engine.error();
        const auto network = (*engine)->load(parent->path, input.device);
        if (!network) return network.error();
        progress.report(0.02, "Cutting examples");
        const auto set = localExamples(input.traces, input.inventory, input.labels, (*network)->contract(), input.local, progress.part(0.02, 0.05));
        if (!set) return set.error();
        AdaptationOptions options;
        options.job.parent = parent->path;
        options.job.device = input.device;
        options.job.threads = input.threads;
        options.job.folder = input.folder;
        options.job.steps = input.budget.steps;
        options.job.minutes = input.budget.minutes;
        options.job.name = localName(parent->name);
        options.job.author = input.author;
        auto report = adapted(**engine, *set, options, progress.part(0.05, 1.0));
        if (!report) return report.error();
        LearningReport out = shownReport(*report);
        out.adapted.name = options.job.name;
        out.parent = std::move(*parent);
        return out;
    };
}

}  // namespace seisdesk
