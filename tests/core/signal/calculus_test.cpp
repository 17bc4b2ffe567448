#include "core/signal/calculus.h"
#include "tests/core/signal/golden.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

class CalculusTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesObsPy()
    {
        const auto expected = golden("time_domain.txt");
        const auto x = synthetic(3001, 2);
        VERIFY_WITHIN(misfit(differentiated(x, 100.0), expected.at("differentiate")), 1e-5);
        VERIFY_WITHIN(misfit(integrated(x, 100.0), expected.at("integrate")), 1e-6);
    }
    void gapsAreEnds()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const std::vector<float> x{0, 1, 4, nan, 7, nan, 2, 4};
        const auto d = differentiated(x, 10.0);
        QVERIFY(std::isnan(d[3]) && std::isnan(d[5]));
        QCOMPARE(d[0], 10.0f);
        QCOMPARE(d[1], 20.0f);
        QCOMPARE(d[2], 30.0f);
        QCOMPARE(d[4], 0.0f);
        QCOMPARE(d[7], 20.0f);
        const auto s = integrated(x, 10.0);
        QVERIFY(std::isnan(s[3]) && std::isnan(s[5]));
        QCOMPARE(s[2], 0.3f);
        QCOMPARE(s[4], 0.0f);
        QCOMPARE(s[7], 0.3f);
    }
    void segmentsKeepTimeAndUseExactSamples()
    {
        Segment segment = makeSegment(Time{} + std::chrono::seconds(5), 2.0, {1e9f, 1e9f, 1e9f});
        segment.exact = std::make_shared<const std::vector<double>>(std::vector<double>{1e9, 1e9 + 1, 1e9 + 2});
        const Segment d = differentiated(segment), s = integrated(segment);
        QVERIFY(d.start == segment.start && s.start == segment.start && d.sampleRateHz == 2.0);
        for (const float v : *d.samples) QCOMPARE(v, 2.0f);
        QCOMPARE(s.samples->front(), 0.0f);
        QVERIFY(differentiated(Segment{}).empty() && integrated(Segment{}).empty());
    }
    void integralOfADerivativeIsTheRecord()
    {
        auto x = synthetic(2000, 9);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(std::sin(0.02 * static_cast<double>(i)));
        const auto back = integrated(differentiated(x, 100.0), 100.0);
        for (std::size_t i = 0; i < x.size(); ++i) QVERIFY(std::abs(back[i] - (x[i] - x[0])) < 2e-4f);
    }
};

QTEST_APPLESS_MAIN(CalculusTest)
#include "calculus_test.moc"
