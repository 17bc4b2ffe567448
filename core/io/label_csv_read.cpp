#include "core/catalog/resource_id.h"
#include "core/io/csv_table.h"
#include "core/io/issue_counter.h"
#include "core/io/label_csv.h"
#include "core/io/seisbench_metadata.h"
#include "core/io/text_file.h"

#include <cmath>
#include <unordered_set>

namespace seisdesk {

namespace {

using Column = std::optional<std::size_t>;
using Row = CsvTable::Row;

/// ISO 8601, or seconds since 1970 where the number is plausible as such.
std::optional<Time> timeFrom(std::string_view text)
{
    if (const auto parsed = parseTime(text)) return *parsed;
    const auto seconds = parseNumber(text);
    // A double holds such times to the microsecond.
    return seconds && *seconds > 1e8 && *seconds < 9e9 ? std::optional(Time(std::chrono::microseconds(std::llround(*seconds * 1e6)))) : std::nullopt;
}

/// Words and letters, or a number from -1 to 1 (PhaseNet's polarity), decided beyond one half.
Polarity polarityOf(std::string_view text)
{
    const auto number = parseNumber(text);
    if (!number) return polarityFrom(std::string(text));
    return *number >= 0.5 ? Polarity::Positive : *number <= -0.5 ? Polarity::Negative : Polarity::Undecidable;
}

/// Reads one table, whichever of the known kinds it is.
class Reader {
public:
    Reader(const CsvTable& table, const std::filesystem::path& path, std::vector<ReadIssue>& issues) : m_table(table), m_metadata(table.header()), m_issues(path, issues)
    {
        const auto c = [&](std::initializer_list<std::string_view> names) { return table.column(names); };
        m_network = c({"network", "net", "network_code", "station_network_code"});
        m_station = c({"station", "sta", "station_code", "station_name", "receiver_code"});
        m_location = c({"location", "loc", "location_code", "station_location_code"});
        m_channel = c({"channel", "cha", "chan", "channel_code", "instrument_type", "receiver_type"});
        m_stream = c({"station_id", "trace_id", "stream", "stream_id", "seed_id", "waveform_id", "trace"});
        m_time = c({"time", "phase_time", "peak_time", "pick_time", "arrival_time", "onset_time", "timestamp", "datetime"});
        m_phase = c({"phase", "phase_type", "phase_hint", "phase_name", "iphase", "type"});
        m_event = c({"event", "event_id", "evid", "source_id", "event_index"});
        m_magnitude = c({"magnitude", "source_magnitude", "mag"});
        m_distance = c({"distance_km", "source_distance_km", "path_ep_distance_km"});
        m_backAzimuth = c({"back_azimuth_deg", "backazimuth_deg", "path_back_azimuth_deg"});
        m_confidence = c({"confidence", "phase_score", "probability", "prob", "score", "peak_value", "phase_prob"});
        m_polarity = c({"polarity", "phase_polarity"});
        m_onset = c({"onset"});
        m_uncertainty = c({"uncertainty_s", "time_uncertainty_s", "time_uncertainty", "pick_uncertainty_s", "sigma_s"});
        m_model = c({"model"});
        m_p = phaseColumns("p");
        m_s = phaseColumns("s");
    }

    std::optional<std::vector<Label>> read()
    {
        void (Reader::*kind)(const Row&, std::size_t) = nullptr;
        if (m_table.column({"id"}) && m_time && m_phase && m_table.column({"lower_uncertainty_s"})) kind = &Reader::readOwn;
        else if (m_p.time || m_s.time) kind = &Reader::readStationRow;
        else if (m_time && m_phase) kind = &Reader::readPickRow;
        else if (m_metadata.hasArrivals()) kind = &Reader::readMetadataRow;
        if (!kind) return std::nullopt;
        for (std::size_t i = 0; i < m_table.size(); ++i) (this->*kind)(m_table.row(i), i);
        return std::move(m_labels);
    }

private:
    struct PhaseColumns {
        Column time, onset, polarity, weight, probability, uncertainty;
    };

