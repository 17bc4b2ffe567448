#include "app/evaluate_command.h"

#include "app/interrupt.h"
#include "core/model/load_models.h"
#include "core/io/atomic_write.h"
#include "core/io/labelled_set.h"
#include "core/model/instruments.h"
#include "core/model/source_windows.h"

#include <algorithm>
#include <iostream>
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

/// A window read, its streams renamed so that windows of one station stay apart.
struct Window {
    LabelledWindow content;
    std::vector<TracePtr> traces;
};

Window readied(LabelledWindow content, std::size_t index)
{
    Window out;
    for (Trace& t : content.traces) {
        t.id.network = "W";
        t.id.station = std::to_string(index);
        // A component of zeros was not recorded: sets pad what is missing.
        const bool empty = std::all_of(t.segments.begin(), t.segments.end(), [](const Segment& s) {
            return std::all_of(s.samples->begin(), s.samples->end(), [](float v) { return v == 0.0f; });
        });
        if (!empty) out.traces.push_back(std::make_shared<const Trace>(std::move(t)));
    }
    content.traces.clear();
    out.content = std::move(content);
    return out;
}

Result<void> scorePicks(const std::vector<Window>& windows, const Annotator& annotator, const EvaluateArguments& arguments, Score& score, const Progress& progress)
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
        // What the source networks say is scored below, from the window and not from a pick.
        std::vector<Label> truth = windows[i].content.labels;
        for (Label& l : truth) {
            l.source = {};
            if (l.phase.starts_with("P") && l.polarity == Polarity::Unset) l.polarity = windows[i].content.polarity;
        }
        score.addRecord(truth, arguments.argmax ? highest(picks[i]) : picks[i]);
    }
    return {};
}

Result<void> scoreSources(const std::vector<Window>& windows, const LoadedModels& models, Score& score, const Progress& progress)
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
        score.addEstimate(windows[i].content.truth, estimates[i]);
        if (estimates[i].probabilityUp) score.addPolarity(windows[i].content.polarity, decidedPolarity(*estimates[i].probabilityUp));
    }
    return {};
}

Result<Evaluation> evaluateWindows(const LabelledSet& set, const LoadedModels& models, const EvaluateArguments& arguments, const Progress& progress)
{
    Evaluation out{{}, models.versions(), set.name(), set.exhaustive(), {}};
    Score score(set.exhaustive());
    // A polarity network among the sources speaks for polarity; otherwise the picker does (the classical one decides it).
    const bool picks = models.picker || models.sources.empty();
    const auto annotator = models.picker ? networkAnnotator(models.picker) : classicalAnnotator();
    for (std::size_t first = 0; first < set.size(); first += windowsAtOnce) {
        const std::size_t last = std::min(set.size(), first + windowsAtOnce);
        const Progress part = progress.part(static_cast<double>(first) / static_cast<double>(set.size()), static_cast<double>(last) / static_cast<double>(set.size()));
        std::vector<Window> windows;
        for (std::size_t i = first; i < last; ++i) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            auto window = set.read(i);
            if (window) windows.push_back(readied(std::move(*window), i));
            else out.issues.push_back({arguments.data, window.error().message});
        }
        if (picks)
            if (const auto done = scorePicks(windows, *annotator, arguments, score, part); !done) return done.error();
        if (const auto done = scoreSources(windows, models, score, part); !done) return done.error();
        if (!picks) score.addTraces(windows.size());
    }
    out.table = score.table();
    return out;
}

