#include "core/locate/travel/geodesy.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <cmath>
#include <fstream>
#include <vector>

using namespace seisdesk;

class GeodesyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Vincenty's geodesics by ObsPy; tests/golden/core_locate.py.
    void coursesMatchGeodesics()
    {
        std::ifstream file(test::sourceFile("core/locate/golden/geodesics.txt"));
        int compared = 0;
        for (double a, b, c, d, km, azimuth; file >> a >> b >> c >> d >> km >> azimuth; ++compared) {
            const Course there = course(GeoPoint(a, b), GeoPoint(c, d));
            QVERIFY2(std::abs(there.distanceKm() - km) < (km < 1000.0 ? 0.02 : 0.002 * km), qPrintable(QString::number(km)));
            if (km < 1000.0) QVERIFY2(std::abs(std::remainder(there.azimuthDegrees - azimuth, 360.0)) < 0.02, qPrintable(QString::number(azimuth)));
            QVERIFY(std::abs(distanceDegrees(GeoPoint(a, b), GeoPoint(c, d)) - there.distanceDegrees) < 1e-12);
        }
        QCOMPARE(compared, 60);
    }
    void movingGoesWhereItSays()
    {
        const GeoPoint from(48.0, 179.9), to = from.moved(30.0, 40.0);
        QVERIFY(to.longitudeDegrees < -179.0);
        QVERIFY(std::abs(course(from, to).distanceKm() - 50.0) < 0.25);
        QVERIFY(std::abs(course(from, to).azimuthDegrees - 53.13) < 0.2);
        QVERIFY(std::abs(GeoPoint(89.9, 0.0).moved(100.0, 0.0).latitudeDegrees) <= 90.0);
    }
    void gapsGoRoundTheCircle()
    {
        const auto gaps = azimuthalGaps(std::vector<double>{350.0, 10.0, 100.0, 200.0});
        QCOMPARE(gaps.primaryDegrees, 150.0);
        QCOMPARE(gaps.secondaryDegrees, 250.0);
        QCOMPARE(azimuthalGaps(std::vector<double>{5.0}).primaryDegrees, 360.0);
        QCOMPARE(azimuthalGaps(std::vector<double>{0.0, 90.0}).primaryDegrees, 270.0);
        QCOMPARE(azimuthalGaps(std::vector<double>{0.0, 90.0}).secondaryDegrees, 360.0);
    }
};

QTEST_APPLESS_MAIN(GeodesyTest)
#include "geodesy_test.moc"
