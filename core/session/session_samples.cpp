// The session's records as outlines and as samples: what is known from the cache, and what is read when.

#include "core/session/cache_look.h"
#include "core/session/loaded_records.h"
#include "core/session/session.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace seisdesk {

namespace {

/// Of a background reading; a few tenths of a second of work.
constexpr std::size_t samplesAtOnce = 32'000'000;
constexpr std::size_t filesAtOnce = 256;

std::set<std::filesystem::path> filesOf(const OutlinesByStream& outlines)
{
    std::set<std::filesystem::path> out;
    for (const auto& [stream, pieces] : outlines)
        for (const OutlinedPiece& piece : pieces) out.insert(piece.file);
    return out;
}

}  // namespace

/// Two jobs: the first shows what the cache knows, the second reads the rest and ends when all is there or outlined.
Job* Session::read(const QString& title, const std::vector<std::string>& inputs, std::function<void(LoadedRecords)> finish)
{
    auto look = std::make_shared<SharedLook>(inputs, m_cache, m_inMemory);
    // The second may be over first when there is nothing to read.
    const auto showKnown = [this, look, shown = std::make_shared<bool>(false)] {
        if (!std::exchange(*shown, true)) takeOutlines(look->get({}).outlines);
    };
    if (m_cache && !inputs.empty())
        m_jobs.run(
            Lane::Files, tr("Look for outlines of records"), this, [look](const Progress& progress) -> Result<const CacheLook*> { return &look->get(progress); },
            [showKnown](Result<const CacheLook*>) { showKnown(); });
    // A byte of compressed records is about a sample.
    const OutlineRules rules{m_cache, m_mostSamples};
    return m_jobs.run(
        Lane::Files, title, this,
        [look, rules, reader = m_reader, present = m_traces](const Progress& progress) -> Result<LoadedRecords> {
            const CacheLook& known = look->get(progress);
            auto loaded = known.unknown.empty() ? Result<LoadedRecords>(LoadedRecords{}) : loadRecords(known.unknown, reader, present, progress, rules);
            if (!loaded) return loaded;
            auto& records = loaded->records;
            records.issues.insert(records.issues.begin(), known.issues.begin(), known.issues.end());
            records.files.insert(records.files.end(), known.files.begin(), known.files.end());
            return loaded;
        },
        [this, look, showKnown, finish = std::move(finish)](Result<LoadedRecords> loaded) {
            if (!loaded) return report(loaded.error());
            showKnown();
            std::set<std::filesystem::path> outlined = filesOf(look->get({}).outlines), inMemory;
            outlined.merge(filesOf(loaded->outlines));
            for (const FileReference& file : loaded->records.files)
                if (!outlined.contains(file.path)) inMemory.insert(file.path);
            for (TraceItemPtr& item : m_traces) item = withoutOutlines(item, inMemory);
            if (m_cache) m_inMemory.merge(inMemory);
            finish(std::move(*loaded));
        });
}

void Session::takeOutlines(const OutlinesByStream& outlines)
{
    if (outlines.empty()) return;
    const std::set<std::filesystem::path> files = filesOf(outlines);
    for (TraceItemPtr& item : m_traces) item = withoutOutlines(item, files);  // added twice
    for (const auto& [stream, pieces] : outlines) {
        const auto at = std::lower_bound(m_traces.begin(), m_traces.end(), stream, [](const TraceItemPtr& item, const StreamId& id) { return item->trace->id < id; });
        const bool there = at != m_traces.end() && (*at)->trace->id == stream;
        if (there) *at = withOutlines(*at, stream, pieces);
        else m_traces.insert(at, withOutlines(nullptr, stream, pieces));
    }
    Q_EMIT tracesChanged();
}

void Session::keepOutlines(std::vector<FreshFile> files)
{
    if (!m_cache || files.empty()) return;
    m_jobs.run(
        Lane::Background, tr("Keep outlines of %n file(s)", nullptr, static_cast<int>(files.size())), this,
        [cache = m_cache, files = std::move(files)](const Progress& progress) mutable -> Result<std::string> {
            for (std::size_t i = 0; i < files.size() && !progress.cancelled(); ++i) {
                FileOutline outline{files[i].file, {}};
                for (const Trace& trace : files[i].traces) outline.traces.push_back(outlineOf(trace));
                files[i].traces.clear();
                if (const auto kept = cache->keep(outline, files[i].stamp); !kept) return kept.error().message;
                progress.report(static_cast<double>(i + 1) / static_cast<double>(files.size()));
            }
            cache->trim();
            return std::string();
        },
        [this](Result<std::string> problem) {
            if (problem && !problem->empty()) Q_EMIT noted(QString::fromStdString(*problem));
        });
}

