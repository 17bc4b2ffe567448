#include "core/signal/trigger.h"
#include "tests/core/signal/golden.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {
const float notANumber = std::numeric_limits<float>::quiet_NaN();

std::vector<float> quietStart()
{
    auto x = synthetic(3001, 3);
    double mean = 0.0;
    for (std::size_t i = 0; i < 500; ++i) mean += x[i] / 500.0;
    for (float& v : x) v = static_cast<float>(v - mean);
    return x;
}
}  // namespace

class TriggerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void staLtaMatchesObsPy()
    {
        const auto expected = golden("trigger.txt");
        const auto x = quietStart();
        VERIFY_WITHIN(misfit(classicStaLta(x, 50, 500), expected.at("classic")), 1e-5);
        VERIFY_WITHIN(misfit(recursiveStaLta(x, 50, 500), expected.at("recursive")), 1e-5);
    }
    void kurtosisMatchesSciPy() { VERIFY_WITHIN(misfit(kurtosis(quietStart(), 200), golden("trigger.txt").at("kurtosis")), 1e-4); }
    void triggersMatchObsPy()
    {
        std::vector<double> flat;
        for (const TriggerSpan& span : triggerSpans(classicStaLta(quietStart(), 50, 500), 1.5, 0.7)) {
            flat.push_back(static_cast<double>(span.on));
            flat.push_back(static_cast<double>(span.off));
        }
        QVERIFY(flat == golden("trigger.txt").at("onsets"));
    }
    void triggersLastUntilTheLowerThreshold()
    {
        const std::vector<float> curve{0, 3, 2, 1, 2, 0.4f, 3, 0, notANumber, 3, 2};
        QVERIFY((triggerSpans(curve, 2.5, 0.5) == std::vector<TriggerSpan>{{1, 4}, {6, 6}, {9, 10}}));
        QVERIFY(triggerSpans({}, 1, 1).empty());
    }
    void aicMatchesObsPy()
    {
        const auto all = quietStart();
        const std::vector<float> piece(all.begin() + 1000, all.begin() + 1300);
        const auto expected = golden("trigger.txt");
        VERIFY_WITHIN(misfit(aic(piece), expected.at("aic"), 7), 1e-6);
        // ObsPy's minimum is the last sample before the onset.
        QCOMPARE(static_cast<double>(*aicOnset(piece)), expected.at("aic_minimum")[0] + 1);
    }
    void aicFindsTheFirstSampleOfASignal()
    {
        for (const std::size_t onset : {40u, 100u, 161u}) {
            auto x = synthetic(200, 11);
            for (std::size_t i = 0; i < x.size(); ++i) {
                const double noise = std::sin(static_cast<double>(i * i)) + 1e6;
                x[i] = static_cast<float>(noise + (i >= onset ? 50.0 * std::cos(0.7 * static_cast<double>(i - onset)) : 0.0));
            }
            QVERIFY(std::llabs(static_cast<long long>(*aicOnset(x)) - static_cast<long long>(onset)) <= 1);
        }
    }
    void aicRefusesWhatHasNoOnset()
    {
        QVERIFY(!aicOnset({}));
        QVERIFY(!aicOnset(std::vector<float>(100, 7.0f)));
        auto x = synthetic(100, 1);
        x[50] = notANumber;
        QVERIFY(!aicOnset(x));
        std::vector<float> step(100, 0.0f);  // no variance before the onset: still found
        for (std::size_t i = 60; i < 100; ++i) step[i] = i % 2 ? 5.0f : -5.0f;
        QCOMPARE(*aicOnset(step), std::size_t{60});
    }
    void aLargeSampleLeavesNoTrace()
    {
        auto x = synthetic(1000, 3);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = i % 2 ? 1.0f : -1.0f;
        x[300] = 1e9f;
        const auto ratio = classicStaLta(x, 10, 100);
        const auto peaked = kurtosis(x, 100);
        for (std::size_t i = 401; i < x.size(); ++i) {
            QVERIFY(std::abs(ratio[i] - 1.0f) < 1e-6f);
            QVERIFY(std::abs(peaked[i] - 1.0f) < 1e-5f);
        }
    }
    void gapsStartAgain()
    {
        auto x = synthetic(1200, 3);
        x[600] = notANumber;
        const std::vector<float> tail(x.begin() + 601, x.end());
        for (const auto& [whole, part] : {std::pair{classicStaLta(x, 20, 200), classicStaLta(tail, 20, 200)}, std::pair{recursiveStaLta(x, 20, 200), recursiveStaLta(tail, 20, 200)},
                                          std::pair{kurtosis(x, 200), kurtosis(tail, 200)}}) {
            QVERIFY(std::isnan(whole[600]));
            QVERIFY(std::equal(part.begin(), part.end(), whole.begin() + 601));
        }
    }
    void smallInputsAreFine()
    {
        const std::vector<float> x{1, 2, 3};
        for (const auto& y : {classicStaLta(x, 0, 5), classicStaLta(x, 2, 5), recursiveStaLta(x, 1, 0), recursiveStaLta(x, 2, 5), kurtosis(x, 0), kurtosis(x, 9)})
            QVERIFY((y == std::vector<float>{0, 0, 0}));
        QVERIFY((classicStaLta(std::vector<float>(4, 0.0f), 1, 2) == std::vector<float>(4, 0.0f)));
        QVERIFY(classicStaLta({}, 1, 2).empty() && kurtosis({}, 5).empty() && aic({}).empty());
    }
    void signalToNoiseIsARatioOfAmplitudes()
    {
        std::vector<float> x(200);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = 1000.0f + (i % 2 ? 1.0f : -1.0f) * (i < 100 ? 2.0f : 10.0f);
        QVERIFY(std::abs(*signalToNoise(x, 100, 50, 50) - 5.0) < 1e-6);
        QVERIFY(!signalToNoise(x, 1, 50, 50) && !signalToNoise(x, 199, 50, 50) && !signalToNoise(x, 500, 50, 50));
        x[90] = notANumber;
        QVERIFY(!signalToNoise(x, 100, 50, 50));
        QVERIFY(!signalToNoise(std::vector<float>(50, 1.0f), 20, 10, 10));
    }
};

QTEST_APPLESS_MAIN(TriggerTest)
#include "trigger_test.moc"
