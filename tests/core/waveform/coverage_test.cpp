#include "core/waveform/coverage.h"

#include "core/waveform/trace.h"

#include <QTest>

#include <chrono>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

RecordedSpan recorded(Duration from, Duration to) { return {{Time(from), Time(to)}, 10ms}; }

}  // namespace

class CoverageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gapsAreMoreThanHalfASample()
    {
        const std::vector<RecordedSpan> spans{recorded(0s, 10s), recorded(10s + 5ms, 20s), recorded(20s + 6ms, 30s), recorded(40s, 50s)};
        const auto gaps = gapsBetween(spans);
        QCOMPARE(gaps.size(), std::size_t{2});
        QVERIFY((gaps[0] == TimeSpan{Time(20s), Time(20s + 6ms)}));
        QVERIFY((gaps[1] == TimeSpan{Time(30s), Time(40s)}));
    }
    void whatAnEarlierSpanReachesOverIsNoGap()
    {
        const std::vector<RecordedSpan> spans{recorded(0s, 100s), recorded(10s, 20s), recorded(50s, 60s)};
        QVERIFY(gapsBetween(spans).empty());
        const auto twice = overlapsOf(spans);
        QCOMPARE(twice.size(), std::size_t{2});
        QVERIFY((twice[0] == TimeSpan{Time(10s), Time(20s)}));
        QVERIFY((twice[1] == TimeSpan{Time(50s), Time(60s)}));
    }
    void overlapsThatTouchAreOne()
    {
        const auto twice = overlapsOf(std::vector<RecordedSpan>{recorded(0s, 100s), recorded(10s, 20s), recorded(20s, 30s)});
        QCOMPARE(twice.size(), std::size_t{1});
        QVERIFY((twice[0] == TimeSpan{Time(10s), Time(30s)}));
    }
    void aTraceSaysTheSame()
    {
        const Trace trace{{}, {makeSegment(Time(0s), 100.0, std::vector<float>(1000)), makeSegment(Time(9s), 100.0, std::vector<float>(1000)), makeSegment(Time(25s), 100.0, {1.0f})}};
        QVERIFY((trace.gaps() == std::vector<TimeSpan>{{Time(19s), Time(25s)}}));
        QVERIFY((trace.overlaps() == std::vector<TimeSpan>{{Time(9s), Time(10s)}}));
    }
    void nothingHasNeither()
    {
        QVERIFY(gapsBetween({}).empty() && overlapsOf({}).empty());
    }
};

QTEST_APPLESS_MAIN(CoverageTest)
#include "coverage_test.moc"
