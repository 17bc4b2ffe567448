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

mode_t modeOfNewFiles()
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

}  // namespace

Result<void> writeAtomically(const fs::path& path, std::string_view content)
{
    struct stat old{};
    const bool exists = ::stat(path.c_str(), &old) == 0;
    if (exists && !S_ISREG(old.st_mode)) {
        if (S_ISDIR(old.st_mode)) return failure(path, EISDIR);
        Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        if (device.value() < 0 || !writeAll(device.value(), content) || !device.close()) return failure(path, errno);
        return {};
    }
    // Through links, so that the link stays one. A dangling link is made whole.
    std::error_code code;
    const fs::path target = fs::is_symlink(path, code) ? fs::weakly_canonical(path, code) : path;
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    std::string temporary = (folder / ("." + target.filename().string() + ".XXXXXX")).string();
    Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.value() < 0) return failure(path, errno);
    const bool written = writeAll(file.value(), content) && ::fchmod(file.value(), exists ? old.st_mode & 07777 : modeOfNewFiles()) == 0 &&
                         ::fsync(file.value()) == 0 && file.close() && ::rename(temporary.c_str(), target.c_str()) == 0;
    if (!written) {
        const int number = errno;
        ::unlink(temporary.c_str());
        return failure(path, number);
    }
    // The new name is on disk once the folder is; some file systems cannot sync folders, and need not.
    const Descriptor entry(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (entry.value() >= 0) ::fsync(entry.value());
    return {};
}

}  // namespace seisdesk
