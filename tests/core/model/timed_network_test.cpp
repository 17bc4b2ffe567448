#include "core/model/timed_network.h"

#include "tests/core/model/fake_network.h"

#include <QTest>

#include <chrono>
#include <thread>

using namespace seisdesk;

class TimedNetworkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void passesOnAndAddsUp()
    {
        using namespace std::chrono_literals;
        const auto fake = std::make_shared<test::FakeNetwork>(test::pickingContract(), test::echo(1000));
        fake->onCall = [] { std::this_thread::sleep_for(5ms); };
        const auto total = std::make_shared<std::atomic<std::int64_t>>(0);
        const TimedNetwork a(fake, total), b(fake, total);
        const std::vector<float> input(2 * 3000, 5.0f);
        const auto began = std::chrono::steady_clock::now();
        const auto output = a.forward(input, 2);
        QVERIFY(output && *output == *fake->forward(input, 2));
        QVERIFY(*total >= 5'000'000);
        QVERIFY(b.forward(input, 2));
        const auto wall = std::chrono::steady_clock::now() - began;
        QVERIFY(*total >= 10'000'000);
        QVERIFY(*total <= std::chrono::nanoseconds(wall).count() - 5'000'000);  // the pass of the fake itself is not counted
        QCOMPARE(a.version(), fake->version());
        QVERIFY(a.contract() == fake->contract());
    }
    void errorsPassThrough()
    {
        const auto fake = std::make_shared<test::FakeNetwork>(test::pickingContract(), test::echo(1000));
        const TimedNetwork timed(fake, std::make_shared<std::atomic<std::int64_t>>(0));
        const auto output = timed.forward(std::vector<float>(7), 1);
        QVERIFY(!output && output.error().code == Error::Code::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(TimedNetworkTest)
#include "timed_network_test.moc"
