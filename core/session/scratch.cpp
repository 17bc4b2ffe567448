#include "core/session/scratch.h"

#include <QStandardPaths>

#include <algorithm>
#include <string>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

/// When the project was last written to: the log is newer than the file it belongs to.
fs::file_time_type lastUse(const fs::path& project)
{
    std::error_code failed;
    auto latest = fs::file_time_type::min();
    for (const char* suffix : {"", "-wal"}) {
        const auto time = fs::last_write_time(fs::path(project) += suffix, failed);
        if (!failed) latest = std::max(latest, time);
    }
    return latest;
}

}  // namespace

fs::path scratchFolder()
{
    return fs::path(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString()).lexically_normal() / "seisdesk";
}

std::vector<fs::path> scratchProjects()
{
    std::vector<std::pair<fs::file_time_type, fs::path>> found;
    std::error_code failed;
    for (fs::directory_iterator it(scratchFolder(), failed), end; !failed && it != end; it.increment(failed))
        if (it->path().extension() == ".seisdesk") found.emplace_back(lastUse(it->path()), it->path());
    std::sort(found.rbegin(), found.rend());
    std::vector<fs::path> out;
    for (auto& [time, path] : found) out.push_back(std::move(path));
    return out;
}

Result<fs::path> freshScratch()
{
    std::error_code failed;
    fs::create_directories(scratchFolder(), failed);
    if (failed) return Error{Error::Code::Unreadable, "The folder " + scratchFolder().string() + " cannot be made (" + failed.message() + "). Set XDG_DATA_HOME to a folder that can be written."};
    for (int number = 1;; ++number) {
        const fs::path path = scratchFolder() / (number == 1 ? "untitled.seisdesk" : "untitled-" + std::to_string(number) + ".seisdesk");
        if (!fs::exists(path, failed) && !fs::exists(fs::path(path) += ".lock", failed)) return path;
    }
}

}  // namespace seisdesk
