#include "core/report/map_ground.h"
#include "tests/core/report/reported.h"

#include <QTest>

#include <cmath>
#include <sstream>

using namespace seisdesk;

class MapGroundTest : public QObject {
    Q_OBJECT
    const MapFrame m_frame{{GeoPoint(35.0, -118.0), GeoPoint(36.0, -117.0)}};

    static std::vector<Points> lines(const std::string& svg, const char* query)
    {
        const auto page = test::parsed("<svg>" + svg + "</svg>");
        std::vector<Points> out;
        for (const auto& node : page.select_nodes(query)) {
            std::string spaced;
            for (const char c : std::string(node.node().attribute("d").value())) spaced += c == 'M' ? " M " : c == 'l' || c == 'z' ? " " : c == '-' ? " -" : std::string(1, c);
            std::istringstream in(spaced);
            double x = 0.0, y = 0.0;
            for (std::string word; in >> word;) {
                if (word == "M") {
                    out.emplace_back();
                    x = y = 0.0;
                    continue;
                }
                double dy = 0.0;
                in >> dy;
                x += std::stod(word), y += dy;
                out.back().emplace_back(0.5 * x, 0.5 * y);
            }
        }
        return out;
    }
    static double area(const Points& ring)
    {
        double twice = 0.0;
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) twice += ring[j].first * ring[i].second - ring[i].first * ring[j].second;
        return std::abs(0.5 * twice);
    }
private Q_SLOTS:
    void landIsCutAtTheEdge()
    {
        // West of 117.5 W, half of the map; far beyond its edges.
        const std::string svg = drawnGround(m_frame, {{GroundKind::Land, {{-150.0f, 0.0f}, {-117.5f, 0.0f}, {-117.5f, 60.0f}, {-150.0f, 60.0f}}}});
        const auto rings = lines(svg, "//path");
        QCOMPARE(rings.size(), std::size_t{1});
        QVERIFY2(std::abs(area(rings[0]) / (0.5 * MapFrame::side() * MapFrame::side()) - 1.0) < 0.01, qPrintable(QString::number(area(rings[0]))));
        for (const auto& [x, y] : rings[0]) QVERIFY(x >= MapFrame::x0() - 0.5 && x <= MapFrame::x0() + 0.5 * MapFrame::side() + 0.5 && y >= MapFrame::y0() - 0.5 && y <= MapFrame::y0() + MapFrame::side() + 0.5);
        // Land that holds the whole map fills it.
        const auto all = lines(drawnGround(m_frame, {{GroundKind::Land, {{-150.0f, 0.0f}, {-90.0f, 0.0f}, {-90.0f, 60.0f}, {-150.0f, 60.0f}}}}), "//path");
        QVERIFY(all.size() == 1 && std::abs(area(all[0]) / (MapFrame::side() * MapFrame::side()) - 1.0) < 0.01);
    }
    void aShoreThatComesBackIsTwoLines()
    {
        const std::string svg = drawnGround(m_frame, {{GroundKind::Shore, {{-117.5f, 35.5f}, {-117.5f, 50.0f}, {-117.3f, 50.0f}, {-117.3f, 35.5f}}}});
        const auto found = lines(svg, "//path");
        QCOMPARE(found.size(), std::size_t{2});
        for (const Points& line : found)
            for (const auto& [x, y] : line) QVERIFY(y >= MapFrame::y0() - 0.5 && std::abs(x - m_frame.x(-117.5)) < 70.0);
        // One that crosses without a point inside.
        QCOMPARE(lines(drawnGround(m_frame, {{GroundKind::Nation, {{-130.0f, 35.5f}, {-100.0f, 35.5f}}}}), "//path[@stroke-dasharray]").size(), std::size_t{1});
    }
    void whatIsElsewhereIsNothing()
    {
        QVERIFY(drawnGround(m_frame, {}).empty());
        QVERIFY(drawnGround(m_frame, {{GroundKind::Shore, {{10.0f, 50.0f}, {11.0f, 51.0f}}}, {GroundKind::Land, {}}, {GroundKind::Shore, {{-117.5f, 35.5f}}}}).empty());
    }
    void longitudesMayBeOfAnotherTurn()
    {
        const GroundShape here{GroundKind::Shore, {{-117.6f, 35.4f}, {-117.4f, 35.6f}}}, turned{GroundKind::Shore, {{242.4f, 35.4f}, {242.6f, 35.6f}}};
        QCOMPARE(drawnGround(m_frame, {turned}), drawnGround(m_frame, {here}));
        const MapFrame fiji({GeoPoint(-18.0, 179.5), GeoPoint(-18.0, -179.5)});
        QVERIFY(!drawnGround(fiji, {{GroundKind::Shore, {{-180.1f, -18.1f}, {-179.9f, -17.9f}}}}).empty());
    }
    void thousandsOfPointsBecomeFew()
    {
        GroundShape shape{GroundKind::Shore, {}};
        for (int i = 0; i < 20000; ++i) shape.points.emplace_back(static_cast<float>(-118.0 + 1e-4 * i), static_cast<float>(35.5 + 0.3 * std::sin(0.001 * i) + 1e-5 * (i % 3)));
        QVERIFY(drawnGround(m_frame, {shape}).size() < 2000);
    }
};

QTEST_APPLESS_MAIN(MapGroundTest)
#include "map_ground_test.moc"
