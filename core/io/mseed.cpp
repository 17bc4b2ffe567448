#include "core/io/mseed.h"

#include "core/io/huge_pages.h"
#include "core/io/mseed_assemble.h"
#include "core/io/mseed_decode.h"
#include "core/io/parallel_for.h"

#include <map>
#include <memory>
#include <new>

namespace seisdesk {

namespace {

using Bytes = std::span<const std::byte>;
using Fault = MiniSeedDecoder::Fault;

constexpr std::size_t recordsPerBatch = 64;
constexpr std::size_t recordsPerThread = 2048;  // below it a thread costs more than it saves

/// One record to decode, and what came of it.
struct Task {
    std::uint32_t run = 0, piece = 0;
    MiniSeedDecoder::Outcome outcome{};
};

/// The samples of runs, decoded into their place.
class Decoding {
public:
    Decoding(Bytes file, const MiniSeedScan& scan, const std::vector<MiniSeedRun>& runs) : m_file(file), m_scan(scan), m_runs(runs), m_samples(runs.size()), m_exact(runs.size())
    {
        for (std::uint32_t r = 0; r < runs.size(); ++r) {
            fillLarge(m_samples[r], runs[r].samples);
            for (std::uint32_t p = 0; p < runs[r].pieces.size(); ++p) m_tasks.push_back({r, p, {}});
        }
    }

    /// False when cancelled. Decodes runs with values beyond float a second time, to double.
    bool decode(unsigned threads, const Progress& progress)
    {
        if (!pass(m_samples, m_tasks, threads, progress.part(0.0, 0.9))) return false;
        std::vector<char> wide(m_runs.size(), 0);
        for (const Task& task : m_tasks) wide[task.run] = wide[task.run] || !task.outcome.floatIsExact;
        std::vector<Task> again;
        for (const Task& task : m_tasks)
            if (wide[task.run]) again.push_back(task);
        for (std::size_t r = 0; r < m_runs.size(); ++r)
            if (wide[r]) fillLarge(m_exact[r], m_runs[r].samples);
        return pass(m_exact, again, threads, progress.part(0.9, 1.0));
    }

    void report(const std::string& fileName, IssueCounter& issues) const
    {
        for (const Task& task : m_tasks) {
            if (task.outcome.fault == Fault::None) continue;
            const MiniSeedRecord& record = recordOf(task);
            const std::string place = fileName + ", record " + std::to_string(record.number) + " at byte " + std::to_string(record.recordOffset);
            if (task.outcome.fault == Fault::Broken)
                issues.add("records that could not be decoded", place + ": its data could not be decoded and were left out. Copy or download the file again.");
            else if (task.outcome.fault == Fault::Short)
                issues.add("records with too few samples", place + ": announces " + std::to_string(record.samples) + " samples, and only the first " +
                           std::to_string(task.outcome.samples) + " could be decoded. Copy or download the file again.");
            else if (task.outcome.fault == Fault::CheckFailed)
                issues.add("records that fail their check", place + ": its last sample is not the one its header announces, so its samples may be wrong. Copy or download the file again.");
        }
    }

    /// The segments of all runs; a record that gave fewer samples than announced leaves a gap. Leaves this object empty.
    std::map<StreamId, Trace> take()
    {
        std::map<StreamId, Trace> traces;
        std::size_t t = 0;
        for (std::size_t r = 0; r < m_runs.size(); ++r) {
            const MiniSeedRun& run = m_runs[r];
            Trace& trace = traces[m_scan.streams[run.stream]];
            trace.id = m_scan.streams[run.stream];
            const std::size_t from = t;
            bool whole = true;
            for (; t < m_tasks.size() && m_tasks[t].run == r; ++t) whole = whole && m_tasks[t].outcome.samples == recordOf(m_tasks[t]).samples;
            if (whole) trace.segments.push_back(segment(run.start, run.rateHz, std::move(m_samples[r]), std::move(m_exact[r])));
            else takeParts(r, {m_tasks.data() + from, t - from}, trace);
        }
        return traces;
    }

private:
    const MiniSeedRecord& recordOf(const Task& task) const { return m_scan.records[m_runs[task.run].pieces[task.piece].record]; }

    template <class T>
    bool pass(std::vector<std::vector<T>>& into, std::vector<Task>& tasks, unsigned threads, const Progress& progress)
    {
        const std::thread::id caller = std::this_thread::get_id();
        parallelFor(tasks.size(), recordsPerBatch, threads, [&] {
            return [&, decoder = MiniSeedDecoder()](std::size_t i) mutable {
                if (i % recordsPerBatch == 0 && std::this_thread::get_id() == caller) progress.report(static_cast<double>(i) / static_cast<double>(tasks.size()));
                if (progress.cancelled()) return;
                Task& task = tasks[i];
                task.outcome = decoder.decode(m_file, recordOf(task), into[task.run].data() + m_runs[task.run].pieces[task.piece].first);
            };
        });
        return !progress.cancelled();
    }

    static Segment segment(Time start, double rateHz, std::vector<float> samples, std::vector<double> exact)
    {
        Segment out = makeSegment(start, rateHz, std::move(samples));
        if (!exact.empty()) out.exact = std::make_shared<const std::vector<double>>(std::move(exact));
        return out;
    }

