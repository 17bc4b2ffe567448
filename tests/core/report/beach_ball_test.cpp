#include "core/report/beach_ball.h"
#include "core/report/svg_path.h"
#include "tests/core/report/reported.h"

#include <QTest>

#include <cmath>
#include <sstream>

using namespace seisdesk;

class BeachBallTest : public QObject {
    Q_OBJECT
    static std::vector<Points> areas(const std::string& data)
    {
        std::string spaced;
        for (const char c : data) spaced += c == 'M' ? " M " : c == 'l' || c == 'z' ? " " : c == '-' ? " -" : std::string(1, c);
        std::istringstream in(spaced);
        std::vector<Points> out;
        double x = 0.0, y = 0.0, dy = 0.0;
        for (std::string word; in >> word;) {
            if (word == "M") {
                out.emplace_back();
                x = y = 0.0;
                continue;
            }
            in >> dy;
            x += std::stod(word), y += dy;
            out.back().emplace_back(0.25 * x, 0.25 * y);
        }
        return out;
    }
    static bool holds(const Points& ring, double x, double y)
    {
        bool in = false;
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            if ((ring[i].second > y) != (ring[j].second > y) && x < (ring[j].first - ring[i].first) * (y - ring[i].second) / (ring[j].second - ring[i].second) + ring[i].first) in = !in;
        return in;
    }
private Q_SLOTS:
    void raysFallWhereEqualAreaPutsThem()
    {
        const auto near = [](std::pair<double, double> a, double x, double y) { return std::hypot(a.first - x, a.second - y) < 1e-9; };
        QVERIFY(near(onLowerHemisphere(0, 0), 0, 0));
        QVERIFY(near(onLowerHemisphere(90, 90), 1, 0));
        QVERIFY(near(onLowerHemisphere(0, 60), 0, std::sqrt(2.0) * 0.5));
        // Upwards to the north is seen in the south.
        QVERIFY(near(onLowerHemisphere(0, 120), 0, -std::sqrt(2.0) * 0.5));
        QVERIFY(near(onLowerHemisphere(45, 180), 0, 0));
    }
    /// The shade is where the P wave pushes, of any mechanism, and nowhere else.
    void compressionIsShaded()
    {
        for (const FaultPlane& plane : {FaultPlane{0, 90, 0}, FaultPlane{320, 85, 175}, FaultPlane{30, 45, 90}, FaultPlane{200, 60, -90}, FaultPlane{77, 12, 40}, FaultPlane{0, 90, 90}, FaultPlane{120, 45, -30}}) {
            const auto page = test::parsed(beachBall(plane, {}));
            const auto rings = areas(page.select_node("//g[@fill-rule='evenodd']/path").node().attribute("d").value());
            QVERIFY(rings.size() == 2 || rings.size() == 3);
            int wrong = 0, all = 0;
            for (double takeoff = 2.0; takeoff < 88.0; takeoff += 3.0)
                for (double azimuth = 0.0; azimuth < 360.0; azimuth += 7.0) {
                    const double push = radiationOfP(plane, azimuth, takeoff);
                    if (std::abs(push) < 0.05) continue;
                    const auto [x, y] = onLowerHemisphere(azimuth, takeoff);
                    bool shaded = false;
                    for (const auto& ring : rings) shaded = shaded != holds(ring, 130.0 + 116.0 * x, 130.0 - 116.0 * y);
                    wrong += shaded != (push > 0.0), ++all;
                }
            QVERIFY2(wrong == 0, qPrintable(QStringLiteral("%1 of %2 at strike %3 dip %4 rake %5").arg(wrong).arg(all).arg(plane.strike).arg(plane.dip).arg(plane.rake)));
        }
    }
    void stationsAreDotsAndCircles()
    {
        const FaultPlane plane{320, 85, 175};
        std::vector<FirstMotion> motions;
        for (int i = 0; i < 8; ++i) motions.push_back({"S", 45.0 * i + 10.0, 80.0, radiationOfP(plane, 45.0 * i + 10.0, 80.0) > 0.0, 1.0});
        motions[0].up = !motions[0].up;
        const auto page = test::parsed(beachBall(plane, motions));
        QCOMPARE(test::count(page, "//circle[title]"), 8);
        QCOMPARE(test::count(page, "//circle[@fill='#dc2626' or @stroke='#dc2626']"), 1);
    }
};

QTEST_APPLESS_MAIN(BeachBallTest)
#include "beach_ball_test.moc"