bool Session::readSamples(const std::vector<StreamId>& streams)
{
    bool any = false;
    for (const StreamId& stream : streams)
        if (const TraceItemPtr item = itemOf(m_traces, stream); item && !item->isWhole()) {
            m_wanted.insert(stream);
            any = true;
        }
    if (any) readMore();
    return any;
}

bool Session::allHasRoom() const
{
    std::size_t all = 0;
    for (const TraceItemPtr& item : m_traces) all += item->trace->sampleCount() + item->outlinedSamples();
    return all <= m_mostSamples;
}

/// What is asked for, then what is visible, then the rest where all of it has room.
std::vector<std::string> Session::nextFiles() const
{
    std::vector<StreamId> streams(m_wanted.begin(), m_wanted.end());
    if (allHasRoom()) {
        streams.insert(streams.end(), m_visible.begin(), m_visible.end());
        for (const TraceItemPtr& item : m_traces) streams.push_back(item->trace->id);
    }
    std::vector<std::string> files;
    std::set<std::filesystem::path> chosen = m_unreadable;
    std::size_t samples = 0;
    for (const StreamId& stream : streams) {
        const TraceItemPtr item = itemOf(m_traces, stream);
        for (const OutlinedPiece& piece : item ? item->outlines : std::vector<OutlinedPiece>{}) {
            if (chosen.contains(piece.file)) continue;
            if (samples >= samplesAtOnce || files.size() >= filesAtOnce) return files;
            samples += piece.segment.size();
            chosen.insert(piece.file);
            files.push_back(piece.file.string());
        }
    }
    return files;
}

void Session::readMore()
{
    if (m_samplesJob && !m_samplesJob->isOver()) return;
    const std::vector<std::string> files = nextFiles();
    if (files.empty()) {
        m_wanted.clear();
        return;
    }
    ReadOptions options;
    options.checksums = false;
    m_samplesJob = m_jobs.run(
        Lane::Files, tr("Read samples of %n file(s)", nullptr, static_cast<int>(files.size())), this,
        [files, options, reader = m_reader, present = m_traces](const Progress& progress) { return loadRecords(files, reader, present, progress, {}, options); },
        [this, files](Result<LoadedRecords> loaded) { takeSamples(files, std::move(loaded)); });
}

/// Lets go of samples that were fetched first, where all together are too many; never of the instrument that was fetched last.
void Session::makeRoom()
{
    std::erase_if(m_fetched, [this](const Fetched& fetched) { return itemOf(m_traces, fetched.whole->trace->id) != fetched.whole; });
    std::size_t samples = 0;
    for (const TraceItemPtr& item : m_traces) samples += item->trace->sampleCount();
    bool any = false;
    while (samples > m_mostSamples && !m_fetched.empty()) {
        const Fetched oldest = m_fetched.front();
        if (oldest.whole->trace->id.instrument() == m_fetched.back().whole->trace->id.instrument()) break;
        m_fetched.erase(m_fetched.begin());
        samples -= oldest.whole->trace->sampleCount() - oldest.outlined->trace->sampleCount();
        for (const OutlinedPiece& piece : oldest.outlined->outlines) m_inMemory.erase(piece.file);
        *std::ranges::find(m_traces, oldest.whole) = oldest.outlined;
        any = true;
    }
    if (any) Q_EMIT tracesChanged();
}

void Session::takeSamples(const std::vector<std::string>& files, Result<LoadedRecords> loaded)
{
    m_samplesJob = nullptr;  // it delivers, and is as good as over
    if (!loaded) return report(loaded.error());
    std::set<std::filesystem::path> read;
    for (const FileReference& file : loaded->records.files) read.insert(file.path);
    for (const std::string& file : files)
        if (!read.contains(file)) m_unreadable.insert(file);
    for (const ReadIssue& issue : loaded->records.issues) Q_EMIT noted(QString::fromStdString(issue.file.string() + ": " + issue.message));
    const std::vector<TraceItemPtr> before = m_traces;
    for (TraceItemPtr& item : m_traces) item = withoutOutlines(item, read);
    m_inMemory.merge(read);
    const bool told = !loaded->changes.empty();
    takeTraces(*loaded);
    // A file that has changed may have lost a stream.
    const bool lost = std::erase_if(m_traces, [](const TraceItemPtr& item) { return item->isWhole() && item->trace->segments.empty(); }) > 0;
    if (lost || !told) Q_EMIT tracesChanged();
    const bool fetched = !allHasRoom();
    for (const TraceItemPtr& outlined : fetched ? before : std::vector<TraceItemPtr>{})
        if (TraceItemPtr now = itemOf(m_traces, outlined->trace->id); now && now != outlined && now->isWhole()) m_fetched.push_back({outlined, std::move(now)});
    makeRoom();
    std::erase_if(m_wanted, [this](const StreamId& stream) {
        const TraceItemPtr item = itemOf(m_traces, stream);
        return !item || item->isWhole();
    });
    readMore();
}

}  // namespace seisdesk
