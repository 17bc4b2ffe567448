#include "core/session/loaded_records.h"

#include "tests/core/session/notebook_reader.h"

#include <QTest>

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
