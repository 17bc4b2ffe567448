#include "core/model/torch/phasenet_light.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::nets;

class PhaseNetLightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Outputs are compared with SeisBench in published_pickers_test.cpp.
    void keepsTheLengthAndSumsToOne()
    {
        PhaseNetLight module(PhaseNetLightConfig{2, 4});
        module.eval();
        const torch::NoGradGuard noGrad;
        const torch::Tensor y = module.forward(torch::randn({2, 2, 3001}));
        QCOMPARE(y.sizes().vec(), (std::vector<std::int64_t>{2, 4, 3001}));
        QVERIFY((y.sum(1) - 1).abs().max().item<float>() < 1e-5F);
    }
};

QTEST_APPLESS_MAIN(PhaseNetLightTest)
#include "phasenet_light_test.moc"
