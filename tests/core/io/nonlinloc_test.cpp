#include "core/io/nonlinloc.h"

#include "core/io/csv_table.h"
#include "core/io/records.h"
#include "core/io/sniff.h"
#include "tests/core/io/obspy_files.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <random>

using namespace seisdesk;

namespace fs = std::filesystem;

namespace {

std::string madeUp() { return test::Folder::contentOf(test::sourceFile("golden/nonlinloc.hyp")); }

/// The text without its lines that begin so.
std::string without(const std::string& text, const std::string& name)
{
    std::istringstream in(text);
    std::string out;
    for (std::string line; std::getline(in, line);)
        if (!line.starts_with(name)) out += line + '\n';
    return out;
}

}  // namespace

class NonlinlocTest : public QObject {
    Q_OBJECT
    test::Folder m_files;

    std::vector<Event> read(const std::string& content, std::vector<ReadIssue>& issues)
    {
        const auto events = readNonLinLoc(m_files.write("a.hyp", content), issues);
        if (!events) qFatal("%s", events.error().message.c_str());
        return *events;
    }
private Q_SLOTS:
    void everythingIsAsObsPyReadsIt_data()
    {
        test::addFilesOf(test::sourceFile("golden/nonlinloc.csv"));
    }
    void everythingIsAsObsPyReadsIt()
    {
        QFETCH(QString, file);
        const std::string name = file.toStdString();
        fs::path path = test::sourceFile("golden/" + name);
        if (name.starts_with("obspy/")) {
            if (test::obspyData("nlloc").empty()) QSKIP("Needs ObsPy in build/python: packaging/python-environment.");
            path = test::obspyData("nlloc") / name.substr(6);
        }
        std::vector<ReadIssue> issues;
        const auto events = readNonLinLoc(path, issues);
        QVERIFY2(events, events ? "" : events.error().message.c_str());
        const auto table = CsvTable::read(test::sourceFile("golden/nonlinloc.csv"));
        std::size_t event = 0, pick = 0, seen = 0;
        for (std::size_t i = 0; i < table->size(); ++i) {
            const auto row = table->row(i);
            if (row[0] != name) continue;
            const std::string where = "golden row " + std::to_string(i + 2);
            const auto same = [&](const std::optional<double>& value, std::size_t column, double scale = 1.0) {
                // What NonLinLoc has as -1 is absent here.
                if (row[column].empty() || std::stod(row[column]) == -1.0) return !value;
                return value && std::abs(scale * *value - std::stod(row[column])) < 1e-6 * std::max(1.0, std::abs(std::stod(row[column])));
            };
            event = static_cast<std::size_t>(std::stoul(row[1]));
            QVERIFY2(event < events->size(), where.c_str());
            const Event& e = (*events)[event];
            const bool geographic = row[2].empty() ? std::abs(std::stod(row[14])) <= 90.0 : !e.origins.empty();
            if (row[2].empty() && !geographic) {
                // ObsPy takes metres for degrees here.
                pick = 0, ++seen;
                QVERIFY2(e.origins.empty() && issues.size() == 1 && issues[0].message.find("coordinates of its own") != std::string::npos, where.c_str());
                continue;
            }
            const Origin o = geographic ? e.origins.front() : Origin();
            if (row[2].empty()) {
                pick = 0, ++seen;
                QVERIFY2(issues.empty(), issues.empty() ? "" : issues[0].message.c_str());
                QVERIFY2(std::abs(o.time.time_since_epoch().count() - std::stoll(row[5])) < 1000, where.c_str());
                QVERIFY2(same(o.latitude.value, 14) && same(o.longitude.value, 15) && same(o.depthMetres->value, 16), where.c_str());
                QVERIFY2(same(o.latitude.uncertainty.symmetric, 17) && same(o.depthMetres->uncertainty.symmetric, 19), where.c_str());
                QVERIFY2(same(o.longitude.uncertainty.symmetric, 18, std::cos(o.latitude.value * M_PI / 180.0)), where.c_str());
                QVERIFY2(o.ellipse && same(o.ellipse->maximumMetres, 20) && same(o.ellipse->minimumMetres, 21) && same(o.ellipse->azimuthDegrees, 22), where.c_str());
                QVERIFY2(same(o.ellipsoid ? std::optional(1e-3 * o.ellipsoid->majorMetres) : std::nullopt, 23) && same(o.ellipsoid ? std::optional(o.ellipsoid->majorPlungeDegrees) : std::nullopt, 24), where.c_str());
                QVERIFY2(same(o.quality.standardErrorSeconds, 25) && same(o.quality.azimuthalGapDegrees, 26) && same(o.quality.usedPhaseCount, 27), where.c_str());
                QCOMPARE(o.status == Review::Rejected ? std::string("rejected") : std::string(), row[28]);
                continue;
            }
            QVERIFY2(pick < e.picks.size() && (!geographic || pick < o.arrivals.size()), where.c_str());
            const Pick& p = e.picks[pick];
            const Arrival a = geographic ? o.arrivals[pick] : Arrival();
            ++pick;
            if (geographic) QCOMPARE(a.pickId, p.id);
            QCOMPARE((p.waveform.network.empty() ? "" : p.waveform.network + '.') + p.waveform.station, row[2]);
            // ObsPy thinks of a component for "?".
            QVERIFY2(p.waveform.channel == row[3] || p.waveform.channel.empty(), where.c_str());
            QVERIFY2(p.phaseHint == row[4] && (!geographic || a.phase == row[4]), where.c_str());
            QVERIFY2(std::abs(p.time.time_since_epoch().count() - std::stoll(row[5])) < 1000, where.c_str());
            QCOMPARE(p.polarity == Polarity::Unset ? std::string() : word(p.polarity), row[6]);
            QCOMPARE(p.onset == OnsetQuality::Unset ? std::string() : word(p.onset), row[7]);
            QVERIFY2(same(p.timeUncertainty.symmetric, 8), where.c_str());
            if (!geographic) continue;
            QVERIFY2(same(a.timeResidualSeconds, 9) && same(a.timeWeight, 10), where.c_str());
            QVERIFY2(same(a.distanceDegrees, 11) && same(a.azimuthDegrees, 12) && same(a.takeoffAngleDegrees, 13), where.c_str());
        }
        QCOMPARE(seen, events->size());
    }
    void whatObsPyLeavesOut()
    {
        std::vector<ReadIssue> issues;
        const auto events = read(madeUp(), issues);
        QCOMPARE(events.size(), std::size_t{3});
        QVERIFY(events[0].id.starts_with("smi:local/nonlinloc/2021-03-03T23"));
        QCOMPARE(events[1].id, std::string("smi:example.org/event/31"));
        QVERIFY(events[0].picks[3].waveform.network == "BB" && events[0].picks[3].waveform.station == "FAR" && events[0].origins[0].arrivals[3].timeCorrectionSeconds == 0.03);
        QVERIFY(events[0].magnitude()->type == "ML" && events[0].magnitude()->magnitude.value == 2.35 && events[0].magnitude()->stationCount == 4);
        QVERIFY(events[0].focalMechanisms[0].nodalPlane1->rake.value == -75.0 && events[0].focalMechanisms[0].stationPolarityCount == 9);
        QVERIFY(events[0].comments[0].text == "Made up" && events[0].origins[0].creation.author == "An Observatory");
        const ConfidenceEllipsoid e = events[1].origins[0].ellipsoid.value();
        QVERIFY(e == (ConfidenceEllipsoid{3500.0, 1500.0, 2500.0, 60.5, 201.25, 12.5}));
        QVERIFY(events == read(madeUp(), issues));  // reading twice gives the same ids
    }
    /// Versions before 5 have no lines of QuakeML's members.
    void theEllipseAlsoComesFromTheCovariances()
    {
        std::vector<ReadIssue> issues;
        const auto told = read(madeUp(), issues), computed = read(without(without(madeUp(), "QML_OriginUncertainty"), "QML_OriginQuality"), issues);
        for (std::size_t i = 0; i < told.size(); ++i) {
            const UncertaintyEllipse &a = *told[i].origins[0].ellipse, &b = *computed[i].origins[0].ellipse;
            QVERIFY(std::abs(a.maximumMetres - b.maximumMetres) < 0.01 && std::abs(a.minimumMetres - b.minimumMetres) < 0.01 && std::abs(a.azimuthDegrees - b.azimuthDegrees) < 0.001);
            QVERIFY(computed[i].origins[0].quality.azimuthalGapDegrees == 101.5 && computed[i].origins[0].quality.usedPhaseCount == 5);
        }
    }
    void badLinesAreNamedAndTheRestIsRead()
    {
        std::vector<ReadIssue> issues;
        std::string text = madeUp();
        text.replace(text.find("2359 "), 4, "23x9");
        auto events = read(text, issues);
        QVERIFY(events.size() == 3 && events[0].picks.size() == 4 && issues.size() == 1);
        QVERIFY2(issues[0].message.find("a.hyp: line 13 ") != std::string::npos, issues[0].message.c_str());
        issues.clear();
        events = read(without(madeUp(), "END_NLLOC"), issues);
        QVERIFY(events.size() == 3 && events[0].picks.size() == 5 && issues.size() == 3);
        issues.clear();
        events = read(without(madeUp(), "GEOGRAPHIC"), issues);
        QVERIFY(events.empty() && issues.size() == 3 && issues[0].message.find("line 1 ") != std::string::npos);
        issues.clear();
        text = madeUp();
        text.replace(text.find("Lat 51"), 6, "Lat 91");
        events = read(text, issues);
        QVERIFY(events.size() == 3 && events[0].origins.empty() && events[0].picks.size() == 5 && issues.size() == 1);
    }
    void whatIsElseIsRefused()
    {
        std::vector<ReadIssue> issues;
        QVERIFY(readNonLinLoc(m_files.write("b.hyp", "NLLOCATION\n"), issues).error().code == Error::Code::Unsupported);
        QVERIFY(readNonLinLoc(m_files.write("b.hyp", ""), issues).error().code == Error::Code::Unsupported);
        QVERIFY(readNonLinLoc(m_files.path("none"), issues).error().code == Error::Code::NotFound);
        const std::string text = madeUp();
        QVERIFY(sniffContent(std::as_bytes(std::span(text))) == FileKind::NonLinLoc);
        const std::string other = "NLLOC_OBS file\n";
        QVERIFY(sniffContent(std::as_bytes(std::span(other))) != FileKind::NonLinLoc);
        // By any name, as one of many.
        const auto records = readRecords({m_files.write("whatever.txt", text).string()}, {}, {});
        QVERIFY(records && records->events.size() == 3 && records->labels.size() == 15 && records->issues.empty());
    }
    void damageNeverStopsTheReader()
    {
        std::mt19937 random(7);
        const std::string whole = madeUp();
        for (int round = 0; round < 1500; ++round) {
            std::string text = whole;
            if (round % 5 == 0) text.resize(random() % text.size());
            for (int n = static_cast<int>(random() % 20); n > 0 && !text.empty(); --n) {
                const std::size_t at = random() % text.size();
                if (random() % 4 == 0) text.erase(at, random() % 90);
                else text[at] = "0159 .-\n\"eE>+\xff\0"[random() % 15];
            }
            std::vector<ReadIssue> issues;
            const auto events = readNonLinLoc(m_files.write("f.hyp", text), issues);
            QVERIFY(!events || events->size() <= 12);
            for (const Event& event : events ? *events : std::vector<Event>())
                QVERIFY(event.origins.empty() || (std::isfinite(event.origins[0].latitude.value) && std::abs(event.origins[0].longitude.value) <= 180.0 && event.picks.size() == event.origins[0].arrivals.size()));
        }
    }
    /// Numbers that overflow, lines of a million words, phases without end.
    void hostileFilesAreReadInBounds()
    {
        std::vector<ReadIssue> issues;
        std::string text = madeUp();
        for (const char* number : {" 1.433590", " 0.123 ", " 7.5 "})
            if (const auto at = text.find(number); at != text.npos) text.replace(at, std::strlen(number), " 1e308 ");
        QVERIFY(!read(text, issues).empty());
        std::string line = "STATISTICS";
        for (int i = 0; i < 300000; ++i) line += " CovXX 1e200";
        QVERIFY(read("NLLOC a\n" + line + "\nGEOGRAPHIC OT 2021 03 03 23 59 1.0 Lat 1 Long 2 Depth 3\nEND_NLLOC\n", issues).size() == 1);
        std::string endless = "NLLOC a\nGEOGRAPHIC OT 2021 03 03 23 59 1.0 Lat 1 Long 2 Depth 3\nPHASE ID >\n";
        for (int i = 0; i < 50000; ++i) endless += "\"\" \"\" \"\" \"\" \"\" \"\" 20210303 2359 1 \"\" \"\" \"\" \"\" \"\" > \"\" \"\"\n";
        issues.clear();
        QVERIFY(read(endless, issues)[0].picks.size() == 50000 && issues.size() < 20);
    }
};

QTEST_APPLESS_MAIN(NonlinlocTest)
#include "nonlinloc_test.moc"
