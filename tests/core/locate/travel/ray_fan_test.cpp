#include "core/locate/travel/ray_fan.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class RayFanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Rays of a sphere of one velocity are chords: t = 2 R sin(x / 2) / v with p = R cos(x / 2) / v.
    void chordsOfAHomogeneousSphere()
    {
        const RayFan fan({"m", {{0, 6, 3.5, {}}}}, {0.0, 10.0, 100.0});
        for (const double x : {0.01, 0.3, 1.0, 2.5, 3.1}) {
            const RayRow row = fan.row(WaveType::P, 6371.0 * std::cos(x / 2.0) / 6.0);
            QVERIFY(row.end == RayRow::End::Turns);
            QVERIFY(std::abs(2.0 * row.endRadians - x) < 1e-9);
            QVERIFY(std::abs(2.0 * row.endSeconds - 2.0 * 6371.0 * std::sin(x / 2.0) / 6.0) < 1e-6);
            QVERIFY(std::abs(row.endKm - 6371.0 * (1.0 - std::cos(x / 2.0))) < 1e-5);
        }
    }
    // A straight ray from 10 km depth at incidence i: sines in the triangle of centre, source and station.
    void straightUpFromADepth()
    {
        const RayFan fan({"m", {{0, 6, 3.5, {}}}}, {0.0, 10.0});
        const double p = 500.0, r = 6361.0, i = std::asin(p * 3.5 / r), j = std::asin(p * 3.5 / 6371.0);
        const RayRow row = fan.row(WaveType::S, p);
        QVERIFY(std::abs(row.radians.at(1) - (i - j)) < 1e-10);
        QVERIFY(std::abs(row.seconds.at(1) - (6371.0 * std::cos(j) - r * std::cos(i)) / 3.5) < 1e-7);
    }
    void nothingGoesThroughAJumpBeyondCritical()
    {
        const RayFan fan({"m", {{0, 6, 3.5, {}}, {30, 6, 3.5, {}}, {30, 8, 4.6, {}}}}, {0.0, 30.0});
        const RayRow row = fan.row(WaveType::P, 6341.0 / 7.0);
        QVERIFY(row.end == RayRow::End::Blocked);
        QCOMPARE(row.endKm, 30.0);
        QVERIFY(fan.row(WaveType::P, 6341.0 / 8.0 * (1.0 - 1e-11)).end == RayRow::End::Turns);
    }
    void sEndsAtAFluid()
    {
        const RayFan fan({"m", {{0, 10, 6, {}}, {2000, 10, 6, {}}, {2000, 8, 0, {}}}}, {0.0});
        QVERIFY(fan.row(WaveType::S, 10.0).end == RayRow::End::Blocked);
        QVERIFY(fan.row(WaveType::P, 10.0).end == RayRow::End::Turns);
    }
    void aSlowLayerAboveLimitsWhatReachesTheSurface()
    {
        const RayFan fan({"m", {{0, 6, 3.5, {}}, {5, 6, 3.5, {}}, {5, 9, 5, {}}, {8, 9, 5, {}}, {8, 6, 3.5, {}}, {20, 6, 3.5, {}}}}, {0.0, 10.0});
        QVERIFY(std::abs(fan.largestParameter(WaveType::P, 1) - 6363.0 / 9.0) < 1e-9);
    }
};

QTEST_APPLESS_MAIN(RayFanTest)
#include "ray_fan_test.moc"
