#include "app/evaluation.h"

#include "app/evaluation_records.h"
#include "core/model/instruments.h"
#include "core/model/source_windows.h"

#include <algorithm>
#include <map>

namespace seisdesk {

namespace {

constexpr std::size_t windowsAtOnce = 256;

AnnotateOptions optionsOf(const EvaluateArguments& arguments)
{
    AnnotateOptions options;
    options.thresholdP = arguments.thresholdP;
    options.thresholdS = arguments.thresholdS;
    if (arguments.argmax) options.thresholdP = options.thresholdS = 0.0;
    options.keepCurves = false;
    return options;
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

Result<void> scorePicks(const std::vector<EvaluationWindow>& windows, const Annotator& annotator, const LoadedModels& models,
                        const EvaluateArguments& arguments, Score& score, const Progress& progress)
{
    std::vector<TracePtr> traces;
    std::map<std::string, std::size_t> byStation;
    for (std::size_t i = 0; i < windows.size(); ++i)
        for (const TracePtr& t : windows[i].traces) {
            traces.push_back(t);
            byStation[t->id.station] = i;
        }
    const auto prediction = annotator.annotate(traces, {}, optionsOf(arguments), progress);
    if (!prediction) return prediction.error();
    std::vector<std::vector<Label>> picks(windows.size());
    for (const StationPrediction& s : prediction->stations) {
        auto& mine = picks[byStation[s.anchor.station]];
        mine.insert(mine.end(), s.labels.begin(), s.labels.end());
    }
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const SourceEstimate asked = askedOfPicker(windows[i].content.truth, models);
        std::vector<Label> truth = windows[i].content.labels;
        for (Label& l : truth) {
            l.source = {};
            if (!l.phase.starts_with("P")) continue;
            if (!arguments.argmax) l.source = asked;
            if (l.polarity == Polarity::Unset) l.polarity = windows[i].content.polarity;
        }
        if (!arguments.argmax) {
            score.addRecord(truth, picks[i], windows[i].snrDb);
            continue;
        }
        const std::vector<Label> best = highest(picks[i]);
        score.addRecord(truth, best, windows[i].snrDb);
        if (!best.empty() && best.front().phase == "P") score.addEstimate(asked, best.front().source, windows[i].snrDb);
    }
    return {};
}

Result<void> scoreSources(const std::vector<EvaluationWindow>& windows, const LoadedModels& models, Score& score, const Progress& progress)
{
    SourceWindows networks(models.sources, AnnotateOptions().batchSize, progress);
    std::vector<SourceEstimate> estimates(windows.size());
    for (std::size_t i = 0; i < windows.size(); ++i) {
        if (windows[i].traces.empty()) continue;
        Time start = windows[i].traces.front()->span().begin;
        for (const TracePtr& t : windows[i].traces) start = std::min(start, t->span().begin);
        const auto added = networks.add(orientedInstrument(windows[i].traces, {}), {{start, &estimates[i]}}, Placement::FromStart);
        if (!added) return added;
    }
    if (const auto flushed = networks.flush(); !flushed) return flushed;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        score.addEstimate(windows[i].content.truth, estimates[i], windows[i].snrDb);
        if (estimates[i].probabilityUp) score.addPolarity(windows[i].content.polarity, decidedPolarity(*estimates[i].probabilityUp), estimates[i]);
    }
    return {};
}

Result<Evaluation> evaluateWindows(const std::filesystem::path& data, const LabelledSet& set, const LoadedModels& models,
                                   const EvaluateArguments& arguments, const Progress& progress)
{
    Evaluation out{{}, models.versions(), set.name(), set.exhaustive(), {}, models.note};
    Score score(set.exhaustive());
    // A polarity network among the sources speaks for polarity; otherwise the picker does (the classical one decides it).
    const bool picks = models.picker || models.sources.empty();
    const auto annotator = models.picker ? networkAnnotator(models.picker) : classicalAnnotator();
    for (std::size_t first = 0; first < set.size(); first += windowsAtOnce) {
        const std::size_t last = std::min(set.size(), first + windowsAtOnce);
        const Progress part = progress.part(static_cast<double>(first) / static_cast<double>(set.size()), static_cast<double>(last) / static_cast<double>(set.size()));
        std::vector<EvaluationWindow> windows;
        for (std::size_t i = first; i < last; ++i) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            auto read = set.read(i);
            if (!read) {
                out.issues.push_back({data, read.error().message});
                continue;
            }
            auto window = evaluationWindow(std::move(*read), i, arguments);
            if (!window) return window.error();
            windows.push_back(std::move(*window));
        }
        if (picks)
            if (const auto done = scorePicks(windows, *annotator, models, arguments, score, part); !done) return done.error();
        if (const auto done = scoreSources(windows, models, score, part); !done) return done.error();
        if (!picks) score.addTraces(windows.size());
    }
    out.table = score.table();
    return out;
}

