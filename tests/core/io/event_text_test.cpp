#include "core/io/event_text.h"

#include "core/catalog/resource_id.h"
#include "tests/core/io/temporary_files.h"

#include <QTest>

using namespace seisdesk;

class EventTextTest : public QObject {
    Q_OBJECT
    static std::vector<Event> read(const std::string& content, std::vector<ReadIssue>& issues)
    {
        test::Folder files;
        const auto events = readEventText(files.write("events.txt", content), issues);
        if (!events) qFatal("%s", events.error().message.c_str());
        return *events;
    }
private Q_SLOTS:
    // As earthquake.usgs.gov answers, with its columns.
    void everyColumnFindsItsPlace()
    {
        std::vector<ReadIssue> issues;
        const auto events = read("#EventID|Time|Latitude|Longitude|Depth/km|Author|Catalog|Contributor|ContributorID|MagType|Magnitude|MagAuthor|EventLocationName|EventType\n"
                                 "ci38443183|2019-07-04T17:33:49.000|35.7053333|-117.5038333|10.5|ci|ci|CI|ci38443183|mw|6.4|ci|Searles Valley, CA|earthquake\n"
                                 "ci38443871|2019-07-04T18:00:00|35.7|-117.5||ci|ci|CI|ci38443871|||||quarry blast\n",
                                 issues);
        QVERIFY(issues.empty());
        QCOMPARE(events.size(), std::size_t{2});
        const Event& first = events[0];
        QVERIFY(isLegalId(first.id) && first.id.find("ci38443183") != std::string::npos);
        QCOMPARE(formatTime(first.origin()->time, 3), std::string("2019-07-04T17:33:49.000Z"));
        QCOMPARE(first.origin()->latitude.value, 35.7053333);
        QCOMPARE(first.origin()->longitude.value, -117.5038333);
        QCOMPARE(first.origin()->depthMetres->value, 10500.0);
        QCOMPARE(first.origin()->creation.author, std::string("ci"));
        QCOMPARE(first.origin()->creation.agencyId, std::string("CI"));
        QCOMPARE(first.magnitude()->magnitude.value, 6.4);
        QCOMPARE(first.magnitude()->type, std::string("mw"));
        QCOMPARE(first.magnitude()->originId, first.origins[0].id);
        QCOMPARE(first.descriptions.at(0).text, std::string("Searles Valley, CA"));
        QCOMPARE(first.type, std::string("earthquake"));
        QVERIFY(!events[1].origin()->depthMetres && !events[1].magnitude() && events[1].descriptions.empty());
        QCOMPARE(events[1].type, std::string("quarry blast"));
    }
    void serversWriteItAsTheyLike()
    {
        std::vector<ReadIssue> issues;
        const auto events = read("\xEF\xBB\xBF\r\n # eventid | TIME | Latitude | Longitude | Depth/Km\r\nsmi:ISC/evid=616 | 2019-07-04 17:33:49.5Z | -17.5 | 181.5 | 3\r\n\r\n", issues);
        QVERIFY(issues.empty());
        QCOMPARE(events.at(0).id, std::string("smi:ISC/evid=616"));
        QCOMPARE(events[0].origin()->longitude.value, -178.5);
    }
    void linesThatMakeNoSenseAreNamed()
    {
        std::vector<ReadIssue> issues;
        const auto events = read("#EventID|Time|Latitude|Longitude\na|noon|1|2\nb|2020-01-01|91|2\nc|2020-01-01|1\n|2020-01-01|1|2\nd|2020-01-01|1|2\n", issues);
        QCOMPARE(events.size(), std::size_t{1});
        QCOMPARE(issues.size(), std::size_t{4});
        QVERIFY2(issues[0].message.find("line 2 ") != std::string::npos, issues[0].message.c_str());
        QVERIFY2(issues[1].message.find("line 3 ") != std::string::npos && issues[1].message.find("latitude") != std::string::npos, issues[1].message.c_str());
    }
    void otherTablesAreNotMistaken()
    {
        QVERIFY(isEventText("#EventID|Time|Latitude|Longitude|Depth/km\n"));
        QVERIFY(!isEventText("#Network|Station|Latitude|Longitude|Elevation|SiteName|StartTime|EndTime\n"));
        QVERIFY(!isEventText("EventID,Time,Latitude,Longitude\n"));
        QVERIFY(!isEventText("") && !isEventText("\n\n"));
        test::Folder files;
        std::vector<ReadIssue> issues;
        QVERIFY(readEventText(files.write("a.txt", "a|b\n"), issues).error().code == Error::Code::Unsupported);
    }
    void readingTwiceGivesTheSameEvents()
    {
        std::vector<ReadIssue> issues;
        const std::string text = "#EventID|Time|Latitude|Longitude|Depth/km|Author|Catalog|Contributor\n1|2020-01-01|1|2|3|a|b|GFZ\n1|2020-01-01|1|2|3|a|b|INGV\n";
        const auto events = read(text, issues);
        QVERIFY(read(text, issues) == events);
        QVERIFY(events[0].id != events[1].id);
    }
};

QTEST_APPLESS_MAIN(EventTextTest)
#include "event_text_test.moc"
