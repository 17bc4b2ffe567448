#include "core/model/peaks.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;

namespace {

std::vector<float> gaussians(std::size_t n, const std::vector<std::array<double, 3>>& parts)
{
    std::vector<float> x(n);
    for (std::size_t i = 0; i < n; ++i)
        for (const auto& [at, sigma, height] : parts) x[i] += static_cast<float>(height * std::exp(-0.5 * std::pow((static_cast<double>(i) - at) / sigma, 2)));
    return x;
}

}  // namespace

class peaks_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placeAndWidthOfAGaussian()
    {
        for (const double at : {50.0, 50.25, 50.5, 50.9})
            for (const double sigma : {3.0, 10.0}) {
                const auto found = findPeaks(gaussians(100, {{at, sigma, 0.8}}), 0.3, 10);
                QCOMPARE(found.size(), std::size_t(1));
                QVERIFY(std::abs(found[0].index - at) < 0.02);
                QVERIFY(std::abs(found[0].sigmaBefore - 0.6 * sigma) < 0.05 * sigma);  // sqrt(1 - 0.8^2)
                QVERIFY(std::abs(found[0].sigmaAfter - 0.6 * sigma) < 0.05 * sigma);
            }
    }

    /// Labels of deviation 10 smeared by an onset that is only known to 6 samples.
    void uncertaintyIsThatOfTheOnsetAndNotOfTheLabel()
    {
        const double width = std::hypot(10.0, 6.0);
        const auto found = findPeaks(gaussians(200, {{100, width, 10.0 / width}}), 0.3, 10);
        QVERIFY(std::abs(found.at(0).sigmaBefore - 6.0) < 0.3 && std::abs(found[0].sigmaAfter - 6.0) < 0.3);
    }

    void theHigherOfNeighboursStays()
    {
        const auto x = gaussians(400, {{50, 3, 0.5}, {80, 3, 0.9}, {110, 3, 0.6}, {140, 3, 0.7}, {300, 3, 0.35}});
        QCOMPARE(findPeaks(x, 0.3, 10).size(), std::size_t(5));
        const auto some = findPeaks(x, 0.3, 40);
        QCOMPARE(some.size(), std::size_t(3));
        QVERIFY(std::abs(some[0].index - 80) < 0.1 && std::abs(some[1].index - 140) < 0.1);
        QCOMPARE(findPeaks(x, 0.65, 0).size(), std::size_t(2));
        const auto equal = findPeaks(gaussians(200, {{50, 3, 0.5}, {80, 3, 0.5}}), 0.3, 40);
        QCOMPARE(equal.size(), std::size_t(1));
        QVERIFY(std::abs(equal[0].index - 50) < 0.1);
    }

    void endsAreNoPeaksAndFlatTopsAre()
    {
        QVERIFY(findPeaks(std::vector<float>{1, 0.5f, 0.2f}, 0.1, 1).empty());
        QVERIFY(findPeaks(std::vector<float>{0.1f, 0.5f, 1}, 0.1, 1).empty());
        QVERIFY(findPeaks(std::vector<float>{0.1f, 0.5f, std::nanf(""), 0.5f, 0.1f}, 0.1, 1).empty());
        QVERIFY(findPeaks(std::vector<float>{0.1f, 1, 1, 1}, 0.1, 1).empty());
        const auto flat = findPeaks(std::vector<float>{0, 1, 1, 1, 1, 0}, 0.1, 1);
        QCOMPARE(flat.size(), std::size_t(1));
        QCOMPARE(flat[0].index, 2.5);
        QVERIFY(findPeaks({}, 0.1, 1).empty());
        QVERIFY(findPeaks(std::vector<float>(100, 0.5f), 0.1, 1).empty());
    }

    void widthEndsWhereTheNextOnsetBegins()
    {
        const auto x = gaussians(100, {{40, 5, 0.9}, {50, 5, 0.95}});
        for (const Peak& p : findPeaks(x, 0.3, 1)) QVERIFY(p.sigmaBefore < 12 && p.sigmaAfter < 12 && p.sigmaBefore >= 0.25);
        const auto spike = findPeaks(std::vector<float>{0, 0, 1, 0, 0}, 0.3, 1);
        QVERIFY(spike.at(0).sigmaBefore == 0.25 && spike[0].sigmaAfter == 0.25);
    }

    void triggersTakeOneOnsetPerStretch()
    {
        const float nan = std::nanf("");
        //                             0     1     2     3     4     5     6     7     8     9     10     11   12    13    14
        const std::vector<float> curve{0.9f, 0.5f, 0.1f, 0.4f, 0.7f, 0.4f, 0.8f, 0.4f, 0.6f, 0.2f, 0.59f, nan, 0.5f, 0.7f, 0.31f};
        const auto found = findTriggers(curve, 0.6);
        QCOMPARE(found.size(), std::size_t{3});
        QCOMPARE(std::lround(found[0].index), 0L);  // the curve begins above
        QCOMPARE(std::lround(found[1].index), 6L);  // 4 and 6 are one stretch; 10 does not reach the threshold
        QCOMPARE(found[1].height, 0.8f);
        QCOMPARE(std::lround(found[2].index), 13L);
        QVERIFY(found[1].sigmaBefore >= 0.25 && found[1].sigmaAfter >= 0.25);
        QVERIFY(findTriggers({}, 0.5).empty());
    }
};

QTEST_APPLESS_MAIN(peaks_test)
#include "peaks_test.moc"
