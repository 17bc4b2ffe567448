#include "core/io/labelled_records.h"

#include "core/io/complete_streams.h"
#include "core/io/seisan_event.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace seisdesk {

namespace {

constexpr Duration sameReading = std::chrono::milliseconds(50);

/// One label per station, event and phase where it was read on several components at the same time.
void dropRepeated(std::vector<Label>& labels)
{
    std::ranges::stable_sort(labels, {}, [](const Label& l) { return l.time; });
    std::map<std::tuple<std::string, std::string, std::string, std::string>, Time> last;
    std::erase_if(labels, [&](const Label& l) {
        if (l.end || isUnjudged(l)) return false;
        const auto [entry, fresh] = last.try_emplace({l.stream.network, l.stream.station, l.event, l.phase}, l.time);
        const bool repeated = !fresh && l.time - entry->second < sameReading;
        entry->second = l.time;
        return repeated;
    });
}

void judge(std::vector<Label>& labels, bool trustAutomatic)
{
    for (Label& label : labels) {
        const bool unused = label.comment.starts_with("weight 4");
        if (trustAutomatic && isUnjudged(label) && !unused) label.review = Review::Reviewed;
        if (unused && isJudged(label)) label.mode = Mode::Automatic, label.review = Review::Preliminary;
    }
}

/// So that readings of one earthquake are not on both sides of a split.
void joinReadings(std::vector<LocalExample>& examples)
{
    std::set<std::string> names;
    for (const LocalExample& e : examples) names.insert(e.window.eventId);
    const auto first = firstReadings(names);
    for (LocalExample& e : examples) {
        e.window.eventId = first.at(e.window.eventId);
        for (Label& label : e.window.labels)
            if (const auto known = first.find(label.event); known != first.end()) label.event = known->second;
    }
}

}  // namespace

Result<ExampleSet> setExampleSet(const LabelledSet& set, const SplitOptions& options, std::vector<ReadIssue>& issues, const Progress& progress)
{
    ExampleSet out{set.name(), {}};
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        progress.report(static_cast<double>(i) / static_cast<double>(set.size()), "Reading " + set.name());
        auto window = set.read(i);
        if (!window) {
            issues.push_back({set.name(), window.error().message});
            continue;
        }
        LocalExample e;
        // Without onsets and without an earthquake it is noise; an earthquake whose onsets nobody picked teaches nothing.
        const bool earthquake = window->truth.magnitude || window->truth.distanceKm || window->truth.backAzimuthDeg;
        e.exhaustive = set.exhaustive() || (window->labels.empty() && !earthquake);
        if (e.exhaustive && window->labels.empty())
            for (const Trace& t : window->traces)
                if (e.quiet.empty() && !isPadding(t)) e.quiet.push_back(t.span());
        e.window = std::move(*window);
        out.examples.push_back(std::move(e));
    }
    joinReadings(out.examples);
    split(out, options);
    return out;
}

Result<ExampleSet> recordExampleSet(Records records, const Contract& contract, const LabelledRecordsOptions& options, const Progress& progress)
{
    const auto refused = [](const std::string& what) { return Error{Error::Code::InvalidArgument, what}; };
    if (records.traces.empty()) return refused("There are no records among these files, only " + std::to_string(records.labels.size()) + " labels. Give the waveforms, too.");
    if (records.labels.empty()) return refused("There are no labels among these files. Give a QuakeML, Nordic or CSV file with the picks, too.");
    std::vector<StreamId> streams;
    std::vector<TracePtr> traces;
    for (Trace& t : records.traces) {
        streams.push_back(t.id);
        traces.push_back(std::make_shared<const Trace>(std::move(t)));
    }
    completeStreams(records.labels, streams, records.inventory);
    judge(records.labels, options.trustAutomatic);
    dropRepeated(records.labels);
    if (std::ranges::none_of(records.labels, isJudged))
        return refused("None of the " + std::to_string(records.labels.size()) + " labels was made or reviewed by a person. Review them, or say that automatic picks are to be trusted.");
    LocalOptions local = options.local;
    local.events = std::move(records.events);
    auto out = localExamples(traces, records.inventory, records.labels, contract, local, progress);
    if (out && out->examples.empty()) {
        const StreamId& label = records.labels.front().stream;
        return refused("None of the labels lies in the records: the first label is on " + label.text() + " at " + formatTime(records.labels.front().time, 3) +
                       ", the first record is " + traces.front()->id.text() + " from " + formatTime(traces.front()->span().begin, 3) + '.');
    }
    return out;
}

Result<ExampleSet> readExampleSet(const std::vector<std::string>& inputs, const Contract& contract, const LabelledRecordsOptions& options,
                                  std::vector<ReadIssue>& issues, const Progress& progress)
{
    if (inputs.size() == 1) {
        const auto set = LabelledSet::open(inputs.front());
        if (set) return setExampleSet(*set, options.local.split, issues, progress);
        if (set.error().code == Error::Code::NotFound) return set.error();
    }
    auto records = readRecords(inputs, {}, progress.part(0.0, 0.7));
    if (!records) return records.error();
    issues.insert(issues.end(), records->issues.begin(), records->issues.end());
    LabelledRecordsOptions named = options;
    if (named.local.name == LocalOptions{}.name && !inputs.empty()) named.local.name = std::filesystem::path(inputs.front()).lexically_normal().stem().string();
    return recordExampleSet(std::move(*records), contract, named, progress.part(0.7, 1.0));
}

}  // namespace seisdesk
