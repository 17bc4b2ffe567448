#include "core/synth/disturbances.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;

class DisturbancesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void probabilityDecidesHowMany()
    {
        int touched = 0, certain = 0;
        for (std::uint64_t seed = 0; seed < 400; ++seed) {
            for (const double probability : {0.25, 1.0}) {
                Series noise;
                for (auto& row : noise) row.assign(3000, 0.0f);
                FastRandom random(seed);
                addDisturbances(noise, {1.0f, 1.0f, 1.0f}, randomStation(100.0, false, random), 100.0, probability, random);
                bool any = false;
                for (const auto& row : noise)
                    for (const float v : row) {
                        QVERIFY(std::isfinite(v));
                        any = any || v != 0.0f;
                    }
                (probability < 1.0 ? touched : certain) += any;
            }
        }
        QVERIFY(std::abs(touched / 400.0 - 0.25) < 0.07);
        QVERIFY(certain > 380);  // a few pass before or after the record
    }
    void sizeFollowsTheNoise()
    {
        const auto draw = [](float level) {
            Series noise;
            for (auto& row : noise) row.assign(3000, 0.0f);
            FastRandom random(2);
            addDisturbances(noise, {level, level, level}, Station{}, 100.0, 1.0, random);
            return noise;
        };
        const Series one = draw(1.0f), ten = draw(10.0f);
        for (std::size_t c = 0; c < 3; ++c)
            for (std::size_t k = 0; k < 3000; ++k) QVERIFY(std::abs(ten[c][k] - 10.0f * one[c][k]) <= 1e-3f * std::abs(ten[c][k]) + 1e-6f);
    }
};

QTEST_APPLESS_MAIN(DisturbancesTest)
#include "disturbances_test.moc"
