#pragma once
// Session: one open project. It owns what was read, what is said about it, and the project file that keeps both.

#include "core/catalog/event_set.h"
#include "core/io/records.h"
#include "core/label/label_set.h"
#include "core/label/prediction.h"
#include "core/session/job_queue.h"
#include "core/session/trace_item.h"

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace seisdesk {

class EnvelopeCache;
class ProjectFile;
struct FreshFile;
struct LoadedRecords;

/// Only the GUI thread calls or changes a session. Labels change only through apply(), undo() and redo(), events also
/// through putEvent(); each returns after the journal on disk has it, and only then the changes are signalled.
class Session : public QObject {
    Q_OBJECT
public:
    /// Opens or creates a project. An empty path makes a project in the user's data folder that is kept until it is
    /// saved elsewhere: the newest one left there by an earlier run, or a new one. Error: Unreadable, Malformed, Unsupported (newer version), OutOfSpace.
    static Result<std::unique_ptr<Session>> open(const std::filesystem::path& project, JobQueue& jobs);
    /// A new project in the user's data folder, beside those that are there.
    static Result<std::unique_ptr<Session>> openFresh(JobQueue& jobs);
    ~Session() override;

    std::filesystem::path path() const;
    bool isScratch() const;  ///< true for a project the user has not named yet
    /// Copies the project to a new file and goes on there. An existing file of that name is replaced. A scratch project
    /// is gone afterwards. After an error the session goes on where it was.
    Result<void> saveAs(const std::filesystem::path& target);
    /// Models, history and copies are reached through the file; labels only through apply(), undo() and redo().
    ProjectFile& file() { return *m_file; }

    /// Who makes the edits from now on, for the journal; at first the user's login name.
    void setAuthor(const std::string& name) { m_author = name; }
    const std::string& author() const { return m_author; }

    /// What reads files, on a worker thread: readRecords() unless something else is set.
    using Reader = std::function<Result<Records>(const std::vector<std::string>&, const ReadOptions&, const Progress&)>;
    void setReader(Reader reader) { m_reader = std::move(reader); }
    const Reader& reader() const { return m_reader; }

    /// Where outlines of record files are kept. Files known there are drawn at once and their samples read in the background, those of visible
    /// streams first; where all samples would be more than wholeSamples, they stay in their files until readSamples() asks for them. Null: none.
    void setCache(std::shared_ptr<const EnvelopeCache> cache) { m_cache = std::move(cache); }
    const std::shared_ptr<const EnvelopeCache>& cache() const { return m_cache; }
    static constexpr std::size_t wholeSamples = 250'000'000;  ///< with their envelopes 1.1 GB
    void setMostSamples(std::size_t count) { m_mostSamples = count; }
    /// What is on the screen, for the order of reading.
    void setVisible(std::vector<StreamId> streams) { m_visible = std::move(streams); }
    /// Reads the samples of these streams that are only outlined, before all others. tracesChanged tells when they are there. False when none are.
    bool readSamples(const std::vector<StreamId>& streams);

    /// Reads files on the Files lane and adds them; filesAdded reports what came of it. Records already in the project
    /// are read again after a restart by reload().
    Job* addFiles(const std::vector<std::string>& inputs);
    /// Reads the records again that the project refers to. Missing, moved and changed files are among the issues that
    /// filesAdded reports; labels and events come from the project alone.
    Job* reload();
    /// What addFiles does with what it has read, at once: merges traces and inventory, adds labels and events that the
    /// project does not have yet (labels as one edit), and keeps the file references.
    void addRecords(Records records);

    const std::vector<TraceItemPtr>& traces() const { return m_traces; }
    std::vector<TracePtr> tracePtrs() const;  ///< as far as their samples are in memory; see wholeTraces()
    const Inventory& inventory() const { return m_inventory; }
    const std::vector<Event>& events() const { return m_events.values(); }
    const EventSet& eventSet() const { return m_events; }
    const Event* event(const ResourceId& id) const { return m_events.find(id); }  ///< null when there is none; valid until the next change
    const LabelSet& labels() const { return m_labels; }
    const std::shared_ptr<const Prediction>& prediction() const { return m_prediction; }
    TimeSpan span() const;  ///< of all traces

    Result<void> apply(const Edit& edit);
    /// Both as one undo step, named after the edit of the labels (which may be empty but for its name).
    Result<void> apply(const Edit& labels, const EventEdit& events);
    Result<void> undo();
    Result<void> redo();
    bool canUndo() const;
    bool canRedo() const;
    QString undoText() const;
    QString redoText() const;

    /// Makes the prediction's curves visible and its labels part of the project, as one undoable edit. Automatic labels
    /// nobody has touched in the spans it covers are replaced; labels people made or judged stay.
    Result<void> accept(std::shared_ptr<const Prediction> prediction);

    /// Replaces an event of the same id or adds it. No undo step: for results that follow from the picks, such as a
    /// relocation. Undoing an edit of the event puts back what it was before that edit.
    Result<void> putEvent(const Event& event);

    /// Small values such as view state, kept in the project.
    QByteArray setting(const QString& key) const;
    void setSetting(const QString& key, const QByteArray& value);

Q_SIGNALS:
    void tracesChanged();
    void labelsChanged(seisdesk::TimeSpan span);
    void eventsChanged();
    void predictionChanged();
    void undoChanged();
    void filesAdded(const std::vector<seisdesk::ReadIssue>& issues);
    void failed(const QString& message);
    void noted(const QString& message);  ///< for the log: nothing that is asked for is missing
    void pathChanged();  ///< after saveAs

private:
    explicit Session(JobQueue& jobs);
    static Result<std::unique_ptr<Session>> openFile(const std::filesystem::path& file, JobQueue& jobs);
    Result<void> change(const Edit& labels, const EventEdit& events, const std::function<Result<void>()>& toDisk);
    Job* read(const QString& title, const std::vector<std::string>& inputs, std::function<void(LoadedRecords)> finish);
    void takeOutlines(const std::map<StreamId, std::vector<OutlinedPiece>>& outlines);
    void keepOutlines(std::vector<FreshFile> files);
    std::vector<std::string> nextFiles() const;
    void readMore();
    bool allHasRoom() const;
    void makeRoom();
    void takeSamples(const std::vector<std::string>& files, Result<LoadedRecords> loaded);
    void take(LoadedRecords loaded);
    void takeTraces(LoadedRecords& loaded);
    void takeEvents(std::vector<Event> events);
    void checkFiles(LoadedRecords& loaded);
    void report(const Result<void>& result);
    JobQueue& m_jobs;
    std::unique_ptr<ProjectFile> m_file;
    std::vector<TraceItemPtr> m_traces;
    Inventory m_inventory;
    EventSet m_events;
    LabelSet m_labels;
    std::shared_ptr<const Prediction> m_prediction;
    std::string m_author;
    Reader m_reader = readRecords;
    std::shared_ptr<const EnvelopeCache> m_cache;
    std::size_t m_mostSamples = wholeSamples;
    std::vector<StreamId> m_visible;
    std::set<StreamId> m_wanted;                  ///< by readSamples()
    std::set<std::filesystem::path> m_inMemory;   ///< files whose samples have been read
    std::set<std::filesystem::path> m_unreadable; ///< files that are outlined for good
    QPointer<Job> m_samplesJob;
    struct Fetched {
        TraceItemPtr outlined, whole;
    };
    std::vector<Fetched> m_fetched;  ///< by readSamples() beyond what has room, oldest first
};

}  // namespace seisdesk
