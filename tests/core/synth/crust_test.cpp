#include "core/synth/crust.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;

class CrustTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void halfSpaceRaysAreStraight()
    {
        const Crust crust{{{0.0, 6.0, 3.5, 2700.0, 600.0, 300.0}}};
        for (const double distance : {0.1, 5.0, 80.0, 300.0}) {
            const auto all = rays(crust, 10.0, distance, Wave::P);
            QCOMPARE(all.size(), std::size_t{1});
            const double path = std::hypot(distance, 10.0);
            QVERIFY(std::abs(all[0].travelTimeSeconds - path / 6.0) < 1e-9);
            QVERIFY(std::abs(all[0].pathKm - path) < 1e-8);
            QVERIFY(std::abs(all[0].tStarSeconds - path / 6.0 / 600.0) < 1e-12);
            QVERIFY(std::abs(all[0].takeoffDegrees - (180.0 - std::atan2(distance, 10.0) * 180.0 / M_PI)) < 1e-6);
        }
    }
    // Two layers over a half-space has a closed form: t = x/v2 + 2 h cos(i)/v1 - z cos(i)/v1.
    void headWaveMatchesTheClosedForm()
    {
        const Crust crust{{{0.0, 6.0, 3.5, 2700.0, 600.0, 300.0}, {30.0, 8.0, 4.6, 3300.0, 900.0, 400.0}}};
        const double z = 12.0, x = 200.0, cosine = std::sqrt(1.0 - 36.0 / 64.0);
        const auto all = rays(crust, z, x, Wave::P);
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(QString::fromStdString(all[0].phase), QStringLiteral("Pn"));
        QVERIFY(std::abs(all[0].travelTimeSeconds - (x / 8.0 + (2 * 30.0 - z) * cosine / 6.0)) < 1e-9);
        QCOMPARE(QString::fromStdString(all[1].phase), QStringLiteral("Pg"));
    }
    void noHeadWaveBeforeTheCriticalDistance()
    {
        const auto near = rays(Crust::continental(), 10.0, 15.0, Wave::P);
        for (const Ray& ray : near) QVERIFY(ray.phase != "Pn");
    }
    void firstArrivalIsContinuousAndGrows()
    {
        double last = rays(Crust::continental(), 9.0, 0.5, Wave::S).front().travelTimeSeconds;
        for (double x = 1.0; x < 350.0; x += 0.5) {
            const double t = rays(Crust::continental(), 9.0, x, Wave::S).front().travelTimeSeconds;
            QVERIFY(t > last && t - last < 0.18);
            last = t;
        }
    }
    void aSurfaceSourceRunsAlongTheSurface()
    {
        const auto all = rays(Crust::continental(), 0.0, 10.0, Wave::P);
        bool found = false;
        for (const Ray& ray : all) found = found || (ray.phase == "Pg" && std::abs(ray.travelTimeSeconds - 2.0) < 1e-9);
        QVERIFY(found);
    }
};

QTEST_APPLESS_MAIN(CrustTest)
#include "crust_test.moc"
