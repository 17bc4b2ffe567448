#include "core/waveform/clipping.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

std::vector<float> sine(double amplitude)
{
    std::vector<float> out(2000);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(std::round(amplitude * std::sin(static_cast<double>(i) * 0.05)));
    return out;
}

}  // namespace

class ClippingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void flatTopsAreClipped()
    {
        std::vector<float> x = sine(100000.0);
        QVERIFY(!looksClipped(makeSegment(Time{}, 100.0, x)));
        for (float& v : x) v = std::min(v, 60000.0f);
        const Segment clipped = makeSegment(Time{}, 100.0, x);
        QVERIFY(looksClipped(clipped));
        for (float& v : x) v = -v;
        QVERIFY(looksClipped(Trace{{}, {makeSegment(Time{}, 100.0, sine(50000.0)), makeSegment(Time{}, 100.0, x)}}));
    }

    void quietAndConstantRecordsAreNot()
    {
        QVERIFY(!looksClipped(makeSegment(Time{}, 100.0, sine(2.0))));
        QVERIFY(!looksClipped(makeSegment(Time{}, 100.0, std::vector<float>(500, 7e6f))));
        QVERIFY(!looksClipped(makeSegment(Time{}, 100.0, std::vector<float>(500, std::nanf("")))));
        QVERIFY(!looksClipped(makeSegment(Time{}, 100.0, {})));
    }
};

QTEST_APPLESS_MAIN(ClippingTest)
#include "clipping_test.moc"
