#include "core/signal/snr.h"

#include "tests/core/signal/alternating.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using test::alternating;

namespace {

const Time origin{};

}  // namespace

class SnrTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ratiosOfPowerInDecibels()
    {
        const auto at = [](double seconds) { return origin + fromSeconds(seconds); };
        QVERIFY(std::abs(*pSnrDb(alternating(100.0, 3000, 1000, 10.0f), at(10)) - 20.0) < 1e-6);
        QVERIFY(std::abs(*pSnrDb(alternating(40.0, 3000, 1000, 2.0f), at(25)) - 6.0206) < 1e-3);
        QVERIFY(pSnrDb(alternating(100.0, 3000, 200, 10.0f), at(2)).has_value());   // two seconds of noise are enough
        QVERIFY(!pSnrDb(alternating(100.0, 3000, 199, 10.0f), at(1.99)).has_value());
        QVERIFY(!pSnrDb(alternating(100.0, 3000, 2900, 10.0f), at(29)).has_value());
        QVERIFY(!pSnrDb(makeSegment(origin, 100.0, std::vector<float>(3000)), at(10)).has_value());
    }
};

QTEST_APPLESS_MAIN(SnrTest)
#include "snr_test.moc"
