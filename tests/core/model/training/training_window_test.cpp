#include "core/model/training/training_window.h"

#include "core/model/nets/seismollm_config.h"
#include "core/model/window.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

Contract contract()
{
    Contract c = multiTaskContract(SeisMoLLMConfig::desk());
    c.windowSamples = 1024;
    return c;
}

Example example(std::size_t samples)
{
    Example e;
    e.samples = samples;
    for (std::size_t i = 0; i < 3 * samples; ++i) e.rows.push_back(static_cast<float>(std::sin(0.1 * static_cast<double>(i)) * (1.0 + static_cast<double>(i / samples))));
    return e;
}

}  // namespace

class TrainingWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theOnsetIsAGaussianInSeconds()
    {
        Example e = example(2000);
        e.events = {{700.25, 800.5, Polarity::Negative, 2.0, 30.0, 120.0}};
        const CurveTarget target{2, 8.0};
        const TrainingWindow w = trainingWindow(e, 300, contract(), target);
        for (std::size_t j = 0; j < 512; ++j) {
            const double sample = 2.0 * static_cast<double>(j) + 0.5;
            const double p = std::exp(-0.5 * std::pow((sample - 400.25) / 8.0, 2.0)), s = std::exp(-0.5 * std::pow((sample - 500.5) / 8.0, 2.0));
            QVERIFY(std::abs(static_cast<double>(w.phases[j]) - p) < 5e-4);
            QVERIFY(std::abs(static_cast<double>(w.phases[512 + j]) - s) < 5e-4);
            QCOMPARE(w.weight[j], 1.0f);
        }
        QCOMPARE(w.events.size(), std::size_t{1});
        QCOMPARE(w.events[0].pSample, 400.25);
        QCOMPARE(w.events[0].polarity, Polarity::Negative);
        QCOMPARE(*w.events[0].distanceKm, 30.0);
    }
    void inputIsWhatTheAnnotatorPrepares()
    {
        const Example e = example(2000);
        std::vector<float> prepared(3 * 1024);
        QVERIFY(prepareWindow(e.rows, e.samples, 500, 1024, contract(), prepared));
        QCOMPARE(trainingWindow(e, 500, contract(), {}).input, prepared);
        // A record that ends early.
        QVERIFY(prepareWindow(e.rows, e.samples, 1500, 500, contract(), prepared));
        QCOMPARE(trainingWindow(e, 1500, contract(), {}).input, prepared);
    }
    void aWindowMayBeginBeforeTheRecord()
    {
        Example e = example(2000);
        e.events = {{10.0, {}, Polarity::Unset, {}, {}, {}}};
        const TrainingWindow w = trainingWindow(e, -100, contract(), {});
        QCOMPARE(w.input[50], 0.0f);
        QCOMPARE(w.events[0].pSample, 110.0);
    }
    void whereNobodyKnowsNothingIsTaught()
    {
        Example e = example(6000);
        e.exhaustive = false;
        e.events = {{3000.0, 3200.0, Polarity::Unset, {}, {}, {}}};
        const Contract c = contract();
        const TrainingWindow before = trainingWindow(e, 900, c, {});  // 900 to 1924: more than 10 s before the P
        QCOMPARE(std::count(before.weight.begin(), before.weight.end(), 1.0f), 0);
        const TrainingWindow around = trainingWindow(e, 2800, c, {});  // to 3824: up to 5 s behind the S, 3700
        QCOMPARE(around.weight[0], 1.0f);
        QCOMPARE(around.weight[449], 1.0f);
        QCOMPARE(around.weight[451], 0.0f);
        e.events = {{3000.0, {}, Polarity::Unset, {}, {}, {}}};
        const TrainingWindow noS = trainingWindow(e, 2800, c, {});
        QCOMPARE(noS.weight[100], 1.0f);
        QCOMPARE(noS.weight[130], 0.0f);  // an S may be anywhere behind the P
    }
    void overlappingOnsetsShareAProbability()
    {
        Example e = example(2000);
        e.events = {{500.5, 502.5, Polarity::Unset, {}, {}, {}}};
        const TrainingWindow w = trainingWindow(e, 0, contract(), {});
        for (std::size_t j = 0; j < 512; ++j) QVERIFY(w.phases[j] + w.phases[512 + j] <= 1.000001f);
    }
    void maskedSpansAreUnknownWhateverElseSays()
    {
        Example e = example(2000);
        e.events = {{700.0, 800.0, Polarity::Unset, {}, {}, {}}};
        e.quiet = {{300.0, 500.0}};
        e.masked = {{400.0, 450.0}, {750.0, 760.0}};
        for (const bool exhaustive : {false, true}) {
            e.exhaustive = exhaustive;
            const TrainingWindow w = trainingWindow(e, 300, contract(), {2, 8.0});
            QCOMPARE(w.weight[(398 - 300) / 2], 1.0f);
            QCOMPARE(w.weight[(420 - 300) / 2], 0.0f);
            QCOMPARE(w.weight[(470 - 300) / 2], 1.0f);
            QCOMPARE(w.weight[(754 - 300) / 2], 0.0f);
            QCOMPARE(w.weight[(770 - 300) / 2], 1.0f);
        }
    }
    void quietSpansAreKnown()
    {
        Example e = example(2000);
        e.exhaustive = false;
        e.quiet = {{400.0, 500.0}};
        const TrainingWindow w = trainingWindow(e, 300, contract(), {2, 8.0});
        for (std::size_t j = 0; j < 512; ++j) QCOMPARE(w.weight[j], j >= 50 && j < 100 ? 1.0f : 0.0f);
    }
};

QTEST_APPLESS_MAIN(TrainingWindowTest)
#include "training_window_test.moc"
