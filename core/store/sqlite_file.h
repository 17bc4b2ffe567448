#pragma once
// What is particular to SQLite: opening a file safely, checking it, and copying it while it is open.

#include "core/base/result.h"
#include "core/store/database.h"

#include <filesystem>
#include <memory>

namespace seisdesk {

/// Opens or creates the file with a write-ahead log, synced at every commit, locked against other programs. Refuses what
/// is no SQLite database or not ours (application_id) before anything is written. Errors: Unreadable, Malformed.
Result<std::unique_ptr<Database>> openSqlite(const std::filesystem::path& file);

/// True for a file without any table yet.
Result<bool> isBlank(Database& database);
/// Marks the file as ours. Goes into the transaction that is open.
Result<void> markAsProject(Database& database);
/// Reads every page and reports the first inconsistency as Malformed.
Result<void> checkIntegrity(Database& database);

/// The same for a file that nobody has open, together with whose it is; changes nothing.
Result<void> inspectSqlite(const std::filesystem::path& file);

/// Writes a consistent copy of the open database: complete and on disk under its name, or not there at all. An existing
/// file of that name is replaced.
Result<void> copySqlite(Database& database, const std::filesystem::path& target);

/// Removes a database file together with its log.
void removeSqlite(const std::filesystem::path& file);

/// The file's name for messages.
std::string shownName(const std::filesystem::path& file);

}  // namespace seisdesk
