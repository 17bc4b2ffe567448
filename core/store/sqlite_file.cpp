#include "core/store/sqlite_file.h"

#include <QFile>
#include <QSqlError>
#include <QUuid>

#include <array>
#include <fstream>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr int applicationId = 0x53454953;  // "SEIS"

QString qpath(const fs::path& path) { return QString::fromStdString(path.string()); }

fs::path withSuffix(fs::path path, const char* suffix) { return path += suffix; }

Result<void> onDisk(const fs::path& path)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = handle >= 0 && ::fsync(handle) == 0;
    if (handle >= 0) ::close(handle);
    if (!synced) return Error{Error::Code::OutOfSpace, shownName(path) + " could not be written to the disk. Check the disk, or choose another one."};
#else
    static_cast<void>(path);
#endif
    return {};
}

Result<void> looksLikeSqlite(const fs::path& file)
{
    std::error_code failed;
    if (!fs::exists(file, failed)) return {};
    if (!fs::is_regular_file(file, failed)) return Error{Error::Code::Unreadable, shownName(file) + " is no file. Choose a file name for the project."};
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{Error::Code::Unreadable, shownName(file) + " cannot be read. Check its permissions."};
    static constexpr std::string_view magic{"SQLite format 3\0", 16};
    std::array<char, 16> head{};
    in.read(head.data(), head.size());
    if (in.gcount() == 0) {
        if (fs::exists(withSuffix(file, "-wal"), failed)) return Error{Error::Code::Malformed, shownName(file) + " is damaged: it is empty, but its log is there."};
        return {};
    }
    if (in.gcount() != static_cast<std::streamsize>(head.size()) || std::string_view(head.data(), head.size()) != magic)
        return Error{Error::Code::Malformed, shownName(file) + " is no SeisDesk project. Records are added with File > Add."};
    return {};
}

Result<std::unique_ptr<Database>> connected(const fs::path& file, const QString& options)
{
    if (auto fine = looksLikeSqlite(file); !fine) return fine.error();
    const QString name = QStringLiteral("seisdesk-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    connection.setDatabaseName(qpath(file));
    connection.setConnectOptions(options);
    const bool opened = connection.open();
    const QSqlError failure = connection.lastError();
    auto database = std::make_unique<Database>(connection, shownName(file));
    connection = QSqlDatabase();  // a connection can only be removed when nobody else holds it
    if (opened) return database;
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE")))
        return Error{Error::Code::Unsupported, "Qt's SQLite driver is missing. Install the package libqt6sql6-sqlite."};
    return databaseError(database->title(), failure);
}

}  // namespace

std::string shownName(const fs::path& file) { return file.filename().string(); }

Result<std::unique_ptr<Database>> openSqlite(const fs::path& file)
{
    auto opened = connected(file, QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000"));
    if (!opened) return opened;
    auto database = std::move(*opened);
    const auto set = [&](const char* pragma) -> Result<void> {
        auto done = database->value(QString::fromLatin1(pragma));
        return done ? Result<void>() : Result<void>(done.error());
    };
    // Exclusive before anything is read: the log needs no shared memory then (nor room for it on a full disk), and no
    // other machine or program can write beside us.
    if (auto done = set("PRAGMA locking_mode = EXCLUSIVE"); !done) return done.error();
    const auto id = database->value(QStringLiteral("PRAGMA application_id"));
    if (!id) return id.error();
    const auto blank = isBlank(*database);
    if (!blank) return blank.error();
    if (!*blank && id->toInt() != applicationId)
        return Error{Error::Code::Malformed, shownName(file) + " is a database, but of another program. Choose a SeisDesk project."};

    // The larger cache (64 MiB) is for edits of a hundred thousand labels.
    for (const char* pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -65536"})
        if (auto done = set(pragma); !done) return done.error();
    const auto mode = database->value(QStringLiteral("PRAGMA journal_mode"));
    if (!mode) return mode.error();
    if (mode->toString() != QStringLiteral("wal"))
        return Error{Error::Code::Unreadable, shownName(file) + " cannot be opened for writing. Check the permissions of the file and of its folder."};
    return database;
}

Result<bool> isBlank(Database& database)
{
    const auto tables = database.value(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    if (!tables) return tables.error();
    return tables->toInt() == 0;
}

Result<void> markAsProject(Database& database)
{
    auto done = database.run(QStringLiteral("PRAGMA application_id = %1").arg(applicationId));
    if (!done) return done.error();
    return {};
}

Result<void> checkIntegrity(Database& database)
{
    const auto said = database.value(QStringLiteral("PRAGMA quick_check(1)"));
    if (!said) return said.error();
    if (said->toString() != QStringLiteral("ok"))
        return Error{Error::Code::Malformed, database.title() + " is damaged (" + said->toString().simplified().toStdString() + ")."};
    return {};
}

Result<void> inspectSqlite(const fs::path& file)
{
    auto database = connected(file, QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=100"));
    if (!database) return database.error();
    const auto id = (*database)->value(QStringLiteral("PRAGMA application_id"));
    if (!id) return id.error();
    if (id->toInt() != applicationId) return Error{Error::Code::Malformed, shownName(file) + " is no SeisDesk project."};
    return checkIntegrity(**database);
}

Result<void> copySqlite(Database& database, const fs::path& target)
{
    const fs::path part = withSuffix(target, ".part");
    std::error_code failed;
    removeSqlite(part);
    const auto give_up = [&](Error error) {
        removeSqlite(part);
        return error;
    };
    auto copied = database.run(QStringLiteral("VACUUM INTO ?"), {qpath(part)});
    if (!copied) return give_up({copied.error().code, "Writing " + target.string() + ": " + copied.error().message});
    if (auto synced = onDisk(part); !synced) return give_up(synced.error());
    // A log left beside the old file must not be replayed into the new one.
    fs::remove(withSuffix(target, "-wal"), failed);
    fs::remove(withSuffix(target, "-shm"), failed);
    fs::rename(part, target, failed);
    if (failed) return give_up({Error::Code::Unreadable, target.string() + " cannot be written (" + failed.message() + "). Choose another place."});
    return onDisk(target.has_parent_path() ? target.parent_path() : fs::path("."));
}

void removeSqlite(const fs::path& file)
{
    std::error_code failed;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(withSuffix(file, suffix), failed);
}

}  // namespace seisdesk
