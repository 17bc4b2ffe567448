#pragma once
// Hdf5Writer: makes the small HDF5 files that tests of labelled sets read.

#include <hdf5.h>

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace seisdesk::test {

using Attribute = std::variant<double, long, std::string, std::vector<double>>;

class Hdf5Writer {
public:
    explicit Hdf5Writer(const std::filesystem::path& path) : m_file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT)) {}
    Hdf5Writer(const Hdf5Writer&) = delete;
    Hdf5Writer& operator=(const Hdf5Writer&) = delete;
    ~Hdf5Writer() { H5Fclose(m_file); }

    void group(const std::string& name) { H5Gclose(H5Gcreate2(m_file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)); }

    /// Written as `type` (H5T_NATIVE_FLOAT ...), compressed in one chunk.
    void dataset(const std::string& name, const std::vector<hsize_t>& shape, const std::vector<double>& values, hid_t type,
                 const std::map<std::string, Attribute>& attributes = {})
    {
        const hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
        const hid_t plan = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_chunk(plan, static_cast<int>(shape.size()), shape.data());
        H5Pset_deflate(plan, 4);
        const hid_t data = H5Dcreate2(m_file, name.c_str(), type, space, H5P_DEFAULT, plan, H5P_DEFAULT);
        H5Dwrite(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
        for (const auto& [key, value] : attributes) write(data, key, value, true);
        H5Dclose(data);
        H5Pclose(plan);
        H5Sclose(space);
    }

    void attribute(const std::string& object, const std::string& key, const Attribute& value)
    {
        const hid_t handle = H5Oopen(m_file, object.c_str(), H5P_DEFAULT);
        write(handle, key, value, true);
        H5Oclose(handle);
    }

    /// A scalar dataset, as SeisBench's data_format has.
    void scalar(const std::string& name, const Attribute& value) { write(m_file, name, value, false); }

private:
    static void write(hid_t owner, const std::string& name, const Attribute& value, bool asAttribute)
    {
        hsize_t count = 1;
        hid_t type = H5T_NATIVE_DOUBLE;
        const void* data = nullptr;
        const char* text = nullptr;
        const bool isText = std::holds_alternative<std::string>(value);
        if (const auto* number = std::get_if<double>(&value)) data = number;
        if (const auto* integer = std::get_if<long>(&value)) type = H5T_NATIVE_LONG, data = integer;
        if (const auto* numbers = std::get_if<std::vector<double>>(&value)) count = numbers->size(), data = numbers->data();
        if (isText) {
            type = H5Tcopy(H5T_C_S1);
            H5Tset_size(type, H5T_VARIABLE);
            H5Tset_cset(type, H5T_CSET_UTF8);
            text = std::get<std::string>(value).c_str();
            data = &text;
        }
        const hid_t space = std::holds_alternative<std::vector<double>>(value) ? H5Screate_simple(1, &count, nullptr) : H5Screate(H5S_SCALAR);
        if (asAttribute) {
            const hid_t attribute = H5Acreate2(owner, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT);
            H5Awrite(attribute, type, data);
            H5Aclose(attribute);
        } else {
            const hid_t dataset = H5Dcreate2(owner, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
            H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data);
            H5Dclose(dataset);
        }
        H5Sclose(space);
        if (isText) H5Tclose(type);
    }

    hid_t m_file;
};

/// A ramp that tells every sample of every component apart: 1000 * component + sample.
inline std::vector<double> ramp(std::size_t components, std::size_t samples, bool samplesFirst = false)
{
    std::vector<double> out(components * samples);
    for (std::size_t c = 0; c < components; ++c)
        for (std::size_t i = 0; i < samples; ++i) out[samplesFirst ? i * components + c : c * samples + i] = static_cast<double>(1000 * c + i);
    return out;
}

}  // namespace seisdesk::test
