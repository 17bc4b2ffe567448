#include "core/session/whole_traces.h"

#include "tests/core/session/outlined_files.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

TraceItemPtr outlined(const std::string& file)
{
    const Trace trace = readRecords({file}, {}, {})->traces.at(0);
    std::vector<OutlinedPiece> pieces;
    for (SegmentOutline& segment : outlineOf(trace).segments) pieces.push_back({file, std::move(segment)});
    return withOutlines(nullptr, trace.id, std::move(pieces));
}

bool sameSamples(const Trace& a, const Trace& b)
{
    return std::ranges::equal(a.segments, b.segments, [](const Segment& x, const Segment& y) { return x.start == y.start && *x.samples == *y.samples; });
}

}  // namespace

class WholeTracesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outlinesAreReadAndTheRestStays()
    {
        const OutlinedFiles files;
        const Trace a = files.trace("AAA", 0, 30'000, 1), b = files.trace("BBB", 0, 30'000, 2);
        const TraceItemPtr item = outlined(files.write("a", {a}));
        const TraceItemPtr whole = traceChange(nullptr, std::make_shared<const Trace>(b)).after;
        const auto traces = wholeTraces({whole, item}, std::nullopt, readRecords, {});
        QCOMPARE(traces.size(), std::size_t{2});
        QVERIFY(traces[0] == whole->trace);
        QVERIFY(sameSamples(*traces[1], a));
    }
    void piecesInMemoryAndInFilesJoin()
    {
        const OutlinedFiles files;
        const Trace a = files.trace("AAA", 0, 1000, 1), b = files.trace("AAA", 10, 1000, 2);
        const TraceItemPtr inMemory = traceChange(nullptr, std::make_shared<const Trace>(a)).after;
        const TraceItemPtr item = withOutlines(inMemory, a.id, outlined(files.write("b", {b}))->outlines);
        QVERIFY(item->span() == (TimeSpan{a.segments[0].start, b.segments[0].span().end}));
        const auto traces = wholeTraces({item}, std::nullopt, readRecords, {});
        QCOMPARE(traces[0]->segments.size(), std::size_t{1});
        QCOMPARE(traces[0]->sampleCount(), std::size_t{2000});
        QVERIFY(sameSamples(*traces[0], merged(a, b)));
    }
    void onlyTheSpanIsRead()
    {
        const OutlinedFiles files;
        const Trace a = files.trace("AAA", 0, 360'000, 1);
        const TraceItemPtr item = outlined(files.write("a", {a}));
        const Time start = a.segments[0].start;
        const TimeSpan span{start + std::chrono::seconds(100), start + std::chrono::seconds(110)};
        const TraceItemPtr detail = wholeItem(*item, span, readRecords, {}, 1);
        QVERIFY(detail->isWhole() && detail->envelopes.size() == detail->trace->segments.size());
        QVERIFY(sameSamples(*detail->trace, Trace{a.id, {cut(a.segments[0], detail->trace->span())}}));
        QVERIFY(detail->trace->span().begin <= span.begin && detail->trace->span().end >= span.end);
        QVERIFY(detail->trace->sampleCount() < 20'000);
    }
    void aroundLabelsOnlyTheirSurroundingsAreRead()
    {
        const OutlinedFiles files;
        const Trace a = files.trace("AAA", 0, 360'000, 1), b = files.trace("BBB", 0, 1000, 2);
        const TraceItemPtr item = outlined(files.write("a", {a})), whole = traceChange(nullptr, std::make_shared<const Trace>(b)).after;
        std::vector<Label> labels(3);
        const Time start = a.segments[0].start;
        labels[0].time = start + std::chrono::seconds(2000);
        labels[1].time = start + std::chrono::seconds(300);
        labels[2].time = start + std::chrono::seconds(320);  // joins the one before
        const auto traces = tracesAround({item, whole}, labels, std::chrono::seconds(30), readRecords, {}, 1);
        QVERIFY(traces[1] == whole->trace);
        QCOMPARE(traces[0]->segments.size(), std::size_t{2});
        for (const Segment& segment : traces[0]->segments) QVERIFY(*segment.samples == *cut(a.segments[0], segment.span()).samples);
        const TimeSpan first = traces[0]->segments[0].span();
        QVERIFY(first.begin <= labels[1].time - std::chrono::seconds(30) && first.end >= labels[2].time + std::chrono::seconds(30));
        QVERIFY(traces[0]->sampleCount() < 40'000);
        QVERIFY(tracesAround({item}, {}, {}, readRecords, {})[0]->segments.empty());
    }
    void aFileThatIsGoneLeavesNothing()
    {
        const OutlinedFiles files;
        const std::string a = files.write("a", {files.trace("AAA", 0, 1000)});
        const TraceItemPtr item = outlined(a);
        std::filesystem::remove(a);
        QVERIFY(wholeTraces({item}, std::nullopt, readRecords, {})[0]->segments.empty());
        QVERIFY(wholeItem(*item, std::nullopt, readRecords, {})->trace->segments.empty());
    }
};

QTEST_APPLESS_MAIN(WholeTracesTest)
#include "whole_traces_test.moc"
