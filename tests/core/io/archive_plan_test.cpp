#include "core/io/archive_plan.h"

#include "core/io/mseed_write.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <set>

using namespace seisdesk;
namespace fs = std::filesystem;

namespace {

const Time midnight = *parseTime("2021-05-06T00:00:00Z");

/// One sample a second.
void record(const fs::path& file, const std::string& id, Time start, std::size_t seconds)
{
    fs::create_directories(file.parent_path());
    Trace trace;
    trace.id = *StreamId::parse(id);
    trace.segments = {makeSegment(start, 1.0, std::vector<float>(seconds, 1.0F))};
    QVERIFY(writeMiniSeed(file, {trace}));
}

}  // namespace

class ArchivePlanTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path folder() const { return m_folder->path().toStdString(); }
    ArchivePlan plan(const ArchiveOptions& options = {}) const
    {
        std::vector<ReadIssue> none;
        return *planArchive(expandPaths({folder().string()}, none), options, {});
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void namesOfTheSdsStructureTellStreamAndDay()
    {
        const auto named = sdsFile("CI.CLC..HHZ.D.2019.185");
        QVERIFY(named);
        QCOMPARE(named->first, (StreamId{"CI", "CLC", "", "HHZ"}));
        QCOMPARE(named->second.begin, *parseTime("2019-07-04T00:00:00Z"));
        QCOMPARE(named->second.length(), Duration(std::chrono::hours(24)));
        for (const char* other : {"CI.CLC..HHZ.L.2019.185", "CI.CLC..HHZ.D.2019.400", "CI.CLC..HHZ.mseed", "CI.CLC..HHZ.D.2019.18", "", "......"}) QVERIFY(!sdsFile(other));
    }

    void blocksCoverADayInOrderAndSeeTheirNeighbours()
    {
        for (const char* channel : {"HHZ", "HHN", "HHE"})
            for (int day = 0; day < 3; ++day)
                record(folder() / "2021/XX/A" / channel / ("XX.A.." + std::string(channel) + ".D.2021.12" + std::to_string(6 + day)), "XX.A.." + std::string(channel),
                       midnight + std::chrono::hours(24 * day), 86400);
        const auto blocks = plan().blocks;
        QCOMPARE(blocks.size(), std::size_t{12});
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            QCOMPARE(blocks[i].instrument, (StreamId{"XX", "A", "", "HH"}));
            QCOMPARE(blocks[i].span.begin, midnight + std::chrono::hours(6 * i));
            QCOMPARE(blocks[i].span.length(), Duration(std::chrono::hours(6)));
            // At midnight the files of both days.
            const bool edge = (i % 4 == 3 && i != 11) || (i % 4 == 0 && i != 0);
            QCOMPARE(blocks[i].files.size(), std::size_t{edge ? 6U : 3U});
        }
    }

    void filesOfOtherNamesGoByTheirHeaders()
    {
        record(folder() / "b.bin", "XX.B..BHZ", midnight + std::chrono::hours(5), 2 * 3600);
        record(folder() / "a.bin", "XX.A.00.HHZ", midnight + std::chrono::minutes(1), 60);
        std::ofstream(folder() / "notes.txt") << "Batteries changed.";
        const ArchivePlan all = plan();
        QCOMPARE(all.blocks.size(), std::size_t{3});
        QCOMPARE(all.blocks[0].key(), std::string("XX.A.00.HH 2021-05-06T00:00:00Z"));
        QCOMPARE(all.blocks[1].key(), std::string("XX.B..BH 2021-05-06T00:00:00Z"));
        QCOMPARE(all.blocks[2].key(), std::string("XX.B..BH 2021-05-06T06:00:00Z"));
        QCOMPARE(all.issues.size(), std::size_t{1});
        QVERIFY(all.issues[0].file.filename() == "notes.txt");
    }

    void shardsShareTheWorkWithoutGapOrOverlap()
    {
        for (int station = 0; station < 5; ++station)
            record(folder() / ("s" + std::to_string(station)), "XX.S" + std::to_string(station) + "..HHZ", midnight, 86400);
        std::set<std::string> keys;
        std::size_t count = 0;
        for (unsigned shard = 1; shard <= 3; ++shard) {
            ArchiveOptions options;
            options.shard = shard;
            options.shards = 3;
            for (const ArchiveBlock& block : plan(options).blocks) keys.insert(block.key()), ++count;
        }
        QCOMPARE(count, std::size_t{20});
        QCOMPARE(keys.size(), std::size_t{20});
    }
};

QTEST_GUILESS_MAIN(ArchivePlanTest)
#include "archive_plan_test.moc"
