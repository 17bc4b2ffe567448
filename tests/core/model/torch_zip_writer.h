#pragma once
// Writes PyTorch zips as torch.save() does, for tests of files that are too large for the repository.

#include "core/model/checkpoint/state_dict.h"

#include <zip.h>

#include <filesystem>
#include <string>
#include <vector>

namespace seisdesk::test {

/// Pickle protocol 2, as little of it as state dicts need.
class TorchPickle {
public:
    TorchPickle() : m_bytes("\x80\x02") {}
    void text(const std::string& s)
    {
        m_bytes += 'X';
        raw(static_cast<std::uint32_t>(s.size()));
        m_bytes += s;
    }
    void integer(std::int64_t value)
    {
        m_bytes += 'J';
        raw(static_cast<std::int32_t>(value));
    }
    void integers(const std::vector<std::int64_t>& values)
    {
        m_bytes += '(';
        for (const std::int64_t v : values) integer(v);
        m_bytes += 't';
    }
    void global(const std::string& module, const std::string& name) { m_bytes += "c" + module + "\n" + name + "\n"; }
    void emptyOrderedDict()
    {
        global("collections", "OrderedDict");
        m_bytes += ")R";
    }
    void op(const char* code) { m_bytes += code; }
    void tensor(const std::string& storage, const Tensor& t)
    {
        std::vector<std::int64_t> strides(t.shape.size(), 1);
        for (std::size_t d = t.shape.size(); d-- > 1;) strides[d - 1] = strides[d] * t.shape[d];
        global("torch._utils", "_rebuild_tensor_v2");
        m_bytes += "((";
        text("storage");
        global("torch", t.type == DType::Int64 ? "LongStorage" : "FloatStorage");
        text(storage);
        text("cpu");
        integer(static_cast<std::int64_t>(t.elementCount()));
        m_bytes += "tQ";
        integer(0);
        integers(t.shape);
        integers(strides);
        m_bytes += '\x89';
        emptyOrderedDict();
        m_bytes += "tR";
    }
    const std::string& bytes() const { return m_bytes; }

private:
    template <class T>
    void raw(T value)
    {
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    std::string m_bytes;
};

/// A training checkpoint (epoch, model_dict, optimizer_dict ...) or a bare state dict; names get the prefix in front. A
/// tensor without elements has no storage in the file.
inline bool writeTorchZip(const StateDict& weights, const std::filesystem::path& file, bool training, const std::string& prefix = {})
{
    TorchPickle pickle;
    if (training) {
        pickle.op("}(");
        pickle.text("epoch");
        pickle.integer(41);
        pickle.text("optimizer_dict");
        pickle.op("}");
        pickle.text("use_compile");
        pickle.op("\x88");
        pickle.text("model_dict");
    }
    pickle.emptyOrderedDict();
    pickle.op("(");
    std::vector<std::pair<std::string, const Tensor*>> storages;
    for (const auto& [name, tensor] : weights) {
        const std::string storage = std::to_string(storages.size());
        pickle.text(prefix + name);
        pickle.tensor(storage, tensor);
        storages.emplace_back(storage, &tensor);
    }
    pickle.op("u");
    if (training) pickle.op("u");
    pickle.op(".");

    zip_t* const archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (!archive) return false;
    const auto add = [&](const std::string& name, const void* data, std::size_t size) {
        zip_source_t* const source = zip_source_buffer(archive, data, size, 0);
        const zip_int64_t index = zip_file_add(archive, ("archive/" + name).c_str(), source, ZIP_FL_OVERWRITE);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    };
    add("data.pkl", pickle.bytes().data(), pickle.bytes().size());
    for (const auto& [name, tensor] : storages)
        if (!tensor->bytes.empty()) add("data/" + name, tensor->bytes.data(), tensor->bytes.size());
    return zip_close(archive) == 0;
}

}  // namespace seisdesk::test
