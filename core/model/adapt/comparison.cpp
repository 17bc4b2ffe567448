#include "core/model/adapt/comparison.h"

#include "core/model/instruments.h"
#include "core/model/source_windows.h"
#include "core/signal/snr.h"

#include <algorithm>
#include <map>

namespace seisdesk {

namespace {

constexpr std::size_t windowsAtOnce = 256;

/// The recorded components, under a name of their own, so that windows of one station stay apart. Components of zeros were not
/// recorded: sets pad what is missing.
std::vector<TracePtr> apart(const LabelledWindow& window, std::size_t number)
{
    std::vector<TracePtr> out;
    for (const Trace& t : window.traces) {
        if (isPadding(t)) continue;
        Trace renamed = t;
        renamed.id.network = "W";
        renamed.id.station = std::to_string(number);
        out.push_back(std::make_shared<const Trace>(std::move(renamed)));
    }
    return out;
}

std::optional<double> snrOf(const LabelledWindow& window, const std::vector<TracePtr>& traces)
{
    for (const Label& label : window.labels) {
        if (!label.phase.starts_with("P")) continue;
        for (const TracePtr& t : traces)
            if (t->id.channel.ends_with("Z") && !t->segments.empty()) return pSnrDb(t->segments.front(), label.time);
    }
    return std::nullopt;
}

/// What the picker is to be asked about the source: what no network of its own is there for.
SourceEstimate askedOfPicker(SourceEstimate truth, const LoadedModels& models)
{
    if (!models.picker || models.picker->contract().sourceOutputs.empty()) return {};
    for (const auto& network : models.sources) {
        switch (network->contract().task) {
        case Task::Magnitude: truth.magnitude.reset(); break;
        case Task::Distance: truth.distanceKm.reset(); break;
        case Task::BackAzimuth: truth.backAzimuthDeg.reset(); break;
        case Task::Polarity:
        case Task::Picking: break;
        }
    }
    return truth;
}

Comparison begun(const LabelledWindow& window, const std::vector<TracePtr>& traces, const LoadedModels& models)
{
    Comparison out;
    out.window = window.name;
    out.eventId = window.eventId;
    out.stationId = window.stationId;
    out.asked = askedOfPicker(window.truth, models);
    out.truth = window.labels;
    for (Label& l : out.truth) {
        l.source = {};
        if (!l.phase.starts_with("P")) continue;
        l.source = out.asked;
        if (l.polarity == Polarity::Unset) l.polarity = window.polarity;
    }
    out.snrDb = snrOf(window, traces);
    if (window.truth.distanceKm) out.distanceKm = window.truth.distanceKm->value;
    return out;
}

using Traces = std::vector<std::vector<TracePtr>>;  // per window

Result<void> pickAll(std::span<const LabelledWindow> windows, const Traces& traces, const Annotator& annotator, const AnnotateOptions& options,
                     std::span<Comparison> out, const Progress& progress)
{
    std::vector<TracePtr> all;
    std::map<std::string, std::size_t> byStation;
    for (std::size_t i = 0; i < traces.size(); ++i)
        for (const TracePtr& t : traces[i]) {
            all.push_back(t);
            byStation[t->id.station] = i;
        }
    const auto prediction = annotator.annotate(all, {}, options, progress);
    if (!prediction) return prediction.error();
    for (const StationPrediction& s : prediction->stations) {
        const std::size_t i = byStation[s.anchor.station];
        const StreamId& own = windows[i].traces.front().id;
        for (Label label : s.labels) {
            label.stream.network = own.network;
            label.stream.station = own.station;
            out[i].picks.push_back(std::move(label));
        }
    }
    return {};
}

Result<void> askSources(std::span<const LabelledWindow> windows, const Traces& traces, const LoadedModels& models, std::size_t batchSize,
                        std::span<Comparison> out, const Progress& progress)
{
    SourceWindows networks(models.sources, batchSize, progress);
    for (std::size_t i = 0; i < windows.size(); ++i) {
        out[i].whole = WholeWindow{windows[i].truth, windows[i].polarity, {}};
        if (traces[i].empty()) continue;
        Time start = traces[i].front()->span().begin;
        for (const TracePtr& t : traces[i]) start = std::min(start, t->span().begin);
        const auto added = networks.add(orientedInstrument(traces[i], {}), {{start, &out[i].whole->said}}, Placement::FromStart);
        if (!added) return added;
    }
    return networks.flush();
}

void addWhole(Score& score, const Comparison& c)
{
    if (!c.picked) score.addTraces(1);
    if (!c.whole) return;
    score.addEstimate(c.whole->truth, c.whole->said, c.snrDb);
    if (c.whole->said.probabilityUp) score.addPolarity(c.whole->polarity, decidedPolarity(*c.whole->said.probabilityUp), c.whole->said);
}

/// The highest P and the highest S.
std::vector<Label> highest(const std::vector<Label>& labels)
{
    std::vector<Label> out;
    for (const char* phase : {"P", "S"}) {
        const Label* best = nullptr;
        for (const Label& l : labels)
            if (l.phase == phase && (!best || l.confidence.value_or(0.0) > best->confidence.value_or(0.0))) best = &l;
        if (best) out.push_back(*best);
    }
    return out;
}

}  // namespace

Thresholds contractThresholds(const LoadedModels& models)
{
    if (!models.picker) return {};
    return {models.picker->contract().defaultThresholdP, models.picker->contract().defaultThresholdS};
}

Result<std::vector<Comparison>> compared(const LoadedModels& models, std::span<const LabelledWindow> windows, double lowest, const Progress& progress)
{
    AnnotateOptions options;
    options.thresholdP = options.thresholdS = lowest;
    options.keepCurves = false;
    return compared(models, windows, options, progress);
}

Result<std::vector<Comparison>> compared(const LoadedModels& models, std::span<const LabelledWindow> windows, const AnnotateOptions& options,
                                         const Progress& progress)
{
    // A polarity network among the sources speaks for polarity; otherwise the picker does (the classical one decides it).
    const bool picks = models.picker || models.sources.empty();
    const auto annotator = models.picker ? networkAnnotator(models.picker) : classicalAnnotator();
    std::vector<Comparison> out;
    const auto share = [&](std::size_t done) { return static_cast<double>(done) / static_cast<double>(windows.size()); };
    for (std::size_t first = 0; first < windows.size(); first += windowsAtOnce) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        const auto some = windows.subspan(first, std::min(windowsAtOnce, windows.size() - first));
        const Progress part = progress.part(share(first), share(first + some.size()));
        Traces traces;
        for (std::size_t i = 0; i < some.size(); ++i) {
            traces.push_back(apart(some[i], first + i));
            out.push_back(begun(some[i], traces.back(), models));
            out.back().picked = picks;
        }
        const auto mine = std::span(out).last(some.size());
        if (picks)
            if (const auto done = pickAll(some, traces, *annotator, options, mine, part); !done) return done.error();
        if (!models.sources.empty())
            if (const auto done = askSources(some, traces, models, options.batchSize, mine, part.quiet()); !done) return done.error();
    }
    return out;
}

void addTo(Score& score, const Comparison& c, const Thresholds& thresholds)
{
    if (c.picked) {
        std::vector<Label> picks;
        for (const Label& l : c.picks)
            if (l.confidence.value_or(1.0) >= (l.phase.starts_with("S") ? thresholds.s : thresholds.p)) picks.push_back(l);
        score.addRecord(c.truth, picks, c.snrDb, {c.exhaustive, c.quiet});
    }
    addWhole(score, c);
}

void addHighestTo(Score& score, const Comparison& c)
{
    if (c.picked) {
        std::vector<Label> truth = c.truth;
        for (Label& l : truth) l.source = {};
        const std::vector<Label> best = highest(c.picks);
        score.addRecord(truth, best, c.snrDb, {c.exhaustive, c.quiet});
        if (!best.empty() && best.front().phase == "P") score.addEstimate(c.asked, best.front().source, c.snrDb);
    }
    addWhole(score, c);
}

ScoreTable score(std::span<const Comparison> comparisons, const Thresholds& thresholds)
{
    Score sum(false);
    for (const Comparison& c : comparisons) addTo(sum, c, thresholds);
    return sum.table();
}

}  // namespace seisdesk
