#pragma once
// Labelled sets: windows of records with the onsets and source parameters that people or catalogues gave them.

#include "core/base/result.h"
#include "core/label/labelled_window.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

/// Reads one layout of labelled sets; made by LabelledSet::open. Implementations lock the HDF5 library themselves.
class LabelledLayout {
public:
    virtual ~LabelledLayout() = default;
    virtual std::size_t size() const = 0;
    virtual std::string format() const = 0;
    virtual bool exhaustive() const = 0;
    virtual Result<LabelledWindow> read(std::size_t index) const = 0;
};

/// A set on disk, read window by window. Copies share the open files; reading is safe from several threads.
class LabelledSet {
public:
    /// Opens an HDF5 file (window set or STEAD) or a folder (SeisBench, STEAD, DiTing). Error: NotFound, Unreadable,
    /// Unsupported (no known layout; the message says what was looked for).
    static Result<LabelledSet> open(const std::filesystem::path& path);

    std::size_t size() const { return m_layout->size(); }
    /// "windows", "STEAD", "SeisBench" or "DiTing".
    std::string format() const { return m_layout->format(); }
    /// File or folder name without extension.
    std::string name() const { return m_name; }
    /// True when every arrival in each window is labelled (root attribute "exhaustive" of the HDF5 file); only then is a
    /// pick without a label a false one.
    bool exhaustive() const { return m_layout->exhaustive(); }
    /// Error: InvalidArgument (no such index), Malformed, Unsupported (missing HDF5 filter).
    Result<LabelledWindow> read(std::size_t index) const;

private:
    LabelledSet(std::string name, std::shared_ptr<const LabelledLayout> layout) : m_name(std::move(name)), m_layout(std::move(layout)) {}
    std::string m_name;
    std::shared_ptr<const LabelledLayout> m_layout;
};

}  // namespace seisdesk
