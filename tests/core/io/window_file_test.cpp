#include "core/io/labelled_layouts.h"
#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;

class WindowFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowSetsHaveComponentsFirst()
    {
        const test::Folder folder;
        {
            test::Hdf5Writer writer(folder.path("a.h5"));
            writer.group("/data");
            writer.attribute("/", "component_order", std::string("NEZ"));
            writer.attribute("/", "exhaustive", 1L);
            writer.dataset("/data/37_CI.CCC", {3, 100}, test::ramp(3, 100), H5T_NATIVE_INT,
                           {{"sampling_rate_hz", 50.0}, {"p_sample", 20L}, {"s_sample", std::string()}, {"polarity", std::string("D")}, {"magnitude", 2.5}, {"distance_km", std::string()}, {"back_azimuth_deg", 33.0}});
        }
        folder.write("a.csv", "trace,snr_p_db\n37_CI.CCC,12.5\n");
        const auto set = openWindowFile(folder.path("a.h5"));
        QVERIFY(set);
        QCOMPARE((*set)->format(), std::string("windows"));
        QVERIFY((*set)->exhaustive());
        QCOMPARE((*set)->size(), std::size_t(1));
        const auto w = (*set)->read(0);
        QVERIFY(w);
        QCOMPARE(w->traces.at(2).id.text(), std::string("CI.CCC..Z"));
        QCOMPARE(w->traces[2].segments[0].valueAt(99), 2099.0);
        QVERIFY(w->traces[0].segments[0].start == Time{});
        QCOMPARE(w->labels.size(), std::size_t(1));
        QVERIFY(w->labels[0].time == Time{} + std::chrono::milliseconds(400));
        QCOMPARE(w->labels[0].stream.text(), std::string("CI.CCC..Z"));
        QVERIFY(w->polarity == Polarity::Negative && w->labels[0].polarity == Polarity::Negative);
        QVERIFY(w->truth.magnitude->value == 2.5 && !w->truth.distanceKm && w->truth.backAzimuthDeg->value == 33.0);
        QVERIFY(w->labels[0].source == w->truth);
        QCOMPARE(w->eventId, std::string("37"));
        QCOMPARE(w->stationId, std::string("CI.CCC"));
        QCOMPARE(*w->snrDb, 12.5);
        QVERIFY((*set)->read(0)->labels[0].id == w->labels[0].id);
    }
    void steadHasSamplesFirst()
    {
        const test::Folder folder;
        {
            test::Hdf5Writer writer(folder.path("merge.hdf5"));
            writer.group("/data");
            writer.dataset("/data/109C.TA_20061103161223_EV", {600, 3}, test::ramp(3, 600, true), H5T_NATIVE_FLOAT,
                           {{"network_code", std::string("TA")}, {"receiver_code", std::string("109C")}, {"receiver_type", std::string("HH")}, {"p_arrival_sample", 70.0},
                            {"p_status", std::string("manual")}, {"s_arrival_sample", 189.0}, {"source_magnitude", 3.6}, {"source_distance_km", 102.1},
                            {"source_latitude", 33.0}, {"source_longitude", -116.0}, {"receiver_latitude", 32.0}, {"receiver_longitude", -116.0}, {"back_azimuth_deg", 180.0},
                            {"source_id", std::string("8")}, {"snr_db", std::vector<double>{40, 50, 60}}, {"trace_start_time", std::string("2006-11-03 16:12:17.930000")},
                            {"trace_category", std::string("earthquake_local")}});
            writer.dataset("/data/NOISE.TA_20061103161223_NO", {600, 3}, test::ramp(3, 600, true), H5T_NATIVE_FLOAT, {{"trace_category", std::string("noise")}});
        }
        const auto set = openWindowFile(folder.path("merge.hdf5"));
        QVERIFY(set);
        QCOMPARE((*set)->format(), std::string("STEAD"));
        QVERIFY(!(*set)->exhaustive());
        const auto w = (*set)->read(0);
        QVERIFY(w);
        QCOMPARE(w->traces.at(0).id.text(), std::string("TA.109C..HHE"));
        QCOMPARE(w->traces.at(2).id.text(), std::string("TA.109C..HHZ"));
        QCOMPARE(w->traces[2].segments[0].valueAt(5), 2005.0);
        QVERIFY(w->traces[0].segments[0].start == *parseTime("2006-11-03T16:12:17.93Z"));
        QVERIFY(w->labels.at(0).time == *parseTime("2006-11-03T16:12:18.63Z"));
        QCOMPARE(w->labels.at(1).phase, std::string("S"));
        QVERIFY(std::abs(w->truth.backAzimuthDeg->value) < 1e-6);
        QCOMPARE(*w->snrDb, 50.0);
        QVERIFY((*set)->read(1)->labels.empty());
    }
    void realSetsAreReadWhole_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("windows");
        QTest::addColumn<int>("p");
        QTest::addColumn<int>("s");
        const auto row = [](const char* name, int windows, int p, int s) { QTest::newRow(name) << QString::fromLatin1(name) << windows << p << s; };
        row("stead50", 50, 50, 50), row("phasenet_ncedc154", 154, 154, 154), row("obst37", 37, 37, 37), row("eqcorrscan326", 326, 226, 212), row("ipoc200", 200, 0, 0),
            row("deepdenoiser_ncedc99", 99, 99, 0), row("ridgecrest_dev", 986, 986, 784);
    }
    void realSetsAreReadWhole()
    {
        QFETCH(QString, name);
        QFETCH(int, windows);
        QFETCH(int, p);
        QFETCH(int, s);
        const std::string file = "data/" + name.toStdString() + ".h5";
        const auto path = test::shared(file);
        if (path.empty()) QSKIP(test::needShared(file).c_str());
        const auto set = openWindowFile(path);
        QVERIFY(set);
        QCOMPARE(static_cast<int>((*set)->size()), windows);
        int foundP = 0, foundS = 0;
        for (std::size_t i = 0; i < (*set)->size(); ++i) {
            const auto window = (*set)->read(i);
            QVERIFY2(window, window ? "" : window.error().message.c_str());
            QCOMPARE(window->traces.size(), std::size_t(3));
            for (const Label& label : window->labels) {
                (label.phase == "P" ? foundP : foundS)++;
                QVERIFY(window->traces[0].span().contains(label.time));
            }
        }
        QCOMPARE(foundP, p);
        QCOMPARE(foundS, s);
    }
    void filesWithoutWindowsAreRefused()
    {
        const test::Folder folder;
        {
            test::Hdf5Writer writer(folder.path("a.h5"));
            writer.group("/data");
        }
        QCOMPARE(openWindowFile(folder.path("a.h5")).error().code, Error::Code::Unsupported);
        QCOMPARE(openWindowFile(folder.path("none.h5")).error().code, Error::Code::NotFound);
    }
};

QTEST_APPLESS_MAIN(WindowFileTest)
#include "window_file_test.moc"
