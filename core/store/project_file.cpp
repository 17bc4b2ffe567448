#include "core/store/project_file.h"

#include "core/store/event_table.h"
#include "core/store/project_lock.h"
#include "core/store/schema.h"
#include "core/store/sqlite_file.h"

#include <QSqlError>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

/// Where a referenced file is now: at its own path, unless only the one relative to the project has its size.
fs::path findRecord(const fs::path& project, const fs::path& absolute, const std::string& relative, std::uint64_t bytes)
{
    const auto sizeOf = [](const fs::path& path) -> std::optional<std::uint64_t> {
        std::error_code failed;
        if (!fs::is_regular_file(path, failed)) return std::nullopt;
        const auto size = fs::file_size(path, failed);
        return failed ? std::nullopt : std::optional<std::uint64_t>(size);
    };
    const fs::path beside = (project.parent_path() / relative).lexically_normal();
    const auto there = sizeOf(absolute);
    const auto here = relative.empty() ? std::nullopt : sizeOf(beside);
    if (there && (*there == bytes || !here || *here != bytes)) return absolute;
    return here ? beside : fs::path();
}

}  // namespace

std::string relativeTo(const fs::path& project, const fs::path& file)
{
    return file.lexically_normal().lexically_relative(project.parent_path().lexically_normal()).generic_string();
}

ProjectFile::ProjectFile(fs::path path, std::unique_ptr<QLockFile> lock) : m_path(std::move(path)), m_lock(std::move(lock)) {}

ProjectFile::~ProjectFile()
{
    // Best effort: the project itself is safe on the disk, whatever comes of the copy.
    if (m_journal && (m_changed || m_journal->steps() != m_copiedStep)) static_cast<void>(keepCopy());
}

Result<std::unique_ptr<ProjectFile>> ProjectFile::open(const fs::path& file)
{
    std::error_code failed;
    const fs::path path = fs::absolute(file, failed).lexically_normal();
    if (!fs::is_directory(path.parent_path(), failed))
        return Error{Error::Code::NotFound, "There is no folder " + path.parent_path().string() + ". Choose a folder that exists."};
    auto lock = lockProject(path);
    if (!lock) return lock.error();
    std::unique_ptr<ProjectFile> project(new ProjectFile(path, std::move(*lock)));
    if (auto opened = project->openDatabase(); !opened) {
        Error error = opened.error();
        if (error.code == Error::Code::Malformed)
            if (const auto copy = newestCopy(path)) error.message += " A whole copy of it is kept as " + shownName(*copy) + ": restore it, or open the copy.";
        return error;
    }
    return project;
}

Result<void> ProjectFile::openDatabase()
{
    std::error_code failed;
    if (fs::exists(m_path, failed) && fs::is_empty(m_path, failed) && !copies(m_path).empty())
        return Error{Error::Code::Malformed, shownName(m_path) + " is damaged: it is empty."};
    const auto log = fs::file_size(fs::path(m_path) += "-wal", failed);
    const bool closedProperly = failed || log == 0;

    auto database = openSqlite(m_path);
    if (!database) return database.error();
    m_database = std::move(*database);
    const auto version = schemaVersion(*m_database);
    if (!version) return version.error();
    const auto newest = static_cast<int>(schemaSteps().size());
    if (*version > 0) {
        if (auto whole = checkIntegrity(*m_database); !whole) return whole;
        if (*version < newest || (*version == newest && !closedProperly))
            if (auto kept = keepCopy(); !kept && *version < newest) return kept;
    }
    if (auto migrated = migrate(*m_database); !migrated) return migrated;
    auto journal = std::make_unique<Journal>(*m_database);
    if (auto loaded = journal->load(); !loaded) return loaded;
    m_copiedStep = journal->steps();
    m_journal = std::move(journal);
    return {};
}

