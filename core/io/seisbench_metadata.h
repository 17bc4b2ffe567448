#pragma once
// SeisBench's metadata columns: who recorded, what arrived when, and where it came from.

#include "core/io/csv_table.h"
#include "core/label/label.h"

namespace seisdesk {

/// What one metadata row says of its trace.
struct TraceMetadata {
    std::string name;  ///< trace_name
    std::string chunk, componentOrder;
    StreamId stream;   ///< channel without component, "HH", where the row has it
    std::optional<Time> start;
    std::optional<double> sampleRateHz, snrDb;
    std::vector<Label> labels;  ///< need start and rate; stream without component; ids depend on name, phase and time
    SourceEstimate truth;
    Polarity polarity = Polarity::Unset;
    std::string eventId;
};

/// Columns of one table, found once. Arrivals are trace_<phase>_arrival_sample, with _uncertainty_s, _status, _polarity
/// and _onset beside them.
class MetadataColumns {
public:
    explicit MetadataColumns(const CsvTable::Row& header);
    bool hasArrivals() const { return !m_phases.empty(); }
    bool hasNames() const { return m_name.has_value(); }
    /// Rate and start, when the row has none, are those given; labels need both.
    TraceMetadata read(const CsvTable::Row& row, std::optional<double> sampleRateHz = {}, std::optional<Time> start = {}) const;

private:
    struct Finder;
    MetadataColumns(const Finder& finder, const CsvTable::Row& header);

    using Column = std::optional<std::size_t>;
    struct Phase {
        std::string name;
        Column sample, uncertainty, status, polarity, onset;
    };
    Column m_name, m_chunk, m_order, m_network, m_station, m_location, m_channel, m_start, m_rate, m_interval, m_snr, m_event, m_magnitude, m_distance,
        m_distanceDegrees, m_backAzimuth, m_sourceLatitude, m_sourceLongitude, m_stationLatitude, m_stationLongitude, m_polarity, m_category;
    std::vector<Phase> m_phases;
};

/// Epicentral distance and back-azimuth on the WGS 84 ellipsoid; nothing for impossible coordinates.
struct Geometry {
    double distanceKm = 0.0, backAzimuthDeg = 0.0;
};
std::optional<Geometry> geometryBetween(std::optional<double> sourceLatitude, std::optional<double> sourceLongitude,
                                        std::optional<double> stationLatitude, std::optional<double> stationLongitude);

}  // namespace seisdesk
