#include "core/io/file_bytes.h"

#include "core/io/huge_pages.h"

#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace seisdesk {

namespace {

/// Closes a file descriptor at the end of its scope.
struct Descriptor {
    int value = -1;
    ~Descriptor()
    {
        if (value >= 0) ::close(value);
    }
};

Error failure(const std::filesystem::path& path, const std::string& what)
{
    const int reason = errno;
    const auto code = reason == ENOENT || reason == ENOTDIR ? Error::Code::NotFound : Error::Code::Unreadable;
    return Error{code, path.string() + " " + what + ": " + std::strerror(reason) + "."};
}

/// Bytes read, or nothing on a read error; a file that shrinks meanwhile gives what is left of it.
std::optional<std::size_t> readAll(int file, std::span<std::byte> into)
{
    std::size_t done = 0;
    while (done < into.size()) {
        const ssize_t got = ::read(file, into.data() + done, into.size() - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

}  // namespace

Result<FileBytes> FileBytes::load(const std::filesystem::path& path, std::size_t limit)
{
    // O_NONBLOCK keeps a pipe without a writer from blocking here; regular files ignore it.
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (file.value < 0) return failure(path, "could not be opened");
    struct stat status = {};
    if (::fstat(file.value, &status) != 0) return failure(path, "could not be examined");
    if (!S_ISREG(status.st_mode)) return Error{Error::Code::Unreadable, path.string() + " is not a regular file."};
    const std::size_t size = std::min(static_cast<std::size_t>(status.st_size), limit);
    FileBytes out;
    if (size > mapAbove) {
        void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value, 0);
        if (address == MAP_FAILED) return failure(path, "could not be mapped");
        out.m_bytes = {static_cast<const std::byte*>(address), size};
        out.m_mapped = true;
        return out;
    }
    try {
        out.m_read = std::make_unique_for_overwrite<std::byte[]>(size);
    } catch (const std::bad_alloc&) {
        return Error{Error::Code::OutOfSpace, "Not enough memory to read " + path.string() + "; close other programs or read fewer files."};
    }
    wantHugePages(out.m_read.get(), size);
    const auto got = readAll(file.value, {out.m_read.get(), size});
    if (!got) return failure(path, "could not be read");
    out.m_bytes = {out.m_read.get(), *got};
    return out;
}

Result<FileBytes> FileBytes::open(const std::filesystem::path& path) { return load(path, std::numeric_limits<std::size_t>::max()); }

Result<FileBytes> FileBytes::head(const std::filesystem::path& path, std::size_t count) { return load(path, std::min(count, mapAbove)); }

FileBytes::FileBytes(FileBytes&& other) noexcept
    : m_read(std::move(other.m_read)), m_bytes(std::exchange(other.m_bytes, {})), m_mapped(std::exchange(other.m_mapped, false))
{
}

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept
{
    std::swap(m_read, other.m_read);
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_mapped, other.m_mapped);
    return *this;
}

FileBytes::~FileBytes()
{
    if (m_mapped) ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

}  // namespace seisdesk
