#include "core/io/labelled_set.h"

#include "core/io/hdf5.h"
#include "core/io/labelled_layouts.h"

#include <algorithm>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

Result<LayoutPtr> openFolder(const fs::path& folder)
{
    std::string tried;
    for (const auto open : {&openSeisBench, &openDiTing, &openSteadFolder}) {
        Result<LayoutPtr> layout = open(folder);
        if (layout || layout.error().code != Error::Code::Unsupported) return layout;
        tried += ' ' + layout.error().message;
    }
    return Error{Error::Code::Unsupported, "'" + folder.string() + "' is no labelled set that SeisDesk knows." + tried};
}

Result<LayoutPtr> openFile(const fs::path& path)
{
    const Result<hdf5::File> file = hdf5::File::open(path);
    if (!file) return file.error();
    // Parts of a folder: what they mean stands in the tables beside them.
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (file->has("/earthquake")) return openDiTing(folder);
    if (file->has("/data_format") || path.filename().string().starts_with("waveforms")) return openSeisBench(folder);
    if (file->has("/data")) return openWindowFile(path);
    return Error{Error::Code::Unsupported, "'" + path.string() + "' has no /data, /earthquake or /data_format: it is no labelled set that SeisDesk knows."};
}

}  // namespace

std::vector<fs::path> filesWith(const fs::path& folder, std::initializer_list<std::string_view> extensions)
{
    std::vector<fs::path> out;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, code)) {
        const std::string extension = entry.path().extension().string();
        if (std::find(extensions.begin(), extensions.end(), extension) != extensions.end()) out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

Result<LabelledSet> LabelledSet::open(const fs::path& path)
{
    std::error_code code;
    if (!fs::exists(path, code)) return Error{Error::Code::NotFound, "'" + path.string() + "' does not exist. Check the path."};
    Result<LayoutPtr> layout = fs::is_directory(path, code) ? openFolder(path) : openFile(path);
    if (!layout) return layout.error();
    const fs::path clean = path.has_filename() ? path : path.parent_path();
    return LabelledSet(fs::is_directory(path, code) ? clean.filename().string() : clean.stem().string(), std::move(*layout));
}

Result<LabelledWindow> LabelledSet::read(std::size_t index) const
{
    if (index >= size()) return Error{Error::Code::InvalidArgument, "Window " + std::to_string(index) + " of '" + m_name + "' does not exist; it has " + std::to_string(size()) + '.'};
    return m_layout->read(index);
}

}  // namespace seisdesk
