#include "core/signal/detrend.h"
#include "tests/core/signal/golden.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

class DetrendTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesObsPy()
    {
        const auto expected = golden("time_domain.txt");
        auto x = synthetic(3001, 2);
        demean(x);
        VERIFY_WITHIN(misfit(x, expected.at("demean")), 1e-6);
        x = synthetic(3001, 2);
        detrendLinear(x);
        VERIFY_WITHIN(misfit(x, expected.at("linear")), 1e-6);
    }
    void taperMatchesObsPy()
    {
        const auto expected = golden("time_domain.txt");
        for (const std::size_t n : {3001u, 3000u})
            for (const char* fraction : {"0.05", "0.5"}) {
                std::vector<float> x(n, 1.0f);
                taper(x, std::atof(fraction));
                VERIFY_WITHIN(misfit(x, expected.at("taper" + std::to_string(n) + "_" + fraction), 53 / 4), 1e-6);
                QCOMPARE(x.front(), 0.0f);
                QCOMPARE(x.back(), 0.0f);
            }
    }
    void nonFiniteSamplesAreLeftOut()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        std::vector<float> x{1, nan, 3, 4, nan};
        demean(x);
        QVERIFY(std::isnan(x[1]) && std::isnan(x[4]));
        QVERIFY(std::abs(x[0] + x[2] + x[3]) < 1e-6f);
        std::vector<float> line{10, nan, 14, 16, 18};
        detrendLinear(line);
        for (const std::size_t i : {0u, 2u, 3u, 4u}) QVERIFY(std::abs(line[i]) < 1e-5f);
        std::vector<float> none{nan, nan};
        demean(none);
        detrendLinear(none);
        QVERIFY(std::isnan(none[0]) && std::isnan(none[1]));
    }
    void smallRecordsAreFine()
    {
        std::vector<float> empty, one{5.0f};
        demean(empty);
        detrendLinear(empty);
        taper(empty, 0.1);
        detrendLinear(one);
        QCOMPARE(one[0], 0.0f);
        std::vector<float> untouched{1, 1, 1};
        taper(untouched, 0.0);
        taper(untouched, std::nan(""));
        QVERIFY((untouched == std::vector<float>{1, 1, 1}));
    }
    void largeOffsetsLeaveTheSignal()
    {
        std::vector<float> x(100'000);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = 8'000'000.0f + static_cast<float>(i % 2);
        demean(x);
        QVERIFY(std::abs(x[0] + 0.5f) < 1e-3f && std::abs(x[1] - 0.5f) < 1e-3f);
    }
};

QTEST_APPLESS_MAIN(DetrendTest)
#include "detrend_test.moc"
