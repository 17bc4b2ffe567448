#include "core/io/station_corrections_file.h"

#include "tests/core/io/temporary_files.h"

#include <QTest>

using namespace seisdesk;

class StationCorrectionsFileTest : public QObject {
    Q_OBJECT
    const StationCorrections m_some{{{"CI.CCC", WaveType::P}, 0.125}, {{"CI.CCC", WaveType::S}, 0.25}, {{"PB.B921", WaveType::P}, -0.08}};
private Q_SLOTS:
    void tablesComeBack() { QVERIFY(parseStationCorrections(stationCorrectionsCsv(m_some), "a.csv").value() == m_some); }
    void delaysComeBackWithTheirNetworks()
    {
        const std::string text = nonLinLocDelays(m_some);
        QVERIFY2(text.find("LOCDELAY CCC P 1 0.1250\n") != std::string::npos, text.c_str());
        const auto bare = parseStationCorrections(text, "run.in").value();
        QVERIFY(bare.contains({"B921", WaveType::P}));
        QVERIFY(withNetworks(bare, {"CI.CCC", "PB.B921", "CI.CLC"}) == m_some);
        QVERIFY(withNetworks(bare, {"CI.CLC"}).empty());
    }
    /// As NonLinLoc's sum of locations writes them, among other control lines.
    void controlFilesAreRead()
    {
        const auto read = parseStationCorrections("CONTROL 1 54321\n# delays\nLOCSIG Somebody\nLOCDELAY  NWAO   P   24   -0.031500\nLOCDELAY  NWAO   S   19   0.2\r\n\nLOCPHSTAT 9999.0 -1\n", "run.in").value();
        QCOMPARE(read.size(), std::size_t{2});
        QCOMPARE(read.at({"NWAO", WaveType::P}), -0.0315);
        QCOMPARE(read.at({"NWAO", WaveType::S}), 0.2);
    }
    void otherSeparatorsAndPhases()
    {
        const auto read = parseStationCorrections("CI.A;Pg;0.1\nCI.A;Sn;+0.3\n", "a.csv").value();
        QCOMPARE(read.at({"CI.A", WaveType::P}), 0.1);
        QCOMPARE(read.at({"CI.A", WaveType::S}), 0.3);
    }
    void whatIsWrongIsNamed()
    {
        for (const char* line : {"CI.A,P", "CI.A,P,late", "CI.A,T7,0.1", "CI.A,P,99", ",P,0.1", "LOCDELAY A P 3", "nonsense"}) {
            const auto read = parseStationCorrections("station,phase,seconds\n" + std::string(line) + "\n", "a.csv");
            QVERIFY2(!read && read.error().message.find("line 2 ") != std::string::npos, line);
        }
        QVERIFY(parseStationCorrections("", "a.csv").value().empty());
        test::Folder files;
        QCOMPARE(readStationCorrections(files.path("none.csv")).error().code, Error::Code::NotFound);
        QVERIFY(readStationCorrections(files.write("b.csv", "CI.A,P,0.1\n")).value().size() == 1);
    }
};

QTEST_APPLESS_MAIN(StationCorrectionsFileTest)
#include "station_corrections_file_test.moc"
