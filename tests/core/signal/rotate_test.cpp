#include "core/signal/rotate.h"
#include "tests/core/signal/golden.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

class RotateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anyAxesMatchObsPy()
    {
        const auto expected = golden("rotate.txt");
        const auto a = synthetic(1000, 4), b = synthetic(1000, 5), c = synthetic(1000, 6);
        for (const std::string name : {"borehole", "skew", "sts"}) {
            const auto& x = expected.at(name + "_axes");
            const auto zne = rotatedToZne({a, b, c}, {Orientation{x[0], x[1]}, {x[2], x[3]}, {x[4], x[5]}}).value();
            VERIFY_WITHIN(misfit(zne[0], expected.at(name + "_z")), 1e-5);
            VERIFY_WITHIN(misfit(zne[1], expected.at(name + "_n")), 1e-5);
            VERIFY_WITHIN(misfit(zne[2], expected.at(name + "_e")), 1e-5);
        }
    }
    void raysMatchObsPy()
    {
        const auto expected = golden("rotate.txt");
        const auto a = synthetic(1000, 4), b = synthetic(1000, 5), c = synthetic(1000, 6);
        const auto rt = neToRt(b, c, 37.0).value();
        VERIFY_WITHIN(misfit(rt[0], expected.at("r")), 1e-6);
        VERIFY_WITHIN(misfit(rt[1], expected.at("t")), 1e-6);
        const auto lqt = zneToLqt({a, b, c}, 217.0, 31.0).value();
        VERIFY_WITHIN(misfit(lqt[0], expected.at("l")), 1e-6);
        VERIFY_WITHIN(misfit(lqt[1], expected.at("q")), 1e-6);
        VERIFY_WITHIN(misfit(lqt[2], expected.at("lqt_t")), 1e-6);
    }
    void rotationsUndoThemselves()
    {
        const auto a = synthetic(500, 4), b = synthetic(500, 5), c = synthetic(500, 6);
        const auto near = [](const Samples& x, const Samples& y) {
            return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](float p, float q) { return std::abs(p - q) < 1e-3f; });
        };
        const auto rt = neToRt(b, c, 123.0).value();
        const auto ne = rtToNe(rt[0], rt[1], 123.0).value();
        QVERIFY(near(ne[0], b) && near(ne[1], c));
        const auto lqt = zneToLqt({a, b, c}, 123.0, 41.0).value();
        const auto zne = lqtToZne({lqt[0], lqt[1], lqt[2]}, 123.0, 41.0).value();
        QVERIFY(near(zne[0], a) && near(zne[1], b) && near(zne[2], c));
    }
    void twoHorizontalsFiveDegreesFromSquareAreRight()
    {
        const auto north = synthetic(500, 5), east = synthetic(500, 6);
        for (const double second : {115.0, 120.0, 125.0}) {
            const double first = 30.0;
            Samples x(500), y(500);
            const auto along = [&](double azimuth, std::size_t i) { return static_cast<float>(north[i] * std::cos(azimuth * std::numbers::pi / 180) + east[i] * std::sin(azimuth * std::numbers::pi / 180)); };
            for (std::size_t i = 0; i < 500; ++i) {
                x[i] = along(first, i);
                y[i] = along(second, i);
            }
            const auto ne = rotatedToNe({x, y}, {first, second}).value();
            for (std::size_t i = 0; i < 500; ++i) QVERIFY(std::abs(ne[0][i] - north[i]) < 1e-2f && std::abs(ne[1][i] - east[i]) < 1e-2f);
        }
    }
    void anAwayMotionIsRadial()
    {
        // A source in the south-west: back-azimuth 225. Motion to the north-east is away from it.
        const Samples n{1.0f}, e{1.0f};
        const auto rt = neToRt(n, e, 225.0).value();
        QVERIFY(std::abs(rt[0][0] - std::sqrt(2.0f)) < 1e-6f && std::abs(rt[1][0]) < 1e-6f);
        const auto lqt = zneToLqt({Samples{1.0f}, Samples{0.0f}, Samples{0.0f}}, 225.0, 0.0).value();
        QCOMPARE(lqt[0][0], 1.0f);
    }
    void aGapInTheVerticalStaysThere()
    {
        const float nan = std::nanf("");
        const auto zne = rotatedToZne({Samples{1, 2}, Samples{3, 4}, Samples{nan, 5}}, {Orientation{312, 0}, {42, 0}, {0, -90}}).value();
        QVERIFY(std::isnan(zne[0][0]) && std::isfinite(zne[1][0]) && std::isfinite(zne[2][0]));
    }
    void uselessAxesAreRefused()
    {
        const Samples x{1, 2}, longer{1, 2, 3};
        QVERIFY(!rotatedToZne({x, x, longer}, {Orientation{0, 0}, {90, 0}, {0, -90}}));
        QVERIFY(!rotatedToZne({x, x, x}, {Orientation{0, 0}, {90, 0}, {45, 0}}));
        QVERIFY(!rotatedToZne({x, x, x}, {Orientation{0, 0}, {90, std::nan("")}, {0, -90}}));
        QVERIFY(!rotatedToNe({x, x}, {10, 190}) && !rotatedToNe({x, longer}, {0, 90}) && !neToRt(x, longer, 0) && !rtToNe(x, longer, 0));
        QVERIFY(!zneToLqt({x, longer, x}, 0, 0) && !lqtToZne({x, longer, x}, 0, 0));
    }
};

QTEST_APPLESS_MAIN(RotateTest)
#include "rotate_test.moc"
