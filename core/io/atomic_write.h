#pragma once
// Writing a file so that it is either there whole or as it was before.

#include "core/base/result.h"

#include <filesystem>
#include <string_view>

namespace seisdesk {

/// Writes a temporary file beside `path`, syncs it, and renames it over `path`. On any error the old file is untouched
/// and the temporary one is gone. A full disk or quota gives OutOfSpace. Links are followed; devices and pipes such as
/// /dev/stdout are written to directly.
Result<void> writeAtomically(const std::filesystem::path& path, std::string_view content);

}  // namespace seisdesk
