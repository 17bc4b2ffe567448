#pragma once
// A pickle machine that runs no code: it builds plain containers, numbers, strings and references to tensors, and refuses
// every other class by name.

#include "core/base/result.h"
#include "core/model/checkpoint/state_dict.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace seisdesk {

/// Where a tensor's elements lie: a strided view of a storage that is kept elsewhere in the archive.
struct TensorView {
    std::string storage;  ///< key: the record "data/<key>"
    DType type = DType::Float32;
    std::int64_t storageElements = 0;
    std::int64_t offset = 0;  ///< in elements
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;  ///< in elements, as long as shape
};

/// One value. Containers hold indices into PickleTree::nodes, so that shared and cyclic structures stay cheap and safe:
/// whoever walks the tree limits the depth.
struct PickleNode {
    enum class Kind { None, Bool, Int, Float, String, Bytes, List, Tuple, Dict, Tensor, Storage, Global };
    Kind kind = Kind::None;
    std::int64_t integer = 0;          ///< Bool, Int
    double real = 0.0;                 ///< Float
    std::string text;                  ///< String, Bytes; Storage: key; Global: "module name"
    std::vector<std::uint32_t> items;  ///< List, Tuple; Dict: key, value, key, value ...
    std::uint32_t tensor = 0;          ///< Tensor: index into PickleTree::tensors
    DType type = DType::Float32;       ///< Storage
};

struct PickleTree {
    std::vector<PickleNode> nodes;
    std::vector<TensorView> tensors;
    std::uint32_t root = 0;

    /// The value of a string key; null when absent.
    const PickleNode* entry(const PickleNode& dict, std::string_view key) const;
};

/// Protocols 1 to 5. Errors: Malformed (with the byte offset), Unsupported (a class or opcode that is refused, by name).
/// Limits: 4 million values, 64 MiB of text, 1 million memo entries.
Result<PickleTree> unpickle(std::span<const std::byte> bytes);

}  // namespace seisdesk
