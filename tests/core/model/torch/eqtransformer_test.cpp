#include "core/model/torch/eqtransformer.h"

#include "core/model/torch/load_state.h"
#include "tests/core/model/torch/published_files.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::nets;

class EqTransformerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Outputs are compared with SeisBench in published_pickers_test.cpp.
    void hasThePublishedNumberOfParameters()
    {
        std::int64_t sum = 0;
        for (const auto& p : EQTransformer(EQTransformerConfig{}).parameters()) sum += p.numel();
        QCOMPARE(sum, std::int64_t{376'935});  // sbm.EQTransformer(): 376 423 of the paper and a second bias per LSTM
    }
    void keepsAnyLength()
    {
        EQTransformer module{EQTransformerConfig{}};
        module.eval();
        const torch::NoGradGuard noGrad;
        for (const std::int64_t samples : {6000, 3001, 1021}) {
            const torch::Tensor y = module.forward(torch::randn({2, 3, samples}));
            QCOMPARE(y.sizes().vec(), (std::vector<std::int64_t>{2, 3, samples}));
            QVERIFY(y.min().item<float>() >= 0.0F && y.max().item<float>() <= 1.0F);
        }
    }
    void oneWindowDoesNotSeeTheOthers()
    {
        for (const char* name : {"eqtransformer_plain", "eqtransformer_conservative"}) {
            EQTransformerConfig config;
            if (std::string(name).ends_with("conservative")) config.kind = EQTransformerKind::Conservative;
            EQTransformer module(config);
            QVERIFY(loadState(module, test::publishedWeights(name)));
            module.eval();
            const torch::NoGradGuard noGrad;
            const torch::Tensor x = torch::randn({2, 3, 6000});
            QVERIFY((module.forward(x)[1] - module.forward(x.narrow(0, 1, 1))[0]).abs().max().item<float>() < 1e-4F);
        }
    }
};

QTEST_APPLESS_MAIN(EqTransformerTest)
#include "eqtransformer_test.moc"
