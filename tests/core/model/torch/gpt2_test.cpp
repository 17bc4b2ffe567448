#include "core/model/torch/gpt2.h"

#include <QTest>

#include <torch/utils.h>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

SeisMoLLMConfig small(bool causal)
{
    SeisMoLLMConfig config;
    config.width = 24;
    config.heads = 3;
    config.layers = 2;
    config.positions = 16;
    config.loraRank = 4;
    config.causal = causal;
    return config;
}

}  // namespace

class Gpt2Test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // A change of the last token reaches earlier ones only where attention looks both ways.
    void causalBlocksDoNotSeeTheFuture()
    {
        const torch::NoGradGuard noGrad;
        for (const bool causal : {true, false}) {
            torch::manual_seed(1);
            Gpt2 network(small(causal));
            network.eval();
            const torch::Tensor a = torch::randn({1, 8, 24});
            const torch::Tensor b = a.clone();
            b[0][7].neg_();  // not a shift: the norm would take it away
            const double early = (network.forward(a) - network.forward(b)).slice(1, 0, 7).abs().max().item<double>();
            QCOMPARE(early == 0.0, causal);
        }
    }
    void freshAdaptersChangeNothingAndMergingKeepsTheOutput()
    {
        const torch::NoGradGuard noGrad;
        torch::manual_seed(2);
        LoraLinear linear(24, 12, small(true));
        linear.eval();
        const torch::Tensor x = torch::randn({2, 5, 24});
        QVERIFY(torch::allclose(linear.forward(x), torch::matmul(x, linear.weight) + linear.bias, 1e-5, 1e-6));
        linear.loraB.normal_();
        const torch::Tensor adapted = linear.forward(x);
        QVERIFY(!torch::allclose(adapted, torch::matmul(x, linear.weight) + linear.bias, 1e-3, 1e-3));
        linear.merge();
        QVERIFY(torch::allclose(linear.forward(x), adapted, 1e-4, 1e-5));
    }
    void namesAreThoseOfPublishedFiles()
    {
        const Gpt2 network(small(true));
        const auto parameters = network.named_parameters();
        for (const char* name : {"base_model.model.wpe.weight", "base_model.model.h.1.attn.c_attn.base_layer.weight",
                                 "base_model.model.h.0.mlp.c_fc.lora_A.default.weight", "base_model.model.ln_f.bias"})
            QVERIFY2(parameters.contains(name), name);
    }
};

QTEST_APPLESS_MAIN(Gpt2Test)
#include "gpt2_test.moc"
