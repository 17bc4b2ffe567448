#include "core/io/parallel_for.h"

#include <QTest>

#include <stdexcept>

using namespace seisdesk;

class ParallelForTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyIndexOnce()
    {
        for (const unsigned threads : {1U, 2U, 7U}) {
            std::vector<std::atomic<int>> seen(1001);
            parallelFor(seen.size(), 16, threads, [&] { return [&](std::size_t i) { ++seen[i]; }; });
            for (const auto& count : seen) QCOMPARE(count.load(), 1);
        }
        parallelFor(0, 16, 4, [] { return [](std::size_t) { QFAIL("nothing to do"); }; });
    }
    void exceptionsComeBack()
    {
        QVERIFY_EXCEPTION_THROWN(parallelFor(1000, 1, 3, [] { return [](std::size_t i) { if (i == 500) throw std::runtime_error("x"); }; }), std::runtime_error);
    }
    void fewItemsTakeFewThreads()
    {
        QCOMPARE(threadsFor(10, 100), 1U);
        QVERIFY(threadsFor(1'000'000, 100) <= 4U);
        QCOMPARE(threadsFor(1'000'000, 100, 1), 1U);
    }
};

QTEST_APPLESS_MAIN(ParallelForTest)
#include "parallel_for_test.moc"
