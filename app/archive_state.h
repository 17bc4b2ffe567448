#pragma once
// ArchiveState: what a long run has done so far, on disk, so that the same command goes on after whatever stopped it.

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace seisdesk {

/// A file that only grows: each block's lines in the order in which they were committed, behind a line with their key, length and checksum. What a
/// kill left unfinished at its end is dropped when it is opened. Locked while open.
class ArchiveState {
public:
    /// Errors: Unreadable (in use by another run, not writable), InvalidArgument (of a run with another `settings` text: the message says both), OutOfSpace.
    static Result<ArchiveState> open(const std::filesystem::path& file, const std::string& settings);
    ArchiveState(ArchiveState&& other) noexcept;
    ArchiveState& operator=(ArchiveState&& other) noexcept;
    ~ArchiveState();

    bool has(const std::string& key) const { return m_done.contains(key); }
    std::size_t size() const { return m_done.size(); }
    /// Appends and syncs: true on disk when this returns. Error OutOfSpace; then nothing was added.
    Result<void> commit(const std::string& key, std::string_view lines);
    /// All lines, block by block.
    Result<void> read(const std::function<Result<void>(std::string_view lines)>& take) const;
    /// Deletes the file.
    void remove();

private:
    ArchiveState(std::filesystem::path file, int descriptor) : m_file(std::move(file)), m_descriptor(descriptor) {}
    Result<void> load(const std::string& settings);
    std::filesystem::path m_file;
    int m_descriptor = -1;
    std::set<std::string> m_done;
    std::uintmax_t m_end = 0;  ///< of what is committed
    std::uintmax_t m_first = 0;
};

}  // namespace seisdesk
