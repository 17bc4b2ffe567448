#include "core/synth/source_time.h"

#include <QTest>

#include <numeric>

using namespace seisdesk::synth;

class SourceTimeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void smallOnesAreSimple()
    {
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            FastRandom random(seed);
            QCOMPARE(randomSourceTime(3.4, 4.0, random).count(), 1.0);
        }
    }
    void largeOnesGrow()
    {
        int several = 0, firstLargest = 0;
        double duration = 0.0;
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            FastRandom random(seed);
            const SourceTime time = randomSourceTime(6.5, 0.2, random);
            QVERIFY(time.count() <= 10.0 && time.seconds.front() == 0.0);
            QVERIFY(std::is_sorted(time.seconds.begin(), time.seconds.end()));
            QVERIFY(std::abs(std::accumulate(time.weights.begin(), time.weights.end(), 0.0) - 1.0) < 1e-12);
            if (time.count() < 2.0) continue;
            ++several;
            firstLargest += *std::max_element(time.weights.begin(), time.weights.end()) == time.weights.front();
            duration += time.seconds.back() * time.count() / (time.count() - 1.0);
        }
        QVERIFY(several > 400 && firstLargest < several / 8);
        QVERIFY(std::abs(duration / several - 0.65 / 0.2) < 0.3);
    }
};

QTEST_APPLESS_MAIN(SourceTimeTest)
#include "source_time_test.moc"
