#include "core/model/batch_size.h"

#include <QtTest>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace seisdesk;

namespace {

/// A device that takes up to so many windows at once. Returns the sizes of the batches it took until all `windows` were through, or nothing.
std::vector<std::size_t> run(BatchSize& batch, std::size_t fits, std::size_t windows)
{
    std::vector<std::size_t> out;
    for (std::size_t done = 0; done < windows;) {
        const std::size_t count = std::min(batch.now(), windows - done);
        if (count > fits) {
            if (!batch.halve(count)) return {};
            continue;
        }
        out.push_back(count);
        done += count;
    }
    return out;
}

}  // namespace

class batch_size_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesWhatFits()
    {
        BatchSize batch(1024);
        QCOMPARE(batch.now(), std::size_t(1024));
        batch.fit(1000, 10);
        QCOMPARE(batch.now(), std::size_t(90));
        batch.fit(1'000'000'000, 10);
        QCOMPARE(batch.now(), std::size_t(1024));
        batch.fit(5, 10);
        QCOMPARE(batch.now(), std::size_t(1));
        batch.fit(0, 10);
        QCOMPARE(batch.now(), std::size_t(1));
        batch.fit(1000, 0);
        QCOMPARE(batch.now(), std::size_t(1));
        QCOMPARE(BatchSize(0).now(), std::size_t(1));
        QVERIFY(!batch.shrunk());
    }

    void halvesUntilItFitsAndLosesNothing()
    {
        for (const std::size_t fits : {1u, 2u, 3u, 17u, 64u, 100u}) {
            BatchSize batch(64);
            const auto sizes = run(batch, fits, 1000);
            QCOMPARE(std::accumulate(sizes.begin(), sizes.end(), std::size_t(0)), std::size_t(1000));
            QVERIFY(*std::max_element(sizes.begin(), sizes.end()) <= fits);
            QCOMPARE(batch.shrunk(), fits < 64);
            if (fits < 64) QVERIFY(2 * batch.now() > fits || batch.now() == 1);
        }
    }

    void saysWhenNotEvenOneFits()
    {
        BatchSize batch(64);
        QVERIFY(run(batch, 0, 10).empty());
        QCOMPARE(batch.now(), std::size_t(1));
        QVERIFY(batch.shrunk());
        // A last, smaller batch that fails is what is halved, not the size that was not tried.
        BatchSize tail(64);
        QVERIFY(tail.halve(3));
        QCOMPARE(tail.now(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(batch_size_test)
#include "batch_size_test.moc"
