#include "core/report/event_report.h"
#include "tests/core/report/reported.h"

#include <QTest>

#include <set>

using namespace seisdesk;

class EventReportTest : public QObject {
    Q_OBJECT
    static ReportInput input(int events)
    {
        ReportInput out;
        for (int i = 0; i < events; ++i) {
            out.events.push_back(test::reportedEvent());
            out.events.back().origins[0].time += fromSeconds(100.0 * (events - i));  // the latest first
        }
        Event without;
        without.id = "smi:local.test/picks";
        out.events.push_back(without);
        out.title = "A <sequence>";
        return out;
    }
private Q_SLOTS:
    void aPageForEachEventAndAnIndexThatLeadsThere()
    {
        const auto pages = reportPages(input(4));
        QCOMPARE(pages.size(), std::size_t{5});
        QCOMPARE(pages.front().file, std::string("index.html"));
        std::set<std::string> names;
        for (const ReportPage& page : pages) {
            QVERIFY(names.insert(page.file).second);
            QVERIFY2(!test::parsed(page.html).empty(), page.file.c_str());
        }
        for (const ReportPage& page : pages) {
            const auto read = test::parsed(page.html);
            for (const auto& link : read.select_nodes("//a[@href]")) QVERIFY2(names.contains(link.node().attribute("href").value()), link.node().attribute("href").value());
        }
        const auto index = test::parsed(pages.front().html);
        QCOMPARE(test::count(index, "//tbody/tr"), 4);
        QCOMPARE(test::count(index, "//svg"), 2);
        // By time.
        QVERIFY(std::string(index.select_node("//tbody/tr[1]/td[2]/a").node().text().get()) < std::string(index.select_node("//tbody/tr[4]/td[2]/a").node().text().get()));
    }
    void inOnePageLinksStayInside()
    {
        const auto page = test::parsed(reportInOne(input(3)));
        QCOMPARE(test::count(page, "//section"), 3);
        for (const auto& link : page.select_nodes("//a[@href]")) {
            const std::string target = link.node().attribute("href").value();
            QVERIFY(target.starts_with('#') && page.select_node(("//a[@id='" + target.substr(1) + "']").c_str()));
        }
        // One event needs no overview.
        QCOMPARE(test::count(test::parsed(reportInOne(input(1))), "//svg"), 3);
    }
    void theExtentHoldsEveryMap()
    {
        QVERIFY(!mapExtent(input(0)));
        ReportInput two = input(2);
        two.events[1].origins[0].latitude.value = 40.0;
        const MapExtent extent = mapExtent(two).value();
        // 9 stations to 0.29 degrees around 35.7 N and 40 N.
        QVERIFY(extent.southDegrees < 35.45 && extent.southDegrees > 33.0 && extent.northDegrees > 40.2 && extent.northDegrees < 43.0);
        QVERIFY(extent.westDegrees < -117.5 && extent.eastDegrees > -117.5);
    }
    void noEventsAreSaid()
    {
        const auto pages = reportPages(input(0));
        QCOMPARE(pages.size(), std::size_t{1});
        QVERIFY(pages.front().html.find("No located events.") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(EventReportTest)
#include "event_report_test.moc"
