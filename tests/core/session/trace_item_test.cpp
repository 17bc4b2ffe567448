#include "core/session/trace_item.h"

#include "tests/core/session/notebook_reader.h"

#include <QTest>

#include <limits>
#include <numeric>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

Segment ramp(double start, std::size_t count, float first = 0.0f, double rate = 100.0)
{
    std::vector<float> samples(count);
    std::iota(samples.begin(), samples.end(), first);
    return makeSegment(at(start), rate, std::move(samples));
}

Trace trace(std::vector<Segment> segments, const std::string& station = "WLF") { return {{"GE", station, "", "HHZ"}, std::move(segments)}; }

}  // namespace

class TraceItemTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameRecordTwiceIsOneRecord()
    {
        const Trace whole = trace({ramp(0.0, 1000)});
        QCOMPARE(merged(whole, whole).segments.size(), std::size_t{1});
        QCOMPARE(merged(whole, trace({ramp(2.0, 100, 200.0f)})).sampleCount(), std::size_t{1000});
        QCOMPARE(merged(trace({ramp(2.0, 100, 200.0f)}), whole).sampleCount(), std::size_t{1000});
        QVERIFY(merged(whole, trace({ramp(0.0, 1000)})).segments[0].samples == whole.segments[0].samples);
    }
    void piecesThatFollowEachOtherAreJoined()
    {
        const Trace all = merged(trace({ramp(0.0, 100)}), trace({ramp(1.0, 100, 100.0f)}));
        QCOMPARE(all.segments.size(), std::size_t{1});
        QCOMPARE(all.segments[0].valueAt(150), 150.0);
    }
    void overlapsThatDifferAreKept()
    {
        QCOMPARE(merged(trace({ramp(0.0, 100)}), trace({ramp(0.5, 20, 7.0f)})).segments.size(), std::size_t{2});
        QCOMPARE(merged(trace({ramp(0.0, 100)}), trace({ramp(0.5, 20, 50.0f, 50.0)})).segments.size(), std::size_t{2});
        QCOMPARE(merged(trace({ramp(0.0, 100)}), trace({ramp(0.505, 20, 50.0f)})).segments.size(), std::size_t{2});
    }
    void samplesThatAreNotNumbersCompareEqual()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const auto gappy = [&] { return trace({makeSegment(at(0.0), 100.0, {1.0f, nan, 3.0f})}); };
        QCOMPARE(merged(gappy(), gappy()).sampleCount(), std::size_t{3});
    }
    void exactValuesSurviveAndCount()
    {
        const auto counts = [](double start, double last) {
            Segment s = makeSegment(at(start), 100.0, {1.0f, 16777216.0f});
            s.exact = std::make_shared<const std::vector<double>>(std::vector{1.0, last});
            return s;
        };
        const Trace twice = merged(trace({counts(0.0, 16777217.0)}), trace({counts(0.0, 16777217.0)}));
        QCOMPARE(twice.segments.size(), std::size_t{1});
        QCOMPARE(twice.segments[0].valueAt(1), 16777217.0);
        // Inside a longer record that agrees only in single precision it is another reading.
        Segment longer = makeSegment(at(0.0), 100.0, {1.0f, 16777216.0f, 3.0f});
        QCOMPARE(merged(trace({longer}), trace({counts(0.0, 16777217.0)})).segments.size(), std::size_t{2});
        QCOMPARE(merged(trace({longer}), trace({counts(0.0, 16777216.0)})).segments.size(), std::size_t{1});
    }
    void changesNameWhatWasThereAndShareEnvelopes()
    {
        const auto first = traceChanges({}, {trace({ramp(0.0, 500)}, "AAA"), trace({ramp(0.0, 500)}, "BBB")}, Progress());
        QCOMPARE(first.size(), std::size_t{2});
        QVERIFY(!first[0].before && first[0].after->trace->id.station == "AAA");
        const std::vector<TraceItemPtr> present{first[0].after, first[1].after};
        const auto second = traceChanges(present, {trace({ramp(100.0, 50)}, "BBB")}, Progress());
        QCOMPARE(second.size(), std::size_t{1});
        QVERIFY(second[0].before == present[1]);
        const TraceItem& item = *second[0].after;
        QCOMPARE(item.trace->segments.size(), std::size_t{2});
        QCOMPARE(item.envelopes.size(), std::size_t{2});
        QVERIFY(item.trace->segments[0].samples == present[1]->trace->segments[0].samples);
        QCOMPARE(item.envelopes[0].range(0, 500).max, 499.0f);
        QCOMPARE(item.envelopes[1].sampleCount(), std::size_t{50});
        QVERIFY(itemOf(present, {"GE", "BBB", "", "HHZ"}) == present[1]);
        QVERIFY(!itemOf(present, {"GE", "BBB", "", "HHN"}));
    }
    void outlinesStayBesideSamplesUntilTheirFileIsRead()
    {
        const Trace later = trace({ramp(10.0, 1000)}), earlier = trace({ramp(0.0, 500)});
        const TraceItemPtr outlined = withOutlines(nullptr, later.id, {{"/late", outlineOf(later).segments[0]}});
        QVERIFY(!outlined->isWhole() && outlined->trace->segments.empty() && outlined->outlinedSamples() == 1000);
        QVERIFY((outlined->span() == TimeSpan{at(10.0), at(20.0)}));
        const TraceChange change = traceChange(outlined, std::make_shared<const Trace>(earlier));
        const TraceItem& both = *change.after;
        QVERIFY(both.trace->sampleCount() == 500 && both.envelopes.size() == 1 && both.outlines.size() == 1);
        QVERIFY((both.span() == TimeSpan{at(0.0), at(20.0)}));
        QVERIFY((gapsBetween(both.recorded()) == std::vector<TimeSpan>{{at(5.0), at(10.0)}}));
        QVERIFY(withoutOutlines(change.after, {"/other"}) == change.after);
        QVERIFY(withoutOutlines(change.after, {"/late"})->isWhole());
        const TraceItemPtr more = withOutlines(change.after, later.id, {{"/between", outlineOf(trace({ramp(5.0, 500)})).segments[0]}});
        QVERIFY(more->outlines[0].file == "/between" && gapsBetween(more->recorded()).empty());
    }
    void aChangeIsMadeToWhatTheItemHasBecome()
    {
        const TracePtr incoming = std::make_shared<const Trace>(trace({ramp(0.0, 500)}));
        const OutlinedPiece piece{"/late", outlineOf(trace({ramp(10.0, 1000)})).segments[0]};
        const TraceChange fresh = traceChange(nullptr, incoming);
        const TraceChange onOutline = rebased(withOutlines(nullptr, incoming->id, {piece}), fresh);
        QVERIFY(onOutline.after->trace == fresh.after->trace && onOutline.after->outlines.size() == 1);
        const TraceItemPtr other = traceChange(nullptr, std::make_shared<const Trace>(trace({ramp(100.0, 10)}))).after;
        QCOMPARE(rebased(other, fresh).after->trace->sampleCount(), std::size_t{510});
        const TraceChange second = traceChange(other, incoming);
        QVERIFY(rebased(withOutlines(other, incoming->id, {piece}), second).after->trace == second.after->trace);
    }
    void manyTracesAreAllDoneAndACancelStops()
    {
        std::vector<Trace> many;
        for (int i = 0; i < 300; ++i) many.push_back(trace({ramp(0.0, 1000)}, "S" + std::to_string(i)));
        QCOMPARE(traceChanges({}, many, Progress()).size(), std::size_t{300});
        const Progress stopped;
        stopped.cancel();
        QVERIFY(traceChanges({}, many, stopped).empty());
        QVERIFY(traceChanges({}, {}, Progress()).empty());
    }
};

QTEST_APPLESS_MAIN(TraceItemTest)
#include "trace_item_test.moc"
