#include "core/io/nordic.h"

#include "core/io/csv_table.h"
#include "core/io/sniff.h"
#include "core/io/text_file.h"
#include "tests/core/io/obspy_files.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace seisdesk;

namespace fs = std::filesystem;

namespace {

constexpr const char* oneEvent = " 2013  9 1 0411 15.7 L -43.340 170.376  8.5  VUW  8 0.2 0.6LVUW                1\n"
                                 " GAP= 86        0.45       1.2     1.6  3.2 -0.3384E+00  0.1270E+01  0.1667E+01E\n"
                                 " ACTION:NEW 15- 8-11 13:39 OP:CALU STATUS:               ID:20130901041117     I\n"
                                 " STAT SP IPHASW D HRMM SECON CODA AMPLIT PERI AZIMU VELO AIN AR TRES W  DIS CAZ7\n"
                                 " GCSZ SZ IP   2C   411 17.24                             145    0.0610    4 304 \n"
                                 " GCSZ S1 IS        411 1x.22                             145    0.0210    4 304 \n"
                                 " GCSZ EZ  IAML     411 18.47         1.8 0.08                             4 304 \n"
                                 "\n";

}  // namespace

class NordicTest : public QObject {
    Q_OBJECT

    static std::vector<Event> read(const std::string& content, std::vector<ReadIssue>& issues)
    {
        test::Folder files;
        const auto events = readNordic(files.write("s.out", content), issues);
        if (!events) qFatal("%s", events.error().message.c_str());
        return *events;
    }

private Q_SLOTS:
    void everyReadingIsAsObsPyReadsIt_data()
    {
        test::addFilesOf(test::sourceFile("golden/nordic.csv"));
    }
    void everyReadingIsAsObsPyReadsIt()
    {
        QFETCH(QString, file);
        const std::string name = file.toStdString();
        fs::path path = test::sourceFile("golden/" + name);
        if (name.starts_with("obspy/")) {
            if (test::obspyData("nordic").empty()) QSKIP("Needs ObsPy in build/python: packaging/python-environment.");
            path = test::obspyData("nordic") / name.substr(6);
        }
        std::vector<ReadIssue> issues;
        const auto events = readNordic(path, issues);
        QVERIFY2(events, events ? "" : events.error().message.c_str());
        const auto table = CsvTable::read(test::sourceFile("golden/nordic.csv"));
        std::size_t event = 0, pick = 0, seen = 0;
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = table->row(i);
            if (row[0] != name) continue;
            const QString where = QStringLiteral("golden row %1").arg(i + 2);
            if (row[2].empty()) {
                if (seen > 0) QVERIFY2((*events)[event].picks.size() == pick, qPrintable(where + QStringLiteral(": %1 picks, not %2").arg((*events)[event].picks.size()).arg(pick)));
                event = static_cast<std::size_t>(std::stoul(row[1]));
                pick = 0, ++seen;
                QVERIFY2(event < events->size(), qPrintable(where));
                const Event& e = (*events)[event];
                QCOMPARE(e.type, row[8]);
                if (!row[10].empty() && !row[11].empty()) {
                    QVERIFY2(!e.origins.empty(), qPrintable(where));
                    const Origin& o = e.origins.front();
                    QVERIFY2(std::abs(o.time.time_since_epoch().count() - std::stoll(row[5])) < 1000, qPrintable(where));
                    QVERIFY2(std::abs(o.latitude.value - std::stod(row[10])) < 1e-9 && std::abs(o.longitude.value - std::stod(row[11])) < 1e-9, qPrintable(where));
                    QCOMPARE(o.depthMetres.has_value(), !row[12].empty());
                    if (o.depthMetres) QVERIFY2(std::abs(o.depthMetres->value - std::stod(row[12])) < 1e-3, qPrintable(where));
                }
                std::string magnitudes;
                for (const Magnitude& m : e.magnitudes) {
                    std::string value = numberText(m.magnitude.value);
                    if (value.find('.') == std::string::npos) value += ".0";
                    magnitudes += (magnitudes.empty() ? "" : " ") + value + m.type;
                }
                QCOMPARE(magnitudes, row[13]);
                continue;
            }
            QVERIFY2(pick < (*events)[event].picks.size(), qPrintable(where));
            const Pick& p = (*events)[event].picks[pick++];
            QCOMPARE(p.waveform.station, row[2]);
            QCOMPARE(p.waveform.channel, row[3]);
            QCOMPARE(p.phaseHint, row[4]);
            QVERIFY2(std::abs(p.time.time_since_epoch().count() - std::stoll(row[5])) < 1000, qPrintable(where));
            QCOMPARE(word(p.polarity), row[6]);
            QCOMPARE(word(p.onset), row[7]);
            QCOMPARE(word(p.mode.value_or(Mode::Manual)), row[8]);
            QCOMPARE(p.comments.empty() ? std::string() : p.comments[0].text, row[9].empty() ? std::string() : "weight " + row[9]);
        }
        QCOMPARE(seen, events->size());
        QCOMPARE(pick, (*events)[event].picks.size());
    }
    void aBadLineIsNamedAndTheRestIsRead()
    {
        std::vector<ReadIssue> issues;
        const auto events = read(oneEvent, issues);
        QCOMPARE(events.size(), std::size_t{1});
        QCOMPARE(events[0].picks.size(), std::size_t{1});
        QCOMPARE(issues.size(), std::size_t{1});
        QVERIFY2(issues[0].message.find("s.out: line 6 ") != std::string::npos && issues[0].message.find("1x.22") != std::string::npos, issues[0].message.c_str());
        const Origin& o = *events[0].origin();
        QVERIFY(o.quality.azimuthalGapDegrees == 86.0 && o.timeUncertainty.symmetric == 0.45 && o.depthMetres->uncertainty.symmetric == 3200.0);
        QVERIFY(o.arrivals.size() == 1 && o.arrivals[0].pickId == events[0].picks[0].id && o.arrivals[0].timeWeight == 1.0);
        QVERIFY(std::abs(*o.arrivals[0].distanceDegrees - 4.0 / 111.195) < 1e-9);
        QCOMPARE(events[0].id, std::string("smi:local/nordic/20130901041117"));
        QCOMPARE(events[0].amplitudes.size(), std::size_t{1});
        QVERIFY(std::abs(events[0].amplitudes[0].genericAmplitude.value - 1.8e-9) < 1e-20);
    }
    void eventsWithOneNameAreTwo()
    {
        std::vector<ReadIssue> issues;
        const auto events = read(std::string(oneEvent) + oneEvent, issues);
        QVERIFY(events.size() == 2 && events[0].id != events[1].id && events[0].picks[0].id != events[1].picks[0].id);
        const auto again = read(std::string(oneEvent) + oneEvent, issues);
        QVERIFY(again == events);  // reading twice gives the same ids
    }
    void whatIsNotNordicIsRefused()
    {
        std::vector<ReadIssue> issues;
        test::Folder files;
        QVERIFY(readNordic(files.write("a.txt", "time,phase\n1,P\n"), issues).error().code == Error::Code::Unsupported);
        QVERIFY(readNordic(files.path("none"), issues).error().code == Error::Code::NotFound);
        std::string headless(oneEvent);
        headless[79] = ' ';
        QVERIFY(readNordic(files.write("b.txt", headless), issues).error().code == Error::Code::Unsupported);
        // One bad event among good ones.
        const auto events = readNordic(files.write("c.txt", std::string(oneEvent) + headless), issues);
        QVERIFY(events && events->size() == 1);
        QVERIFY(std::ranges::any_of(issues, [](const ReadIssue& i) { return i.message.find("line 9 begins an event without a header") != std::string::npos; }));
    }
    void damageNeverStopsTheReader()
    {
        std::mt19937 random(7);
        test::Folder files;
        for (int round = 0; round < 400; ++round) {
            std::string text = std::string(oneEvent) + oneEvent;
            for (int n = 1 + static_cast<int>(random() % 12); n > 0; --n) {
                const std::size_t at = random() % text.size();
                if (random() % 4 == 0) text.erase(at, random() % 90);
                else text[at] = "0159 .-\nA\xff"[random() % 10];
            }
            std::vector<ReadIssue> issues;
            const auto events = readNordic(files.write("f.out", text), issues);
            QVERIFY(!events || events->size() <= 12);
        }
    }
    void filesAreToldByTheirFirstLine()
    {
        QVERIFY(isNordic(oneEvent));
        QVERIFY(isNordic(std::string(80, ' ') + "\n" + oneEvent));
        std::string dos(oneEvent);
        for (std::size_t at = 0; (at = dos.find('\n', at)) != std::string::npos; at += 2) dos.insert(at, "\r");
        QVERIFY(isNordic(dos));
        QVERIFY(!isNordic(std::string(oneEvent).substr(1)) && !isNordic("") && !isNordic("time,phase,station\n"));
        const std::string text = oneEvent;
        QVERIFY(sniffContent(std::as_bytes(std::span(text))) == FileKind::Nordic);
    }
};

QTEST_APPLESS_MAIN(NordicTest)
#include "nordic_test.moc"