Result<void> ProjectFile::copyTo(const fs::path& target)
{
    std::error_code failed;
    const fs::path path = fs::absolute(target, failed).lexically_normal();
    if (path == m_path) return {};
    if (!fs::is_directory(path.parent_path(), failed))
        return Error{Error::Code::NotFound, "There is no folder " + path.parent_path().string() + ". Choose a folder that exists."};
    const auto lock = lockProject(path);
    if (!lock) return lock.error();
    return copySqlite(*m_database, path);
}

Result<std::vector<ProjectFile::RecordReference>> ProjectFile::records() const
{
    auto rows = m_database->select(QStringLiteral("SELECT path, relative_path, bytes, checksum FROM records ORDER BY path"));
    if (!rows) return rows.error();
    std::vector<RecordReference> out;
    while (rows->next()) {
        FileReference file{rows->value(0).toString().toStdString(), rows->value(2).toULongLong(), rows->value(3).toString().toStdString()};
        fs::path found = findRecord(m_path, file.path, rows->value(1).toString().toStdString(), file.bytes);
        out.push_back({std::move(file), std::move(found)});
    }
    if (rows->lastError().isValid()) return databaseError(m_database->title(), rows->lastError());
    return out;
}

Result<void> ProjectFile::putRecords(const std::vector<FileReference>& files)
{
    m_changed = m_changed || !files.empty();
    return m_database->transaction([&]() -> Result<void> {
        for (const FileReference& file : files) {
            const QString path = sqlText(file.path.lexically_normal().string());
            if (auto done = m_database->run(QStringLiteral("DELETE FROM records WHERE path = ?"), {path}); !done) return done.error();
            auto done = m_database->run(QStringLiteral("INSERT INTO records (path, relative_path, bytes, checksum, added) VALUES (?, ?, ?, ?, ?)"),
                                        {path, sqlText(relativeTo(m_path, file.path)), sqlNumber(static_cast<std::int64_t>(file.bytes)), sqlText(file.checksum),
                                         sqlTime(now())});
            if (!done) return done.error();
        }
        return {};
    });
}

Result<void> ProjectFile::moveRecord(const fs::path& from, const fs::path& to)
{
    const QString path = sqlText(to.lexically_normal().string());
    return m_database->transaction([&]() -> Result<void> {
        if (from != to)
            if (auto done = m_database->run(QStringLiteral("DELETE FROM records WHERE path = ?"), {path}); !done) return done.error();
        auto done = m_database->run(QStringLiteral("UPDATE records SET path = ?, relative_path = ? WHERE path = ?"),
                                    {path, sqlText(relativeTo(m_path, to)), sqlText(from.string())});
        if (!done) return done.error();
        return {};
    });
}

Result<std::vector<Event>> ProjectFile::events() const { return eventsIn(*m_database); }

Result<void> ProjectFile::putEvents(const std::vector<Event>& events)
{
    m_changed = m_changed || !events.empty();
    return m_database->transaction([&] { return seisdesk::putEvents(*m_database, events); });
}

Result<QByteArray> ProjectFile::setting(const QString& key) const
{
    const auto value = m_database->value(QStringLiteral("SELECT value FROM settings WHERE name = ?"), {key});
    if (!value) return value.error();
    return QByteArray::fromBase64(value->toString().toLatin1());
}

Result<void> ProjectFile::setSetting(const QString& key, const QByteArray& value)
{
    const QString text = QStringLiteral("") + QString::fromLatin1(value.toBase64());
    return m_database->transaction([&]() -> Result<void> {
        auto done = m_database->run(QStringLiteral("UPDATE settings SET value = ? WHERE name = ?"), {text, key});
        if (done && *done == 0) done = m_database->run(QStringLiteral("INSERT INTO settings (name, value) VALUES (?, ?)"), {key, text});
        if (!done) return done.error();
        return {};
    });
}

Result<bool> ProjectFile::isEmpty() const
{
    for (const char* table : {"records", "journal", "events", "models"}) {
        const auto rows = m_database->value(QStringLiteral("SELECT count(*) FROM ") + QString::fromLatin1(table));
        if (!rows) return rows.error();
        if (rows->toLongLong() > 0) return false;
    }
    return true;
}

}  // namespace seisdesk
