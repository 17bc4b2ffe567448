#include "core/model/von_mises.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class VonMisesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Against the standard library's Bessel functions.
    void lengthsAreRatiosOfBesselFunctions()
    {
        for (const double k : {1e-6, 0.01, 0.3, 1.0, 2.0, 7.5, 20.0, 49.9, 50.1, 120.0, 500.0}) {
            const double wanted = std::cyl_bessel_i(1.0, k) / std::cyl_bessel_i(0.0, k);
            QVERIFY2(std::abs(meanResultantLength(k) - wanted) < 1e-9, qPrintable(QString::number(k)));
        }
        QCOMPARE(meanResultantLength(0.0), 0.0);
        QVERIFY(std::abs(meanResultantLength(1.0) - 0.4463899658965345) < 1e-14);  // Mardia and Jupp 2000, table A.2
    }
    void deviationsHaveTheirLimits()
    {
        QVERIFY(std::isinf(circularStandardDeviationDeg(0.0)));
        QVERIFY(std::isnan(circularStandardDeviationDeg(-1.0)) && std::isnan(circularStandardDeviationDeg(std::nan(""))));
        const double degree = 180.0 / 3.14159265358979323846;
        QVERIFY(std::abs(circularStandardDeviationDeg(1.0) - std::sqrt(-2.0 * std::log(0.4463899658965345)) * degree) < 1e-9);
        // A narrow one is a normal distribution of variance 1 / k.
        for (const double k : {1e4, 1e8, 1e12}) QVERIFY(std::abs(circularStandardDeviationDeg(k) * std::sqrt(k) / degree - 1.0) < 1e-4);
        QVERIFY(circularStandardDeviationDeg(1e300) > 0.0);
    }
    void deviationsFallSteadily()
    {
        double last = circularStandardDeviationDeg(1e-3);
        for (double k = 2e-3; k < 1e6; k *= 1.03) {
            const double now = circularStandardDeviationDeg(k);
            QVERIFY(now < last);
            last = now;
        }
        QVERIFY(std::abs(circularStandardDeviationDeg(50.0 - 1e-9) - circularStandardDeviationDeg(50.0 + 1e-9)) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(VonMisesTest)
#include "von_mises_test.moc"