    PhaseColumns phaseColumns(const std::string& p) const
    {
        const auto c = [&](std::initializer_list<std::string_view> names) { return m_table.column(names); };
        // EQTransformer's p_uncertainty is that of the probability, not of the time.
        return {c({p + "_time", p + "_arrival_time", p + "_pick_time", p + "_arrival"}), c({p + "_onset"}), c({p + "_polarity"}), c({p + "_weight"}),
                c({p + "_probability", p + "_prob", p + "_score"}), c({p + "_uncertainty_s", p + "_time_uncertainty_s"})};
    }

    void complain(std::size_t row, const std::string& what)
    {
        m_issues.add("rows that cannot be read", [&] { return "Line " + std::to_string(m_table.line(row)) + ' ' + what + "; the row was left out."; });
    }

    StreamId streamOf(const Row& row) const
    {
        StreamId id;
        if (const std::string_view text = field(row, m_stream); !text.empty()) {
            const auto parsed = StreamId::parse(text);
            id = parsed ? *parsed : StreamId{"", std::string(text), "", ""};
        }
        const auto take = [&](Column column, std::string& out) { if (const auto text = field(row, column); !text.empty()) out = std::string(text); };
        take(m_network, id.network);
        take(m_station, id.station);
        take(m_location, id.location);
        take(m_channel, id.channel);
        if (id.location == "--") id.location.clear();
        if (id.channel.size() == 2) id.channel += 'Z';  // an instrument: picks stand on its vertical
        return id;
    }

    /// An id that depends on the content, so that reading a file twice gives the same labels.
    void keep(Label label, const std::string& salt = {})
    {
        if (label.id.isNull()) label.id = idOf(label.stream.text() + '\n' + label.phase + '\n' + formatTime(label.time, 9) + '\n' + label.event + '\n' + salt);
        for (int copy = 1; !m_ids.insert(label.id).second; ++copy) label.id = idOf(label.id.text() + std::to_string(copy));
        m_labels.push_back(std::move(label));
    }

    std::optional<Estimate> estimate(const Row& row, Column value, Column sigma = {}) const
    {
        const auto number = parseNumber(field(row, value));
        return number ? std::optional(Estimate{*number, parseNumber(field(row, sigma))}) : std::nullopt;
    }

    void readOwn(const Row& row, std::size_t index)
    {
        const auto raw = [&](std::string_view name) {
            const Column column = m_table.column({name});
            return column && *column < row.size() ? row[*column] : std::string{};
        };
        const auto number = [&](std::string_view name) { return parseNumber(raw(name)); };
        const auto time = parseTime(raw("time"));
        if (!time) return complain(index, "has the unreadable time '" + raw("time") + "'");
        Label label;
        label.id = Id::parse(raw("id")).value_or(Id{});
        label.phase = raw("phase");
        label.stream = {raw("network"), raw("station"), raw("location"), raw("channel")};
        label.time = *time;
        if (const auto end = parseTime(raw("end"))) label.end = *end;
        label.lowerUncertaintySeconds = number("lower_uncertainty_s");
        label.upperUncertaintySeconds = number("upper_uncertainty_s");
        label.polarity = polarityFrom(raw("polarity"));
        label.onset = onsetFrom(raw("onset"));
        label.mode = modeFrom(raw("mode"));
        label.review = reviewFrom(raw("status"));
        label.confidence = number("confidence");
        const auto with = [&](std::string_view value, std::string_view sigma) { return estimate(row, m_table.column({value}), m_table.column({sigma})); };
        label.source = {with("magnitude", "magnitude_sigma"), with("distance_km", "distance_sigma_km"), with("back_azimuth_deg", "back_azimuth_sigma_deg"),
                        number("probability_up"), number("polarity_confidence")};
        label.model = raw("model");
        label.filter = raw("filter");
        label.author = raw("author");
        label.created = parseTime(raw("created")).value_or(Time{});
        if (const auto replaced = Id::parse(raw("replaces"))) label.replaces = *replaced;
        label.event = raw("event");
        label.comment = raw("comment");
        keep(std::move(label));
    }

