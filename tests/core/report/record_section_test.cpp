#include "core/report/record_section.h"
#include "tests/core/report/reported.h"

#include <QTest>

using namespace seisdesk;

class RecordSectionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsStandByDistanceWithTheirOnsets()
    {
        const Event event = test::reportedEvent();
        const auto traces = test::reportedTraces(event);
        const std::vector<SectionRow> rows{{"XX.FAR", 60.0, traces[0], {{"P", 10.0, 9.8, true, false}}}, {"XX.NEAR", 5.0, traces[1], {{"P", 1.0, 1.0, true, false}, {"S", 2.0, 2.0, false, true}}}, {"XX.NONE", 20.0, nullptr, {{"P", 4.0, 4.0, true, false}}}};
        const auto page = test::parsed(recordSection(rows, event.origin()->time));
        const auto y = [&](const char* name) { return page.select_node(("//text[.='" + std::string(name) + "']").c_str()).node().attribute("y").as_double(); };
        QVERIFY(y("XX.NEAR") > 0.0 && y("XX.NEAR") < y("XX.NONE") && y("XX.NONE") < y("XX.FAR"));
        QCOMPARE(test::count(page, "/svg/path"), 2);
        QCOMPARE(test::count(page, "//line[@stroke='#1d4ed8']"), 3);
        QCOMPARE(test::count(page, "//line[@stroke='#b91c1c' and @stroke-dasharray]"), 1);
        QCOMPARE(test::count(page, "//line[@stroke-width='2']"), 4);
    }
    /// Time is to scale: the mark of the far P is ten times as far from the origin as that of the near one.
    void timeIsToScale()
    {
        const Event event = test::reportedEvent();
        const auto page = test::parsed(recordSection({{"XX.A", 5.0, nullptr, {{"P", 1.0, 1.0, true, false}}}, {"XX.B", 9.0, nullptr, {{"P", 10.0, 10.0, true, false}}}}, event.origin()->time));
        std::vector<double> x;
        for (const auto& node : page.select_nodes("//line[@stroke='#1d4ed8']")) x.push_back(node.node().attribute("x1").as_double());
        const double origin = page.select_node("//line[@stroke='#94a3b8' and not(@stroke-width)]").node().attribute("x1").as_double();
        QVERIFY(x.size() == 2 && std::abs((x[1] - origin) / (x[0] - origin) - 10.0) < 0.01);
    }
    void manyRowsAreCutAndNoneAreNothing()
    {
        SectionOptions few;
        few.mostRows = 3;
        std::vector<SectionRow> rows;
        for (int i = 0; i < 9; ++i) rows.push_back({"XX.S" + std::to_string(i), 10.0 * i, nullptr, {}});
        QCOMPARE(test::count(test::parsed(recordSection(rows, Time{}, few)), "//text[starts-with(., 'XX.')]"), 3);
        QVERIFY(recordSection({}, Time{}).empty());
    }
};

QTEST_APPLESS_MAIN(RecordSectionTest)
#include "record_section_test.moc"
