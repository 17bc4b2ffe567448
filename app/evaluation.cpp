#include "app/evaluation.h"

#include "app/evaluation_records.h"
#include "core/io/labelled_set.h"
#include "core/model/adapt/comparison.h"

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

Result<Evaluation> evaluateWindows(const std::filesystem::path& data, const LabelledSet& set, const LoadedModels& models,
                                   const EvaluateArguments& arguments, const Progress& progress)
{
    Evaluation out{{}, models.versions(), set.name(), set.exhaustive(), {}, models.note};
    Score score(set.exhaustive());
    const auto share = [&](std::size_t done) { return static_cast<double>(done) / static_cast<double>(set.size()); };
    for (std::size_t first = 0; first < set.size(); first += windowsAtOnce) {
        const std::size_t last = std::min(set.size(), first + windowsAtOnce);
        std::vector<LabelledWindow> windows;
        for (std::size_t i = first; i < last; ++i) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            auto read = set.read(i);
            if (!read) {
                out.issues.push_back({data, read.error().message});
                continue;
            }
            auto traces = asAskedFor(std::move(read->traces), arguments);
            if (!traces) return traces.error();
            read->traces = std::move(*traces);
            windows.push_back(std::move(*read));
        }
        auto comparisons = compared(models, windows, optionsOf(arguments), progress.part(share(first), share(last)));
        if (!comparisons) return comparisons.error();
        for (Comparison& c : *comparisons) {
            c.exhaustive = set.exhaustive();
            if (arguments.argmax) addHighestTo(score, c);
            else addTo(score, c, {0.0, 0.0});
        }
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
    auto asked = asAskedFor(std::move(records->traces), arguments);
    if (!asked) return asked.error();
    std::vector<TracePtr> traces;
    for (Trace& t : *asked) traces.push_back(std::make_shared<const Trace>(std::move(t)));
    const auto prediction = models.annotator()->annotate(traces, records->inventory, optionsOf(arguments), progress.part(0.2, 1.0));
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
    const std::filesystem::path named = data.filename().empty() ? data.parent_path() : data;
    return Evaluation{score.table(), models.versions(), named.filename().string(), false, records->issues, models.told()};
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
