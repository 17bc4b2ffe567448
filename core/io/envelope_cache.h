#pragma once
// EnvelopeCache: envelopes of record files on disk, so that a file once read can be drawn again without decoding it.

#include "core/io/records.h"
#include "core/waveform/outline.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace seisdesk {

/// What a file's system says of it. Any writing to a file changes its stamp, however it came about.
struct FileStamp {
    std::uint64_t bytes = 0;
    std::uint64_t inode = 0;
    std::int64_t modifiedNs = 0;  ///< since 1970
    std::int64_t changedNs = 0;   ///< of content or attributes; programs cannot set it
    bool operator==(const FileStamp&) const = default;
};
/// Nothing for what is not a regular file.
std::optional<FileStamp> stampOf(const std::filesystem::path& file);

/// A record file as far as it is known without its samples.
struct FileOutline {
    FileReference file;
    std::vector<TraceOutline> traces;
};

/// A folder with one entry per record file, named after its path. An entry is shown only when it is whole, undamaged, of this path, and the file
/// has the stamp it had when it was read. Safe to use from several threads and processes.
class EnvelopeCache {
public:
    static constexpr std::uint64_t usualLimit = std::uint64_t{4} << 30;
    explicit EnvelopeCache(std::filesystem::path folder, std::uint64_t mostBytes = usualLimit);

    const std::filesystem::path& folder() const { return m_folder; }
    /// Null when there is no entry to be trusted.
    std::optional<FileOutline> find(const std::filesystem::path& file) const;
    /// `stamp` is the file's from before it was read. Does nothing when the file has changed since, or so shortly before reading that a further change
    /// might not show in its stamp. Errors: Unreadable, OutOfSpace.
    Result<void> keep(const FileOutline& outline, const FileStamp& stamp) const;
    /// Removes entries, the longest unused first, until the limit is kept.
    void trim() const;
    void clear() const;
    std::uint64_t bytes() const;
    /// Stamps have steps of up to two seconds on some file systems. Tests, which write and read at once, do without.
    void setSettlingTime(Duration time) { m_settling = time; }

private:
    std::filesystem::path entryOf(const std::filesystem::path& file) const;
    std::filesystem::path m_folder;
    std::uint64_t m_mostBytes;
    Duration m_settling = std::chrono::seconds(2);
};

}  // namespace seisdesk
