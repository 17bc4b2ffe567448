#pragma once
// Steim frames, the compressed integers of most miniSEED records, undone in one pass without branches.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace seisdesk {

enum class SteimLevel { One = 1, Two = 2 };

/// The first `count` samples of big-endian frames in `samples`, which grows where it must and never shrinks. False where anything is not as it should be:
/// fewer samples in the frames, a forbidden code, a last sample that is not the announced one. `count` is at least 1.
bool decodeSteim(std::span<const std::byte> frames, SteimLevel level, std::uint32_t count, std::vector<std::int32_t>& samples);

}  // namespace seisdesk