    void takeParts(std::size_t r, std::span<const Task> tasks, Trace& trace)
    {
        const MiniSeedRun& run = m_runs[r];
        std::size_t from = 0;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const std::size_t end = run.pieces[tasks[i].piece].first + tasks[i].outcome.samples;
            const bool last = i + 1 == tasks.size();
            const std::size_t next = last ? run.samples : run.pieces[tasks[i + 1].piece].first;
            if (end == next && !last) continue;
            const auto part = [&](const auto& all) {
                using Samples = std::remove_cvref_t<decltype(all)>;
                return all.empty() ? Samples() : Samples(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(end));
            };
            const Segment whole{run.start, run.rateHz, nullptr, nullptr};
            if (end > from) trace.segments.push_back(segment(whole.timeOf(static_cast<double>(from)), run.rateHz, part(m_samples[r]), part(m_exact[r])));
            from = next;
        }
    }

    Bytes m_file;
    const MiniSeedScan& m_scan;
    const std::vector<MiniSeedRun>& m_runs;
    std::vector<std::vector<float>> m_samples;
    std::vector<std::vector<double>> m_exact;  ///< empty vectors but for runs beyond float
    std::vector<Task> m_tasks;                 ///< by run
};

Error noRecords(const std::string& fileName) { return Error{Error::Code::Malformed, fileName + " holds no miniSEED data record; check that it is the file you meant."}; }
Error cancelled(const std::string& fileName) { return Error{Error::Code::Cancelled, "Reading " + fileName + " was cancelled."}; }

/// Whole traces, tidied, those outside of `span` and empty ones left out.
std::vector<Trace> finished(std::map<StreamId, Trace> traces, const std::optional<TimeSpan>& span)
{
    std::vector<Trace> out;
    for (auto& [id, trace] : traces) {
        if (span)
            for (Segment& s : trace.segments) s = cut(s, *span);
        trace = tidied(std::move(trace));
        if (!trace.segments.empty()) out.push_back(std::move(trace));
    }
    return out;
}

}  // namespace

Result<std::vector<Trace>> readMiniSeed(const FileBytes& file, const std::filesystem::path& path, const ReadOptions& options,
                                        const Progress& progress, std::vector<ReadIssue>& issues)
{
    const std::string fileName = path.string();
    const std::size_t before = issues.size();
    IssueCounter found(path, issues);
    try {
        MiniSeedScan scan = scanMiniSeed(file.bytes(), found, fileName, progress);
        if (progress.cancelled()) return cancelled(fileName);
        if (scan.recordCount == 0) return noRecords(fileName);
        if (scan.records.empty() && issues.size() == before)
            found.add("files without samples", fileName + " holds " + std::to_string(scan.recordCount) + " records of text or events, and no samples.");
        if (options.span) std::erase_if(scan.records, [&](const MiniSeedRecord& r) { return !options.span->overlaps({r.start, r.end()}); });
        if (options.instrument) std::erase_if(scan.records, [&](const MiniSeedRecord& r) { return scan.streams[r.stream].instrument() != *options.instrument; });
        const std::vector<MiniSeedRun> runs = assemble(file.bytes(), scan);
        Decoding decoding(file.bytes(), scan, runs);
        if (!decoding.decode(threadsFor(scan.records.size(), recordsPerThread, options.threads), progress)) return cancelled(fileName);
        decoding.report(fileName, found);
        auto traces = finished(decoding.take(), options.span);
        progress.report(1.0);
        return traces;
    } catch (const std::bad_alloc&) {
        return Error{Error::Code::OutOfSpace, "Not enough memory for the samples in " + fileName + "; read a shorter time span of it."};
    }
}

Result<std::vector<Trace>> readMiniSeed(const std::filesystem::path& path, const ReadOptions& options, const Progress& progress,
                                        std::vector<ReadIssue>& issues)
{
    const auto file = FileBytes::open(path);
    if (!file) return file.error();
    return readMiniSeed(*file, path, options, progress, issues);
}

Result<std::vector<MiniSeedExtent>> indexMiniSeed(const std::filesystem::path& path, const Progress& progress, std::vector<ReadIssue>& issues)
{
    const auto file = FileBytes::open(path);
    if (!file) return file.error();
    IssueCounter found(path, issues);
    try {
        const MiniSeedScan scan = scanMiniSeed(file->bytes(), found, path.string(), progress);
        if (progress.cancelled()) return cancelled(path.string());
        if (scan.recordCount == 0) return noRecords(path.string());
        std::map<StreamId, MiniSeedExtent> byStream;
        for (const MiniSeedRun& run : assemble(file->bytes(), scan)) {
            MiniSeedExtent& extent = byStream[scan.streams[run.stream]];
            if (extent.runs == 0) extent.rateHz = run.rateHz;
            extent.id = scan.streams[run.stream];
            extent.span = extent.span.united({run.start, run.end()});
            extent.samples += run.samples;
            extent.records += run.pieces.size();
            ++extent.runs;
        }
        std::vector<MiniSeedExtent> out;
        for (auto& [id, extent] : byStream) out.push_back(std::move(extent));
        return out;
    } catch (const std::bad_alloc&) {
        return Error{Error::Code::OutOfSpace, "Not enough memory for the headers of " + path.string() + "."};
    }
}

}  // namespace seisdesk
