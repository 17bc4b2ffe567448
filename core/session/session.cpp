#include "core/session/session.h"

#include "core/io/complete_streams.h"
#include "core/session/label_edits.h"
#include "core/session/loaded_records.h"
#include "core/session/scratch.h"
#include "core/store/project_file.h"
#include "core/store/stored_label.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace seisdesk {

namespace fs = std::filesystem;

Session::Session(JobQueue& jobs) : m_jobs(jobs), m_author(qEnvironmentVariable("USER", QStringLiteral("unknown")).toStdString()) {}

Session::~Session()
{
    if (m_samplesJob) m_samplesJob->cancel();
    if (!m_file) return;
    const fs::path file = path();
    const bool leftEmpty = isScratch() && m_file->isEmpty().value_or(false);
    m_file.reset();
    if (leftEmpty) ProjectFile::remove(file);
}

Result<std::unique_ptr<Session>> Session::openFile(const fs::path& file, JobQueue& jobs)
{
    auto opened = ProjectFile::open(file);
    if (!opened) return opened.error();
    std::unique_ptr<Session> session(new Session(jobs));
    session->m_file = std::move(*opened);
    auto labels = session->m_file->journal().labels();
    if (!labels) return labels.error();
    if (auto applied = session->m_labels.apply({"Open", {}, std::move(*labels)}); !applied)
        return Error{Error::Code::Malformed, file.filename().string() + " is damaged: " + applied.error().message};
    auto events = session->m_file->events();
    if (!events) return events.error();
    session->m_events = EventSet(std::move(*events));
    return session;
}

Result<std::unique_ptr<Session>> Session::open(const fs::path& project, JobQueue& jobs)
{
    if (!project.empty()) return openFile(project, jobs);
    std::vector<std::string> damaged;
    for (const fs::path& left : scratchProjects()) {
        auto session = openFile(left, jobs);
        if (!session && session.error().code == Error::Code::Malformed) {
            damaged.push_back(session.error().message);
            if (ProjectFile::restore(left)) session = openFile(left, jobs);
        }
        if (!session) continue;  // open in another window, or beyond repair: it stays where it is
        for (const std::string& message : damaged)
            QMetaObject::invokeMethod(session->get(), [s = session->get(), message] { s->report(Error{Error::Code::Malformed, message}); }, Qt::QueuedConnection);
        return session;
    }
    return openFresh(jobs);
}

Result<std::unique_ptr<Session>> Session::openFresh(JobQueue& jobs)
{
    auto file = freshScratch();
    if (!file) return file.error();
    return openFile(*file, jobs);
}

fs::path Session::path() const { return m_file->path(); }

bool Session::isScratch() const { return path().parent_path() == scratchFolder(); }

Result<void> Session::saveAs(const fs::path& target)
{
    std::error_code failed;
    const fs::path before = path();
    if (fs::absolute(target, failed).lexically_normal() == before) return {};
    const auto references = m_file->records();
    if (!references) return references.error();
    if (auto copied = m_file->copyTo(target); !copied) return copied;
    auto opened = ProjectFile::open(target);
    if (!opened) return opened.error();
    std::vector<FileReference> files;  // written anew, for their paths relative to the project
    for (const auto& reference : *references) files.push_back(reference.file);
    if (auto kept = (*opened)->putRecords(files); !kept) return kept;
    const bool wasScratch = isScratch();
    m_file = std::move(*opened);
    if (wasScratch) ProjectFile::remove(before);
    Q_EMIT pathChanged();
    return {};
}

Job* Session::addFiles(const std::vector<std::string>& inputs)
{
    const QString title = inputs.size() == 1 ? tr("Read %1").arg(QString::fromStdString(fs::path(inputs.front()).filename().string()))
                                             : tr("Read %n input(s)", nullptr, static_cast<int>(inputs.size()));
    return read(title, inputs, [this](LoadedRecords loaded) { take(std::move(loaded)); });
}