/// Records of one folder against its labels. Only stations that have labels and records count.
Result<Evaluation> evaluateContinuous(const std::filesystem::path& data, const LoadedModels& models, const EvaluateArguments& arguments, const Progress& progress)
{
    auto records = readRecords({data.string()}, {}, progress.part(0.0, 0.2));
    if (!records) return records.error();
    if (!arguments.inventories.empty()) {
        const auto stations = readRecords(arguments.inventories, {}, progress.quiet());
        if (!stations) return stations.error();
        records->inventory.merge(stations->inventory);
        records->issues.insert(records->issues.end(), stations->issues.begin(), stations->issues.end());
    }
    if (records->traces.empty() || records->labels.empty())
        return Error{Error::Code::NotFound, data.string() + " has no " + (records->traces.empty() ? "records" : "labels") + " that can be read" +
                                                (records->issues.empty() ? "." : ": " + records->issues.front().message)};
    const auto traces = asAskedFor(records->traces, arguments);
    if (!traces) return traces.error();
    const auto prediction = models.annotator()->annotate(*traces, records->inventory, optionsOf(arguments), progress.part(0.2, 1.0));
    if (!prediction) return prediction.error();

    std::map<std::string, std::pair<std::vector<Label>, std::vector<Label>>> stations;  // truth and picks
    std::map<std::string, TimeSpan> spans;
    const auto key = [](const StreamId& id) { return id.network + '.' + id.station; };
    for (const TracePtr& t : *traces) spans[key(t->id)] = spans[key(t->id)].united(t->span());
    for (const Label& l : records->labels)
        if (const auto span = spans.find(key(l.stream)); span != spans.end() && span->second.contains(l.time)) stations[key(l.stream)].first.push_back(l);
    for (const StationPrediction& s : prediction->stations)
        if (const auto at = stations.find(key(s.anchor)); at != stations.end()) at->second.second.insert(at->second.second.end(), s.labels.begin(), s.labels.end());
    Score score(false);
    for (const auto& [name, both] : stations) score.addRecord(both.first, both.second);
    const std::filesystem::path named = data.filename().empty() ? data.parent_path() : data;
    return Evaluation{score.table(), models.versions(), named.filename().string(), false, records->issues, models.note};
}

bool isContinuous(const std::filesystem::path& data)
{
    std::error_code error;
    return std::filesystem::is_directory(data, error) && std::filesystem::exists(data / "labels.csv", error);
}

}  // namespace

Result<std::vector<Evaluation>> evaluate(const EvaluateArguments& arguments, const Progress& progress)
{
    for (const auto& data : arguments.data)
        if (arguments.argmax && isContinuous(data))
            return Error{Error::Code::InvalidArgument, "--argmax needs a set of windows; " + data.string() + " holds continuous records. Leave it out."};
    const auto models = loadModels(arguments.models, arguments.device);
    if (!models) return models.error();
    return evaluate(*models, arguments, progress);
}

Result<std::vector<Evaluation>> evaluate(const LoadedModels& models, const EvaluateArguments& arguments, const Progress& progress)
{
    std::vector<Evaluation> out;
    const auto count = static_cast<double>(arguments.data.size());
    for (std::size_t i = 0; i < arguments.data.size(); ++i) {
        const Progress part = progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        const std::filesystem::path& data = arguments.data[i];
        if (isContinuous(data)) {
            if (!models.picker && !models.sources.empty())
                return Error{Error::Code::InvalidArgument, "On continuous records " + models.versions() + " needs a picking model beside it."};
            auto done = evaluateContinuous(data, models, arguments, part);
            if (!done) return done.error();
            out.push_back(std::move(*done));
            continue;
        }
        const auto set = LabelledSet::open(data);
        if (!set) return set.error();
        auto done = evaluateWindows(data, *set, models, arguments, part);
        if (!done) return done.error();
        out.push_back(std::move(*done));
    }
    return out;
}

}  // namespace seisdesk