/// Records of one folder against its labels. Only stations that have labels and records count.
Result<Evaluation> evaluateContinuous(const LoadedModels& models, const EvaluateArguments& arguments, const Progress& progress)
{
    auto records = readRecords({arguments.data.string()}, {}, progress.part(0.0, 0.2));
    if (!records) return records.error();
    if (!arguments.inventories.empty()) {
        const auto stations = readRecords(arguments.inventories, {}, progress.quiet());
        if (!stations) return stations.error();
        records->inventory.merge(stations->inventory);
        records->issues.insert(records->issues.end(), stations->issues.begin(), stations->issues.end());
    }
    if (records->traces.empty() || records->labels.empty())
        return Error{Error::Code::NotFound, arguments.data.string() + " has no " + (records->traces.empty() ? "records" : "labels") + " that can be read" +
                                                (records->issues.empty() ? "." : ": " + records->issues.front().message)};
    std::vector<TracePtr> traces;
    for (const Trace& t : records->traces) traces.push_back(std::make_shared<const Trace>(t));
    AnnotateOptions options = optionsOf(arguments);
    const auto prediction = models.annotator()->annotate(traces, records->inventory, options, progress.part(0.2, 1.0));
    if (!prediction) return prediction.error();

    std::map<std::string, std::pair<std::vector<Label>, std::vector<Label>>> stations;  // truth and picks
    std::map<std::string, TimeSpan> spans;
    const auto key = [](const StreamId& id) { return id.network + '.' + id.station; };
    for (const TracePtr& t : traces) spans[key(t->id)] = spans[key(t->id)].united(t->span());
    for (const Label& l : records->labels)
        if (const auto span = spans.find(key(l.stream)); span != spans.end() && span->second.contains(l.time)) stations[key(l.stream)].first.push_back(l);
    for (const StationPrediction& s : prediction->stations)
        if (const auto at = stations.find(key(s.anchor)); at != stations.end()) at->second.second.insert(at->second.second.end(), s.labels.begin(), s.labels.end());
    Score score(false);
    for (const auto& [name, both] : stations) score.addRecord(both.first, both.second);
    return Evaluation{score.table(), models.versions(), arguments.data.filename().empty() ? arguments.data.parent_path().filename().string() : arguments.data.filename().string(), false, records->issues};
}

bool isContinuous(const std::filesystem::path& data)
{
    std::error_code error;
    return std::filesystem::is_directory(data, error) && std::filesystem::exists(data / "labels.csv", error);
}

}  // namespace

Result<Evaluation> evaluate(const EvaluateArguments& arguments, const Progress& progress)
{
    const bool continuous = isContinuous(arguments.data);
    if (continuous && arguments.argmax)
        return Error{Error::Code::InvalidArgument, "--argmax needs a set of windows; " + arguments.data.string() + " holds continuous records. Leave it out."};
    const auto models = loadModels(arguments.models, arguments.device);
    if (!models) return models.error();
    if (continuous) {
        if (!models->picker && !models->sources.empty())
            return Error{Error::Code::InvalidArgument, "On continuous records " + models->versions() + " needs a picking model beside it."};
        return evaluateContinuous(*models, arguments, progress);
    }
    const auto set = LabelledSet::open(arguments.data);
    if (!set) return set.error();
    return evaluateWindows(*set, *models, arguments, progress);
}

std::shared_ptr<EvaluateArguments> addEvaluateCommand(CLI::App& app)
{
    auto arguments = std::make_shared<EvaluateArguments>();
    auto* command = app.add_subcommand("evaluate", "Score a model on labelled windows or labelled continuous records");
    command->add_option("--model", arguments->models, "Weights file or name: a picker, source networks, or both; 'classical' for the picker without weights")->required();
    command->add_option("--data", arguments->data, "HDF5 set, folder of a published set, or a folder of records with labels.csv")->required();
    command->add_option("--inventory", arguments->inventories, "StationXML for continuous records");
    command->add_flag("--argmax", arguments->argmax, "Take the highest peak of each window whatever its height");
    command->add_option("--device", arguments->device, "cpu, cuda or cuda:N")->capture_default_str();
    command->add_option("--threshold-p", arguments->thresholdP, "Least confidence of a P (default: the model's)")->check(CLI::Range(0.0, 1.0));
    command->add_option("--threshold-s", arguments->thresholdS, "Least confidence of an S (default: the model's)")->check(CLI::Range(0.0, 1.0));
    command->add_option("--json", arguments->json, "Write the scores as JSON to this file; - for standard output");
    return arguments;
}

int runEvaluate(const EvaluateArguments& arguments)
{
    const Progress progress = terminalProgress();
    const Interrupt interrupt(progress);
    const auto result = evaluate(arguments, progress);
    endTerminalProgress();
    if (!result) {
        const bool cancelled = result.error().code == Error::Code::Cancelled;
        std::cerr << (cancelled ? "Interrupted; nothing was written." : result.error().message) << '\n';
        return cancelled ? 130 : result.error().code == Error::Code::InvalidArgument ? 2 : 1;
    }
    for (const ReadIssue& issue : result->issues) std::cerr << issue.file.string() << ": " << issue.message << '\n';
    const std::string json = toJson(result->table, result->model, result->data, result->exhaustive);
    (arguments.json == "-" ? std::cerr : std::cout) << toText(result->table, result->model, result->data);
    if (arguments.json == "-") std::cout << json;
    else if (!arguments.json.empty()) {
        if (const auto written = writeAtomically(arguments.json, json); !written) {
            std::cerr << written.error().message << '\n';
            return 1;
        }
    }
    return result->issues.empty() ? 0 : 3;
}

}  // namespace seisdesk
