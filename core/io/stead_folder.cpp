#include "core/io/labelled_layouts.h"
#include "core/io/make_window.h"

#include <algorithm>
#include <map>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr double sampleRateHz = 100.0;

/// Several STEAD files, one after the other.
class SteadFiles : public LabelledLayout {
public:
    explicit SteadFiles(std::vector<LayoutPtr> files) : m_files(std::move(files))
    {
        for (const LayoutPtr& file : m_files) m_ends.push_back((m_ends.empty() ? 0 : m_ends.back()) + file->size());
    }
    std::size_t size() const override { return m_ends.back(); }
    std::string format() const override { return "STEAD"; }
    bool exhaustive() const override { return std::all_of(m_files.begin(), m_files.end(), [](const LayoutPtr& f) { return f->exhaustive(); }); }
    Result<LabelledWindow> read(std::size_t index) const override
    {
        const auto file = static_cast<std::size_t>(std::upper_bound(m_ends.begin(), m_ends.end(), index) - m_ends.begin());
        return m_files[file]->read(index - (file == 0 ? 0 : m_ends[file - 1]));
    }

private:
    std::vector<LayoutPtr> m_files;
    std::vector<std::size_t> m_ends;
};

/// A table whose file_idx column says in which part_<file_idx>.hdf5 a trace is.
class SteadTable : public LabelledLayout {
public:
    SteadTable(CsvTable table, std::map<std::string, hdf5::File> parts)
        : m_table(std::move(table)), m_columns(m_table.header()), m_index(m_table.column({"file_idx"})), m_parts(std::move(parts))
    {
    }
    std::size_t size() const override { return m_table.size(); }
    std::string format() const override { return "STEAD"; }
    bool exhaustive() const override { return false; }
    Result<LabelledWindow> read(std::size_t index) const override
    {
        const CsvTable::Row row = m_table.row(index);
        TraceMetadata metadata = m_columns.read(row, sampleRateHz, Time{});
        const std::string part(field(row, m_index));
        const auto file = m_parts.find(part.substr(0, part.find('.')));
        if (file == m_parts.end()) return Error{Error::Code::NotFound, "part_" + part + ".hdf5 with the trace '" + metadata.name + "' is not in the folder."};
        const Result<hdf5::Array> samples = file->second.read("/data/" + metadata.name);
        if (!samples) return samples.error();
        return makeWindow(std::move(metadata), *samples, {"ENZ", true});
    }

private:
    CsvTable m_table;
    MetadataColumns m_columns;
    std::optional<std::size_t> m_index;
    std::map<std::string, hdf5::File> m_parts;
};

Result<LayoutPtr> openTable(CsvTable table, const std::vector<fs::path>& files)
{
    std::map<std::string, hdf5::File> parts;
    for (const fs::path& path : files) {
        const std::string stem = path.stem().string();
        if (!stem.starts_with("part_")) continue;
        Result<hdf5::File> file = hdf5::File::open(path);
        if (!file) return file.error();
        parts.emplace(stem.substr(5), std::move(*file));
    }
    return LayoutPtr(std::make_shared<SteadTable>(std::move(table), std::move(parts)));
}

}  // namespace

Result<LayoutPtr> openSteadFolder(const fs::path& folder)
{
    const std::vector<fs::path> files = filesWith(folder, {".hdf5", ".h5"});
    const auto isPart = [](const fs::path& path) { return path.stem().string().starts_with("part_"); };
    if (std::any_of(files.begin(), files.end(), isPart))
        for (const fs::path& path : filesWith(folder, {".csv"})) {
            Result<CsvTable> table = CsvTable::read(path);
            if (table && table->column({"file_idx"}) && table->column({"trace_name"})) return openTable(std::move(*table), files);
        }
    std::vector<LayoutPtr> layouts;
    for (const fs::path& path : files) {
        Result<LayoutPtr> layout = openWindowFile(path);
        if (layout && (*layout)->format() == "STEAD") layouts.push_back(std::move(*layout));
    }
    if (layouts.empty()) return Error{Error::Code::Unsupported, "STEAD needs .hdf5 files with /data/<trace> of [samples, 3]."};
    return LayoutPtr(std::make_shared<SteadFiles>(std::move(layouts)));
}

}  // namespace seisdesk
