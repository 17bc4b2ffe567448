#include "core/report/event_section.h"
#include "tests/core/report/reported.h"

#include <QTest>

using namespace seisdesk;

class EventSectionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingIsThere()
    {
        const Event event = test::reportedEvent();
        ReportInput input;
        input.traces = test::reportedTraces(event);
        const std::string html = eventSection(event, input);
        const auto page = test::parsed(html);
        QCOMPARE(test::count(page, "/section/h1"), 1);
        QCOMPARE(test::count(page, "//svg"), 3);
        QCOMPARE(test::count(page, "//table"), 2);
        QCOMPARE(test::count(page, "(//table)[1]/tbody/tr"), 18);
        QCOMPARE(test::count(page, "(//table)[1]/tbody/tr[@class='flag']"), 1);
        QCOMPARE(test::count(page, "(//table)[1]/tbody/tr[@class='off']"), 2);
        QCOMPARE(test::count(page, "//ul[@class='flags']/li"), 1);
        for (const char* term : {"Origin time", "Epicentre", "Depth", "Ellipse (68 %)", "Azimuthal gap", "Velocity model", "Plane 2"})
            QVERIFY2(page.select_node(("//dt[.='" + std::string(term) + "']").c_str()), term);
        QCOMPARE(std::string(page.select_node("//dt[.='Velocity model']/following-sibling::dd[1]").node().text().get()), std::string("ak135"));
        // What others wrote stays text.
        QVERIFY(html.find("<script>") == std::string::npos && html.find("<b>really") == std::string::npos);
        QVERIFY(html.find("&lt;script&gt;") != std::string::npos);
    }
    void aBareOriginIsEnough()
    {
        Event event;
        event.id = "smi:local.test/bare";
        event.origins.push_back({});
        const auto page = test::parsed(eventSection(event, {}));
        QCOMPARE(test::count(page, "//svg"), 1);
        QCOMPARE(test::count(page, "//table"), 0);
    }
};

QTEST_APPLESS_MAIN(EventSectionTest)
#include "event_section_test.moc"
