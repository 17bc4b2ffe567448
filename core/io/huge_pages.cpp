#include "core/io/huge_pages.h"

#include <cstdint>

#include <sys/mman.h>

namespace seisdesk {

namespace {

constexpr std::uintptr_t page = std::uintptr_t{2} << 20;

}  // namespace

void wantHugePages(void* begin, std::size_t bytes)
{
#ifdef MADV_HUGEPAGE
    // Only whole large pages: what lies beside them is other people's.
    const auto address = reinterpret_cast<std::uintptr_t>(begin);
    const std::uintptr_t from = (address + page - 1) / page * page, to = (address + bytes) / page * page;
    if (begin != nullptr && to > from) (void)::madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);
#else
    (void)begin;
    (void)bytes;
#endif
}

}  // namespace seisdesk
