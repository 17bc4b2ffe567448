#pragma once
// StateDict: the named tensors of a weights file, in the file's order. Needs no LibTorch.

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace seisdesk {

enum class DType { Float32, Float64, Float16, BFloat16, Int64, Int32, Int16, Int8, UInt8, Bool };

/// Bytes of one element.
std::size_t itemSize(DType type);
/// "float32", "int64" ...
const char* name(DType type);

/// A dense array, row-major, little-endian, owning its bytes. A scalar has an empty shape and one element.
struct Tensor {
    DType type = DType::Float32;
    std::vector<std::int64_t> shape;
    std::vector<std::byte> bytes;  ///< exactly elementCount() * itemSize(type)

    std::size_t elementCount() const { return bytes.size() / itemSize(type); }
    /// Any type converted to float, in order. 64-bit values are rounded.
    std::vector<float> toFloats() const;
    /// "[16, 3, 11]"
    std::string shapeText() const;
    static Tensor ofFloats(std::vector<std::int64_t> shape, std::span<const float> values);
    bool operator==(const Tensor&) const = default;
};

/// Names are unique. `metadata` holds what a file says beside its tensors, as text (safetensors' `__metadata__`, numbers
/// and strings of a training checkpoint).
class StateDict {
public:
    /// False, and nothing changes, if the name is there already.
    bool add(std::string name, Tensor tensor);
    const Tensor* find(std::string_view name) const;
    bool contains(std::string_view name) const { return find(name) != nullptr; }
    std::size_t size() const { return m_entries.size(); }
    bool empty() const { return m_entries.empty(); }
    auto begin() const { return m_entries.begin(); }
    auto end() const { return m_entries.end(); }

    std::map<std::string, std::string> metadata;

    bool operator==(const StateDict& o) const { return m_entries == o.m_entries && metadata == o.metadata; }

private:
    std::vector<std::pair<std::string, Tensor>> m_entries;
    std::unordered_map<std::string, std::size_t> m_index;
};

}  // namespace seisdesk
