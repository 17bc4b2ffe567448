#include "core/session/whole_traces.h"

#include "core/model/adapt/span_list.h"

#include <algorithm>

namespace seisdesk {

namespace {

std::vector<Trace> samplesOf(const std::vector<const TraceItem*>& items, const std::optional<TimeSpan>& span, const RecordReader& read, const Progress& progress, unsigned threads)
{
    std::set<std::filesystem::path> files;
    for (const TraceItem* item : items)
        for (const auto& [file, segment] : item->outlines)
            if (!span || segment.span().overlaps(*span)) files.insert(file);
    if (files.empty()) return {};
    std::vector<std::string> inputs;
    for (const auto& file : files) inputs.push_back(file.string());
    ReadOptions options;
    options.span = span;
    options.threads = threads;
    options.checksums = false;
    if (items.size() == 1) options.instrument = items.front()->trace->id.instrument();
    auto records = read(inputs, options, progress);
    return records ? std::move(records->traces) : std::vector<Trace>();
}

const Trace* find(const std::vector<Trace>& traces, const StreamId& id)
{
    const auto at = std::ranges::find(traces, id, &Trace::id);
    return at == traces.end() ? nullptr : &*at;
}

/// The items' traces with what is outlined read in each of the spans.
std::vector<TracePtr> filled(const std::vector<TraceItemPtr>& items, const std::vector<std::optional<TimeSpan>>& spans, const RecordReader& read, const Progress& progress,
                             unsigned threads)
{
    std::vector<const TraceItem*> outlined;
    std::vector<TracePtr> out;
    for (const TraceItemPtr& item : items) {
        out.push_back(item->trace);
        if (!item->isWhole()) outlined.push_back(item.get());
    }
    if (outlined.empty()) return out;
    for (const auto& span : spans) {
        const std::vector<Trace> samples = samplesOf(outlined, span, read, progress, threads);
        for (std::size_t i = 0; i < items.size(); ++i)
            if (const Trace* more = items[i]->isWhole() ? nullptr : find(samples, items[i]->trace->id)) out[i] = std::make_shared<const Trace>(merged(*out[i], *more));
    }
    return out;
}

}  // namespace

std::vector<TracePtr> wholeTraces(const std::vector<TraceItemPtr>& items, const std::optional<TimeSpan>& span, const RecordReader& read, const Progress& progress, unsigned threads)
{
    return filled(items, {span}, read, progress, threads);
}

std::vector<TracePtr> tracesAround(const std::vector<TraceItemPtr>& items, const std::vector<Label>& labels, Duration margin, const RecordReader& read, const Progress& progress,
                                   unsigned threads)
{
    std::vector<TimeSpan> spans;
    for (const Label& label : labels) spans.push_back({label.time - margin, label.end.value_or(label.time) + margin});
    spans = joined(std::move(spans));
    return filled(items, {spans.begin(), spans.end()}, read, progress, threads);
}

TraceItemPtr wholeItem(const TraceItem& item, const std::optional<TimeSpan>& span, const RecordReader& read, const Progress& progress, unsigned threads)
{
    const std::vector<Trace> samples = samplesOf({&item}, span, read, progress, threads);
    const Trace* more = find(samples, item.trace->id);
    auto bare = std::make_shared<TraceItem>(item);
    bare->outlines.clear();
    if (!more) return bare;
    return traceChange(std::move(bare), std::make_shared<const Trace>(*more)).after;
}

}  // namespace seisdesk
