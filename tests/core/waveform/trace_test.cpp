#include "core/waveform/trace.h"

#include <QTest>

#include <numeric>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {
const Time t0 = parseTime("2020-01-01").value();

/// `count` samples from `value` on, one more each.
Segment counting(Time start, std::size_t count, float value = 0.0f, double rate = 100.0)
{
    std::vector<float> x(count);
    std::iota(x.begin(), x.end(), value);
    return makeSegment(start, rate, std::move(x));
}
}  // namespace

class TraceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void timesAndIndicesAreInverse()
    {
        const Segment s = counting(t0, 1000, 0, 62.5);
        QVERIFY(s.timeOf(0) == t0 && s.timeOf(-1) == t0 - 16ms && s.timeOf(62.5) == t0 + 1s);
        for (const double i : {-3.0, 0.0, 0.25, 17.0, 999.0}) QVERIFY(std::abs(s.indexOf(s.timeOf(i)) - i) < 1e-6);
        QVERIFY((s.span() == TimeSpan{t0, t0 + 16s}));
        // A day at a rate whose period is no whole number of nanoseconds does not drift.
        QVERIFY(counting(t0, 1, 0, 30.0).timeOf(30.0 * 86400.0) == t0 + 24h);
        QVERIFY(Segment{}.empty() && Segment{}.size() == 0);
    }
    void exactValuesAreUsedWhereThereAreAny()
    {
        Segment s = makeSegment(t0, 1.0, {16'777'216.0f});
        QCOMPARE(s.valueAt(0), 16'777'216.0);
        s.exact = std::make_shared<const std::vector<double>>(std::vector<double>{16'777'217.0});
        QCOMPARE(s.valueAt(0), 16'777'217.0);
    }
    void cuttingTakesSamplesInTheSpan()
    {
        Segment s = counting(t0, 1000);
        s.exact = std::make_shared<const std::vector<double>>(s.samples->begin(), s.samples->end());
        const auto values = [&](TimeSpan span) {
            const Segment part = cut(s, span);
            return std::pair{part.empty() ? -1.0f : part.samples->front(), part.size()};
        };
        QVERIFY(values({t0 + 1s, t0 + 2s}) == std::pair(100.0f, std::size_t{100}));
        QVERIFY(values({t0 + 1001ms, t0 + 1011ms}) == std::pair(101.0f, std::size_t{1}));
        QVERIFY(values({t0 - 5s, t0 + 10ms}) == std::pair(0.0f, std::size_t{1}));
        QVERIFY(values({t0 + 9990ms, t0 + 99s}) == std::pair(999.0f, std::size_t{1}));
        QVERIFY(values({t0 - 5s, t0 + 99s}) == std::pair(0.0f, std::size_t{1000}));
        QVERIFY(values({t0 + 10s, t0 + 11s}).second == 0 && values({t0 + 5s, t0 + 5s}).second == 0 && values({t0 + 1001ms, t0 + 1009ms}).second == 0);
        const Segment part = cut(s, {t0 + 1001ms, t0 + 2s});
        QVERIFY(part.start == t0 + 1010ms && part.sampleRateHz == 100.0);
        QCOMPARE(part.exact->size(), part.size());
        QCOMPARE(part.valueAt(0), 101.0);
    }
    void cutsMeetWithoutLossAtAwkwardRates()
    {
        for (const double rate : {30.0, 99.99, 128.0, 333.33}) {
            const Segment s = counting(t0, 5000, 0, rate);
            for (double i = 1; i < 5000; i += 617) {
                const Time border = s.timeOf(i);
                const Segment before = cut(s, {t0, border}), after = cut(s, {border, t0 + 1h});
                QCOMPARE(before.size() + after.size(), std::size_t{5000});
                QCOMPARE(after.samples->front(), static_cast<float>(i));
                QVERIFY(after.start == border);
            }
        }
    }
    void gapsAndOverlapsAreFound()
    {
        const Trace t{{}, {counting(t0, 100), counting(t0 + 1s + 4ms, 100), counting(t0 + 5s, 200), counting(t0 + 6s, 200), counting(t0 + 6500ms, 20)}};
        QVERIFY((t.gaps() == std::vector<TimeSpan>{{t0 + 2s + 4ms, t0 + 5s}}));
        QVERIFY((t.overlaps() == std::vector<TimeSpan>{{t0 + 6s, t0 + 7s}}));
        QVERIFY((t.span() == TimeSpan{t0, t0 + 8s}));
        QCOMPARE(t.sampleCount(), std::size_t{620});
        QVERIFY(Trace{}.span().empty() && Trace{}.gaps().empty() && Trace{}.overlaps().empty());
    }
    void gapAfterAnEnclosedSegmentStartsAtTheLongestReach()
    {
        const Trace t{{}, {counting(t0, 1000), counting(t0 + 2s, 100), counting(t0 + 12s, 100)}};
        QVERIFY((t.gaps() == std::vector<TimeSpan>{{t0 + 10s, t0 + 12s}}));
    }
    void tidyingSortsAndJoins()
    {
        const Trace t = tidied({{"A", "B", "", "Z"}, {counting(t0 + 2s, 100, 200), counting(t0, 100, 0), counting(t0 + 1s + 3ms, 100, 100), Segment{}, counting(t0, 0)}});
        QCOMPARE(t.id.station, std::string("B"));
        QCOMPARE(t.segments.size(), std::size_t{1});
        QCOMPARE(t.segments[0].size(), std::size_t{300});
        QVERIFY(t.segments[0].start == t0);
        for (std::size_t i = 0; i < 300; ++i) QCOMPARE((*t.segments[0].samples)[i], static_cast<float>(i));
    }
    void tidyingKeepsWhatIsApart()
    {
        QCOMPARE(tidied({{}, {counting(t0, 100), counting(t0 + 1s + 6ms, 100)}}).segments.size(), std::size_t{2});            // gap
        QCOMPARE(tidied({{}, {counting(t0, 100), counting(t0 + 990ms, 100)}}).segments.size(), std::size_t{2});               // overlap
        QCOMPARE(tidied({{}, {counting(t0, 100), counting(t0 + 1s, 100, 0, 50.0)}}).segments.size(), std::size_t{2});         // another rate
        QCOMPARE(tidied({{}, {counting(t0, 100), counting(t0, 100, 5)}}).segments.size(), std::size_t{2});                    // other samples
    }
    void tidyingRemovesExactDuplicates()
    {
        Segment withGap = counting(t0, 100);
        std::vector<float> x = *withGap.samples;
        x[3] = std::nanf("");
        const Segment a = makeSegment(t0, 100.0, x), b = makeSegment(t0, 100.0, x);
        QCOMPARE(tidied({{}, {a, b}}).segments.size(), std::size_t{1});
        QCOMPARE(tidied({{}, {a, b}}).segments[0].size(), std::size_t{100});
    }
    void tidyingTakesTheSameSamplesOnceHoweverTheyWereCut()
    {
        const Time start = *parseTime("2020-01-01T00:00:00Z");
        const auto piece = [&](int from, int to, float wrong = 0.0F) {
            std::vector<float> samples;
            for (int i = from; i < to; ++i) samples.push_back(static_cast<float>(i * i));
            samples.front() += wrong;
            return makeSegment(start + std::chrono::milliseconds(10 * from), 100.0, samples);
        };
        const Trace one = tidied({{"XX", "A", "", "HHZ"}, {piece(0, 50), piece(30, 80), piece(40, 45), piece(80, 90)}});
        QCOMPARE(one.segments.size(), std::size_t{1});
        QCOMPARE(one.segments[0].size(), std::size_t{90});
        for (int i = 0; i < 90; ++i) QCOMPARE((*one.segments[0].samples)[static_cast<std::size_t>(i)], static_cast<float>(i * i));
        // Other samples at the same time, or the same between two of its times, are an overlap.
        QCOMPARE(tidied({{"XX", "A", "", "HHZ"}, {piece(0, 50), piece(30, 80, 1.0F)}}).segments.size(), std::size_t{2});
        Segment shifted = piece(30, 80);
        shifted.start += std::chrono::milliseconds(3);
        QCOMPARE(tidied({{"XX", "A", "", "HHZ"}, {piece(0, 50), shifted}}).segments.size(), std::size_t{2});
    }

    void tidyingKeepsExactValuesOfAPart()
    {
        Segment exact = makeSegment(t0 + 1s, 1.0, {16'777'216.0f});
        exact.exact = std::make_shared<const std::vector<double>>(std::vector<double>{16'777'217.0});
        const Trace t = tidied({{}, {makeSegment(t0, 1.0, {5.0f}), exact}});
        QCOMPARE(t.segments.size(), std::size_t{1});
        QVERIFY(t.segments[0].exact && t.segments[0].valueAt(0) == 5.0 && t.segments[0].valueAt(1) == 16'777'217.0);
    }
};

QTEST_APPLESS_MAIN(TraceTest)
#include "trace_test.moc"
