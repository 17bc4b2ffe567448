#include "app/archive_picking.h"

#include "app/archive_state.h"
#include "app/event_inputs.h"
#include "app/outcome.h"
#include "app/pick_output.h"
#include "core/io/atomic_write.h"
#include "core/io/label_csv.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t readAhead = 2;  ///< blocks in memory beside the one in the network

struct ReadBlock {
    const ArchiveBlock* block = nullptr;
    Result<Records> records = Records{};
    double seconds = 0.0;
};

/// Reads blocks in a thread of its own, a few ahead of whoever takes them.
class BlockReader {
public:
    BlockReader(std::vector<const ArchiveBlock*> blocks, Duration margin, const Progress& progress)
        : m_blocks(std::move(blocks)), m_margin(margin), m_progress(progress.quiet()), m_thread([this](std::stop_token stop) { run(stop); })
    {
    }
    ~BlockReader()
    {
        m_thread.request_stop();
        m_changed.notify_all();
    }
    /// Waits for the next block; nothing after the last one.
    std::optional<ReadBlock> next()
    {
        std::unique_lock lock(m_lock);
        m_changed.wait(lock, [this] { return !m_ready.empty() || m_read == m_blocks.size(); });
        if (m_ready.empty()) return std::nullopt;
        ReadBlock out = std::move(m_ready.front());
        m_ready.pop_front();
        m_changed.notify_all();
        return out;
    }

private:
    void run(const std::stop_token& stop)
    {
        for (const ArchiveBlock* block : m_blocks) {
            {
                std::unique_lock lock(m_lock);
                m_changed.wait(lock, [&] { return m_ready.size() < readAhead || stop.stop_requested(); });
                if (stop.stop_requested()) return;
            }
            ReadOptions options;
            options.span = block->span.padded(m_margin, m_margin);
            options.instrument = block->instrument;
            options.threads = 1;
            options.checksums = false;
            std::vector<std::string> inputs;
            for (const fs::path& file : block->files) inputs.push_back(file.string());
            const auto began = Clock::now();
            ReadBlock read{block, readRecords(inputs, options, m_progress), 0.0};
            read.seconds = std::chrono::duration<double>(Clock::now() - began).count();
            const std::lock_guard lock(m_lock);
            m_ready.push_back(std::move(read));
            ++m_read;
            m_changed.notify_all();
        }
    }

    const std::vector<const ArchiveBlock*> m_blocks;
    const Duration m_margin;
    const Progress m_progress;
    std::mutex m_lock;
    std::condition_variable m_changed;
    std::deque<ReadBlock> m_ready;
    std::size_t m_read = 0;
    std::jthread m_thread;  ///< last: it uses all of the above
};

/// What a run must have in common with the one that it goes on with.
std::string settingsText(const PickArguments& arguments, const Annotator& annotator, const ArchiveOptions& options)
{
    const auto threshold = [](const std::optional<double>& value) { return value ? std::to_string(*value) : std::string("default"); };
    return "model " + annotator.version() + ", thresholds " + threshold(arguments.thresholdP) + ' ' + threshold(arguments.thresholdS) + ", shard " + std::to_string(options.shard) + '/' +
           std::to_string(options.shards);
}

/// "12.4 station-days/min, 45 MB/s ..." is what long runs are judged by.
std::string throughput(std::size_t done, std::size_t all, double stationDays, double seconds)
{
    char text[96];
    std::snprintf(text, sizeof text, "%zu of %zu blocks, %.1f station-days/min", done, all, 60.0 * stationDays / std::max(seconds, 1e-3));
    return text;
}

/// The output, from what the state holds. Only CSV is written without the labels in memory.
Result<void> writeOutput(const fs::path& output, const ArchiveState& state)
{
    const auto format = outputFormat(output);
    if (!format) return format.error();
    const bool csv = *format == OutputFormat::Csv;
    const fs::path table = csv ? output : fs::path(output.string() + ".csv.part");
    auto file = AtomicFile::open(table);
    if (!file) return file.error();
    if (auto written = file->append(labelCsvHeader()); !written) return written;
    if (auto read = state.read([&](std::string_view lines) { return file->append(lines); }); !read) return read;
    if (auto finished = file->finish(); !finished || csv) return finished;
    std::vector<ReadIssue> issues;
    const auto labels = readLabelCsv(table, issues);
    std::error_code ignored;
    fs::remove(table, ignored);
    if (!labels) return labels.error();
    return writePicks(output, *labels, {});
}

/// P and S in rows of a label table: the second field says it.
void count(std::string_view rows, PickSummary& out)
{
    for (std::size_t at = 0; at < rows.size();) {
        const std::size_t comma = rows.find(',', at), end = std::min(rows.find('\n', at), rows.size());
        if (rows.substr(std::min(comma, end), 3) == ",P,") ++out.p;
        if (rows.substr(std::min(comma, end), 3) == ",S,") ++out.s;
        at = end + 1;
    }
}

}  // namespace

bool isArchive(const PickArguments& arguments, const std::vector<fs::path>& files)
{
    if (arguments.archive || arguments.shards > 1) return true;
    std::error_code error;
    if (fs::exists(stateFile(arguments.output), error)) return true;
    std::uintmax_t bytes = 0;
    for (const fs::path& file : files) {
        const auto size = fs::file_size(file, error);
        if (!error) bytes += size;
        if (bytes > largeArchive) return true;
    }
    return false;
}

