#include "core/io/labelled_layouts.h"
#include "tests/core/io/hdf5_writer.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

using namespace seisdesk;

class SeisBenchSetTest : public QObject {
    Q_OBJECT
private:
    static void format(test::Hdf5Writer& writer, const std::string& dimensions, const std::string& components, double rate)
    {
        writer.group("/data_format");
        writer.scalar("/data_format/dimension_order", dimensions);
        writer.scalar("/data_format/component_order", components);
        writer.scalar("/data_format/sampling_rate", rate);
        writer.group("/data");
    }

private Q_SLOTS:
    void bucketsAreIndexed()
    {
        const test::Folder folder;
        std::vector<double> bucket;
        for (int i = 0; i < 4; ++i)
            for (const double value : test::ramp(3, 80)) bucket.push_back(value + 10000 * i);
        {
            test::Hdf5Writer writer(folder.path("waveforms.hdf5"));
            format(writer, "NCW", "ZNE", 40.0);
            writer.dataset("/data/bucket0", {4, 3, 80}, bucket, H5T_NATIVE_FLOAT);
            writer.dataset("/data/single", {3, 50}, test::ramp(3, 50), H5T_NATIVE_FLOAT);
        }
        folder.write("metadata.csv", "index,trace_name,trace_start_time,trace_sampling_rate_hz,station_network_code,station_code,trace_channel,trace_p_arrival_sample,trace_S_arrival_sample,trace_component_order\n"
                                     "0,\"bucket0$2,:3,:60\",2020-01-01T00:00:00Z,,GE,WLF,HH,20,,\n"
                                     "1,single,2020-01-01T00:00:00Z,10,GE,WLF,HH,,30,ENZ\n"
                                     "2,\"bucket0$x,:3\",2020-01-01T00:00:00Z,,GE,WLF,HH,20,,\n"
                                     "3,\"bucket0$9,:3,:60\",2020-01-01T00:00:00Z,,GE,WLF,HH,20,,\n"
                                     "4,gone,2020-01-01T00:00:00Z,,GE,WLF,HH,20,,\n");
        const auto set = openSeisBench(folder.root());
        QVERIFY2(set, set ? "" : set.error().message.c_str());
        QCOMPARE((*set)->size(), std::size_t(5));
        QVERIFY(!(*set)->exhaustive());
        const auto first = (*set)->read(0);
        QVERIFY2(first, first ? "" : first.error().message.c_str());
        QCOMPARE(first->traces.at(1).id.text(), std::string("GE.WLF..HHN"));
        QCOMPARE(first->traces[1].segments[0].size(), std::size_t(60));
        QCOMPARE(first->traces[1].segments[0].valueAt(7), 21007.0);
        QVERIFY(first->labels.at(0).time == *parseTime("2020-01-01T00:00:00.5Z"));
        QCOMPARE(first->labels[0].stream.text(), std::string("GE.WLF..HHZ"));
        const auto second = (*set)->read(1);
        QCOMPARE(second->traces.at(2).id.component(), 'Z');
        QCOMPARE(second->traces[0].segments[0].sampleRateHz, 10.0);
        QVERIFY(second->labels.at(0).phase == "S" && second->labels[0].time == *parseTime("2020-01-01T00:00:03Z"));
        QCOMPARE((*set)->read(2).error().code, Error::Code::Malformed);
        QVERIFY(!(*set)->read(3));
        QCOMPARE((*set)->read(4).error().code, Error::Code::NotFound);
    }
    void chunksFollowEachOther()
    {
        const test::Folder folder;
        for (const std::string chunk : {"201301", "201302"}) {
            test::Hdf5Writer writer(folder.path("waveforms" + chunk + ".hdf5"));
            format(writer, "WC", "ZNE", 20.0);
            writer.attribute("/", "exhaustive", 1L);
            writer.dataset("/data/t", {40, 3}, test::ramp(3, 40, true), H5T_NATIVE_FLOAT);
            folder.write("metadata" + chunk + ".csv", "trace_name,station_code,source_id\nt,A," + chunk + "\n");
        }
        const auto byName = openSeisBench(folder.root());
        QCOMPARE((*byName)->size(), std::size_t(2));
        folder.write("chunks", "201302\n201301\n");
        const auto set = openSeisBench(folder.root());
        QVERIFY((*set)->exhaustive());
        const auto window = (*set)->read(0);
        QCOMPARE(window->eventId, std::string("201302"));
        QCOMPARE(window->traces.at(1).segments[0].valueAt(3), 1003.0);
        QCOMPARE(window->stationId, std::string("XX.A"));
    }
    void missingPartsAreNamed()
    {
        const test::Folder folder;
        QCOMPARE(openSeisBench(folder.root()).error().code, Error::Code::Unsupported);
        { test::Hdf5Writer writer(folder.path("waveforms.hdf5")); }
        QCOMPARE(openSeisBench(folder.root()).error().code, Error::Code::NotFound);
        folder.write("metadata.csv", "a,b\n1,2\n");
        QCOMPARE(openSeisBench(folder.root()).error().code, Error::Code::Malformed);
    }
};

QTEST_APPLESS_MAIN(SeisBenchSetTest)
#include "seisbench_set_test.moc"
