// The copies that stand by for a damaged project.

#include "core/store/project_file.h"
#include "core/store/project_lock.h"
#include "core/store/sqlite_file.h"

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

fs::path copyName(const fs::path& file, int generation) { return fs::path(file) += ".backup-" + std::to_string(generation); }

}  // namespace

Result<void> ProjectFile::keepCopy()
{
    // The new copy is whole before an old one is given up.
    if (auto copied = copySqlite(*m_database, copyName(m_path, 0)); !copied) return copied;
    std::error_code failed;
    for (int generation = keptCopies - 1; generation >= 0; --generation)
        if (fs::exists(copyName(m_path, generation), failed)) fs::rename(copyName(m_path, generation), copyName(m_path, generation + 1), failed);
    m_copiedStep = m_journal ? m_journal->steps() : 0;
    m_changed = false;
    return {};
}

std::vector<fs::path> ProjectFile::copies(const fs::path& file)
{
    std::vector<fs::path> out;
    std::error_code failed;
    for (int generation = 0; generation <= keptCopies; ++generation)
        if (fs::exists(copyName(file, generation), failed)) out.push_back(copyName(file, generation));
    return out;
}

std::optional<fs::path> ProjectFile::newestCopy(const fs::path& file)
{
    for (const fs::path& copy : copies(file))
        if (inspectSqlite(copy)) return copy;
    return std::nullopt;
}

Result<void> ProjectFile::restore(const fs::path& file)
{
    const auto lock = lockProject(file);
    if (!lock) return lock.error();
    const auto copy = newestCopy(file);
    if (!copy) return Error{Error::Code::NotFound, shownName(file) + " has no copy to restore."};
    std::error_code failed;
    const fs::path part = fs::path(file) += ".part";
    const fs::path aside = fs::path(file) += ".damaged";
    fs::copy_file(*copy, part, fs::copy_options::overwrite_existing, failed);
    if (failed) return Error{Error::Code::OutOfSpace, shownName(*copy) + " could not be copied (" + failed.message() + "). Make room and try again."};
    // SQLite finds the log of the damaged file only under its name, so the two move together.
    removeSqlite(aside);
    fs::rename(file, aside, failed);
    for (const char* suffix : {"-wal", "-shm"}) fs::rename(fs::path(file) += suffix, fs::path(aside) += suffix, failed);
    failed.clear();
    fs::rename(part, file, failed);
    if (failed) return Error{Error::Code::Unreadable, shownName(file) + " could not be replaced (" + failed.message() + "). Check the permissions of its folder."};
    return {};
}

void ProjectFile::remove(const fs::path& file)
{
    removeSqlite(file);
    for (const fs::path& copy : copies(file)) removeSqlite(copy);
}

}  // namespace seisdesk
