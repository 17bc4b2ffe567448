#include "core/io/seisbench_metadata.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;

class SeisBenchMetadataTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void arrivalsAndSourceAreRead()
    {
        const CsvTable::Row header = {"trace_name", "trace_start_time", "trace_sampling_rate_hz", "station_network_code", "station_code", "station_location_code", "trace_channel",
                                      "trace_p_arrival_sample", "trace_Sn_arrival_sample", "trace_p_arrival_uncertainty_s", "trace_p_status", "trace_polarity", "source_id",
                                      "source_magnitude", "path_ep_distance_km", "trace_snr_db"};
        const CsvTable::Row row = {"b$1", "2020-01-01T00:00:00", "100.0", "GE", "WLF", "--", "HHZ", "250", "nan", "0.05", "manual", "positive", "ev1", "2.5", "80", "[10 20 nan]"};
        const TraceMetadata m = MetadataColumns(header).read(row);
        QVERIFY((m.stream == StreamId{"GE", "WLF", "", "HH"}));
        QCOMPARE(m.labels.size(), std::size_t(1));
        const Label& p = m.labels[0];
        QCOMPARE(p.phase, std::string("P"));
        QVERIFY(p.time == *parseTime("2020-01-01T00:00:02.5Z"));
        QCOMPARE(*p.lowerUncertaintySeconds, 0.05);
        QVERIFY(p.polarity == Polarity::Positive && p.mode == Mode::Manual && p.event == "ev1");
        QCOMPARE(p.source.magnitude->value, 2.5);
        QCOMPARE(*m.snrDb, 15.0);
    }
    void backAzimuthIsRecomputedFromCoordinates()
    {
        const CsvTable::Row header = {"trace_name", "source_latitude", "source_longitude", "receiver_latitude", "receiver_longitude", "back_azimuth_deg", "source_distance_km"};
        const TraceMetadata wrong = MetadataColumns(header).read({"t", "0", "1", "0", "0", "270", "111.3"});
        QVERIFY(std::abs(wrong.truth.backAzimuthDeg->value - 90.0) < 1e-6);
        QCOMPARE(wrong.truth.distanceKm->value, 111.3);
        const TraceMetadata kept = MetadataColumns(header).read({"t", "None", "1", "0", "0", "270", ""});
        QCOMPARE(kept.truth.backAzimuthDeg->value, 270.0);
        QVERIFY(!kept.truth.distanceKm);
    }
    void geometryIsThatOfTheEllipsoid()
    {
        const auto g = geometryBetween(1.0, 0.0, 0.0, 0.0);
        QVERIFY(g && std::abs(g->distanceKm - 110.574) < 0.001 && std::abs(g->backAzimuthDeg) < 1e-9);
        QVERIFY(std::abs(geometryBetween(0.0, 179.5, 0.0, -179.5)->distanceKm - 111.319) < 0.001);
        QVERIFY(std::abs(geometryBetween(0.0, 179.5, 0.0, -179.5)->backAzimuthDeg - 270.0) < 1e-6);
        QVERIFY(!geometryBetween(91.0, 0.0, 0.0, 0.0) && !geometryBetween({}, 0.0, 0.0, 0.0));
    }
    void steadsColumnsAndNoise()
    {
        const CsvTable::Row header = {"trace_name", "network_code", "receiver_code", "receiver_type", "p_arrival_sample", "p_status", "s_arrival_sample", "trace_category", "trace_start_time"};
        const TraceMetadata event = MetadataColumns(header).read({"t", "TA", "109C", "HH", "700.0", "autopicker", "1894", "earthquake_local", "2006-11-03 15:56:52.5"}, 100.0);
        QCOMPARE(event.labels.size(), std::size_t(2));
        QVERIFY(event.labels[0].mode == Mode::Automatic);
        QVERIFY(event.labels[1].time == *parseTime("2006-11-03T15:57:11.44Z"));
        QVERIFY(MetadataColumns(header).read({"t", "TA", "109C", "HH", "", "", "", "noise", ""}, 100.0, Time{}).labels.empty());
        QVERIFY(MetadataColumns(header).read({"t"}, std::nullopt).labels.empty());
    }
};

QTEST_APPLESS_MAIN(SeisBenchMetadataTest)
#include "seisbench_metadata_test.moc"
