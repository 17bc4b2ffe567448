#include "core/model/checkpoint/keras_hdf5.h"

#include <hdf5.h>

#include <algorithm>
#include <cstring>

namespace seisdesk {

namespace {

constexpr hsize_t maxElements = hsize_t{1} << 31;

/// Owns any HDF5 identifier.
class Handle {
public:
    Handle(hid_t id = -1) : m_id(id) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle()
    {
        if (m_id >= 0) H5Idec_ref(m_id);
    }
    operator hid_t() const { return m_id; }
    bool valid() const { return m_id >= 0; }

private:
    hid_t m_id;
};

/// Keeps HDF5 from printing its error stack while it lives.
class QuietHdf5 {
public:
    QuietHdf5()
    {
        H5Eget_auto2(H5E_DEFAULT, &m_function, &m_data);
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    }
    ~QuietHdf5() { H5Eset_auto2(H5E_DEFAULT, m_function, m_data); }
    QuietHdf5(const QuietHdf5&) = delete;
    QuietHdf5& operator=(const QuietHdf5&) = delete;

private:
    H5E_auto2_t m_function = nullptr;
    void* m_data = nullptr;
};

Error damaged(const std::filesystem::path& file, const std::string& what)
{
    return {Error::Code::Malformed, file.string() + ": " + what + "; the Keras file is damaged, copy or download it again."};
}

/// A one-dimensional attribute of strings of fixed or variable length. False when absent or of another kind.
bool readNames(hid_t object, const char* attribute, std::vector<std::string>& out)
{
    if (H5Aexists(object, attribute) <= 0) return false;
    const Handle handle(H5Aopen(object, attribute, H5P_DEFAULT));
    if (!handle.valid()) return false;
    const Handle type(H5Aget_type(handle));
    const Handle space(H5Aget_space(handle));
    const hssize_t count = space.valid() ? H5Sget_simple_extent_npoints(space) : -1;
    if (!type.valid() || count < 0 || count > 1'000'000) return false;
    if (count == 0) return true;
    if (H5Tget_class(type) != H5T_STRING) return false;
    if (H5Tis_variable_str(type) > 0) {
        std::vector<char*> texts(static_cast<std::size_t>(count), nullptr);
        const Handle memory(H5Tcopy(H5T_C_S1));
        H5Tset_size(memory, H5T_VARIABLE);
        H5Tset_cset(memory, H5Tget_cset(type));
        if (H5Aread(handle, memory, texts.data()) < 0) return false;
        for (const char* text : texts) out.emplace_back(text ? text : "");
        H5Dvlen_reclaim(memory, space, H5P_DEFAULT, texts.data());
        return true;
    }
    const std::size_t length = H5Tget_size(type);
    if (length == 0 || length > 65'536 || length * static_cast<std::size_t>(count) > (std::size_t{64} << 20)) return false;
    std::vector<char> raw(length * static_cast<std::size_t>(count));
    if (H5Aread(handle, type, raw.data()) < 0) return false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const char* text = raw.data() + i * length;
        out.emplace_back(text, strnlen(text, length));
    }
    return true;
}

Result<Tensor> readTensor(const std::filesystem::path& file, hid_t layer, const std::string& name, std::uintmax_t fileBytes)
{
    const Handle set(H5Dopen2(layer, name.c_str(), H5P_DEFAULT));
    if (!set.valid()) return damaged(file, "weight \"" + name + "\" is missing");
    const Handle type(H5Dget_type(set));
    const Handle space(H5Dget_space(set));
    if (!type.valid() || !space.valid()) return damaged(file, "weight \"" + name + "\" cannot be read");
    const H5T_class_t kind = H5Tget_class(type);
    if (kind != H5T_FLOAT && kind != H5T_INTEGER) {
        return Error{Error::Code::Unsupported, file.string() + ": weight \"" + name + "\" is not numeric."};
    }
    hsize_t extent[H5S_MAX_RANK] = {};
    const int rank = H5Sget_simple_extent_dims(space, extent, nullptr);
    if (rank < 0 || rank > 16) return damaged(file, "weight \"" + name + "\" has an impossible shape");
    Tensor tensor;
    hsize_t count = 1;
    for (int d = 0; d < rank; ++d) {
        if (__builtin_mul_overflow(count, extent[d], &count)) return damaged(file, "weight \"" + name + "\" has an impossible shape");
        tensor.shape.push_back(static_cast<std::int64_t>(extent[d]));
    }
    // Unwritten or highly compressed data could claim far more than the file holds.
    if (count > maxElements || count * sizeof(float) > 64 * fileBytes) return damaged(file, "weight \"" + name + "\" is larger than the file");
    tensor.bytes.resize(static_cast<std::size_t>(count) * sizeof(float));
    if (count > 0 && H5Dread(set, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, tensor.bytes.data()) < 0) {
        return damaged(file, "weight \"" + name + "\" cannot be read");
    }
    return tensor;
}

}  // namespace

Result<StateDict> readKerasHdf5(const std::filesystem::path& file)
{
    const QuietHdf5 quiet;
    std::error_code error;
    const std::uintmax_t fileBytes = std::filesystem::file_size(file, error);
    const Handle access(H5Pcreate(H5P_FILE_ACCESS));
    H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);  // a damaged file must not keep the library from closing
    const Handle h5(error ? -1 : H5Fopen(file.c_str(), H5F_ACC_RDONLY, access));
    if (!h5.valid()) return damaged(file, "it cannot be opened as HDF5");
    // save_weights() writes the layers at the top, save() under "model_weights".
    const char* top = H5Lexists(h5, "model_weights", H5P_DEFAULT) > 0 ? "model_weights" : "/";
    const Handle group(H5Gopen2(h5, top, H5P_DEFAULT));
    std::vector<std::string> layers;
    if (!group.valid() || !readNames(group, "layer_names", layers)) {
        return Error{Error::Code::Unsupported, file.string() + ": this HDF5 file holds no Keras weights (no layer_names). Waveform "
                     "files are opened with the records, not as a model."};
    }
    StateDict out;
    if (std::vector<std::string> description; readNames(h5, "model_config", description) && description.size() == 1) {
        out.metadata["model_config"] = std::move(description.front());
    }
    for (const std::string& layerName : layers) {
        const Handle layer(H5Gopen2(group, layerName.c_str(), H5P_DEFAULT));
        std::vector<std::string> weights;
        if (!layer.valid() || !readNames(layer, "weight_names", weights)) return damaged(file, "layer \"" + layerName + "\" cannot be read");
        for (const std::string& weight : weights) {
            auto tensor = readTensor(file, layer, weight, fileBytes);
            if (!tensor) return tensor.error();
            if (!out.add(weight, std::move(*tensor))) return damaged(file, "weight \"" + weight + "\" is there twice");
        }
    }
    return out;
}

}  // namespace seisdesk