Job* Session::reload()
{
    std::vector<std::string> inputs;
    std::vector<ReadIssue> missing;
    const auto references = m_file->records();
    if (!references) report(references.error());
    for (const auto& reference : references.value_or(std::vector<ProjectFile::RecordReference>{})) {
        if (!reference.found.empty()) inputs.push_back(reference.found.string());
        else missing.push_back({reference.file.path, "is missing. Put it back, or add it from where it is now; its labels are kept."});
    }
    return read(tr("Read the project's records"), inputs, [this, missing](LoadedRecords loaded) {
        loaded.records.labels.clear();
        loaded.records.events.clear();
        auto& issues = loaded.records.issues;
        issues.insert(issues.begin(), missing.begin(), missing.end());
        checkFiles(loaded);
        take(std::move(loaded));
    });
}

/// Compares the files that were read with the project's references, and follows those that were moved.
void Session::checkFiles(LoadedRecords& loaded)
{
    const auto references = m_file->records();
    if (!references) return report(references.error());
    auto& records = loaded.records;
    const auto canonical = [](const fs::path& path) {
        std::error_code failed;
        return fs::weakly_canonical(path, failed);
    };
    std::map<fs::path, FileReference> read;
    for (const FileReference& file : records.files) read.emplace(canonical(file.path), file);
    for (const auto& [file, found] : *references) {
        const auto now = found.empty() ? read.end() : read.find(canonical(found));
        if (now == read.end()) continue;
        if (now->second.checksum != file.checksum || now->second.bytes != file.bytes)
            records.issues.push_back({found, "has changed since it was added to the project. Check the labels on it; add it again to accept it as it is."});
        if (found != file.path) {
            records.issues.push_back({file.path, "was moved to " + found.string() + " and is read from there now."});
            report(m_file->moveRecord(file.path, found));
        }
    }
    records.files.clear();  // the references stay as they were when the labels were made
}

void Session::addRecords(Records records)
{
    LoadedRecords loaded;
    loaded.changes = traceChanges(m_traces, std::exchange(records.traces, {}), Progress());
    loaded.records = std::move(records);
    take(std::move(loaded));
}

void Session::take(LoadedRecords loaded)
{
    auto& records = loaded.records;
    takeOutlines(loaded.outlines);
    takeTraces(loaded);
    if (!loaded.cacheProblem.empty()) Q_EMIT noted(QString::fromStdString(loaded.cacheProblem));
    keepOutlines(std::move(loaded.fresh));
    std::vector<StreamId> streams;
    for (const TraceItemPtr& item : m_traces) streams.push_back(item->trace->id);
    completeStreams(records.labels, streams, m_inventory);
    completeStreams(records.events, streams, m_inventory);
    std::vector<std::string> refused;
    const Edit edit = importEdit(std::move(records.labels), m_labels, refused);
    for (std::string& message : refused) records.issues.push_back({{}, std::move(message)});
    report(apply(edit));
    takeEvents(std::move(records.events));
    if (!records.files.empty()) report(m_file->putRecords(records.files));
    Q_EMIT filesAdded(records.issues);
    readMore();
}

void Session::takeTraces(LoadedRecords& loaded)
{
    m_inventory.merge(loaded.records.inventory);
    for (TraceChange& change : loaded.changes) {
        const StreamId& stream = change.incoming->id;
        const auto at = std::lower_bound(m_traces.begin(), m_traces.end(), stream, [](const TraceItemPtr& item, const StreamId& id) { return item->trace->id < id; });
        const bool there = at != m_traces.end() && (*at)->trace->id == stream;
        // Another job may have brought records of the same stream since this one looked.
        if (there && *at != change.before) change = rebased(*at, std::move(change));
        if (there) *at = change.after;
        else m_traces.insert(at, change.after);
    }
    if (!loaded.changes.empty() || !loaded.records.inventory.empty()) Q_EMIT tracesChanged();
}

void Session::takeEvents(std::vector<Event> events)
{
    std::vector<Event> fresh;
    std::set<ResourceId> taken;
    for (Event& event : events) {
        if (event.id.empty()) event.id = "smi:local/event/" + Id::random().text();
        if (m_events.find(event.id) || !taken.insert(event.id).second) continue;
        fresh.push_back(std::move(event));
    }
    if (fresh.empty()) return;
    if (auto kept = m_file->putEvents(fresh); !kept) return report(kept);
    for (const Event& event : fresh) m_events.put(event);
    Q_EMIT eventsChanged();
}

