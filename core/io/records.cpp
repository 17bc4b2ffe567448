#include "core/io/records.h"

#include "core/io/checksum.h"
#include "core/io/complete_streams.h"
#include "core/io/parallel_for.h"
#include "core/io/record_readers.h"
#include "core/io/sniff.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <new>
#include <set>
#include <tuple>

namespace seisdesk {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largeFile = std::uint64_t{32} << 20;       ///< read by itself with all threads, the others side by side
constexpr std::uint64_t sharedFile = std::uint64_t{4} << 20;       ///< from here on more than one thread helps with a file
constexpr std::uint64_t longestChecked = std::uint64_t{1} << 30;   ///< bytes of a labelled set that still get a checksum

/// One file on its way: what is to be read, and what came of it.
struct Item {
    fs::path path;
    std::uint64_t bytes = 0;
    bool read = false;
    FileContent content;
    std::vector<ReadIssue> issues;
};

std::string unread(const fs::path& path, FileKind kind)
{
    if (kind == FileKind::Project) return path.string() + " is a project, not a record, and was skipped. Open it as a project.";
    if (kind == FileKind::Checkpoint) return path.string() + " holds model weights, not records, and was skipped. Import it as a model.";
    return path.string() + " is of " + name(kind) + " and was skipped. Records are miniSEED, SAC, StationXML, QuakeML, Nordic S-files, NonLinLoc hypocentres, label tables (CSV) and labelled HDF5 sets.";
}

void readItem(Item& item, const ReadOptions& options, const Progress& progress)
{
    const auto kind = sniff(item.path);
    if (!kind) {
        item.issues.push_back({item.path, kind.error().message});
        return;
    }
    const RecordReader reader = readerFor(*kind);
    if (!reader) {
        item.issues.push_back({item.path, unread(item.path, *kind)});
        return;
    }
    auto content = reader(item.path, options, progress, item.issues);
    if (!content) {
        if (content.error().code != Error::Code::Cancelled) item.issues.push_back({item.path, content.error().message});
        return;
    }
    item.content = std::move(*content);
    item.read = true;
    if (options.instrument) std::erase_if(item.content.traces, [&](const Trace& trace) { return trace.id.instrument() != *options.instrument; });
    if (options.checksums && item.content.checksum.empty() && (*kind != FileKind::LabelledHdf5 || item.bytes <= longestChecked))
        item.content.checksum = fileChecksum(item.path).value_or(std::string());
}

/// Reads all items; what memory does not suffice for becomes an issue.
void readAll(std::vector<Item>& items, const ReadOptions& options, const Progress& progress)
{
    std::uint64_t total = 1, done = 0;
    for (const Item& item : items) total += item.bytes;
    std::mutex lock;
    const auto safely = [&](Item& item, const ReadOptions& how, const Progress& mine) {
        if (progress.cancelled()) return;
        try {
            readItem(item, how, mine);
        } catch (const std::bad_alloc&) {
            item.content = {};
            item.issues.push_back({item.path, "Not enough memory to read " + item.path.string() + "; read fewer files or a shorter time span."});
        }
        const std::lock_guard guard(lock);
        done += item.bytes;
        progress.report(static_cast<double>(done) / static_cast<double>(total), item.path.filename().string());
    };
    const auto alone = [&](Item& item) {
        const double from = static_cast<double>(done) / static_cast<double>(total), to = static_cast<double>(done + item.bytes) / static_cast<double>(total);
        safely(item, options, progress.part(from, to));
    };
    std::vector<std::size_t> small;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].bytes < largeFile) small.push_back(i);
        else alone(items[i]);
    const unsigned threads = small.size() < 2 ? 1 : threadsFor(small.size(), 2, options.threads);
    // Those left over when each thread has read as many as the others are shared by all threads, if that is worth it.
    std::size_t together = small.size();
    while (together % threads != 0 && items[small[together - 1]].bytes >= sharedFile) --together;
    ReadOptions single = options;
    single.threads = 1;
    parallelFor(together, 1, threads, [&] { return [&](std::size_t i) { safely(items[small[i]], single, progress.quiet()); }; });
    for (std::size_t i = together; i < small.size(); ++i) alone(items[small[i]]);
}

