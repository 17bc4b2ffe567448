#pragma once
// Memory that comes in large pages: the kernel hands out 2 MiB at a time instead of stopping for every 4 KiB.

#include <cstddef>
#include <vector>

namespace seisdesk {

/// Asks the kernel for large pages under memory that nobody wrote to yet; a wish, which small stretches are not worth.
void wantHugePages(void* begin, std::size_t bytes);

/// Makes an empty vector `size` zeros long.
template <class T>
void fillLarge(std::vector<T>& values, std::size_t size)
{
    values.reserve(size);
    wantHugePages(values.data(), size * sizeof(T));
    values.resize(size);
}

}  // namespace seisdesk
