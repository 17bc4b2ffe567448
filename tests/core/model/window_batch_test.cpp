#include "core/model/window_batch.h"

#include "tests/core/model/fake_network.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

/// Answers with the first value of the window.
FakeNetwork first() { return {[] { Contract c = pickingContract(100.0, 4); c.componentOrder = "Z"; return c; }(), [](std::span<const float> in) { return std::vector<float>{in[0]}; }}; }

Result<void> fill(WindowBatch& batch, int count, std::vector<float>& got)
{
    for (int i = 0; i < count; ++i) {
        const auto window = batch.next();
        std::fill(window.begin(), window.end(), static_cast<float>(i));
        const auto added = batch.add([&got](std::span<const float> out) -> Result<void> { got.push_back(out[0]); return {}; });
        if (!added) return added;
    }
    return batch.flush();
}

}  // namespace

class window_batch_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deliversInOrderInFullBatches()
    {
        for (const std::size_t size : {std::size_t(0), std::size_t(1), std::size_t(3), std::size_t(10), std::size_t(100)}) {
            const FakeNetwork network = first();
            WindowBatch batch(network, size, Progress());
            std::vector<float> got;
            QVERIFY(fill(batch, 10, got));
            QCOMPARE(got, (std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
            const std::size_t each = std::max<std::size_t>(1, size);
            QCOMPARE(network.calls.load(), (10 + each - 1) / each);
        }
    }

    void halvesWhenMemoryRunsOut()
    {
        FakeNetwork network{pickingContract(100.0, 4), [](std::span<const float> in) { return std::vector<float>{in[0]}; }};
        network.largestBatch = 1;
        WindowBatch batch(network, 8, Progress());
        std::vector<float> got;
        QVERIFY(fill(batch, 9, got));
        QCOMPARE(got.size(), std::size_t(9));
        network.largestBatch = 0;
        const auto failed = fill(batch, 2, got);
        QVERIFY(!failed && failed.error().code == Error::Code::OutOfSpace);
    }

    void errorsAndCancelStopIt()
    {
        const FakeNetwork network = first();
        const Progress progress;
        WindowBatch batch(network, 2, progress);
        batch.next();
        const auto refused = batch.add([](std::span<const float>) -> Result<void> { return Error{Error::Code::Internal, "no"}; });
        QVERIFY(refused.has_value());
        const auto flushed = batch.flush();
        QVERIFY(!flushed && flushed.error().message == "no");
        progress.cancel();
        std::vector<float> got;
        const auto cancelled = fill(batch, 4, got);
        QVERIFY(!cancelled && cancelled.error().code == Error::Code::Cancelled && got.empty());
    }
};

QTEST_APPLESS_MAIN(window_batch_test)
#include "window_batch_test.moc"