/// The traces of all files, one per stream.
std::vector<Trace> mergedTraces(std::vector<Item>& items, unsigned threads)
{
    std::map<StreamId, Trace> byStream;
    for (Item& item : items)
        for (Trace& trace : item.content.traces) {
            Trace& all = byStream[trace.id];
            all.id = trace.id;
            all.segments.insert(all.segments.end(), trace.segments.begin(), trace.segments.end());
            trace.segments.clear();
        }
    std::vector<Trace> out;
    for (auto& [id, trace] : byStream) out.push_back(std::move(trace));
    parallelFor(out.size(), 1, threadsFor(out.size(), 8, threads), [&] { return [&](std::size_t i) { out[i] = tidied(std::move(out[i])); }; });
    std::erase_if(out, [](const Trace& t) { return t.segments.empty(); });
    return out;
}

/// Leaves out labels met twice: the same label again, and a SAC pick that stands in the headers of all components, which
/// stays on the vertical.
std::vector<Label> mergedLabels(std::vector<Item>& items)
{
    std::vector<Label> out;
    std::map<std::tuple<StreamId, std::string, Time>, std::size_t> picks;
    std::multimap<Id, std::size_t, bool (*)(const Id&, const Id&)> ids([](const Id& a, const Id& b) { return a < b; });
    for (Item& item : items)
        for (Label& label : item.content.labels) {
            const auto [first, last] = ids.equal_range(label.id);
            if (std::any_of(first, last, [&](const auto& entry) { return out[entry.second] == label; })) continue;
            if (label.author == "SAC header") {
                const auto [entry, fresh] = picks.try_emplace({label.stream.instrument(), label.phase, label.time}, out.size());
                if (!fresh) {
                    if (label.stream.component() == 'Z') out[entry->second] = std::move(label);
                    continue;
                }
            }
            ids.emplace(label.id, out.size());
            out.push_back(std::move(label));
        }
    return out;
}

/// All events; those that SAC headers name are the same in every trace and come once.
std::vector<Event> mergedEvents(std::vector<Item>& items)
{
    std::vector<Event> out;
    std::set<ResourceId> seen;
    for (Item& item : items)
        for (Event& event : item.content.events)
            if (!event.id.starts_with("smi:local/sac/") || seen.insert(event.id).second) out.push_back(std::move(event));
    return out;
}

}  // namespace

Result<Records> readRecords(const std::vector<std::string>& inputs, const ReadOptions& options, const Progress& progress)
{
    Records out;
    std::vector<Item> items;
    for (fs::path& path : expandPaths(inputs, out.issues)) {
        std::error_code error;
        const auto bytes = fs::file_size(path, error);
        items.push_back({std::move(path), error ? 0 : bytes, false, {}, {}});
    }
    readAll(items, options, progress);
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Reading was cancelled."};
    for (Item& item : items) {
        out.issues.insert(out.issues.end(), std::make_move_iterator(item.issues.begin()), std::make_move_iterator(item.issues.end()));
        if (item.read) out.files.push_back({item.path, item.bytes, item.content.checksum});
        out.inventory.merge(item.content.inventory);
    }
    out.labels = mergedLabels(items);
    out.events = mergedEvents(items);
    try {
        out.traces = mergedTraces(items, options.threads);
    } catch (const std::bad_alloc&) {
        return Error{Error::Code::OutOfSpace, "Not enough memory to join the records; read fewer files or a shorter time span."};
    }
    std::vector<StreamId> streams;
    for (const Trace& t : out.traces) streams.push_back(t.id);
    completeStreams(out.labels, streams, out.inventory);
    completeStreams(out.events, streams, out.inventory);
    progress.report(1.0);
    return out;
}

}  // namespace seisdesk
