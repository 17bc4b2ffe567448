#include "core/report/magnitude_time.h"
#include "tests/core/report/reported.h"

#include <QTest>

using namespace seisdesk;

class MagnitudeTimeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void largerStandsHigherAndLaterFartherRight()
    {
        const Time t0 = parseTime("2020-01-01T00:00:00Z").value();
        const auto page = test::parsed(magnitudeTimePlot({{t0, 1.0, "a", "x&y"}, {t0 + fromSeconds(600), 4.0, "b", {}}, {t0 + fromSeconds(1200), {}, "none", {}}}));
        const auto at = [&](const char* title, const char* what) { return page.select_node(("//circle[title='" + std::string(title) + "']").c_str()).node().attribute(what).as_double(); };
        QVERIFY(at("a", "cx") < at("b", "cx") && at("b", "cx") < at("none", "cx"));
        QVERIFY(at("b", "cy") < at("a", "cy") && at("a", "cy") < at("none", "cy"));
        QVERIFY(std::abs((at("none", "cx") - at("b", "cx")) - (at("b", "cx") - at("a", "cx"))) < 0.1);
        QCOMPARE(test::count(page, "//a"), 1);
    }
    void oneEventAndNone()
    {
        QVERIFY(!test::parsed(magnitudeTimePlot({{Time{}, {}, "alone", {}}})).empty());
        QVERIFY(magnitudeTimePlot({}).empty());
    }
};

QTEST_APPLESS_MAIN(MagnitudeTimeTest)
#include "magnitude_time_test.moc"