fs::path stateFile(const fs::path& output) { return output.string() + ".state"; }

Result<PickSummary> pickArchive(const PickArguments& arguments, const std::vector<fs::path>& inputs, std::vector<ReadIssue> issues, const Annotator& annotator, const Contract* contract, const Progress& progress)
{
    const auto started = Clock::now();
    ArchiveOptions archive;
    archive.shard = arguments.shard;
    archive.shards = arguments.shards;
    if (contract && contract->sampleRateHz > 0.0) archive.margin = std::max(archive.margin, 2 * fromSeconds(static_cast<double>(contract->windowSamples) / contract->sampleRateHz));
    auto state = ArchiveState::open(stateFile(arguments.output), settingsText(arguments, annotator, archive));
    if (!state) return state.error();
    // What stops the run before its first block leaves no file behind.
    const auto refused = [&](Error error) {
        if (state->size() == 0) state->remove();
        return error;
    };
    auto plan = planArchive(inputs, archive, progress.part(0.0, 0.02));
    if (!plan) return refused(plan.error());
    PickSummary out;
    out.issues = std::move(issues);
    out.issues.insert(out.issues.end(), plan->issues.begin(), plan->issues.end());
    if (plan->blocks.empty() && arguments.shards == 1) return refused(nothingFound("records", arguments.inputs, out.issues, "Give miniSEED or SAC files, or folders of them."));
    Inventory inventory;
    std::vector<std::string> metadata;
    for (const fs::path& file : plan->metadata) metadata.push_back(file.string());
    for (const auto& stations : {readStations(arguments.inventories, progress.quiet()), readRecords(metadata, {}, progress.quiet())}) {
        if (!stations) return refused(stations.error());
        inventory.merge(stations->inventory);
        out.issues.insert(out.issues.end(), stations->issues.begin(), stations->issues.end());
    }

    std::vector<const ArchiveBlock*> left;
    std::set<StreamId> instruments;
    std::set<fs::path> files;
    for (const ArchiveBlock& block : plan->blocks) {
        instruments.insert(block.instrument);
        files.insert(block.files.begin(), block.files.end());
        if (!state->has(block.key())) left.push_back(&block);
    }
    AnnotateOptions options;
    options.thresholdP = arguments.thresholdP;
    options.thresholdS = arguments.thresholdS;
    options.keepCurves = false;
    const std::size_t before = plan->blocks.size() - left.size();
    std::set<std::pair<fs::path, std::string>> told;
    std::set<std::string> notes;
    double stationDays = 0.0;
    std::size_t done = 0;
    BlockReader reader(left, archive.margin, progress);
    for (auto read = reader.next(); read; read = reader.next()) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        if (!read->records) return read->records.error();
        out.timing.reading += read->seconds;
        for (const ReadIssue& issue : read->records->issues)
            if (told.emplace(issue.file, issue.message).second) out.issues.push_back(issue);
        std::vector<TracePtr> traces;
        double recorded = 0.0;
        for (Trace& trace : read->records->traces) {
            recorded = std::max(recorded, toSeconds(trace.span().intersected(read->block->span).length()));
            traces.push_back(std::make_shared<const Trace>(std::move(trace)));
        }
        const auto annotating = Clock::now();
        std::vector<Label> labels;
        if (!traces.empty()) {
            const auto prediction = annotator.annotate(traces, inventory, options, progress.quiet());
            if (!prediction) return prediction.error();
            for (const StationPrediction& station : prediction->stations) {
                for (const std::string& note : station.notes) notes.insert(station.instrument.text() + ": " + note);
                for (const Label& label : station.labels)
                    if (read->block->span.contains(label.time)) labels.push_back(label);
            }
        }
        out.timing.preparing += std::chrono::duration<double>(Clock::now() - annotating).count();
        std::stable_sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return std::tie(a.time, a.phase) < std::tie(b.time, b.phase); });
        if (auto committed = state->commit(read->block->key(), labelCsvRows(labels)); !committed) return committed.error();
        stationDays += recorded / 86400.0;
        ++done;
        progress.report(0.02 + 0.97 * static_cast<double>(before + done) / static_cast<double>(plan->blocks.size()),
                        throughput(before + done, plan->blocks.size(), stationDays, std::chrono::duration<double>(Clock::now() - started).count()));
    }
    const auto writing = Clock::now();
    auto counted = state->read([&](std::string_view lines) -> Result<void> {
        count(lines, out);
        return {};
    });
    if (!counted) return counted.error();
    if (auto written = writeOutput(arguments.output, *state); !written) return written.error();
    state->remove();
    out.timing.writing = std::chrono::duration<double>(Clock::now() - writing).count();
    out.notes.assign(notes.begin(), notes.end());
    out.files = files.size();
    out.stations = out.traces = instruments.size();
    out.stationDays = stationDays;
    out.seconds = std::chrono::duration<double>(Clock::now() - started).count();
    progress.report(1.0);
    return out;
}

}  // namespace seisdesk
