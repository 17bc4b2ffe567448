#include "core/synth/source.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;

class SourceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // A vertical strike-slip fault radiates P as sin(2 phi) in the horizontal plane.
    void strikeSlipHasFourLobes()
    {
        const Source source{30.0, 90.0, 0.0, 4.0, 3.0};
        for (double azimuth = 0.0; azimuth < 360.0; azimuth += 7.0)
            QVERIFY(std::abs(radiation(source, azimuth, 90.0).p - std::sin(2.0 * (azimuth - 30.0) * M_PI / 180.0)) < 1e-12);
    }
    void reverseFaultPushesUp()
    {
        QVERIFY(std::abs(radiation(Source{0.0, 45.0, 90.0, 4.0, 3.0}, 10.0, 180.0).p - 1.0) < 1e-12);
        QVERIFY(std::abs(radiation(Source{0.0, 45.0, -90.0, 4.0, 3.0}, 10.0, 180.0).p + 1.0) < 1e-12);
    }
    // Mean squares over the focal sphere: 4/15 for P and 2/5 for S (Aki & Richards 2002, problem 4.3; Boore & Boatwright 1984).
    void meanSquaresMatchTheory()
    {
        const Source source{77.0, 38.0, 112.0, 4.0, 3.0};
        double p = 0.0, s = 0.0, weight = 0.0;
        for (int i = 0; i < 180; ++i)
            for (int j = 0; j < 360; ++j) {
                const double takeoff = i + 0.5, w = std::sin(takeoff * M_PI / 180.0);
                const Radiation r = radiation(source, j + 0.5, takeoff);
                p += w * r.p * r.p;
                s += w * (r.sv * r.sv + r.sh * r.sh);
                weight += w;
            }
        QVERIFY(std::abs(p / weight - 4.0 / 15.0) < 1e-4);
        QVERIFY(std::abs(s / weight - 2.0 / 5.0) < 1e-4);
    }
    void momentAndCornerFollowTheFormulas()
    {
        const Source source{0, 90, 0, 4.0, 3.0};
        QVERIFY(std::abs(source.moment() / 1.2589254e15 - 1.0) < 1e-6);
        QVERIFY(std::abs(source.cornerHz(3.5) - 0.49 * 3500.0 * std::cbrt(3e6 / source.moment())) < 1e-9);
        QVERIFY(std::abs(std::norm(bruneSpectrum(2.0, 2.0)) - 0.25) < 1e-12);  // half amplitude at the corner
    }
    void attenuationDecaysAndDelaysLowFrequencies()
    {
        QVERIFY(std::abs(std::abs(attenuation(10.0, 0.05, 50.0)) - std::exp(-M_PI * 0.5)) < 1e-12);
        QVERIFY(std::abs(std::arg(attenuation(50.0, 0.05, 50.0))) < 1e-12);
        QVERIFY(std::arg(attenuation(1.0, 0.05, 50.0)) < 0.0);
    }
};

QTEST_APPLESS_MAIN(SourceTest)
#include "source_test.moc"
