#include "core/model/torch/seismollm_desk.h"

#include "tests/core/model/torch/tiny_desk.h"

#include <QTest>

#include <torch/utils.h>

using namespace seisdesk;
using namespace seisdesk::nets;

class SeisMoLLMDeskTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theOutputIsWhatTheContractSays()
    {
        const torch::NoGradGuard noGrad;
        for (const SeisMoLLMConfig& config : {tinyDesk(), SeisMoLLMConfig::desk()}) {
            torch::manual_seed(1);
            SeisMoLLMDesk network(config);
            network.eval();
            Contract contract = multiTaskContract(config);
            contract.windowSamples = 512;
            const torch::Tensor x = torch::randn({2, 3, 512});
            const torch::Tensor y = network.forward(x);
            const auto curves = static_cast<std::int64_t>(contract.outputs.size() * contract.windowSamples);
            const auto columns = static_cast<std::int64_t>(contract.sourceColumns());
            QCOMPARE(columns, 512 / static_cast<std::int64_t>(contract.sourceStride));
            QCOMPARE(y.size(1), curves + static_cast<std::int64_t>(contract.sourceOutputs.size()) * columns);
            const torch::Tensor phases = y.narrow(1, 0, 3 * 512).view({2, 3, 512});
            QVERIFY((phases.sum(1) - 1.0).abs().max().item<double>() < 1e-5);
            const torch::Tensor motions = y.narrow(1, 3 * 512, 2 * 512).view({2, 2, 512});
            QVERIFY(motions.min().item<double>() >= 0.0 && motions.sum(1).max().item<double>() <= 1.0 + 1e-5);
            const torch::Tensor source = y.narrow(1, curves, 6 * columns).view({2, 6, columns});
            QVERIFY(source.select(1, 1).min().item<double>() > 0.0);  // sigmas
            QVERIFY(source.select(1, 3).min().item<double>() > 0.0);
            QVERIFY(source.select(1, 2).min().item<double>() >= 0.0);  // km
            // A value of the curve stands in the middle of its two samples: halves of neighbours add up.
            const torch::Tensor coarse = network.heads(x).phases.softmax(1);
            QVERIFY(((phases.select(2, 101) + phases.select(2, 102)) - (coarse.select(2, 50) + coarse.select(2, 51))).abs().max().item<double>() < 1e-5);
        }
    }
    void windowsAreIndependent()
    {
        const torch::NoGradGuard noGrad;
        SeisMoLLMDesk network(tinyDesk());
        network.eval();
        const torch::Tensor x = torch::randn({3, 3, 512});
        QVERIFY((network.forward(x)[1] - network.forward(x.narrow(0, 1, 1))[0]).abs().max().item<double>() < 1e-4);
    }
    void transformerSeesBothSidesUnlessCausal()
    {
        const torch::NoGradGuard noGrad;
        for (const bool causal : {false, true}) {
            SeisMoLLMConfig config = tinyDesk();
            config.causal = causal;
            SeisMoLLMDesk network(config);
            network.eval();
            torch::Tensor frames = torch::randn({1, 8, 32});
            const torch::Tensor before = network.mixer->forward(frames);
            frames.slice(2, 28).add_(torch::randn({1, 8, 4}));
            const double changed = (network.mixer->forward(frames) - before).slice(2, 0, 4).abs().max().item<double>();
            QCOMPARE(changed > 0.0, !causal);
        }
    }
    void covariancesTellDirections()
    {
        const torch::NoGradGuard noGrad;
        SeisMoLLMDesk network(tinyDesk());
        network.eval();
        torch::Tensor x = torch::randn({1, 3, 512});
        const torch::Tensor one = network.heads(x).azimuth;
        x.select(1, 1).neg_();
        QVERIFY((network.heads(x).azimuth - one).abs().max().item<double>() > 1e-3);
    }
};

QTEST_APPLESS_MAIN(SeisMoLLMDeskTest)
#include "seismollm_desk_test.moc"
