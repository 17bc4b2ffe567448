#pragma once
// Writing a file so that it is either there whole or as it was before.

#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace seisdesk {

/// Writes a temporary file beside `path`, syncs it, and renames it over `path`. On any error the old file is untouched
/// and the temporary one is gone. A full disk or quota gives OutOfSpace. Links are followed; devices and pipes such as
/// /dev/stdout are written to directly.
Result<void> writeAtomically(const std::filesystem::path& path, std::string_view content);

/// The same in pieces, for files that are not held in memory. Without finish(), or after an error, nothing happened.
class AtomicFile {
public:
    static Result<AtomicFile> open(const std::filesystem::path& path);
    AtomicFile(AtomicFile&&) noexcept;
    AtomicFile& operator=(AtomicFile&&) noexcept;
    ~AtomicFile();
    Result<void> append(std::string_view content);
    Result<void> finish();

private:
    struct State;
    explicit AtomicFile(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace seisdesk
