#pragma once
// Telling files apart by what is in them; sniff() in core/io/records.h does it for a path.

#include "core/io/records.h"

#include <cstddef>
#include <span>

namespace seisdesk {

constexpr std::size_t sniffedBytes = 1 << 16;

/// The kind of a file, by its first sniffedBytes bytes or all of a shorter one.
FileKind sniffContent(std::span<const std::byte> head);

/// "miniSEED 2", "StationXML", "an unknown kind" ...: what messages call a kind.
const char* name(FileKind kind);

}  // namespace seisdesk
