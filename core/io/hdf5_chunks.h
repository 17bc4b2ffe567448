#pragma once
// Looking at the chunks of a dataset before the HDF5 library does.

#include <hdf5.h>

#include <vector>

namespace seisdesk::hdf5 {

/// False when a chunk that holds part of the given hyperslab is shorter than its chunk's shape, before or after
/// inflating. The library does not look, and reads beyond the end of such a chunk. Chunks of filters other than deflate,
/// shuffle and fletcher32 are taken as they are. Call with the library's lock held.
bool chunksAreWhole(hid_t dataset, const std::vector<hsize_t>& begin, const std::vector<hsize_t>& count);

}  // namespace seisdesk::hdf5