    SourceEstimate sourceOf(const Row& row) const
    {
        return {estimate(row, m_magnitude), estimate(row, m_distance), estimate(row, m_backAzimuth), std::nullopt, std::nullopt};
    }

    void readStationRow(const Row& row, std::size_t index)
    {
        const StreamId stream = streamOf(row);
        if (stream.station.empty()) return complain(index, "names no station");
        const auto one = [&](const PhaseColumns& columns, const char* phase) {
            const std::string_view text = field(row, columns.time);
            if (text.empty() || text == "nan" || text == "None") return;
            const auto time = timeFrom(text);
            if (!time) return complain(index, std::string("has the unreadable ") + phase + " time '" + std::string(text) + "'");
            Label label;
            label.stream = stream;
            label.phase = phase;
            label.time = *time;
            label.onset = onsetFrom(std::string(field(row, columns.onset)));
            label.polarity = polarityOf(field(row, columns.polarity));
            label.confidence = parseNumber(field(row, columns.probability));
            label.lowerUncertaintySeconds = label.upperUncertaintySeconds = parseNumber(field(row, columns.uncertainty));
            label.mode = label.confidence ? Mode::Automatic : Mode::Manual;
            label.review = label.confidence ? Review::Preliminary : Review::Reviewed;
            label.event = std::string(field(row, m_event));
            if (const auto weight = parseNumber(field(row, columns.weight))) label.comment = "weight " + numberText(*weight);
            if (*phase == 'P') label.source = sourceOf(row);
            keep(std::move(label));
        };
        one(m_p, "P");
        one(m_s, "S");
    }

    void readPickRow(const Row& row, std::size_t index)
    {
        const auto time = timeFrom(field(row, m_time));
        if (!time) return complain(index, "has the unreadable time '" + std::string(field(row, m_time)) + "'");
        Label label;
        label.stream = streamOf(row);
        if (label.stream.station.empty()) return complain(index, "names no station");
        label.time = *time;
        label.phase = std::string(field(row, m_phase));
        if (label.phase == "p" || label.phase == "s") label.phase = label.phase == "p" ? "P" : "S";
        label.confidence = parseNumber(field(row, m_confidence));
        label.lowerUncertaintySeconds = label.upperUncertaintySeconds = parseNumber(field(row, m_uncertainty));
        label.polarity = polarityOf(field(row, m_polarity));
        label.onset = onsetFrom(std::string(field(row, m_onset)));
        label.mode = label.confidence ? Mode::Automatic : Mode::Manual;
        label.review = label.confidence ? Review::Preliminary : Review::Reviewed;
        label.model = std::string(field(row, m_model));
        label.event = std::string(field(row, m_event));
        if (label.phase.starts_with('P')) label.source = sourceOf(row);
        keep(std::move(label));
    }

    void readMetadataRow(const Row& row, std::size_t index)
    {
        TraceMetadata trace = m_metadata.read(row);
        if (!trace.start || !trace.sampleRateHz) return complain(index, "has no trace_start_time or sampling rate");
        for (Label& label : trace.labels) {
            if (label.stream.channel.size() == 2) label.stream.channel += 'Z';
            keep(std::move(label));
        }
    }

    const CsvTable& m_table;
    MetadataColumns m_metadata;
    IssueCounter m_issues;
    Column m_network, m_station, m_location, m_channel, m_stream, m_time, m_phase, m_event, m_magnitude, m_distance, m_backAzimuth, m_confidence, m_polarity,
        m_onset, m_uncertainty, m_model;
    PhaseColumns m_p, m_s;
    std::vector<Label> m_labels;
    std::unordered_set<Id> m_ids;
};

}  // namespace

Result<std::vector<Label>> readLabelCsv(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const Result<CsvTable> table = CsvTable::read(path);
    if (!table) return table.error();
    auto labels = Reader(*table, path, issues).read();
    if (!labels)
        return Error{Error::Code::Unsupported, "'" + path.string() + "' has no columns of picks: it needs p_time or s_time, or a time and a phase, "
                                               "or trace_<phase>_arrival_sample."};
    return std::move(*labels);
}

}  // namespace seisdesk
