#include "core/report/beach_ball.h"
#include "tests/core/report/reported.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class BeachBallTest : public QObject {
    Q_OBJECT
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
    /// Half of a strike-slip ball is shaded; the shaded quadrants are those that push.
    void compressionIsShaded()
    {
        const std::string svg = beachBall({0, 90, 0}, {});
        const auto page = test::parsed(svg);
        const std::string runs = page.select_node("/svg/path[@stroke='#8fa3bf']").node().attribute("d").value();
        double area = 0.0;
        int inNorthEast = 0, all = 0;
        for (std::size_t at = 0; (at = runs.find('M', at)) != std::string::npos; ++at) {
            double x = 0.0, y = 0.0, to = 0.0;
            QCOMPARE(std::sscanf(runs.c_str() + at, "M%lf %lfH%lf", &x, &y, &to), 3);
            area += 0.75 * (to - x);
            const bool north = y < 130.0, east = 0.5 * (x + to) > 130.0;
            // Strike 0, dip 90, rake 0: left-lateral on a north-south fault pushes towards the south-east and north-west.
            inNorthEast += north == east, ++all;
        }
        QVERIFY2(std::abs(area / (M_PI * 116.0 * 116.0) - 0.5) < 0.01, qPrintable(QString::number(area / (M_PI * 116.0 * 116.0))));
        const bool pushesNorthEast = radiationOfP({0, 90, 0}, 45.0, 90.0) > 0.0;
        QVERIFY(pushesNorthEast ? inNorthEast > 0.97 * all : inNorthEast < 0.03 * all);
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
