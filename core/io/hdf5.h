#pragma once
// HDF5 files for reading, as values: no handle leaves this header, one lock guards the whole library.

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk::hdf5 {

/// An attribute or small dataset: text, or numbers (which also have a text, "[a, b]" for several).
struct Value {
    std::string text;
    std::vector<double> numbers;
    std::optional<double> number() const { return numbers.size() == 1 ? std::optional(numbers.front()) : std::nullopt; }
};

/// Samples of a numeric dataset in C order.
struct Array {
    std::vector<std::size_t> shape;
    std::vector<double> values;
};

/// Part of one dimension: begin and end, or everything.
struct Slice {
    std::size_t begin = 0;
    std::optional<std::size_t> end;
};

/// An open file. Copies share it; all functions may be called from any thread.
class File {
public:
    /// Error: NotFound, Unreadable (not HDF5, or damaged).
    static Result<File> open(const std::filesystem::path& path);

    const std::filesystem::path& path() const;
    bool has(const std::string& object) const;
    /// Names in a group, sorted; empty when there is no such group.
    std::vector<std::string> children(const std::string& group) const;
    /// Attributes of a group or dataset that are text or numbers; "/" is the file's root.
    std::map<std::string, Value> attributes(const std::string& object) const;
    /// A dataset of one text or a few numbers.
    std::optional<Value> value(const std::string& dataset) const;
    /// Nothing when it is not a dataset of numbers.
    std::optional<std::vector<std::size_t>> shape(const std::string& dataset) const;
    /// The whole dataset, or the part in `slices` (missing ones mean the whole dimension; ends are clamped). Error:
    /// NotFound, Malformed (damaged or absurdly large), Unsupported (a compression filter is missing; names it).
    Result<Array> read(const std::string& dataset, const std::vector<Slice>& slices = {}) const;

private:
    struct Shared;
    explicit File(std::shared_ptr<const Shared> shared) : m_shared(std::move(shared)) {}
    std::shared_ptr<const Shared> m_shared;
};

}  // namespace seisdesk::hdf5
