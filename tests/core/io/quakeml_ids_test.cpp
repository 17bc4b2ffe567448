#include "core/io/quakeml_ids.h"
#include "tests/core/io/example_event.h"

#include <QTest>

using namespace seisdesk;

class QuakeMlIdsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void soundIdsStay()
    {
        std::vector<Event> events = {test::exampleEvent()};
        std::vector<ReadIssue> issues;
        {
            IssueCounter counter("a.xml", issues);
            quakeml::makeIdsUnique(events, counter);
            quakeml::checkPickReferences(events, counter);
        }
        QVERIFY(events[0] == test::exampleEvent() && issues.empty());
    }
    void repeatedIdsBecomeOthersAndTheirReferencesFollow()
    {
        std::vector<Event> events = {test::exampleEvent(), test::exampleEvent(), test::exampleEvent()};
        events[2].picks[0].id = "smi:org.gfz/NA";
        events[2].origins[0].arrivals[0].pickId = "smi:none/pick";
        std::vector<ReadIssue> issues;
        {
            IssueCounter counter("a.xml", issues);
            quakeml::makeIdsUnique(events, counter);
            quakeml::checkPickReferences(events, counter);
        }
        const Event &a = events[0], &b = events[1];
        QVERIFY(a == test::exampleEvent());
        QVERIFY(b.id != a.id && b.picks[0].id != a.picks[0].id && b.origins[0].arrivals[0].id != a.origins[0].arrivals[0].id);
        QCOMPARE(b.origins[0].arrivals[0].pickId, b.picks[0].id);
        QCOMPARE(b.amplitudes[0].pickId, b.picks[0].id);
        QCOMPARE(b.preferredOriginId, b.origins[0].id);
        QCOMPARE(b.preferredMagnitudeId, b.magnitudes[0].id);
        QCOMPARE(b.preferredFocalMechanismId, b.focalMechanisms[0].id);
        QCOMPARE(b.magnitudes[0].originId, b.origins[0].id);
        QCOMPARE(b.magnitudes[0].contributions[0].stationMagnitudeId, b.stationMagnitudes[0].id);
        QCOMPARE(b.stationMagnitudes[0].amplitudeId, b.amplitudes[0].id);
        QCOMPARE(b.focalMechanisms[0].triggeringOriginId, b.origins[0].id);
        QCOMPARE(b.focalMechanisms[0].momentTensors[0].derivedOriginId, b.origins[0].id);
        QVERIFY(events[2].picks[0].id != "smi:org.gfz/NA");
        const auto says = [&](const char* part) { return std::ranges::any_of(issues, [&](const ReadIssue& i) { return i.message.find(part) != std::string::npos; }); };
        QVERIFY(says("used more than once") && says("no publicID") && says("smi:none/pick', which was not delivered") && says("more: repeated publicIDs"));
        std::vector<Event> again = {test::exampleEvent(), test::exampleEvent(), test::exampleEvent()};
        std::vector<ReadIssue> more;
        IssueCounter counter("a.xml", more);
        quakeml::makeIdsUnique(again, counter);
        QVERIFY(again[1] == b);  // the same file gives the same ids
    }
};

QTEST_APPLESS_MAIN(QuakeMlIdsTest)
#include "quakeml_ids_test.moc"
