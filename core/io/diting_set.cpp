#include "core/catalog/resource_id.h"
#include "core/io/labelled_layouts.h"
#include "core/io/make_window.h"
#include "core/io/text_file.h"

#include <algorithm>
#include <map>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

constexpr double sampleRateHz = 50.0;

using Column = std::optional<std::size_t>;

/// Tables went through programs that take keys for numbers: the event number lost its leading zeros, the station number
/// its trailing ones.
std::string keyFrom(std::string_view text)
{
    const std::size_t dot = std::min(text.find('.'), text.size());
    std::string event(text.substr(0, dot)), station(text.substr(std::min(dot + 1, text.size())));
    if (event.size() < 6) event.insert(0, 6 - event.size(), '0');
    if (station.size() < 4) station.append(4 - station.size(), '0');
    return event + '.' + station;
}

/// ML from the magnitude types of the set, by the relations that DiTing's models were trained with.
std::optional<double> localMagnitude(std::optional<double> value, std::string_view type)
{
    if (!value) return value;
    if (type == "Ms" || type == "MS" || type == "ms") return (*value + 1.08) / 1.13;
    if (type == "mb" || type == "MB" || type == "Mb" || type == "mB") return (1.17 * *value + 0.67) / 1.13;
    return value;
}

/// One table and its columns.
struct Table {
    explicit Table(CsvTable table) : rows(std::move(table))
    {
        const auto c = [&](std::string_view name) { return rows.column({name}); };
        key = c("key"), part = c("part"), event = c("ev_id"), magnitude = c("evmag"), magnitudeType = c("mag_type"), p = c("p_pick"), clarity = c("p_clarity"),
        motion = c("p_motion"), s = c("s_pick"), network = c("net"), station = c("sta_id"), distance = c("dis"), backAzimuth = c("baz");
        for (const char* name : {"Z_P_power_snr", "N_S_power_snr", "E_S_power_snr"}) snr.push_back(c(name));
    }
    CsvTable rows;
    Column key, part, event, magnitude, magnitudeType, p, clarity, motion, s, network, station, distance, backAzimuth;
    std::vector<Column> snr;
};

class DiTing : public LabelledLayout {
public:
    DiTing(std::vector<Table> tables, std::map<std::string, hdf5::File> parts) : m_tables(std::move(tables)), m_parts(std::move(parts))
    {
        for (const Table& table : m_tables) m_ends.push_back((m_ends.empty() ? 0 : m_ends.back()) + table.rows.size());
    }
    std::size_t size() const override { return m_ends.back(); }
    std::string format() const override { return "DiTing"; }
    bool exhaustive() const override { return false; }

    Result<LabelledWindow> read(std::size_t index) const override
    {
        const auto at = static_cast<std::size_t>(std::upper_bound(m_ends.begin(), m_ends.end(), index) - m_ends.begin());
        const Table& table = m_tables[at];
        const CsvTable::Row row = table.rows.row(index - (at == 0 ? 0 : m_ends[at - 1]));
        const std::string key = keyFrom(field(row, table.key));
        const std::string part(field(row, table.part));
        const auto file = m_parts.find(part.substr(0, part.find('.')));
        const std::string dataset = "/earthquake/" + key;
        const hdf5::File* chosen = file != m_parts.end() ? &file->second : nullptr;
        for (auto each = m_parts.begin(); !chosen && each != m_parts.end(); ++each)
            if (each->second.has(dataset)) chosen = &each->second;
        if (!chosen) return Error{Error::Code::NotFound, "The DiTing part '" + part + "' with the trace " + key + " is not in the folder."};
        const Result<hdf5::Array> samples = chosen->read(dataset);
        if (!samples) return samples.error();
        return makeWindow(metadataOf(table, row, key), *samples, {"ZNE", true});
    }

private:
    static TraceMetadata metadataOf(const Table& table, const CsvTable::Row& row, const std::string& key)
    {
        const auto number = [&](Column column) { return parseNumber(field(row, column)); };
        const auto estimate = [](std::optional<double> value) { return value ? std::optional(Estimate{*value, std::nullopt}) : std::nullopt; };
        TraceMetadata out;
        out.name = key;
        out.sampleRateHz = sampleRateHz;
        out.stream = {std::string(field(row, table.network)), std::string(field(row, table.station)), "", ""};
        out.eventId = std::string(field(row, table.event));
        out.truth.magnitude = estimate(localMagnitude(number(table.magnitude), field(row, table.magnitudeType)));
        out.truth.distanceKm = estimate(number(table.distance));
        out.truth.backAzimuthDeg = estimate(number(table.backAzimuth));
        out.polarity = polarityFrom(std::string(field(row, table.motion)));
        double sum = 0.0;
        int count = 0;
        for (const Column& column : table.snr)
            if (const auto value = number(column)) sum += *value, ++count;
        if (count > 0) out.snrDb = sum / count;
        for (const auto& [column, phase] : {std::pair(table.p, "P"), std::pair(table.s, "S")}) {
            const auto sample = number(column);
            if (!sample || *sample < 0.0) continue;
            Label label;
            label.phase = phase;
            label.time = Time{} + fromSeconds(*sample / sampleRateHz);
            label.review = Review::Reviewed;
            label.id = idOf(key + '\n' + phase);
            if (*phase == 'P') {
                label.polarity = out.polarity;
                label.onset = onsetFrom(std::string(field(row, table.clarity)));
                label.source = out.truth;
            }
            out.labels.push_back(std::move(label));
        }
        return out;
    }

    std::vector<Table> m_tables;
    std::map<std::string, hdf5::File> m_parts;  ///< by the number at the end of the file's name
    std::vector<std::size_t> m_ends;
};

/// "DiTing330km_part_12" gives "12"; names without a number give themselves.
std::string partOf(const fs::path& path)
{
    const std::string stem = path.stem().string();
    const std::size_t digits = stem.find_last_not_of("0123456789");
    return digits == std::string::npos || digits + 1 == stem.size() ? stem : stem.substr(digits + 1);
}

}  // namespace

Result<LayoutPtr> openDiTing(const fs::path& folder)
{
    std::vector<Table> tables;
    for (const fs::path& path : filesWith(folder, {".csv"})) {
        Result<CsvTable> table = CsvTable::read(path);
        if (table && table->column({"key"}) && table->column({"p_pick"})) tables.emplace_back(std::move(*table));
    }
    std::map<std::string, hdf5::File> parts;
    for (const fs::path& path : filesWith(folder, {".hdf5", ".h5"})) {
        Result<hdf5::File> file = hdf5::File::open(path);
        if (file && file->has("/earthquake")) parts.emplace(partOf(path), std::move(*file));
    }
    if (tables.empty() || parts.empty()) return Error{Error::Code::Unsupported, "DiTing needs tables with key and p_pick, and .hdf5 parts with /earthquake."};
    return LayoutPtr(std::make_shared<DiTing>(std::move(tables), std::move(parts)));
}

}  // namespace seisdesk