std::vector<TracePtr> Session::tracePtrs() const
{
    std::vector<TracePtr> out;
    out.reserve(m_traces.size());
    for (const TraceItemPtr& item : m_traces) out.push_back(item->trace);
    return out;
}

TimeSpan Session::span() const
{
    TimeSpan all;
    for (const TraceItemPtr& item : m_traces) all = all.united(item->span());
    return all;
}

/// The labels in memory go first because they check the edit; they go back when the disk refuses it. Nobody looks at
/// them in between. A label with NaN equals nothing, itself neither, and could not go back.
Result<void> Session::change(const Edit& labels, const EventEdit& events, const std::function<Result<void>()>& toDisk)
{
    for (const Label& label : labels.added)
        if (auto fine = checkStorable(label); !fine) return fine;
    if (auto fits = m_events.check(events); !fits) return fits;
    const auto changed = m_labels.apply(labels);
    if (!changed) return changed.error();
    if (auto kept = toDisk(); !kept) {
        static_cast<void>(m_labels.apply(inverse(labels)));  // cannot fail: it takes back what was just done
        return kept;
    }
    static_cast<void>(m_events.apply(events));  // cannot fail: it was checked
    if (!labels.empty()) Q_EMIT labelsChanged(*changed);
    if (!events.empty()) Q_EMIT eventsChanged();
    Q_EMIT undoChanged();
    return {};
}

Result<void> Session::apply(const Edit& edit) { return apply(edit, {}); }

Result<void> Session::apply(const Edit& labels, const EventEdit& events)
{
    if (labels.empty() && events.empty()) return {};
    return change(labels, events, [&]() -> Result<void> {
        if (auto number = m_file->journal().commit(labels, m_author, events); !number) return number.error();
        return {};
    });
}

Result<void> Session::undo()
{
    const auto labels = m_file->journal().undoing();
    if (!labels) return labels.error();
    const auto events = m_file->journal().undoingEvents();
    if (!events) return events.error();
    return change(*labels, *events, [&] { return m_file->journal().commitUndo(*labels, *events); });
}

Result<void> Session::redo()
{
    const auto labels = m_file->journal().redoing();
    if (!labels) return labels.error();
    const auto events = m_file->journal().redoingEvents();
    if (!events) return events.error();
    return change(*labels, *events, [&] { return m_file->journal().commitRedo(*labels, *events); });
}

bool Session::canUndo() const { return m_file->journal().undoable().has_value(); }
bool Session::canRedo() const { return m_file->journal().redoable().has_value(); }
QString Session::undoText() const { return canUndo() ? QString::fromStdString(m_file->journal().undoable()->name) : QString(); }
QString Session::redoText() const { return canRedo() ? QString::fromStdString(m_file->journal().redoable()->name) : QString(); }

Result<void> Session::accept(std::shared_ptr<const Prediction> prediction)
{
    if (!prediction) return Error{Error::Code::InvalidArgument, "There is no prediction to accept."};
    if (auto applied = apply(predictionEdit(*prediction, m_labels)); !applied) return applied;
    m_prediction = std::move(prediction);
    Q_EMIT predictionChanged();
    return {};
}

Result<void> Session::putEvent(const Event& event)
{
    if (auto kept = m_file->putEvents({event}); !kept) return kept;
    m_events.put(event);
    Q_EMIT eventsChanged();
    return {};
}

QByteArray Session::setting(const QString& key) const { return m_file->setting(key).value_or(QByteArray()); }

void Session::setSetting(const QString& key, const QByteArray& value)
{
    if (setting(key) != value) report(m_file->setSetting(key, value));
}

void Session::report(const Result<void>& result)
{
    if (!result && result.error().code != Error::Code::Cancelled) Q_EMIT failed(QString::fromStdString(result.error().message));
}

}  // namespace seisdesk
