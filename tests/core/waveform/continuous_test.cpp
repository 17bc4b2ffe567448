#include "core/waveform/continuous.h"

#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time start = Time(std::chrono::seconds(1'600'000'000));

Segment ramp(Time at, std::size_t count, float from, double rate = 10.0)
{
    std::vector<float> samples(count);
    for (std::size_t i = 0; i < count; ++i) samples[i] = from + static_cast<float>(i);
    return makeSegment(at, rate, std::move(samples));
}

}  // namespace

class ContinuousTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gapsBecomeNan()
    {
        const Trace trace{{"XX", "A", "", "HHZ"}, {ramp(start, 20, 0.0f), ramp(start + 3s, 20, 100.0f)}};
        const Segment all = continuous(trace, {start + 1s, start + 4s});
        QCOMPARE(all.size(), std::size_t{30});
        QVERIFY(all.start == start + 1s);
        QCOMPARE(all.valueAt(0), 10.0);
        QCOMPARE(all.valueAt(9), 19.0);
        for (std::size_t i = 10; i < 20; ++i) QVERIFY(std::isnan(all.valueAt(i)));
        QCOMPARE(all.valueAt(20), 100.0);
        QCOMPARE(all.valueAt(29), 109.0);
    }
    void anOverlapKeepsTheEarlier()
    {
        const Trace trace{{"XX", "A", "", "HHZ"}, {ramp(start, 20, 0.0f), ramp(start + 1s, 20, 500.0f)}};
        const Segment all = continuous(trace, {start, start + 10s});
        QCOMPARE(all.size(), std::size_t{30});
        QCOMPARE(all.valueAt(19), 19.0);
        QCOMPARE(all.valueAt(20), 510.0);
    }
    void anotherRateIsLeftOut()
    {
        const Trace trace{{"XX", "A", "", "HHZ"}, {ramp(start, 20, 0.0f), ramp(start + 3s, 20, 100.0f, 20.0)}};
        QCOMPARE(continuous(trace, {start, start + 10s}).size(), std::size_t{20});
    }
    void nothingIsEmptyAndTooMuchToo()
    {
        const Trace trace{{"XX", "A", "", "HHZ"}, {ramp(start, 20, 0.0f), ramp(start + 24h, 20, 0.0f)}};
        QVERIFY(continuous(trace, {start - 10s, start - 5s}).empty());
        QVERIFY(continuous({}, {start, start + 1s}).empty());
        QVERIFY(continuous(trace, {start, start + 48h}, 1000).empty());
        QVERIFY(!continuous(trace, {start, start + 48h}).empty());
    }
};

QTEST_MAIN(ContinuousTest)
#include "continuous_test.moc"
