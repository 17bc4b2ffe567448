#include "core/synth/band_energy.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;

class BandEnergyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sinesFallIntoTheirBands()
    {
        for (const double hz : {0.2, 3.0, 20.0}) {
            Samples x(4000);
            for (std::size_t k = 0; k < x.size(); ++k) x[k] = static_cast<float>(500.0 + std::sqrt(2.0) * std::sin(2.0 * M_PI * hz * static_cast<double>(k) / 100.0));
            const BandEnergy e = bandEnergy(x, 1000.0, 3000.0, 100.0);
            const auto gain = [&](double corner) { return 1.0 / (1.0 + std::pow(corner / hz, 4.0)); };
            QVERIFY(std::abs(e[0] - 1.0) < 0.02);
            QVERIFY(std::abs(e[1] - gain(1.5)) < 0.05);
            QVERIFY(std::abs(e[2] - gain(6.0)) < 0.05);
        }
    }
    void nothingOutsideTheTrace()
    {
        const Samples x(100, 1.0f);
        QCOMPARE(bandEnergy(x, 200.0, 300.0, 100.0), BandEnergy{});
        QCOMPARE(bandEnergy(x, 50.0, 50.0, 100.0), BandEnergy{});
        QCOMPARE(bandEnergy(x, -50.0, 500.0, 100.0), BandEnergy{});
    }
};

QTEST_APPLESS_MAIN(BandEnergyTest)
#include "band_energy_test.moc"
