#pragma once
// FileBytes: the content of one file, read whole or, when it is large, mapped.

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace seisdesk {

/// Read-only bytes of a regular file; moves, never copies. Files up to `mapAbove` bytes are read, so that a medium that
/// disappears is an Error; larger ones are mapped, so that opening them needs no memory.
class FileBytes {
public:
    static constexpr std::size_t mapAbove = std::size_t{512} << 20;

    /// Errors: NotFound, Unreadable (no permission, not a regular file, read error), OutOfSpace.
    static Result<FileBytes> open(const std::filesystem::path& path);
    /// At most the first `count` bytes, for sniffing.
    static Result<FileBytes> head(const std::filesystem::path& path, std::size_t count);

    FileBytes() = default;
    FileBytes(FileBytes&& other) noexcept;
    FileBytes& operator=(FileBytes&& other) noexcept;
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;
    ~FileBytes();

    std::span<const std::byte> bytes() const { return m_bytes; }
    std::size_t size() const { return bytes().size(); }

private:
    static Result<FileBytes> load(const std::filesystem::path& path, std::size_t limit);
    std::unique_ptr<std::byte[]> m_read;
    std::span<const std::byte> m_bytes;  ///< what was read, or the map
    bool m_mapped = false;
};

}  // namespace seisdesk
