#pragma once
// Numbers of either byte order at any position in a run of bytes.

#include <bit>
#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>

namespace seisdesk {

/// The number of type T at `at`, stored with the given byte order. The caller has checked that it lies inside.
template <class T>
T load(std::span<const std::byte> bytes, std::size_t at, bool bigEndian)
{
    static_assert(std::is_trivially_copyable_v<T>);
    std::byte raw[sizeof(T)];
    const bool swap = bigEndian == (std::endian::native == std::endian::little);
    for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = bytes[at + (swap ? sizeof(T) - 1 - i : i)];
    T value;
    std::memcpy(&value, raw, sizeof(T));
    return value;
}

}  // namespace seisdesk
