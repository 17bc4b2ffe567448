#include "core/model/torch/losses.h"

#include "tests/core/model/torch/tiny_desk.h"

#include <QTest>

#include <torch/utils.h>

#include <cmath>
#include <numbers>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

/// Outputs that say nothing: every class alike, location 0, scale 1, no direction.
DeskOutputs blank(std::int64_t batch)
{
    return {torch::zeros({batch, 3, 256}), torch::zeros({batch, 3, 256}), torch::zeros({batch, 2, 8}), torch::zeros({batch, 2, 8}), torch::zeros({batch, 2, 8})};
}

bool near(const torch::Tensor& value, double expected) { return std::abs(value.item<double>() - expected) < 1e-4 * std::max(1.0, std::abs(expected)); }

}  // namespace

class LossesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesOfOutputsThatSayNothing()
    {
        const TrainingBatch batch = gathered({tinyWindow(1), tinyWindow(2)}, tinyContract());
        const Losses l = losses(blank(2), batch);
        QVERIFY(near(l.phases, std::log(3.0) * 256.0 / 50.0));
        QVERIFY(near(l.polarity, std::log(3.0)));
        QVERIFY(near(l.magnitude, 2.0 + std::log(2.0)));            // |2 - 0| / 1 + ln 2
        QVERIFY(near(l.distance, std::log(11.0) + std::log(2.0)));
        QVERIFY(near(l.backAzimuth, 0.0));                          // ln I0(0)
    }
    void aConcentratedDirectionCostsWhatVonMisesSays()
    {
        DeskOutputs out = blank(1);
        out.azimuth.select(1, 0).fill_(3.0);  // concentration 3, to the north, where the source is
        const Losses right = losses(out, gathered({tinyWindow(1)}, tinyContract()));
        QVERIFY(near(right.backAzimuth, std::log(std::cyl_bessel_i(0.0, 3.0)) - 3.0));
        out.azimuth.neg_();
        const Losses wrong = losses(out, gathered({tinyWindow(1)}, tinyContract()));
        QVERIFY(near(wrong.backAzimuth, std::log(std::cyl_bessel_i(0.0, 3.0)) + 3.0));
    }
    void whatIsUnknownCostsNothing()
    {
        TrainingWindow w = tinyWindow(3);
        w.events.front().magnitude.reset();
        w.events.front().backAzimuthDeg.reset();
        w.events.front().polarity = Polarity::Unset;
        std::fill(w.weight.begin() + 128, w.weight.end(), 0.0f);
        DeskOutputs out = blank(1);
        out.magnitude.fill_(7.0);
        out.azimuth.fill_(9.0);
        out.phases.slice(2, 128).copy_(torch::randn({1, 3, 128}));
        const Losses l = losses(out, gathered({w}, tinyContract()));
        QVERIFY(near(l.magnitude, 0.0) && near(l.backAzimuth, 0.0) && near(l.polarity, 0.0));
        QVERIFY(near(l.phases, std::log(3.0) * 128.0 / 50.0));
    }
    void aBatchWithoutEventsIsFine()
    {
        TrainingWindow w = tinyWindow(4);
        w.events.clear();
        const Losses l = losses(blank(1), gathered({w}, tinyContract()));
        QVERIFY(std::isfinite(l.total({}).item<double>()));
    }
    void onsetsPointAtTheirColumnAndValue()
    {
        TrainingWindow w = tinyWindow(5);
        w.events.front().pSample = 130.0;  // in the third column of 64, less than 12 samples behind its border
        const TrainingBatch batch = gathered({tinyWindow(1), w}, tinyContract());
        std::vector<std::int64_t> columns;
        for (std::int64_t i = 0; i < batch.sourceAt.size(0); ++i)
            if (const auto at = batch.sourceAt[i].item<std::int64_t>(); at >= 8) columns.push_back(at - 8);
        QCOMPARE(columns, (std::vector<std::int64_t>{1, 2}));
        const std::int64_t values = batch.motionAt.size(0);
        QCOMPARE(batch.motionAt[values - 5].item<std::int64_t>(), 256 + 65);
        QCOMPARE(batch.motionWeight[values - 5].item<double>(), 1.0);
    }
};

QTEST_APPLESS_MAIN(LossesTest)
#include "losses_test.moc"
