#pragma once
// Writes weights as Keras' save() does, for tests of files that are too large for the repository.

#include "core/model/checkpoint/state_dict.h"

#include <hdf5.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace seisdesk::test {

inline void writeKerasNames(hid_t group, const char* attribute, const std::vector<std::string>& names, std::size_t width = 64)
{
    const hsize_t count = names.size();
    const hid_t space = H5Screate_simple(1, &count, nullptr), type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, width);
    std::string raw;
    for (std::string name : names) {
        name.resize(width, '\0');
        raw += name;
    }
    const hid_t handle = H5Acreate2(group, attribute, type, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(handle, type, raw.data());
    for (const hid_t id : {handle, type, space}) H5Idec_ref(id);
}

/// Tensors named "layer/kernel:0", under "model_weights"; metadata as attributes.
inline void writeKerasFile(const StateDict& tensors, const std::filesystem::path& file)
{
    std::map<std::string, std::vector<std::string>> layers;
    for (const auto& [name, tensor] : tensors) layers[name.substr(0, name.find('/'))].push_back(name);
    const hid_t h5 = H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    const hid_t top = H5Gcreate2(h5, "model_weights", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    const hid_t links = H5Pcreate(H5P_LINK_CREATE);
    H5Pset_create_intermediate_group(links, 1);
    for (const auto& [name, value] : tensors.metadata) writeKerasNames(h5, name.c_str(), {value}, value.size());
    std::vector<std::string> names;
    for (const auto& [layer, weights] : layers) {
        names.push_back(layer);
        const hid_t group = H5Gcreate2(top, layer.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        writeKerasNames(group, "weight_names", weights);
        for (const std::string& name : weights) {
            const Tensor& tensor = *tensors.find(name);
            const std::vector<hsize_t> shape(tensor.shape.begin(), tensor.shape.end());
            const hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
            const hid_t set = H5Dcreate2(group, name.c_str(), H5T_IEEE_F32LE, space, links, H5P_DEFAULT, H5P_DEFAULT);
            H5Dwrite(set, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, tensor.toFloats().data());
            for (const hid_t id : {set, space}) H5Idec_ref(id);
        }
        H5Idec_ref(group);
    }
    writeKerasNames(top, "layer_names", names);
    for (const hid_t id : {links, top, h5}) H5Idec_ref(id);
}

}  // namespace seisdesk::test
