#include "core/io/hdf5_chunks.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>

namespace seisdesk::hdf5 {

namespace {

constexpr hsize_t largestChunk = hsize_t(1) << 30;
constexpr hsize_t mostChunks = 1u << 20;
constexpr std::uint32_t checksumBytes = 4;

/// What is needed to judge one chunk: its bytes when unpacked, and the filters in the order of writing.
struct Plan {
    std::vector<hsize_t> extents;
    hsize_t bytes = 0;
    std::vector<H5Z_filter_t> filters;
};

/// Nothing chunked leaves `extents` empty; an impossible shape leaves `bytes` zero.
Plan planOf(hid_t dataset)
{
    Plan plan;
    const hid_t list = H5Dget_create_plist(dataset);
    if (list < 0) return plan;
    if (H5Pget_layout(list) == H5D_CHUNKED) {
        hsize_t extents[H5S_MAX_RANK] = {};
        const int rank = H5Pget_chunk(list, H5S_MAX_RANK, extents);
        if (rank > 0) plan.extents.assign(extents, extents + rank);
        const hid_t type = H5Dget_type(dataset);
        plan.bytes = type >= 0 ? H5Tget_size(type) : 0;
        if (type >= 0) H5Tclose(type);
        for (const hsize_t extent : plan.extents) plan.bytes = extent == 0 || plan.bytes > largestChunk / extent ? 0 : plan.bytes * extent;
        for (int i = 0, n = H5Pget_nfilters(list); i < n; ++i) {
            unsigned flags = 0, configuration = 0;
            std::size_t elements = 0;
            plan.filters.push_back(H5Pget_filter2(list, static_cast<unsigned>(i), &flags, &elements, nullptr, 0, nullptr, &configuration));
        }
    }
    H5Pclose(list);
    return plan;
}

/// The number of bytes that a deflated stream unpacks to, counted up to `enough`.
hsize_t inflatedSize(std::vector<unsigned char>& packed, std::size_t size, hsize_t enough)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return 0;
    std::vector<unsigned char> out(65536);
    stream.next_in = packed.data();
    stream.avail_in = static_cast<uInt>(size);
    hsize_t total = 0;
    int state = Z_OK;
    while (state == Z_OK && total < enough) {
        stream.next_out = out.data();
        stream.avail_out = static_cast<uInt>(out.size());
        state = inflate(&stream, Z_NO_FLUSH);
        total += out.size() - stream.avail_out;
    }
    inflateEnd(&stream);
    return state == Z_OK || state == Z_STREAM_END ? total : 0;
}

bool isWhole(hid_t dataset, const Plan& plan, const std::vector<hsize_t>& offset)
{
    unsigned skipped = 0;
    haddr_t address = HADDR_UNDEF;
    hsize_t size = 0;
    if (H5Dget_chunk_info_by_coord(dataset, offset.data(), &skipped, &address, &size) < 0) return false;
    if (address == HADDR_UNDEF) return true;  // never written: the library fills it
    bool deflated = false;
    hsize_t trailing = 0;
    for (std::size_t i = 0; i < plan.filters.size(); ++i) {
        if (i < 32 && (skipped & (1u << i))) continue;
        if (plan.filters[i] == H5Z_FILTER_DEFLATE) deflated = true;
        else if (plan.filters[i] == H5Z_FILTER_FLETCHER32) trailing += checksumBytes;
        else if (plan.filters[i] != H5Z_FILTER_SHUFFLE) return true;
    }
    if (!deflated) return size >= plan.bytes + trailing;
    if (size > largestChunk || size <= trailing) return false;
    std::vector<unsigned char> packed(size);
    std::uint32_t mask = 0;
    if (H5Dread_chunk(dataset, H5P_DEFAULT, offset.data(), &mask, packed.data()) < 0) return false;
    return inflatedSize(packed, size - trailing, plan.bytes) >= plan.bytes;
}

}  // namespace

bool chunksAreWhole(hid_t dataset, const std::vector<hsize_t>& begin, const std::vector<hsize_t>& count)
{
    const Plan plan = planOf(dataset);
    if (plan.extents.empty()) return true;
    if (plan.bytes == 0 || plan.extents.size() != begin.size()) return false;
    std::vector<hsize_t> first(begin.size()), last(begin.size());
    hsize_t chunks = 1;
    for (std::size_t i = 0; i < begin.size(); ++i) {
        if (count[i] == 0) return true;
        first[i] = begin[i] / plan.extents[i];
        last[i] = (begin[i] + count[i] - 1) / plan.extents[i];
        const hsize_t here = last[i] - first[i] + 1;
        if (here > mostChunks || chunks > mostChunks / here) return false;
        chunks *= here;
    }
    std::vector<hsize_t> at = first, offset(begin.size());
    for (hsize_t chunk = 0; chunk < chunks; ++chunk) {
        for (std::size_t i = 0; i < at.size(); ++i) offset[i] = at[i] * plan.extents[i];
        if (!isWhole(dataset, plan, offset)) return false;
        for (std::size_t i = at.size(); i-- > 0;) {
            if (++at[i] <= last[i]) break;
            at[i] = first[i];
        }
    }
    return true;
}

}  // namespace seisdesk::hdf5
