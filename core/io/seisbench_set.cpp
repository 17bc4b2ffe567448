#include "core/io/labelled_layouts.h"
#include "core/io/make_window.h"
#include "core/io/text_file.h"

#include <algorithm>
#include <charconv>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

/// One metadata table with its waveform file.
struct Chunk {
    CsvTable table;
    MetadataColumns columns;
    hdf5::File file;
    std::string dimensions = "CW", components = "ZNE";
    std::optional<double> sampleRateHz;
};

std::optional<std::size_t> indexFrom(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// "12", ":3", "0:6000" or ":" as numpy reads them (no negative numbers, no steps). A bare number keeps its dimension.
std::optional<hdf5::Slice> sliceFrom(std::string_view text)
{
    text = trimmed(text);
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        const auto index = indexFrom(text);
        return index ? std::optional(hdf5::Slice{*index, *index + 1}) : std::nullopt;
    }
    const std::string_view from = trimmed(text.substr(0, colon)), to = trimmed(text.substr(colon + 1));
    const auto begin = from.empty() ? std::optional<std::size_t>(0) : indexFrom(from);
    const auto end = to.empty() ? std::nullopt : indexFrom(to);
    if (!begin || (!to.empty() && !end)) return std::nullopt;
    return hdf5::Slice{*begin, end};
}

/// SeisBench: rows name a dataset under /data, or a bucket and a place in it ("bucket0$12,:3,:6000").
class SeisBench : public LabelledLayout {
public:
    explicit SeisBench(std::vector<Chunk> chunks) : m_chunks(std::move(chunks))
    {
        for (const Chunk& chunk : m_chunks) m_ends.push_back((m_ends.empty() ? 0 : m_ends.back()) + chunk.table.size());
    }
    std::size_t size() const override { return m_ends.back(); }
    std::string format() const override { return "SeisBench"; }
    bool exhaustive() const override
    {
        return std::all_of(m_chunks.begin(), m_chunks.end(), [](const Chunk& chunk) {
            const auto root = chunk.file.attributes("/");
            const auto mark = root.find("exhaustive");
            return mark != root.end() && mark->second.number().value_or(0.0) != 0.0;
        });
    }

    Result<LabelledWindow> read(std::size_t index) const override
    {
        const auto at = static_cast<std::size_t>(std::upper_bound(m_ends.begin(), m_ends.end(), index) - m_ends.begin());
        const Chunk& chunk = m_chunks[at];
        TraceMetadata metadata = chunk.columns.read(chunk.table.row(index - (at == 0 ? 0 : m_ends[at - 1])), chunk.sampleRateHz, Time{});
        const auto malformed = [&](const std::string& what) { return Error{Error::Code::Malformed, "'" + chunk.file.path().string() + "', trace '" + metadata.name + "' " + what}; };
        const std::size_t dollar = metadata.name.find('$');
        std::vector<hdf5::Slice> slices;
        if (dollar != std::string::npos)
            for (std::string_view rest = std::string_view(metadata.name).substr(dollar + 1);;) {
                const std::size_t comma = rest.find(',');
                const auto slice = sliceFrom(rest.substr(0, comma));
                if (!slice) return malformed("has a place in its bucket that cannot be read.");
                slices.push_back(*slice);
                if (comma == std::string_view::npos) break;
                rest.remove_prefix(comma + 1);
            }
        Result<hdf5::Array> samples = chunk.file.read("/data/" + metadata.name.substr(0, dollar), slices);
        if (!samples) return samples.error();
        std::string dimensions = chunk.dimensions;
        if (samples->shape.size() == 3) {
            // The bucket's own dimension, of which one entry was read.
            const std::size_t found = dimensions.find('N');
            const std::size_t bucket = found < 3 ? found : 0;
            if (samples->shape[bucket] != 1) return malformed("is not one entry of its bucket.");
            samples->shape.erase(samples->shape.begin() + static_cast<std::ptrdiff_t>(bucket));
        }
        std::erase(dimensions, 'N');
        const WindowShape shape{metadata.componentOrder.empty() ? chunk.components : metadata.componentOrder, dimensions == "WC"};
        return makeWindow(std::move(metadata), *samples, shape);
    }

private:
    std::vector<Chunk> m_chunks;
    std::vector<std::size_t> m_ends;
};

Result<Chunk> openChunk(const fs::path& folder, const std::string& suffix)
{
    Result<CsvTable> table = CsvTable::read(folder / ("metadata" + suffix + ".csv"));
    if (!table) return table.error();
    Result<hdf5::File> file = hdf5::File::open(folder / ("waveforms" + suffix + ".hdf5"));
    if (!file) return file.error();
    MetadataColumns columns(table->header());
    if (!columns.hasNames())
        return Error{Error::Code::Malformed, "'" + (folder / ("metadata" + suffix + ".csv")).string() + "' has no column trace_name."};
    Chunk chunk{std::move(*table), std::move(columns), std::move(*file), "CW", "ZNE", std::nullopt};
    const auto format = [&](const char* name) { return chunk.file.value(std::string("/data_format/") + name); };
    if (const auto order = format("dimension_order"); order && !order->text.empty()) chunk.dimensions = order->text;
    if (const auto order = format("component_order"); order && !order->text.empty()) chunk.components = order->text;
    if (const auto rate = format("sampling_rate")) chunk.sampleRateHz = rate->number() ? rate->number() : parseNumber(rate->text);
    return chunk;
}

/// The suffixes of the chunks: from the file `chunks`, or from the names of the waveform files.
std::vector<std::string> chunkSuffixes(const fs::path& folder)
{
    std::vector<std::string> out;
    if (const Result<std::string> text = readTextFile(folder / "chunks")) {
        for (std::string_view rest = *text; !rest.empty();) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            if (const auto suffix = trimmed(rest.substr(0, end)); !suffix.empty()) out.emplace_back(suffix);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return out;
    }
    for (const fs::path& path : filesWith(folder, {".hdf5"}))
        if (const std::string stem = path.stem().string(); stem.starts_with("waveforms")) out.push_back(stem.substr(9));
    return out;
}

}  // namespace

Result<LayoutPtr> openSeisBench(const fs::path& folder)
{
    const std::vector<std::string> suffixes = chunkSuffixes(folder);
    if (suffixes.empty()) return Error{Error::Code::Unsupported, "SeisBench needs metadata.csv and waveforms.hdf5 (a metadata.parquet must be converted)."};
    std::vector<Chunk> chunks;
    for (const std::string& suffix : suffixes) {
        Result<Chunk> chunk = openChunk(folder, suffix);
        if (!chunk) return chunk.error();
        chunks.push_back(std::move(*chunk));
    }
    return LayoutPtr(std::make_shared<SeisBench>(std::move(chunks)));
}

}  // namespace seisdesk
