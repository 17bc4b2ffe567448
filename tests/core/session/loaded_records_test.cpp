#include "core/session/loaded_records.h"

#include "tests/core/session/notebook_reader.h"
#include "tests/core/session/outlined_files.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;
using namespace seisdesk::test;

class LoadedRecordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tracesBecomeChangesAndTheRestStays()
    {
        Folder folder;
        write(folder / "a", "trace WLF 0 10 1 2\nlabel WLF P 0.1\nnonsense\n");
        double reached = 0.0;
        const auto loaded = loadRecords({(folder / "a").string()}, readNotebooks, {}, Progress([&](double fraction, const std::string&) { reached = fraction; }));
        QVERIFY_RESULT(loaded);
        QCOMPARE(loaded->changes.size(), std::size_t{1});
        QVERIFY(loaded->records.traces.empty());
        QCOMPARE(loaded->records.labels.size(), std::size_t{1});
        QCOMPARE(loaded->records.files.size(), std::size_t{1});
        QCOMPARE(loaded->records.issues.size(), std::size_t{1});
        QCOMPARE(reached, 1.0);
    }
    void filesReadOneByOneGiveWhatTheyGiveTogether()
    {
        const OutlinedFiles files;
        const std::string a = files.write("in/a", {files.trace("AAA", 0, 20'000, 1), files.trace("BBB", 0, 300, 4)}), b = files.write("in/b", {files.trace("AAA", 200, 5000, 2)}),
                          c = files.write("in/c", {files.trace("AAA", 1000, 500, 3)}), sum = files.writeText("in/notes.txt", "no record");
        const std::string all = files.path("in").string();
        const auto together = loadRecords({all}, readRecords, {}, {});
        const auto byFile = loadRecords({all}, readRecords, {}, {}, {files.cache});
        QVERIFY_RESULT(together);
        QVERIFY_RESULT(byFile);
        QCOMPARE(byFile->changes.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            const Trace &x = *together->changes[i].after->trace, &y = *byFile->changes[i].after->trace;
            QVERIFY(x.id == y.id && x.segments.size() == y.segments.size());
            for (std::size_t s = 0; s < x.segments.size(); ++s) QVERIFY(x.segments[s].start == y.segments[s].start && *x.segments[s].samples == *y.segments[s].samples);
        }
        QCOMPARE(byFile->changes[0].after->trace->segments.size(), std::size_t{2});
        QVERIFY(std::ranges::is_permutation(together->records.files, byFile->records.files, [](const FileReference& x, const FileReference& y) { return x.path == y.path && x.checksum == y.checksum; }));
        QCOMPARE(byFile->records.issues.size(), std::size_t{1});
        QCOMPARE(byFile->fresh.size(), std::size_t{3});
        QVERIFY(byFile->outlines.empty() && !files.cache->find(a));
    }
    void whatIsTooLargeIsOutlinedAsItIsRead()
    {
        const OutlinedFiles files;
        const std::string a = files.write("a", {files.trace("AAA", 0, 20'000, 1)}), b = files.write("b", {files.trace("BBB", 0, 5000, 2)});
        const auto loaded = loadRecords({a, b}, readRecords, {}, {}, {files.cache, 10'000});
        QVERIFY_RESULT(loaded);
        QVERIFY(loaded->changes.empty() && loaded->fresh.empty() && loaded->cacheProblem.empty());
        QCOMPARE(loaded->outlines.size(), std::size_t{2});
        QCOMPARE(loaded->records.files.size(), std::size_t{2});
        QCOMPARE(loaded->outlines.begin()->second.at(0).segment.size(), std::size_t{20'000});
        QVERIFY(files.cache->find(a) && files.cache->find(b));
    }
    void aCancelIsAnErrorWheneverItComes()
    {
        Folder folder;
        write(folder / "a", "trace WLF 0 10 1 2\n");
        Progress progress;
        const auto late = [&](const auto& inputs, const ReadOptions& options, const Progress& p) {
            auto records = readNotebooks(inputs, options, p);
            p.cancel();
            return records;
        };
        QVERIFY(loadRecords({(folder / "a").string()}, late, {}, progress).error().code == Error::Code::Cancelled);
        QVERIFY(loadRecords({(folder / "a").string()}, readNotebooks, {}, progress).error().code == Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(LoadedRecordsTest)
#include "loaded_records_test.moc"
