#include "core/io/hdf5_heaps.h"

#include <bit>
#include <cstdint>

namespace seisdesk::hdf5 {

namespace {

constexpr std::size_t headerBytes = 16;  ///< of a collection, and of an object in it
constexpr std::size_t smallestCollection = 4096;

/// `count` bytes, the least significant first.
std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// HDF5 File Format Specification 3.0, III.E: header (signature, version, size), objects (index, references, reserved,
/// size, data padded to eight bytes); an object of index 0 is the free rest, its size with its header.
bool isSound(std::string_view collection)
{
    for (std::size_t at = headerBytes; at + headerBytes <= collection.size();) {
        const std::uint64_t index = number(collection, at, 2), size = number(collection, at + 8, 8);
        const std::size_t left = collection.size() - at;
        if (size > left) return false;
        const std::uint64_t needed = index == 0 ? size : headerBytes + (size + 7) / 8 * 8;
        if (needed < headerBytes || needed > left) return false;
        at += needed;
    }
    return true;
}

}  // namespace

bool heapsAreSound(std::string_view file)
{
    constexpr std::string_view signature = "GCOL";
    // Superblocks of version 0 and 1 have the size of lengths in byte 14, later ones in byte 10.
    if (file.size() < headerBytes || file[file[8] < 2 ? 14 : 10] != 8) return true;
    for (std::size_t at = file.find(signature); at != std::string_view::npos; at = file.find(signature, at + 1)) {
        if (file.size() - at < headerBytes) break;
        // Samples may spell the signature by chance; version 1 and three zeros after it tell them apart, a flipped bit aside.
        if (file[at + 4] != 1 || std::popcount(number(file, at + 5, 3)) > 1) continue;
        const std::uint64_t size = number(file, at + 8, 8);
        if (size < smallestCollection || size > file.size() - at || !isSound(file.substr(at, size))) return false;
    }
    return true;
}

}  // namespace seisdesk::hdf5
