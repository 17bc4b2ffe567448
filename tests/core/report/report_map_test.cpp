#include "core/report/report_map.h"
#include "tests/core/report/reported.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class ReportMapTest : public QObject {
    Q_OBJECT
    const GeoPoint m_place{35.7, -117.5};

    std::vector<MappedStation> stations() const
    {
        std::vector<MappedStation> out;
        for (int i = 0; i < 6; ++i) out.push_back({"XX.S" + std::to_string(i), m_place.moved(30.0 * std::cos(i), 30.0 * std::sin(i)), 0.1 * i, i == 3});
        out[0].residualSeconds.reset();
        return out;
    }
private Q_SLOTS:
    void everyStationIsATriangle()
    {
        const auto page = test::parsed(eventMap({m_place, 8.0, 3.0, "an event", {}, 2.0, 1.0, 30.0}, stations()));
        QCOMPARE(test::count(page, "//path[contains(title, 'XX.S')]"), 6);
        QCOMPARE(test::count(page, "//path[contains(title, 'flagged')]"), 1);
        QCOMPARE(test::count(page, "//path[title='an event']"), 1);
        QCOMPARE(test::count(page, "//path[contains(title, '68 %')]"), 1);
        QVERIFY(test::count(page, "//text[contains(., ' km')]") == 1);
    }
    /// The scale bar is as long as it says, the ellipse as large.
    void theScaleIsTrue()
    {
        const auto page = test::parsed(eventMap({m_place, 8.0, 3.0, "an event", {}, 10.0, 10.0, 0.0}, stations()));
        const auto bar = page.select_node("//line[@stroke='#334155']").node();
        const double pixels = bar.attribute("x2").as_double() - bar.attribute("x1").as_double();
        const double km = std::atof(page.select_node("//text[contains(., ' km')]").node().text().get());
        const std::string ellipse = page.select_node("//path[contains(title, '68 %')]").node().attribute("d").value();
        double x0 = 1e9, x1 = -1e9;
        for (std::size_t at = 0; at != std::string::npos; at = ellipse.find('L', at + 1)) {
            const double x = std::atof(ellipse.c_str() + at + 1);
            x0 = std::min(x0, x), x1 = std::max(x1, x);
        }
        QVERIFY2(std::abs((x1 - x0) / 20.0 - pixels / km) < 0.02 * pixels / km, qPrintable(QStringLiteral("%1 %2").arg((x1 - x0) / 20.0).arg(pixels / km)));
    }
    void theGroundLiesUnderEverything()
    {
        const MapGround ground{{GroundKind::Land, {{-119.0f, 34.0f}, {-117.5f, 34.0f}, {-117.5f, 37.0f}, {-119.0f, 37.0f}}}, {GroundKind::Shore, {{-117.5f, 34.0f}, {-117.5f, 37.0f}}}};
        for (const std::string& svg : {eventMap({m_place, 8.0, 3.0, "an event", {}, 2.0, 1.0, 30.0}, stations(), ground), sequenceMap({{m_place, 8.0, 3.0, "an event", {}, 0, 0, 0}}, stations(), ground)}) {
            const auto page = test::parsed(svg);
            QVERIFY(test::count(page, "//g[@shape-rendering]/path") == 1 && svg.find("shape-rendering") < svg.find("XX.S1"));
        }
    }
    void coloursGoFromBlueToRed()
    {
        QCOMPARE(residualColour(-2.0), std::string("#2563eb"));
        QCOMPARE(residualColour(0.0), std::string("#cbd5e1"));
        QCOMPARE(residualColour(1.0), std::string("#dc2626"));
    }
    void allEventsWithTheirLinks()
    {
        std::vector<MappedEvent> events;
        for (int i = 0; i < 5; ++i) events.push_back({m_place.moved(i, -i), 2.0 * i, i ? std::optional(0.5 * i) : std::nullopt, "e" + std::to_string(i), "event-" + std::to_string(i) + ".html?a&b", 0, 0, 0});
        const auto page = test::parsed(sequenceMap(events, stations()));
        QCOMPARE(test::count(page, "//a/circle"), 5);
        QCOMPARE(test::count(page, "//path[contains(title, 'XX.S')]"), 6);
        QVERIFY(sequenceMap({}, {}).empty());
    }
    /// Across the date line, at a pole and with one point only.
    void anywhereOnEarth()
    {
        for (const GeoPoint& place : {GeoPoint(-18.0, 179.95), GeoPoint(89.5, 10.0), GeoPoint(0.0, 0.0)}) {
            const auto page = test::parsed(eventMap({place, 8.0, {}, "an event", {}, 0, 0, 0}, {{"XX.A", GeoPoint(place.latitudeDegrees, place.longitudeDegrees > 179 ? -179.9 : place.longitudeDegrees + 0.2), 0.1, false}}));
            for (const auto& node : page.select_nodes("//line")) QVERIFY(std::abs(node.node().attribute("x1").as_double()) < 2000.0);
        }
        QVERIFY(!test::parsed(eventMap({m_place, 8.0, {}, "alone", {}, 0, 0, 0}, {})).empty());
    }
};

QTEST_APPLESS_MAIN(ReportMapTest)
#include "report_map_test.moc"
