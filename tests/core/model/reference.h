#pragma once
// Reads the arrays of ../shared/weights/*/reference_outputs.h5.

#include <hdf5.h>

#include <filesystem>
#include <string>
#include <vector>

namespace seisdesk::test {

/// Empty when the data set cannot be read.
inline std::vector<float> referenceArray(const std::filesystem::path& file, const std::string& name)
{
    std::vector<float> values;
    const hid_t h5 = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t set = h5 < 0 ? -1 : H5Dopen2(h5, name.c_str(), H5P_DEFAULT);
    if (set >= 0) {
        const hid_t space = H5Dget_space(set);
        values.resize(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
        if (H5Dread(set, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) values.clear();
        H5Sclose(space);
        H5Dclose(set);
    }
    if (h5 >= 0) H5Fclose(h5);
    return values;
}

}  // namespace seisdesk::test
