#pragma once
// Looking at an HDF5 file's global heaps, where texts of variable length are, before the library does.

#include <string_view>

namespace seisdesk::hdf5 {

/// False when a global heap collection in the bytes of a file does not add up: the library follows its object sizes
/// without looking, out of the collection or in circles. Files with lengths of other than eight bytes pass unseen.
bool heapsAreSound(std::string_view file);

}  // namespace seisdesk::hdf5
