#pragma once
// The lock that keeps a project open in one program at a time.

#include "core/base/result.h"

#include <QLockFile>

#include <filesystem>
#include <memory>

namespace seisdesk {

/// Takes "NAME.lock" beside the project; held until destroyed. The lock of a program that has died is taken over.
/// Error Unreadable: in use (naming program and machine), or the folder cannot be written.
Result<std::unique_ptr<QLockFile>> lockProject(const std::filesystem::path& file);

}  // namespace seisdesk
