#pragma once
// Labelled sets: windows of records with the onsets and source parameters that people or catalogues gave them.

#include "core/base/result.h"
#include "core/label/label.h"
#include "core/waveform/trace.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// One window of one station.
struct LabelledWindow {
    std::string name;
    std::vector<Trace> traces;  ///< one per component, in the set's component order
    std::vector<Label> labels;  ///< onsets, on the vertical where there is one; empty for noise
    /// Catalogue values: magnitude, epicentral distance, back-azimuth (recomputed from coordinates where both ends are
    /// known, because published columns are partly wrong by 180 degrees).
    SourceEstimate truth;
    Polarity polarity = Polarity::Unset;  ///< of the P
    std::string eventId;                  ///< empty when unknown
    std::string stationId;                ///< "NET.STA", or the window's name
    std::optional<double> snrDb;
};

/// True for a component of zeros: it was not recorded, sets pad what is missing so.
bool isPadding(const Trace& component);

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
