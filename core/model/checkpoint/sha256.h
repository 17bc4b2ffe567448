#pragma once
// SHA-256 of files and buffers, as 64 lower-case hex digits.

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace seisdesk {

std::string sha256Hex(std::span<const std::byte> bytes);
/// Errors: NotFound, Unreadable.
Result<std::string> sha256OfFile(const std::filesystem::path& file);

}  // namespace seisdesk
