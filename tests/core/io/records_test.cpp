#include "core/io/records.h"

#include "core/io/checksum.h"
#include "core/io/sac.h"
#include "tests/core/io/mseed_bytes.h"
#include "tests/support/test_data.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <mutex>

using namespace seisdesk;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

class RecordsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    test::MiniSeedRecordSpec m_spec;

    fs::path path(const std::string& name) const { return fs::path(m_folder->path().toStdString()) / name; }
    void write(const std::string& name, const std::string& content) const { std::ofstream(path(name), std::ios::binary) << content; }
    Result<Records> read() const { return readRecords({m_folder->path().toStdString()}, {}, {}); }
    static bool says(const Records& records, const std::string& text)
    {
        for (const ReadIssue& issue : records.issues)
            if (issue.message.find(text) != std::string::npos) return true;
        return false;
    }
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_spec = {};
        m_spec.start = parseTime("2020-01-01T23:59:51Z").value();
    }
    void daysJoin()
    {
        auto second = m_spec;
        second.start += 9s;
        write("day2", test::series(second, 10, 900));
        write("day1", test::series(m_spec, 10));
        const auto records = read();
        QCOMPARE(records->traces.size(), std::size_t{1});
        QCOMPARE(records->traces[0].segments.size(), std::size_t{1});
        QCOMPARE(records->traces[0].segments[0].size(), std::size_t{1800});
        QCOMPARE(records->traces[0].segments[0].valueAt(1799), 1799.0);
        QCOMPARE(records->files.size(), std::size_t{2});
        QCOMPARE(records->files[0].path, path("day1"));
        QCOMPARE(records->files[0].bytes, std::uint64_t{5120});
        QCOMPARE(records->files[0].checksum, fileChecksum(path("day1")).value());
        QVERIFY(records->issues.empty());
    }
    void aMixedFolder()
    {
        write("a.mseed", test::series(m_spec, 2));
        write("README", "Nothing to see here.");
        write("broken.mseed", test::series(m_spec, 1).substr(0, 300));
        write("empty", "");
        write("weights.pt", "PK\3\4.......archive/data.pkl");
        write("old.seisdesk", std::string("SQLite format 3\0", 16));
        write("inventory.xml", "<?xml version=\"1.0\"?><FDSNStationXML xmlns=\"http://www.fdsn.org/xml/station/1\" schemaVersion=\"1.1\"><Network code=\"XX\">"
                               "<Station code=\"STA\"><Latitude>1</Latitude><Longitude>2</Longitude><Elevation>3</Elevation></Station></Network></FDSNStationXML>");
        const auto records = read();
        QVERIFY(records);
        QCOMPARE(records->traces.size(), std::size_t{1});
        QCOMPARE(records->inventory.stations.size(), std::size_t{1});
        QVERIFY(says(*records, "README is of an unknown kind"));
        QVERIFY(says(*records, "empty is of an unknown kind"));
        QVERIFY(says(*records, "weights.pt holds model weights"));
        QVERIFY(says(*records, "old.seisdesk is a project"));
        QVERIFY(says(*records, "broken.mseed, record 1 at byte 0"));
        for (const ReadIssue& issue : records->issues) QVERIFY(!issue.file.empty());
    }
    void picksAndEventsOfAllComponentsComeOnce()
    {
        for (const char* channel : {"HHE", "HHN", "HHZ"}) {
            SacFile file;
            file.id = {"GE", "WLF", "", channel};
            file.segment = makeSegment(m_spec.start, 100.0, std::vector<float>(2000, 1.0F));
            Label label;
            label.phase = "P";
            label.time = m_spec.start + 5s;
            file.labels = {label};
            Event event;
            event.origins.push_back({});
            event.origins[0].time = m_spec.start - 20s;
            file.event = event;
            Channel place;
            place.latitudeDegrees = 49.0;
            file.channel = place;
            QVERIFY(writeSac(path(std::string(channel) + ".sac"), file));
        }
        const auto records = read();
        QCOMPARE(records->traces.size(), std::size_t{3});
        QCOMPARE(records->labels.size(), std::size_t{1});
        QCOMPARE(records->labels[0].stream.channel, std::string("HHZ"));
        QCOMPARE(records->events.size(), std::size_t{1});
        QCOMPARE(records->inventory.stations.size(), std::size_t{1});
        QCOMPARE(records->inventory.stations[0].channels.size(), std::size_t{3});
    }
    void theSameWithAnyNumberOfThreads()
    {
        for (int i = 0; i < 12; ++i) {
            auto s = m_spec;
            s.station = "S" + std::to_string(i % 5);
            s.start += i * 9s;
            write("f" + std::to_string(i), test::series(s, 10, 900 * i));
        }
        const auto one = readRecords({m_folder->path().toStdString()}, {.span = {}, .threads = 1}, {}), many = readRecords({m_folder->path().toStdString()}, {.span = {}, .threads = 4}, {});
        QCOMPARE(one->traces.size(), std::size_t{5});
        QCOMPARE(many->traces.size(), one->traces.size());
        for (std::size_t t = 0; t < one->traces.size(); ++t) {
            QVERIFY(one->traces[t].id == many->traces[t].id);
            QCOMPARE(many->traces[t].segments.size(), one->traces[t].segments.size());
            for (std::size_t s = 0; s < one->traces[t].segments.size(); ++s) QVERIFY(*one->traces[t].segments[s].samples == *many->traces[t].segments[s].samples);
        }
    }
    void progressGoesUpAndCancellingStops()
    {
        for (int i = 0; i < 20; ++i) write("f" + std::to_string(i), test::series(m_spec, 10, 900 * i));
        std::vector<double> seen;
        const Progress watching([&](double fraction, const std::string&) { seen.push_back(fraction); });
        QVERIFY(readRecords({m_folder->path().toStdString()}, {}, watching));
        QVERIFY(seen.size() >= 20 && std::ranges::is_sorted(seen) && seen.back() == 1.0);
        const Progress stopping([&](double, const std::string&) { stopping.cancel(); });
        QVERIFY(readRecords({m_folder->path().toStdString()}, {}, stopping).error().code == Error::Code::Cancelled);
    }
    void labelsComeFromTablesEventsAndSets()
    {
        const auto events = test::shared("data/formats/quakeml/quakeml_1.2_event.xml"), table = test::shared("data/ridgecrest_continuous/labels.csv"),
                   set = test::shared("data/stead50.h5"), columns = test::shared("data/stead50.csv");
        if (events.empty() || table.empty() || set.empty()) QSKIP(test::needShared("data").c_str());
        QVERIFY(!readRecords({events.string()}, {}, {})->events.empty());
        QVERIFY(readRecords({table.string()}, {}, {})->labels.size() > 1900);
        const auto windows = readRecords({set.string(), columns.string()}, {}, {});
        QCOMPARE(windows->labels.size(), std::size_t{100});  // the table beside the set says the same and is not read twice
        QVERIFY(!windows->traces.empty());
        for (const ReadIssue& issue : windows->issues) qWarning("%s", issue.message.c_str());
        QVERIFY(windows->issues.empty());
    }
    void nothingGivenIsNothing()
    {
        const auto none = readRecords({}, {}, {});
        QVERIFY(none && none->traces.empty() && none->issues.empty());
        const auto missing = readRecords({"/no/such/file"}, {}, {});
        QVERIFY(missing && missing->issues.size() == 1);
    }
    void ridgecrest()
    {
        const auto folder = test::shared("data/ridgecrest_continuous"), stations = test::shared("data/ridgecrest_stationxml");
        if (folder.empty() || stations.empty()) QSKIP(test::needShared("data/ridgecrest_continuous").c_str());
        QElapsedTimer timer;
        timer.start();
        const auto records = readRecords({folder.string() + "/*.mseed", stations.string()}, {}, {});
        qInfo("66 channels and 22 stations in %lld ms", timer.elapsed());
        QVERIFY(records);
        QCOMPARE(records->traces.size(), std::size_t{66});
        for (const ReadIssue& issue : records->issues) qWarning("%s", issue.message.c_str());
        for (const Trace& trace : records->traces) {
            QVERIFY(trace.sampleCount() > 380000);
            QVERIFY2(records->inventory.station(trace.id.network, trace.id.station, trace.span().begin), trace.id.text().c_str());
        }
    }
};

QTEST_APPLESS_MAIN(RecordsTest)
#include "records_test.moc"
