#pragma once
// Checksums of files: whether a record is still what was read.

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace seisdesk {

/// "xxh3:" and the 64-bit XXH3 of the content as 16 hexadecimal digits. It finds changes, not forgers.
std::string checksum(std::span<const std::byte> content);

/// checksum() of a file's content, read in pieces. Errors: NotFound, Unreadable.
Result<std::string> fileChecksum(const std::filesystem::path& file);

}  // namespace seisdesk
