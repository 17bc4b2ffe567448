#pragma once
// An entry of the envelope cache as bytes. Little endian: "SDENVEL1"; its length and the XXH3 of what follows, 64 bits each; the file's path, size, inode,
// times and checksum; then streams, their segments (start, rate, samples) and each segment's blocks as pairs of 32-bit floats.

#include "core/io/envelope_cache.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace seisdesk {

struct CacheEntry {
    FileOutline outline;
    FileStamp stamp;
};

std::string entryBytes(const CacheEntry& entry);
/// Null when anything about it is not as entryBytes() writes it.
std::optional<CacheEntry> readEntry(std::span<const std::byte> bytes);

}  // namespace seisdesk
