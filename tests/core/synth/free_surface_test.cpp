#include "core/synth/free_surface.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;

namespace {
const Layer top{0.0, 5.2, 3.0, 2600.0, 300.0, 150.0};
}

class FreeSurfaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void verticalWavesDouble()
    {
        QVERIFY(std::abs(surfaceMotion(top, 0.0, Wave::P).up - 2.0) < 1e-12);
        QVERIFY(std::abs(surfaceMotion(top, 0.0, Wave::P).radial) < 1e-12);
        QVERIFY(std::abs(surfaceMotion(top, 0.0, Wave::S).radial + 2.0) < 1e-12);
    }
    // Wiechert (1907): the apparent angle of incidence of P is twice asin(p beta).
    void apparentIncidenceOfP()
    {
        for (const double p : {0.02, 0.06, 0.1, 0.15, 0.18}) {
            const SurfaceMotion m = surfaceMotion(top, p, Wave::P);
            QVERIFY(std::abs(std::atan2(m.radial, m.up) - 2.0 * std::asin(p * top.vsKmS)) < 1e-9);
        }
    }
    // At 45 degrees SV moves the surface only up and down, by sqrt 2.
    void svAt45Degrees()
    {
        const SurfaceMotion m = surfaceMotion(top, std::sqrt(0.5) / top.vsKmS, Wave::S);
        QVERIFY(std::abs(m.radial) < 1e-9);
        QVERIFY(std::abs(std::abs(m.up) - std::sqrt(2.0)) < 1e-9);
    }
};

QTEST_APPLESS_MAIN(FreeSurfaceTest)
#include "free_surface_test.moc"
