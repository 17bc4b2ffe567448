#include "core/synth/random_crust.h"

#include <QTest>

using namespace seisdesk::synth;

class RandomCrustTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void crustsArePhysical()
    {
        int covered = 0;
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            FastRandom random(seed);
            const Crust crust = randomCrust(random);
            QVERIFY(crust.layers.size() >= 3 && crust.layers.size() <= 8);
            QCOMPARE(crust.layers.front().topKm, 0.0);
            covered += crust.layers.front().vpKmS < 3.6;
            for (std::size_t i = 0; i < crust.layers.size(); ++i) {
                const Layer& l = crust.layers[i];
                if (i > 0) QVERIFY(l.topKm > crust.layers[i - 1].topKm && l.vpKmS > crust.layers[i - 1].vpKmS - 0.3);
                const double ratio = l.vpKmS / l.vsKmS;
                QVERIFY(ratio > 1.6 && ratio < 3.01);
                QVERIFY(l.densityKgM3 >= 1700.0 && l.densityKgM3 < 3500.0);
                QVERIFY(l.qs >= 15.0 && l.qp > 0.5 * l.qs);
            }
            QVERIFY(crust.layers.back().topKm >= 22.0 && crust.layers.back().topKm <= 55.0 && crust.layers.back().vpKmS >= 7.7);
        }
        QVERIFY(std::abs(covered / 2000.0 - 0.45) < 0.05);
    }
};

QTEST_APPLESS_MAIN(RandomCrustTest)
#include "random_crust_test.moc"
