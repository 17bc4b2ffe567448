#include "core/io/labelled_layouts.h"
#include "core/io/make_window.h"
#include "core/io/text_file.h"
#include "core/catalog/resource_id.h"

#include <unordered_map>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

using Attributes = std::map<std::string, hdf5::Value>;

constexpr double steadSampleRateHz = 100.0;

/// One file of windows, each a dataset with attributes.
class WindowFile : public LabelledLayout {
public:
    WindowFile(hdf5::File file, std::vector<std::string> names, WindowShape shape, bool exhaustive)
        : m_file(std::move(file)), m_names(std::move(names)), m_shape(std::move(shape)), m_exhaustive(exhaustive)
    {
        fs::path beside = m_file.path();
        Result<CsvTable> table = CsvTable::read(beside.replace_extension(".csv"));
        const auto column = table ? table->column({"trace_name", "trace"}) : std::nullopt;
        if (!column) return;
        m_table = std::move(*table);
        for (std::size_t i = 0; i < m_table->size(); ++i) m_rows.emplace(field(m_table->row(i), column), i);
    }

    std::size_t size() const override { return m_names.size(); }
    std::string format() const override { return m_shape.samplesFirst ? "STEAD" : "windows"; }
    bool exhaustive() const override { return m_exhaustive; }

    Result<LabelledWindow> read(std::size_t index) const override
    {
        const std::string dataset = "/data/" + m_names[index];
        const Result<hdf5::Array> samples = m_file.read(dataset);
        if (!samples) return samples.error();
        Attributes attributes = m_file.attributes(dataset);
        addColumns(m_names[index], attributes);
        TraceMetadata metadata = metadataOf(m_names[index], attributes, m_shape.samplesFirst ? std::optional(steadSampleRateHz) : std::nullopt);
        return makeWindow(std::move(metadata), *samples, m_shape);
    }

private:
    /// Columns of the table beside the file, where the attributes have nothing.
    void addColumns(const std::string& name, Attributes& attributes) const
    {
        const auto found = m_rows.find(name);
        if (found == m_rows.end()) return;
        const CsvTable::Row row = m_table->row(found->second);
        for (std::size_t i = 0; i < m_table->header().size(); ++i) {
            hdf5::Value value{std::string(field(row, i)), {}};
            if (const auto number = parseNumber(value.text)) value.numbers = {*number};
            attributes.try_emplace(std::string(trimmed(m_table->header()[i])), std::move(value));
        }
    }

    static TraceMetadata metadataOf(const std::string& name, const Attributes& attributes, std::optional<double> rate)
    {
        CsvTable::Row header, row;
        for (const auto& [key, value] : attributes) {
            header.push_back(key);
            row.push_back(value.text);
        }
        const auto number = [&](const char* key) -> std::optional<double> {
            const auto found = attributes.find(key);
            return found == attributes.end() ? std::nullopt : found->second.number() ? found->second.number() : parseNumber(found->second.text);
        };
        const auto text = [&](const char* key) {
            const auto found = attributes.find(key);
            return found == attributes.end() ? std::string{} : found->second.text;
        };
        if (const auto own = number("sampling_rate_hz"); own && *own > 0.0) rate = own;
        // Without a known start the labels stand in a window that begins at the epoch.
        TraceMetadata out = MetadataColumns(header).read(row, rate, Time{});
        out.name = name;
        if (!out.snrDb) out.snrDb = number("snr_p_db");
        const auto take = [&](std::optional<Estimate>& to, const char* key) { if (const auto value = number(key); value && !to) to = Estimate{*value, std::nullopt}; };
        take(out.truth.magnitude, "magnitude");
        take(out.truth.distanceKm, "distance_km");
        if (out.polarity == Polarity::Unset) out.polarity = polarityFrom(text("polarity"));
        for (const auto& [key, phase] : {std::pair("p_sample", "P"), std::pair("s_sample", "S")}) {
            const auto sample = number(key);
            if (!sample || *sample < 0.0 || !out.sampleRateHz) continue;
            Label label;
            label.phase = phase;
            label.time = out.start.value_or(Time{}) + fromSeconds(*sample / *out.sampleRateHz);
            label.review = Review::Reviewed;
            if (*phase == 'P') label.polarity = out.polarity;
            label.event = out.eventId;
            out.labels.push_back(std::move(label));
        }
        for (Label& label : out.labels) {
            label.id = idOf(name + '\n' + label.phase + '\n' + formatTime(label.time, 9));
            if (label.phase.starts_with('P')) label.source = out.truth;
        }
        return out;
    }

    hdf5::File m_file;
    std::vector<std::string> m_names;
    WindowShape m_shape;
    bool m_exhaustive;
    std::optional<CsvTable> m_table;
    std::unordered_map<std::string, std::size_t> m_rows;
};

}  // namespace

Result<LayoutPtr> openWindowFile(const fs::path& path)
{
    Result<hdf5::File> file = hdf5::File::open(path);
    if (!file) return file.error();
    std::vector<std::string> names = file->children("/data");
    WindowShape shape;
    std::optional<std::vector<std::size_t>> dimensions;
    for (std::size_t i = 0; i < names.size() && !dimensions; ++i) dimensions = file->shape("/data/" + names[i]);
    if (!dimensions || dimensions->size() != 2)
        return Error{Error::Code::Unsupported, "'" + path.string() + "' has no windows of components and samples under /data."};
    const Attributes root = file->attributes("/");
    if ((*dimensions)[1] < (*dimensions)[0]) shape = {"ENZ", true};
    if (const auto order = root.find("component_order"); order != root.end() && !order->second.text.empty()) shape.components = order->second.text;
    const auto mark = root.find("exhaustive");
    const bool exhaustive = mark != root.end() && (mark->second.number().value_or(0.0) != 0.0 || mark->second.text == "true");
    return LayoutPtr(std::make_shared<WindowFile>(std::move(*file), std::move(names), std::move(shape), exhaustive));
}

}  // namespace seisdesk
