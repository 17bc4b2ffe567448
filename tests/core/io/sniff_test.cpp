#include "core/io/sniff.h"

#include "core/io/sac_header.h"
#include "tests/core/io/mseed_bytes.h"
#include "tests/support/test_data.h"

#include <QTest>

using namespace seisdesk;
using namespace std::string_literals;

class SniffTest : public QObject {
    Q_OBJECT
    static FileKind kind(const std::string& content) { return sniffContent(test::bytes(content)); }
    static std::string record(bool big)
    {
        test::MiniSeedRecordSpec spec;
        spec.start = parseTime("2020-01-01T00:00:00Z").value();
        spec.samples = {1, 2, 3};
        spec.bigEndian = big;
        return test::record(spec);
    }
private Q_SLOTS:
    void waveforms()
    {
        QVERIFY(kind(record(true)) == FileKind::MiniSeed2);
        QVERIFY(kind(record(false)) == FileKind::MiniSeed2);
        QVERIFY(kind("000001" + std::string(250, ' ') + record(true)) == FileKind::MiniSeed2);
        QVERIFY(kind("000001V 010009502.1" + std::string(300, ' ')) == FileKind::MiniSeed2);
        SacHeader h;
        h.setNumber(SacHeader::delta, 0.01);
        h.setInteger(SacHeader::npts, 0);
        h.setInteger(SacHeader::leven, 1);
        QVERIFY(kind(h.headerBytes(true)) == FileKind::Sac);
        QVERIFY(kind(h.headerBytes(false)) == FileKind::Sac);
    }
    void aDamagedFirstRecordDoesNotHideTheOthers()
    {
        std::string content = record(true) + record(true);
        content.replace(0, 48, 48, 'x');
        QVERIFY(kind(content) == FileKind::MiniSeed2);
    }
    void xmlByItsRootElement()
    {
        QVERIFY(kind("<FDSNStationXML xmlns=\"x\">") == FileKind::StationXml);
        QVERIFY(kind("\xEF\xBB\xBF\n<?xml version=\"1.0\"?>\n<!-- <quakeml> -->\n<ns0:FDSNStationXML a=\"b\"/>") == FileKind::StationXml);
        QVERIFY(kind("<?xml version=\"1.0\"?><!DOCTYPE x><q:quakeml xmlns:q=\"y\">") == FileKind::QuakeMl);
        QVERIFY(kind("<quakeml>") == FileKind::QuakeMl);
        QVERIFY(kind("<html><quakeml>") == FileKind::Unknown);
        QVERIFY(kind("<?xml never closed") == FileKind::Unknown);
        std::string wide = "\xFF\xFE";
        for (const char c : "<q:quakeml>"s) wide += c, wide += '\0';
        QVERIFY(kind(wide) == FileKind::QuakeMl);
    }
    void containers()
    {
        const std::string hdf5 = "\x89HDF\r\n\x1a\n"s;
        QVERIFY(kind(hdf5 + std::string(100, '\0')) == FileKind::LabelledHdf5);
        QVERIFY(kind(std::string(512, '\0') + hdf5) == FileKind::LabelledHdf5);
        QVERIFY(kind(hdf5 + "....model_weights") == FileKind::Checkpoint);
        QVERIFY(kind("SQLite format 3\0..."s) == FileKind::Project);
        QVERIFY(kind("PK\3\4.......archive/data.pkl") == FileKind::Checkpoint);
        QVERIFY(kind("PK\3\4.......word/document.xml") == FileKind::Unknown);
        QVERIFY(kind("\x10\0\0\0\0\0\0\0{\"a\":{\"dtype\"}}"s) == FileKind::Checkpoint);
    }
    void tables()
    {
        QVERIFY(kind("station,p_time,s_time\nA,2020-01-01,\n") == FileKind::Csv);
        QVERIFY(kind("\xEF\xBB\xBF\"phase_type\";\"phase_time\"\r\n") == FileKind::Csv);
        QVERIFY(kind("id,phase,network,station\n") == FileKind::Csv);
        QVERIFY(kind("1.0,2.0,time\n") == FileKind::Unknown);
        QVERIFY(kind("name,size\n") == FileKind::Unknown);
        QVERIFY(kind("Any text about time.\n") == FileKind::Unknown);
    }
    void eventTextIsNoLabelTable()
    {
        QVERIFY(kind("#EventID|Time|Latitude|Longitude|Depth/km|Author\nus1|2019-07-04T17:33:49|35.7|-117.5|10|us\n") == FileKind::EventText);
        QVERIFY(kind("\n# EventID | Time | Latitude | Longitude\n") == FileKind::EventText);
        QVERIFY(kind("#Network|Station|Latitude|Longitude|Elevation|SiteName|StartTime|EndTime\n") != FileKind::EventText);
        QVERIFY(kind("event_id|time|phase|station\n") == FileKind::Csv);
    }
    void nothing()
    {
        QVERIFY(kind("") == FileKind::Unknown);
        QVERIFY(kind(std::string(70000, '\0')) == FileKind::Unknown);
        QVERIFY(sniff("/no/such/file").error().code == Error::Code::NotFound);
        QVERIFY(sniff("/tmp").error().code == Error::Code::Unreadable);
    }
    void realFiles_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("wanted");
        QTest::newRow("mseed") << "data/ridgecrest_continuous" << int(FileKind::MiniSeed2);
        QTest::newRow("stationxml") << "data/ridgecrest_stationxml" << int(FileKind::StationXml);
        QTest::newRow("das") << "data/formats/das" << int(FileKind::LabelledHdf5);
        QTest::newRow("gse2") << "data/formats/gse2" << int(FileKind::Unknown);
    }
    void realFiles()
    {
        QFETCH(QString, folder);
        QFETCH(int, wanted);
        const auto path = test::shared(folder.toStdString());
        if (path.empty()) QSKIP(test::needShared(folder.toStdString()).c_str());
        for (const auto& entry : std::filesystem::directory_iterator(path)) {
            const auto extension = entry.path().extension();
            if (extension == ".csv" || extension == ".tdms" || (extension == ".xml") != (wanted == int(FileKind::StationXml))) continue;
            QVERIFY2(int(sniff(entry.path()).value()) == wanted, entry.path().c_str());
        }
    }
};

QTEST_APPLESS_MAIN(SniffTest)
#include "sniff_test.moc"
