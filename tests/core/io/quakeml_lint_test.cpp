#include "core/io/quakeml.h"
#include "tests/core/io/example_event.h"
#include "tests/core/io/schema.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QtTest>

#include <algorithm>

using namespace seisdesk;

namespace {
constexpr const char* head = "<q:quakeml xmlns='http://quakeml.org/xmlns/bed/1.2' xmlns:q='http://quakeml.org/xmlns/quakeml/1.2' xmlns:x='urn:x'>\n"
                             "<eventParameters publicID='smi:local/c'><description>text</description>\n<event publicID='smi:local/e'>";
constexpr const char* tail = "</event></eventParameters></q:quakeml>";
constexpr const char* pick = "<pick publicID='smi:local/p'><time><value>2020-01-01T00:00:10Z</value></time><waveformID networkCode='A' stationCode='B'/></pick>";
constexpr const char* origin = "<origin publicID='smi:local/o'><time><value>2020-01-01T00:00:00Z</value></time><latitude><value>1</value></latitude><longitude><value>2</value></longitude>";
}  // namespace

class QuakeMlLintTest : public QObject {
    Q_OBJECT
private:
    test::Folder m_folder;
    static std::string textOf(const std::vector<LintFinding>& findings)
    {
        std::string all;
        for (const LintFinding& f : findings) all += std::to_string(f.line) + ": " + f.object + ' ' + f.what + '\n';
        return all;
    }
    std::filesystem::path file(const std::string& event) { return m_folder.write("a.xml", head + event + tail); }
    static void row(const char* name, const std::string& event, const char* finding, bool repaired = true) { QTest::newRow(name) << QString::fromStdString(event) << QString::fromUtf8(finding) << repaired; }

private Q_SLOTS:
    void whatTheSchemaCannotSeeIsFoundAndRepaired_data()
    {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("finding");
        QTest::addColumn<bool>("repaired");
        const std::string p = "<pick publicID='smi:local/p'>", at = "<time><value>2020-01-01T00:00:10Z</value></time>", w = "<waveformID networkCode='A' stationCode='B'/>", o = origin;
        const std::string arrival = "<arrival publicID='smi:local/a'><pickID>smi:local/p</pickID>";
        row("no time", p + w + "</pick>", "<pick> of smi:local/p has no <time>", false);
        row("no value", p + "<time/>" + w + "</pick>", "has no <value>", false);
        row("no network", p + at + "<waveformID stationCode='B'/></pick>", "has no networkCode");
        row("dashes", p + at + "<waveformID networkCode='A' stationCode='B' locationCode='--'/></pick>", "locationCode '--'");
        row("long code", p + at + "<waveformID networkCode='A' stationCode='STATIONTOOLONG'/></pick>", "more than 8 characters");
        row("no phase", pick + o + arrival + "</arrival></origin>", "has no <phase>");
        row("symbols in an id", "<type>earthquake</type><comment id='smi:local/a&gt;&gt;b'><text>t</text></comment>", "illegal comment id");
        row("filter text", p + at + w + "<filterID>BP 1-20</filterID></pick>", "illegal reference 'BP 1-20'");
        row("illegal id", "<magnitude publicID='hmmm'><mag><value>1</value></mag></magnitude>", "illegal publicID 'hmmm'");
        row("placeholder", "<magnitude publicID='smi:org.gfz-potsdam.de/geofon/NA'><mag><value>1</value></mag></magnitude>", "placeholder");
        row("no id", "<magnitude><mag><value>1</value></mag></magnitude>", "has no publicID");
        row("id twice", "<magnitude publicID='smi:local/e'><mag><value>1</value></mag></magnitude>", "used before");
        row("dangling preferred", "<preferredOriginID>smi:local/none</preferredOriginID>", "not in the file");
        row("dangling pick", o + "<arrival publicID='smi:local/a'><pickID>smi:local/none</pickID><phase>P</phase></arrival></origin>", "not in the file", false);
        row("dangling amplitude", o + "</origin><stationMagnitude publicID='smi:local/s'><originID>smi:local/o</originID><mag><value>1</value></mag><amplitudeID>smi:local/n</amplitudeID></stationMagnitude>", "not in the file", false);
        row("of another kind", o + "</origin><magnitude publicID='smi:local/m'><mag><value>1</value></mag><originID>smi:local/e</originID></magnitude>", "which is a <event>", false);
        row("foreign first", "<x:y/><type>earthquake</type>", "stands before elements of QuakeML");
        row("both uncertainties", "<magnitude publicID='smi:local/m'><mag><value>1</value><uncertainty>1</uncertainty><lowerUncertainty>1</lowerUncertainty></mag></magnitude>", "one-sided");
        row("ISC's mode", p + at + w + "<evaluationMode>a</evaluationMode></pick>", "<evaluationMode> of smi:local/p says 'a'");
        row("SeisComP's status", p + at + w + "<evaluationStatus>reported</evaluationStatus></pick>", "says 'reported'");
        row("unknown polarity", p + at + w + "<polarity>sideways</polarity></pick>", "no word of BED 1.2");
        row("underscore", "<type>quarry_blast</type>", "says 'quarry_blast'");
        row("unknown type", "<type>ufo</type>", "no word of BED 1.2");
        row("nanometres", "<amplitude publicID='smi:local/m'><genericAmplitude><value>5</value></genericAmplitude><unit>nm</unit></amplitude>", "no unit of BED 1.2");
        row("long author", "<creationInfo><author>" + std::string(200, 'x') + "</author></creationInfo>", "more than 128 characters");
        row("long type", "<magnitude publicID='smi:local/m'><mag><value>1</value></mag><type>" + std::string(40, 'M') + "</type></magnitude>", "more than 32 characters");
        row("latitude", "<origin publicID='smi:local/o'>" + at + "<latitude><value>91</value></latitude><longitude><value>2</value></longitude></origin>", "is 91, which is not between -90 and 90", false);
        row("longitude", "<origin publicID='smi:local/o'>" + at + "<latitude><value>9</value></latitude><longitude><value>242.5</value></longitude></origin>", "is 242.5");
        row("depth", o + "<depth><value>900000</value></depth></origin>", "is 9e+05", false);
        row("azimuth", pick + o + arrival + "<phase>P</phase><azimuth>-10</azimuth></arrival></origin>", "is -10");
        row("distance in km", pick + o + arrival + "<phase>P</phase><distance>250</distance></arrival></origin>", "is 250, which is not between 0 and 180 degrees", false);
        row("residual", pick + o + arrival + "<phase>P</phase><timeResidual>75</timeResidual></arrival></origin>", "residual of 75 s", false);
        row("no number", pick + o + arrival + "<phase>P</phase><timeResidual>NaN</timeResidual></arrival></origin>", "'NaN', which is no number", false);
        row("weight", pick + o + arrival + "<phase>P</phase><timeWeight>-1</timeWeight></arrival></origin>", "is -1", false);
        row("before the origin", "<pick publicID='smi:local/p'><time><value>2019-12-31T23:59:59Z</value></time>" + w + "</pick>" + o + arrival + "<phase>P</phase></arrival></origin>", "1 s before the origin", false);
        row("no zone", p + "<time><value>2020-01-01T00:00:10</value></time>" + w + "</pick>", "without the 'Z'");
        row("no arrival", std::string(pick) + "<pick publicID='smi:local/q'>" + at + w + "</pick>" + o + arrival + "<phase>P</phase></arrival></origin>", "<pick> of smi:local/q is named by no arrival");
    }
    void whatTheSchemaCannotSeeIsFoundAndRepaired()
    {
        QFETCH(QString, event);
        QFETCH(QString, finding);
        QFETCH(bool, repaired);
        const std::string said = finding.toStdString();
        const auto path = file(event.toStdString());
        const auto says = [&](const LintFinding& f) { return (f.object + ' ' + f.what).find(said) != std::string::npos; };
        const auto found = lintQuakeMl(path);
        const auto one = std::find_if(found.begin(), found.end(), says);
        QVERIFY2(one != found.end(), textOf(found).c_str());
        QVERIFY(one->line == 3 && !one->remedy.empty() && !one->repaired);
        const auto fixed = repairQuakeMl(path, m_folder.path("b.xml"));
        QVERIFY(fixed && fixed->size() == found.size());
        QCOMPARE(std::find_if(fixed->begin(), fixed->end(), says)->repaired, repaired);
        const auto left = lintQuakeMl(m_folder.path("b.xml"));
        QVERIFY2(std::none_of(left.begin(), left.end(), says) == repaired, m_folder.read("b.xml").c_str());
        if (repaired) QCOMPARE(textOf(left), std::string());
        const auto schema = test::shared("data/formats/quakeml/QuakeML-1.2.xsd");
        if (repaired && !schema.empty()) QCOMPARE(test::schemaErrors(m_folder.path("b.xml"), schema), std::string());
    }
    void aGoodFileHasNoFindings()
    {
        QCOMPARE(textOf(lintQuakeMl(file("<type>earthquake</type><x:y/>"))), std::string());
        QVERIFY(writeQuakeMl(m_folder.path("c.xml"), {test::exampleEvent()}));
        QCOMPARE(textOf(lintQuakeMl(m_folder.path("c.xml"))), std::string());
    }
    void repairKeepsAllElse()
    {
        const auto path = file(std::string("<x:y z='1'>kept</x:y>") + pick + "<amplitude publicID='smi:local/m'><genericAmplitude><value>5</value><uncertainty>2</uncertainty></genericAmplitude><unit>nm</unit></amplitude>");
        QVERIFY(repairQuakeMl(path, m_folder.path("b.xml")));
        std::vector<ReadIssue> issues;
        const auto events = readQuakeMl(m_folder.path("b.xml"), issues);
        QVERIFY(events && issues.empty());
        const Amplitude& a = events->front().amplitudes.at(0);
        QVERIFY(a.unit == "m" && a.genericAmplitude.value == 5e-9 && *a.genericAmplitude.uncertainty.symmetric == 2e-9);
        QVERIFY(m_folder.read("b.xml").find("<x:y z=\"1\">kept</x:y>") != std::string::npos);
    }
    void referencesFollowRenamedIds()
    {
        const std::string event = std::string(pick) + origin + "<arrival publicID='smi:local/a'><pickID>smi:local/p</pickID><phase>P</phase></arrival></origin>";
        const auto path = m_folder.write("a.xml", head + event + "</event>\n<event publicID='smi:local/f'>" + event + tail);
        QCOMPARE(lintQuakeMl(path).size(), std::size_t{3});
        QVERIFY(repairQuakeMl(path, m_folder.path("b.xml")));
        std::vector<ReadIssue> issues;
        const auto events = readQuakeMl(m_folder.path("b.xml"), issues);
        QVERIFY(events && issues.empty() && events->size() == 2);
        const Event &a = (*events)[0], &b = (*events)[1];
        QVERIFY(a.picks[0].id != b.picks[0].id && a.origins[0].arrivals[0].pickId == a.picks[0].id && b.origins[0].arrivals[0].pickId == b.picks[0].id);
    }
    void wholeFilesShowHabits()
    {
        std::string origins, picks;
        for (const char* n : {"1", "2", "3"})
            origins += std::string("<origin publicID='smi:local/o") + n + "'><time><value>2020-01-01T00:00:00Z</value></time><latitude><value>1</value></latitude><longitude><value>2</value></longitude><depth><value>1" + n + "</value></depth></origin>";
        for (int i = 0; i < 8; ++i)
            picks += "<pick publicID='smi:local/p" + std::to_string(i) + "'><time><value>2020-01-01T00:00:01Z</value><uncertainty>0.87" + std::to_string(i + 1) + "</uncertainty></time><waveformID networkCode='A' stationCode='B'/><evaluationMode>automatic</evaluationMode></pick>";
        const std::string said = textOf(lintQuakeMl(file(origins + picks)));
        QVERIFY2(said.find("look like kilometres") != std::string::npos && said.find("looks like a probability") != std::string::npos, said.c_str());
    }
    void filesThatCannotBeReadAreAFinding()
    {
        QCOMPARE(lintQuakeMl(m_folder.path("none")).size(), std::size_t(1));
        QVERIFY(!lintQuakeMl(m_folder.write("b.xml", "<a/>")).empty());
        QVERIFY(!lintQuakeMl(m_folder.write("c.xml", "<q:quakeml><eventParameters publicID='smi:local/c'>")).empty());
        QCOMPARE(repairQuakeMl(m_folder.path("b.xml"), m_folder.path("d.xml")).error().code, Error::Code::Unsupported);
        QVERIFY(!std::filesystem::exists(m_folder.path("d.xml")));
    }
};

QTEST_APPLESS_MAIN(QuakeMlLintTest)
#include "quakeml_lint_test.moc"
