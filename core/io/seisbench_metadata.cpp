#include "core/io/seisbench_metadata.h"

#include "core/catalog/resource_id.h"
#include "core/io/text_file.h"

#include <GeographicLib/Geodesic.hpp>

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

/// One degree of arc on the sphere of the Earth's volume, km.
constexpr double kilometresPerDegree = 111.195;

constexpr std::string_view arrivalPrefix = "trace_", arrivalSuffix = "_arrival_sample";

/// "p" becomes "P", "Pg" stays.
std::string phaseName(std::string name)
{
    if (name == "p" || name == "s") name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

/// A number, or the mean of the finite ones in "[a b c]" (STEAD's SNR by component).
std::optional<double> meanOf(std::string_view text)
{
    double sum = 0.0;
    int count = 0;
    while (!text.empty()) {
        const std::size_t begin = std::min(text.find_first_not_of("[], "), text.size());
        text.remove_prefix(begin);
        const std::size_t end = std::min(text.find_first_of("[], "), text.size());
        if (const auto number = parseNumber(text.substr(0, end))) {
            sum += *number;
            ++count;
        }
        text.remove_prefix(end);
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::optional<Estimate> estimate(std::optional<double> value) { return value ? std::optional(Estimate{*value, std::nullopt}) : std::nullopt; }

}  // namespace

std::optional<Geometry> geometryBetween(std::optional<double> sourceLatitude, std::optional<double> sourceLongitude,
                                        std::optional<double> stationLatitude, std::optional<double> stationLongitude)
{
    if (!sourceLatitude || !sourceLongitude || !stationLatitude || !stationLongitude) return std::nullopt;
    if (std::abs(*sourceLatitude) > 90.0 || std::abs(*stationLatitude) > 90.0 || std::abs(*sourceLongitude) > 540.0 || std::abs(*stationLongitude) > 540.0)
        return std::nullopt;
    double metres = 0.0, forward = 0.0, arriving = 0.0;
    GeographicLib::Geodesic::WGS84().Inverse(*stationLatitude, *stationLongitude, *sourceLatitude, *sourceLongitude, metres, forward, arriving);
    return Geometry{metres / 1000.0, forward < 0.0 ? forward + 360.0 : forward};
}

struct MetadataColumns::Finder {
    const CsvTable::Row& header;

    Column column(std::initializer_list<std::string_view> names) const
    {
        for (const std::string_view name : names)
            for (std::size_t i = 0; i < header.size(); ++i)
                if (trimmed(header[i]) == name) return i;
        return std::nullopt;
    }
};

MetadataColumns::MetadataColumns(const CsvTable::Row& header) : MetadataColumns(Finder{header}, header) {}

MetadataColumns::MetadataColumns(const Finder& t, const CsvTable::Row& header)
    : m_name(t.column({"trace_name", "trace_name_original"})), m_chunk(t.column({"trace_chunk"})), m_order(t.column({"trace_component_order"})),
      m_network(t.column({"station_network_code", "network_code", "network"})),
      m_station(t.column({"station_code", "receiver_code", "reciever_code", "station"})), m_location(t.column({"station_location_code", "location_code"})),
      m_channel(t.column({"trace_channel", "station_channel_code", "receiver_type"})), m_start(t.column({"trace_start_time"})),
      m_rate(t.column({"trace_sampling_rate_hz"})), m_interval(t.column({"trace_dt_s"})), m_snr(t.column({"trace_snr_db", "trace_Z_snr_db", "snr_db"})),
      m_event(t.column({"source_id", "source_event_id", "event_id"})), m_magnitude(t.column({"source_magnitude"})),
      m_distance(t.column({"path_ep_distance_km", "source_distance_km"})), m_distanceDegrees(t.column({"path_ep_distance_deg", "source_distance_deg"})),
      m_backAzimuth(t.column({"path_back_azimuth_deg", "path_backazimuth_deg", "back_azimuth_deg"})),
      m_sourceLatitude(t.column({"source_latitude_deg", "source_latitude"})), m_sourceLongitude(t.column({"source_longitude_deg", "source_longitude"})),
      m_stationLatitude(t.column({"station_latitude_deg", "receiver_latitude"})), m_stationLongitude(t.column({"station_longitude_deg", "receiver_longitude"})),
      m_polarity(t.column({"trace_polarity"})), m_category(t.column({"trace_category", "source_type"}))
{
    for (const std::string& column : header) {
        const std::string_view name = trimmed(column);
        const bool published = name == "p_arrival_sample" || name == "s_arrival_sample";  // STEAD
        if (!name.ends_with(arrivalSuffix) || (!name.starts_with(arrivalPrefix) && !published)) continue;
        const std::size_t from = published ? 0 : arrivalPrefix.size();
        Phase phase;
        const std::string key(name.substr(from, name.size() - from - arrivalSuffix.size()));
        const std::string base = (published ? "" : std::string(arrivalPrefix)) + key;
        phase.name = phaseName(key);
        phase.sample = t.column({name});
        phase.uncertainty = t.column({base + "_arrival_uncertainty_s", base + "_uncertainty_s"});
        phase.status = t.column({base + "_status"});
        phase.polarity = t.column({base + "_polarity"});
        phase.onset = t.column({base + "_onset"});
        m_phases.push_back(std::move(phase));
    }
}

TraceMetadata MetadataColumns::read(const CsvTable::Row& row, std::optional<double> sampleRateHz, std::optional<Time> start) const
{
    const auto text = [&](Column column) { return std::string(field(row, column)); };
    const auto number = [&](Column column) { return parseNumber(field(row, column)); };
    TraceMetadata out;
    out.name = text(m_name);
    out.chunk = text(m_chunk);
    out.componentOrder = text(m_order);
    out.stream = {text(m_network), text(m_station), text(m_location), text(m_channel).substr(0, 2)};
    if (out.stream.location == "--" || out.stream.location == "nan") out.stream.location.clear();
    const auto parsed = parseTime(field(row, m_start));
    out.start = parsed ? std::optional(*parsed) : start;
    out.sampleRateHz = number(m_rate);
    if (const auto interval = number(m_interval); !out.sampleRateHz && interval && *interval > 0.0) out.sampleRateHz = 1.0 / *interval;
    if (!out.sampleRateHz || *out.sampleRateHz <= 0.0) out.sampleRateHz = sampleRateHz;
    out.snrDb = meanOf(field(row, m_snr));
    out.eventId = text(m_event);
    if (out.eventId == "nan" || out.eventId == "None") out.eventId.clear();
    out.truth.magnitude = estimate(number(m_magnitude));
    auto distance = number(m_distance);
    if (const auto degrees = number(m_distanceDegrees); !distance && degrees) distance = *degrees * kilometresPerDegree;
    auto backAzimuth = number(m_backAzimuth);
    if (const auto geometry = geometryBetween(number(m_sourceLatitude), number(m_sourceLongitude), number(m_stationLatitude), number(m_stationLongitude))) {
        backAzimuth = geometry->backAzimuthDeg;
        if (!distance) distance = geometry->distanceKm;
    }
    out.truth.distanceKm = estimate(distance);
    out.truth.backAzimuthDeg = estimate(backAzimuth);
    out.polarity = polarityFrom(text(m_polarity));
    if (text(m_category).starts_with("noise") || !out.start || !out.sampleRateHz) return out;
    for (const Phase& phase : m_phases) {
        const auto sample = number(phase.sample);
        if (!sample || *sample < 0.0) continue;
        Label label;
        label.phase = phase.name;
        label.stream = out.stream;
        label.time = *out.start + fromSeconds(*sample / *out.sampleRateHz);
        label.lowerUncertaintySeconds = label.upperUncertaintySeconds = number(phase.uncertainty);
        const std::string status = text(phase.status);
        label.mode = status.starts_with("auto") || status == "predicted" ? Mode::Automatic : Mode::Manual;
        label.review = label.mode == Mode::Manual ? Review::Reviewed : Review::Preliminary;
        label.onset = onsetFrom(text(phase.onset));
        label.polarity = polarityFrom(text(phase.polarity));
        if (phase.name.starts_with('P')) {
            if (label.polarity == Polarity::Unset) label.polarity = out.polarity;
            if (out.polarity == Polarity::Unset) out.polarity = label.polarity;
            label.source = out.truth;
        }
        label.event = out.eventId;
        label.id = idOf(out.name + '\n' + phase.name + '\n' + formatTime(label.time, 9) + out.stream.text());
        out.labels.push_back(std::move(label));
    }
    return out;
}

}  // namespace seisdesk
