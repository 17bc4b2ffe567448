#include "core/model/torch/phasenet.h"

#include <QTest>

using namespace seisdesk::nets;

class PhaseNetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasThePublishedNumberOfParameters()
    {
        std::int64_t sum = 0;
        for (const auto& p : PhaseNet(seisdesk::PhaseNetConfig{}).parameters()) sum += p.numel();
        QCOMPARE(sum, std::int64_t{268'443});
    }
    void keepsTheLengthAndSumsToOne()
    {
        PhaseNet module{seisdesk::PhaseNetConfig{}};
        module.eval();
        const torch::NoGradGuard noGrad;
        for (const std::int64_t samples : {3001, 3000, 4096, 999}) {
            const torch::Tensor y = module.forward(torch::randn({2, 3, samples}));
            QCOMPARE(y.sizes().vec(), (std::vector<std::int64_t>{2, 3, samples}));
            QVERIFY((y.sum(1) - 1).abs().max().item<float>() < 1e-5F);
        }
    }
};

QTEST_APPLESS_MAIN(PhaseNetTest)
#include "phasenet_test.moc"
