#include "core/io/atomic_write.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    int value() const { return m_fd; }
    void reset(int fd)
    {
        close();
        m_fd = fd;
    }
    bool close() { return m_fd < 0 || ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

Error failure(const fs::path& path, int number)
{
    const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    const bool missing = number == ENOENT || number == ENOTDIR;
    const std::string remedy = full      ? " Free some space or choose another folder; the file that was there is unchanged."
                               : missing ? " Make the folder first."
                                         : " Check the folder's permissions or choose another one.";
    return Error{full ? Error::Code::OutOfSpace : missing ? Error::Code::NotFound : Error::Code::Unreadable,
                 "'" + path.string() + "' cannot be written: " + std::strerror(number) + "." + remedy};
}

bool writeAll(int fd, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t count = ::write(fd, content.data(), content.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

fs::path folderOf(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

mode_t modeOfNewFiles()
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

}  // namespace

struct AtomicFile::State {
    fs::path path, target;
    std::string temporary;  ///< empty for devices, which are written to directly
    mode_t mode = 0;
    Descriptor file{-1};
    ~State()
    {
        if (!temporary.empty()) ::unlink(temporary.c_str());
    }
};

AtomicFile::AtomicFile(std::unique_ptr<State> state) : m_state(std::move(state)) {}
AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;
AtomicFile& AtomicFile::operator=(AtomicFile&&) noexcept = default;
AtomicFile::~AtomicFile() = default;

Result<AtomicFile> AtomicFile::open(const fs::path& path)
{
    auto state = std::make_unique<State>();
    state->path = path;
    struct stat old{};
    const bool exists = ::stat(path.c_str(), &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) return failure(path, EISDIR);
    if (exists && !S_ISREG(old.st_mode)) {
        state->file.reset(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        if (state->file.value() < 0) return failure(path, errno);
        return AtomicFile(std::move(state));
    }
    state->mode = exists ? old.st_mode & 07777 : modeOfNewFiles();
    // Through links, so that the link stays one. A dangling link is made whole.
    std::error_code code;
    state->target = fs::is_symlink(path, code) ? fs::weakly_canonical(path, code) : path;
    std::string temporary = (folderOf(state->target) / ("." + state->target.filename().string() + ".XXXXXX")).string();
    state->file.reset(::mkostemp(temporary.data(), O_CLOEXEC));
    if (state->file.value() < 0) return failure(path, errno);
    state->temporary = std::move(temporary);
    return AtomicFile(std::move(state));
}

Result<void> AtomicFile::append(std::string_view content)
{
    if (!writeAll(m_state->file.value(), content)) return failure(m_state->path, errno);
    return {};
}

Result<void> AtomicFile::finish()
{
    State& s = *m_state;
    if (s.temporary.empty()) {
        if (!s.file.close()) return failure(s.path, errno);
        return {};
    }
    const bool written = ::fchmod(s.file.value(), s.mode) == 0 && ::fsync(s.file.value()) == 0 && s.file.close() && ::rename(s.temporary.c_str(), s.target.c_str()) == 0;
    if (!written) return failure(s.path, errno);
    s.temporary.clear();
    // The new name is on disk once the folder is; some file systems cannot sync folders, and need not.
    const Descriptor entry(::open(folderOf(s.target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (entry.value() >= 0) ::fsync(entry.value());
    return {};
}

Result<void> writeAtomically(const fs::path& path, std::string_view content)
{
    auto file = AtomicFile::open(path);
    if (!file) return file.error();
    if (auto written = file->append(content); !written) return written;
    return file->finish();
}

}  // namespace seisdesk
