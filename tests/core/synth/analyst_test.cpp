#include "core/synth/analyst.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;
using seisdesk::Polarity;

namespace {

/// Unit noise, and a signal of decaying 8 Hz waves that set in upwards at the given samples.
struct Scene {
    Series signal, noise;
    Faults faults;

    explicit Scene(std::vector<std::pair<double, double>> waves)
    {
        FastRandom random(9);
        for (std::size_t c = 0; c < 3; ++c) {
            signal[c].assign(4000, 0.0f);
            for (int k = 0; k < 4000; ++k) noise[c].push_back(random.roughNormal());
            for (const auto& [at, size] : waves)
                for (auto k = static_cast<std::size_t>(at); k < 4000; ++k) {
                    const double t = (static_cast<double>(k) - at) / 100.0;
                    signal[c][k] += static_cast<float>(size * std::sin(2.0 * M_PI * 8.0 * std::max(0.0, t)) * std::exp(-t));
                }
        }
    }
    Analyst analyst(std::vector<double> first) const { return {signal, noise, faults, 500, 100.0, std::move(first)}; }
};

}  // namespace

class AnalystTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void picksTheFirstWaveThatStandsOut()
    {
        const Scene scene({{1500.0, 0.1}, {1800.0, 30.0}});
        const std::vector<Onset> onsets = {{1500.0, 0.5}, {1800.0, 0.5}};
        const Analyst analyst = scene.analyst({1500.0});
        const Onset* seen = analyst.firstVisible(onsets, Wave::P, 1e9);
        QVERIFY(seen == &onsets[1]);
        QVERIFY(analyst.firstVisible(onsets, Wave::P, 1700.0) == nullptr);  // S before it
        QVERIFY(analyst.contrast(1800.0, 1.0, Wave::P) > 50.0 && analyst.contrast(1500.0, 1.0, Wave::P) < 0.1);
    }
    void neitherOutsideTheRecordNorInGaps()
    {
        Scene scene({{450.0, 50.0}, {2000.0, 500.0}});
        QVERIFY(scene.analyst({450.0}).firstVisible({{450.0, 1.0}}, Wave::P, 1e9) == nullptr);
        const std::vector<Onset> later = {{2000.0, 1.0}};
        QVERIFY(scene.analyst({2000.0}).firstVisible(later, Wave::P, 1e9) == &later[0]);
        scene.faults.gaps = {{1490, 1600, false}};
        QVERIFY(scene.analyst({2000.0}).firstVisible(later, Wave::P, 1e9) == nullptr);
    }
    // A weak wave is not taken for the strong one of another event that follows at once.
    void anotherEventDoesNotCount()
    {
        const Scene scene({{2000.0, 0.05}, {2030.0, 60.0}});
        const std::vector<Onset> weak = {{2000.0, 1.0}};
        QVERIFY(scene.analyst({2000.0, 2030.0}).firstVisible(weak, Wave::P, 1e9) == nullptr);
        QVERIFY(scene.analyst({2000.0}).firstVisible(weak, Wave::P, 1e9) != nullptr);
    }
    void polarityNeedsRadiationAndSignal()
    {
        const Scene strong({{2000.0, 60.0}}), weak({{2000.0, 1.5}});
        QCOMPARE(strong.analyst({}).polarity({2000.0, 0.6}), Polarity::Positive);
        QCOMPARE(strong.analyst({}).polarity({2000.0, 0.05}), Polarity::Undecidable);
        QCOMPARE(strong.analyst({}).polarity({2000.0, -0.6}), Polarity::Undecidable);  // the trace does not show it
        QCOMPARE(weak.analyst({}).polarity({2000.0, 0.6}), Polarity::Undecidable);
        Scene down = strong;
        for (float& v : down.signal[0]) v = -v;
        QCOMPARE(down.analyst({}).polarity({2000.0, -0.6}), Polarity::Negative);
        Scene horizontal = strong;
        horizontal.faults.recorded = {false, true, true};
        QCOMPARE(horizontal.analyst({}).polarity({2000.0, 0.6}), Polarity::Undecidable);
    }
};

QTEST_APPLESS_MAIN(AnalystTest)
#include "analyst_test.moc"
