#include "core/io/quakeml.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QtTest>

#include <algorithm>

using namespace seisdesk;

namespace {
constexpr const char* head = R"(<q:quakeml xmlns="http://quakeml.org/xmlns/bed/1.2" xmlns:q="http://quakeml.org/xmlns/quakeml/1.2"><eventParameters publicID="smi:local/c">)";
constexpr const char* tail = "</eventParameters></q:quakeml>";
}  // namespace

class QuakeMlReadTest : public QObject {
    Q_OBJECT
private:
    test::Folder m_folder;
    std::vector<ReadIssue> m_issues;
    std::vector<Event> read(const std::string& events)
    {
        m_issues.clear();
        const auto out = readQuakeMl(m_folder.write("a.xml", head + events + tail), m_issues);
        if (!out) qFatal("%s", out.error().message.c_str());
        return *out;
    }
    bool anIssueSays(const std::string& part) const
    {
        return std::any_of(m_issues.begin(), m_issues.end(), [&](const ReadIssue& i) { return i.message.find(part) != std::string::npos; });
    }
    static std::string pick(const std::string& id, const std::string& more = "")
    {
        return "<pick publicID=\"" + id + "\"><time><value>2020-01-01T00:00:01</value></time><waveformID networkCode=\"CI\" stationCode=\"SLA\"/>" + more + "</pick>";
    }
    static std::string origin(const std::string& id, const std::string& pickId)
    {
        return "<origin publicID=\"" + id + "\"><time><value>2020-01-01</value></time><latitude><value>1</value></latitude><longitude><value>2</value></longitude><arrival publicID=\"" +
               id + "/a\"><pickID>" + pickId + "</pickID><phase>P</phase><takeoffAngle><value>11</value></takeoffAngle></arrival></origin>";
    }

private Q_SLOTS:
    void everyRealSampleIsRead_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("parts");  // picks, origins, magnitudes, amplitudes, mechanisms as ObsPy counts them
        const auto row = [](const char* file, int events, int parts) { QTest::newRow(file) << QString::fromLatin1(file) << events << parts; };
        row("invalid_enum", 1, 1), row("invalid_id", 1, 4), row("iris_events", 2, 4), row("neries_events", 3, 6), row("preferred", 1, 6), row("qml-example-1.2-RC3", 1, 3);
        row("quakeml_1.2_arrival", 1, 1), row("quakeml_1.2_data_used", 1, 2), row("quakeml_1.2_event", 1, 0), row("quakeml_1.2_focalmechanism", 1, 2);
        row("quakeml_1.2_magnitude", 1, 1), row("quakeml_1.2_origin", 1, 1), row("quakeml_1.2_pick", 1, 2), row("quakeml_1.2_stationmagnitude", 1, 0);
        row("quakeml_1.2_stationmagnitudecontributions", 1, 1), row("usgs_event", 2, 4);
    }
    void everyRealSampleIsRead()
    {
        QFETCH(QString, file);
        QFETCH(int, events);
        QFETCH(int, parts);
        const std::string name = "data/formats/quakeml/" + file.toStdString() + ".xml";
        const auto path = test::shared(name);
        if (path.empty()) QSKIP(test::needShared(name).c_str());
        std::vector<ReadIssue> issues;
        const auto read = readQuakeMl(path, issues);
        QVERIFY(read);
        QCOMPARE(static_cast<int>(read->size()), events);
        std::size_t count = 0;
        for (const Event& e : *read) count += e.picks.size() + e.origins.size() + e.magnitudes.size() + e.amplitudes.size() + e.focalMechanisms.size();
        QCOMPARE(static_cast<int>(count), parts);
    }
    void wordsOutsideTheVocabularyAreIssuesAndKeptAsComments()
    {
        const auto events = read("<event publicID=\"smi:local/e\"><type>quarry_blast</type><typeCertainty>felt</typeCertainty></event>");
        QCOMPARE(events[0].type, std::string("quarry blast"));
        QVERIFY(events[0].typeCertainty.empty());
        QCOMPARE(events[0].comments.at(0).text, std::string("felt"));
        QCOMPARE(m_issues.size(), std::size_t(2));
    }
    void repeatedAndMissingIdsAreReplacedAndReferencesFollow()
    {
        const std::string event = "<event publicID=\"smi:local/e\">" + pick("smi:local/p") + origin("smi:local/o", "smi:local/p") + "</event>";
        const auto events = read(event + event + "<event>" + pick("") + "</event>");
        QCOMPARE(events.size(), std::size_t(3));
        QVERIFY(events[0].id != events[1].id && !events[2].id.empty() && !events[2].picks[0].id.empty());
        QVERIFY(events[0].picks[0].id != events[1].picks[0].id);
        QCOMPARE(events[0].origins[0].arrivals[0].pickId, events[0].picks[0].id);
        QCOMPARE(events[1].origins[0].arrivals[0].pickId, events[1].picks[0].id);
        QCOMPARE(*events[1].origins[0].arrivals[0].takeoffAngleDegrees, 11.0);
        QVERIFY(anIssueSays("more than once") && anIssueSays("no publicID"));
    }
    void arrivalsWithoutTheirPickStay()
    {
        const auto events = read("<event publicID=\"smi:local/e\">" + origin("smi:local/o", "smi:local/p") + "</event>");
        QCOMPARE(events[0].origins[0].arrivals.size(), std::size_t(1));
        QVERIFY(anIssueSays("not delivered"));
    }
    void whatCannotBeUsedIsLeftOutAlone()
    {
        const auto events = read("<event publicID=\"smi:local/e\">" + pick("smi:local/p") +
                                 "<pick publicID=\"smi:local/q\"><time><value>late</value></time></pick><origin publicID=\"smi:local/o\"/><magnitude/><amplitude/></event>");
        QCOMPARE(events[0].picks.size(), std::size_t(1));
        QVERIFY(events[0].origins.empty() && events[0].magnitudes.empty() && events[0].amplitudes.empty());
        QVERIFY(m_issues.size() >= 4);
    }
    void theRealTimeNamespaceAndForeignElementsAreUnderstood()
    {
        m_issues.clear();
        const auto events = readQuakeMl(
            m_folder.write("b.xml", R"(<qrt:quakeml xmlns:qrt="http://quakeml.org/xmlns/quakeml-rt/1.2" xmlns:b="http://quakeml.org/xmlns/bed-rt/1.2" xmlns:x="http://other.example">)"
            R"(<b:eventParameters publicID="smi:local/c"><b:event publicID="smi:local/e"><x:pick/><b:magnitude publicID="smi:local/m"><x:mag><b:value>9</b:value></x:mag>)"
            R"(<b:mag><b:value>3.5</b:value></b:mag></b:magnitude></b:event></b:eventParameters></qrt:quakeml>)"),
            m_issues);
        QVERIFY(events && events->size() == 1);
        QVERIFY(events->front().picks.empty());
        QCOMPARE(events->front().magnitudes.at(0).magnitude.value, 3.5);
    }
    void probabilitiesInPlaceOfSecondsAreNoticed()
    {
        std::string picks;
        for (int i = 0; i < 8; ++i)
            picks += "<pick publicID=\"smi:local/" + std::to_string(i) + "\"><time><value>2020-01-01T00:00:01</value><uncertainty>0.87" + std::to_string(i + 1) +
                     "</uncertainty></time><waveformID networkCode=\"CI\" stationCode=\"SLA\"/><evaluationMode>automatic</evaluationMode></pick>";
        read("<event publicID=\"smi:local/e\">" + picks + "</event>");
        QVERIFY(anIssueSays("look like probabilities"));
    }
    void whatHasNoPlaceIsNamed()
    {
        read("<event publicID=\"smi:local/e\"><focalMechanism publicID=\"smi:local/f\"><waveletTensor/></focalMechanism></event>");
        QVERIFY(anIssueSays("waveletTensor (1)"));
    }
    void otherFilesAreRefused()
    {
        QCOMPARE(readQuakeMl(m_folder.write("s.xml", "<seiscomp/>"), m_issues).error().code, Error::Code::Unsupported);
        QCOMPARE(readQuakeMl(m_folder.write("t.txt", "text"), m_issues).error().code, Error::Code::Malformed);
        QCOMPARE(readQuakeMl(m_folder.path("none"), m_issues).error().code, Error::Code::NotFound);
    }
};

QTEST_APPLESS_MAIN(QuakeMlReadTest)
#include "quakeml_read_test.moc"
