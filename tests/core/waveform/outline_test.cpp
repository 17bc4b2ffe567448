#include "core/waveform/outline.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

using namespace seisdesk;
using namespace std::chrono_literals;

class OutlineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anOutlineHasTimesAndExtremesAndNoSamples()
    {
        std::vector<float> samples(1000);
        for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = std::sin(static_cast<float>(i) * 0.1f) * static_cast<float>(i);
        const Segment second = makeSegment(Time(100s), 50.0, {1.0f, std::numeric_limits<float>::quiet_NaN(), 3.0f});
        const Trace trace{{"GE", "WLF", "", "HHZ"}, {makeSegment(Time(3s), 100.0, samples), second, makeSegment(Time(200s), 50.0, {})}};
        const TraceOutline outline = outlineOf(trace);
        QVERIFY(outline.id == trace.id);
        QCOMPARE(outline.segments.size(), std::size_t{2});
        const SegmentOutline& first = outline.segments[0];
        QVERIFY(first.span() == trace.segments[0].span());
        QVERIFY(first.timing().indexOf(Time(4s)) == 100.0);
        QVERIFY(!first.envelope.hasSamples());
        QCOMPARE(first.size(), std::size_t{1000});
        QCOMPARE(first.envelope.blocks().size(), std::size_t{8});
        const auto [low, high] = std::minmax_element(samples.begin() + 896, samples.end());
        QVERIFY(first.envelope.blocks().back().min == *low && first.envelope.blocks().back().max == *high);
        QVERIFY(outline.segments[1].envelope.range(0, 3).min == 1.0f && outline.segments[1].envelope.range(0, 3).max == 3.0f);
    }
};

QTEST_APPLESS_MAIN(OutlineTest)
#include "outline_test.moc"
