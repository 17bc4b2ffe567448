#include "core/io/mseed_assemble.h"

#include "tests/core/io/mseed_bytes.h"

#include <QElapsedTimer>
#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

class MseedAssembleTest : public QObject {
    Q_OBJECT
    test::MiniSeedRecordSpec m_spec;
    std::vector<MiniSeedRun> runs(const std::string& content)
    {
        std::vector<ReadIssue> issues;
        IssueCounter counter("f", issues);
        return assemble(test::bytes(content), scanMiniSeed(test::bytes(content), counter, "f", {}));
    }
    std::string at(Duration offset, std::int32_t firstValue = 0)
    {
        auto s = m_spec;
        s.start += offset;
        return test::series(s, 1, firstValue);
    }
private Q_SLOTS:
    void init()
    {
        m_spec = {};
        m_spec.start = parseTime("2020-01-01T00:00:00Z").value();
    }
    void orderInTheFileDoesNotMatter()
    {
        const auto all = runs(at(1800ms, 180) + at(0ms, 0) + at(900ms, 90));
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].samples, std::uint64_t{270});
        QCOMPARE(all[0].start, m_spec.start);
        QCOMPARE(all[0].pieces[1].first, std::uint64_t{90});
    }
    void gapsAndOverlapsStay()
    {
        QCOMPARE(runs(at(0ms) + at(1000ms)).size(), std::size_t{2});
        QCOMPARE(runs(at(0ms) + at(800ms, 5)).size(), std::size_t{2});
    }
    void twoOverlappingSeriesAreKeptApart()
    {
        std::string content;
        for (int i = 0; i < 10; ++i) content += at(i * 900ms, 90 * i) + at(i * 900ms + 444ms, 5000 + 90 * i);
        const auto all = runs(content);
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].samples, std::uint64_t{900});
        QCOMPARE(all[1].start, m_spec.start + 444ms);
    }
    void repeatedRecordsCountOnce()
    {
        const auto all = runs(at(0ms) + at(0ms) + at(900ms, 90) + at(900ms, 90));
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].samples, std::uint64_t{180});
        QCOMPARE(runs(at(0ms, 1) + at(0ms, 2)).size(), std::size_t{2});  // other samples at the same time
    }
    void driftEndsARunBeforeItReachesASample()
    {
        std::string content;
        for (int i = 0; i < 12; ++i) content += at(i * 901ms, 90 * i);  // each record a tenth of a sample late
        const auto all = runs(content);
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].pieces.size(), std::size_t{6});  // misfits 0 to 0.5 samples
        QCOMPARE(all[1].start, m_spec.start + 6 * 901ms);
    }
    void joinsWithinHalfASample()
    {
        QCOMPARE(runs(at(0ms) + at(904ms, 90)).size(), std::size_t{1});
        QCOMPARE(runs(at(0ms) + at(896ms, 90)).size(), std::size_t{1});
        QCOMPARE(runs(at(0ms) + at(906ms, 90)).size(), std::size_t{2});
    }
    void otherRatesDoNotJoin()
    {
        std::string content = at(0ms);
        m_spec.factor = 50;
        QCOMPARE(runs(content + at(900ms, 90)).size(), std::size_t{2});
    }
    void manyRecordsAtOneTimeCostNoMoreThanOthers()
    {
        std::string content;
        for (int i = 0; i < 20000; ++i) content += at(0ms, i);
        for (int i = 0; i < 20000; ++i) content += at(900ms, i);
        // 4e4 records: a quadratic search would look at 2e8 pairs; this one keeps to a few neighbours each.
        const auto all = runs(content);
        std::uint64_t samples = 0;
        for (const MiniSeedRun& run : all) samples += run.samples;
        QCOMPARE(samples, std::uint64_t{40000 * 90});
    }
};

QTEST_APPLESS_MAIN(MseedAssembleTest)
#include "mseed_assemble_test.moc"
