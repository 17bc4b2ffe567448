#include "core/session/loaded_records.h"

#include "core/io/parallel_for.h"

#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

namespace seisdesk {

namespace {

constexpr std::uint64_t largeFile = std::uint64_t{32} << 20;  ///< read by itself with all threads, the others side by side

/// miniSEED files are read one by one, because outlines are kept by file; everything else together, because it may belong together.
struct Inputs {
    struct Waveforms {
        std::string path;
        FileStamp stamp;  ///< from before reading
        Result<Records> read = Records{};
    };
    std::vector<Waveforms> waveforms;
    std::vector<std::string> others;
    std::uint64_t bytes = 0;  ///< of the waveforms
};

Inputs sorted(const std::vector<std::string>& inputs, std::vector<ReadIssue>& issues)
{
    Inputs out;
    for (const auto& file : expandPaths(inputs, issues)) {
        const auto stamp = stampOf(file);
        const FileKind kind = stamp ? sniff(file).value_or(FileKind::Unknown) : FileKind::Unknown;
        if (kind != FileKind::MiniSeed2 && kind != FileKind::MiniSeed3) {
            out.others.push_back(file.string());
            continue;
        }
        out.waveforms.push_back({file.string(), *stamp});
        out.bytes += stamp->bytes;
    }
    return out;
}

/// Reads miniSEED files, and outlines them where all of them are too large to be kept.
class WaveformReading {
public:
    WaveformReading(Inputs& inputs, const RecordReader& read, const OutlineRules& rules, const ReadOptions& options, LoadedRecords& loaded)
        : m_inputs(inputs), m_read(read), m_rules(rules), m_options(options), m_loaded(loaded), m_letGo(inputs.bytes > rules.mostBytes)
    {
    }
    void run(const Progress& progress)
    {
        auto& files = m_inputs.waveforms;
        std::vector<std::size_t> small, large;
        for (std::size_t i = 0; i < files.size(); ++i) (files[i].stamp.bytes < largeFile ? small : large).push_back(i);
        // One that would be read while other threads have nothing to do is read with all of them.
        const unsigned threads = small.size() < 2 ? 1 : threadsFor(small.size(), 2, m_options.threads);
        for (; small.size() % threads != 0 && files[small.back()].stamp.bytes >= largeFile / 8; small.pop_back()) large.push_back(small.back());
        if (threads == 1) large.insert(large.end(), small.begin(), small.end()), small.clear();
        ReadOptions single = m_options;
        single.threads = 1;
        parallelFor(small.size(), 1, threads, [&] { return [&](std::size_t i) { readOne(files[small[i]], single, progress); }; });
        for (const std::size_t i : large) readOne(files[i], m_options, progress);
        if (m_letGo) m_rules.cache->trim();
    }

private:
    void readOne(Inputs::Waveforms& file, const ReadOptions& options, const Progress& progress)
    {
        if (progress.cancelled()) return;
        file.read = m_read({file.path}, options, progress.quiet());
        if (file.read) outline(file);
        const std::lock_guard guard(m_lock);
        m_done += file.stamp.bytes;
        progress.report(static_cast<double>(m_done) / static_cast<double>(m_inputs.bytes + 1), std::filesystem::path(file.path).filename().string());
    }
    void outline(Inputs::Waveforms& file)
    {
        Records& records = *file.read;
        if (records.files.size() != 1 || records.traces.empty()) return;
        const bool flawless = records.issues.empty();
        if (!m_letGo) {
            const std::lock_guard guard(m_lock);
            if (flawless) m_loaded.fresh.push_back({records.files[0], file.stamp, records.traces});
            return;
        }
        FileOutline outline{records.files[0], {}};
        for (const Trace& trace : records.traces) outline.traces.push_back(outlineOf(trace));
        records.traces.clear();
        const auto kept = flawless ? m_rules.cache->keep(outline, file.stamp) : Result<void>();
        const std::lock_guard guard(m_lock);
        if (!kept) m_loaded.cacheProblem = kept.error().message;
        for (TraceOutline& trace : outline.traces)
            for (SegmentOutline& segment : trace.segments) m_loaded.outlines[trace.id].push_back({file.path, std::move(segment)});
    }

    Inputs& m_inputs;
    const RecordReader& m_read;
    const OutlineRules& m_rules;
    const ReadOptions& m_options;
    LoadedRecords& m_loaded;
    const bool m_letGo;
    std::mutex m_lock;
    std::uint64_t m_done = 0;
};

template <class T>
void append(std::vector<T>& to, std::vector<T>& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// All traces, one per stream, as if all files had been read together.
std::vector<Trace> mergedTraces(std::vector<Trace> traces, unsigned most)
{
    std::map<StreamId, Trace> byStream;
    for (Trace& trace : traces) {
        Trace& all = byStream[trace.id];
        all.id = trace.id;
        append(all.segments, trace.segments);
    }
    std::vector<Trace> out;
    for (auto& [id, trace] : byStream) out.push_back(std::move(trace));
    parallelFor(out.size(), 1, threadsFor(out.size(), 8, most), [&] { return [&](std::size_t i) { out[i] = tidied(std::move(out[i])); }; });
    std::erase_if(out, [](const Trace& trace) { return trace.segments.empty(); });
    return out;
}

Result<Records> readByFile(const std::vector<std::string>& inputs, const RecordReader& read, const OutlineRules& rules, const ReadOptions& options, const Progress& progress,
                           LoadedRecords& loaded)
{
    Records out;
    Inputs files = sorted(inputs, out.issues);
    WaveformReading(files, read, rules, options, loaded).run(progress.part(0.0, files.others.empty() ? 1.0 : 0.9));
    if (!files.others.empty()) {
        auto others = read(files.others, options, progress.part(0.9, 1.0));
        if (!others) return others;
        append(others->issues, out.issues);
        out = std::move(*others);
    }
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Reading was cancelled."};
    for (Inputs::Waveforms& file : files.waveforms) {
        if (!file.read) {
            out.issues.push_back({file.path, file.read.error().message});
            continue;
        }
        append(out.traces, file.read->traces);
        append(out.files, file.read->files);
        append(out.issues, file.read->issues);
    }
    out.traces = mergedTraces(std::move(out.traces), options.threads);
    return out;
}

}  // namespace

Result<LoadedRecords> loadRecords(const std::vector<std::string>& inputs, const RecordReader& read, const std::vector<TraceItemPtr>& present,
                                  const Progress& progress, const OutlineRules& rules, const ReadOptions& options)
{
    LoadedRecords loaded;
    auto records = rules.cache ? readByFile(inputs, read, rules, options, progress.part(0.0, 0.9), loaded) : read(inputs, options, progress.part(0.0, 0.9));
    if (!records) return records.error();
    loaded.changes = traceChanges(present, std::exchange(records->traces, {}), progress.part(0.9, 1.0));
    loaded.records = std::move(*records);
    if (progress.cancelled()) return Error{Error::Code::Cancelled, "Reading was cancelled."};
    return loaded;
}

}  // namespace seisdesk
