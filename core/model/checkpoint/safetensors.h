#pragma once
// safetensors files: an 8-byte header length, a JSON header, then raw little-endian tensors.

#include "core/model/checkpoint/state_dict.h"

#include <filesystem>

namespace seisdesk {

/// Strict: offsets must be in range, without holes or overlaps, and match shape and type. Errors: Unreadable, Malformed,
/// Unsupported (an element type SeisDesk has no use for, by name).
Result<StateDict> readSafetensors(const std::filesystem::path& file);

/// Writes beside the target and renames, so that a reader never sees half a file. Errors: Unreadable, OutOfSpace.
Result<void> writeSafetensors(const StateDict& tensors, const std::filesystem::path& file);

}  // namespace seisdesk
