#pragma once
// ProjectFile: one .seisdesk file on disk, with everything a project keeps between runs.

#include "core/catalog/event.h"
#include "core/io/records.h"
#include "core/store/database.h"
#include "core/store/journal.h"

#include <QByteArray>
#include <QString>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

class QLockFile;

namespace seisdesk {

/// An open project file: only one program has it open at a time. Every change is on the disk when the call returns, or
/// not made at all. Only for the thread that opened it.
class ProjectFile {
public:
    /// Opens or creates the file; an older format is brought up to date after a copy was made. Errors: Unreadable (in
    /// use, not writable), Malformed (not a project, damaged; the message names the newest copy), Unsupported (newer).
    static Result<std::unique_ptr<ProjectFile>> open(const std::filesystem::path& file);
    /// Keeps a copy when there is something new, see copies().
    ~ProjectFile();

    const std::filesystem::path& path() const { return m_path; }
    Database& database() { return *m_database; }
    Journal& journal() { return *m_journal; }
    const Journal& journal() const { return *m_journal; }

    /// Writes a complete copy of the project as it stands; `target` appears whole or not at all.
    Result<void> copyTo(const std::filesystem::path& target);

    /// Files the project's records come from, in the order of their paths. A file that was moved together with the
    /// project is found again by its path relative to the project.
    struct RecordReference {
        FileReference file;
        std::filesystem::path found;  ///< where it is now; empty when it is missing
    };
    Result<std::vector<RecordReference>> records() const;
    /// Adds the files; a file of the same path is replaced.
    Result<void> putRecords(const std::vector<FileReference>& files);

    /// Says that a file is found at another path from now on.
    Result<void> moveRecord(const std::filesystem::path& from, const std::filesystem::path& to);

    /// In the order they were added.
    Result<std::vector<Event>> events() const;
    /// Replaces events of the same id, adds the others; all or none. InvalidArgument for an event without id.
    Result<void> putEvents(const std::vector<Event>& events);

    Result<QByteArray> setting(const QString& key) const;
    Result<void> setSetting(const QString& key, const QByteArray& value);

    /// True when there are no records, edits or events.
    Result<bool> isEmpty() const;

    /// The copies kept beside a project, newest first. One is made when a project is closed after a change, when it was
    /// not closed properly the last time, and before its format is changed; the newest `keptCopies` stay.
    static constexpr int keptCopies = 2;
    static std::vector<std::filesystem::path> copies(const std::filesystem::path& file);
    /// The newest copy that is whole.
    static std::optional<std::filesystem::path> newestCopy(const std::filesystem::path& file);
    /// Puts the newest whole copy in the place of a damaged project, which is kept as "NAME.damaged". NotFound when
    /// there is no such copy.
    static Result<void> restore(const std::filesystem::path& file);
    /// Deletes a closed project with its copies.
    static void remove(const std::filesystem::path& file);

private:
    ProjectFile(std::filesystem::path path, std::unique_ptr<QLockFile> lock);
    Result<void> openDatabase();
    Result<void> keepCopy();
    std::filesystem::path m_path;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Journal> m_journal;
    std::int64_t m_copiedStep = 0;
    bool m_changed = false;  ///< other than by the journal
};

/// Where a file is relative to the folder of a project, with '/' between names.
std::string relativeTo(const std::filesystem::path& project, const std::filesystem::path& file);

}  // namespace seisdesk
