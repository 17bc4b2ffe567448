#include "core/model/torch/gpt2.h"

#include "core/model/torch/load_state.h"

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
    void publishedWeightsAreTakenAndWordsAreNot()
    {
        const torch::NoGradGuard noGrad;
        SeisMoLLMConfig plain = small(true);
        plain.loraRank = 0;
        torch::manual_seed(3);
        Gpt2 source(plain), target(small(true));
        StateDict file;
        for (const auto& [name, tensor] : stateOf(source)) file.add("transformer." + name, tensor);
        file.add("transformer.h.7.ln_1.bias", Tensor::ofFloats({1}, std::vector<float>{0.0f}));  // further layers
        QVERIFY(target.loadPublished(file));
        source.eval(), target.eval();
        const torch::Tensor x = torch::randn({2, 9, 24});
        QVERIFY(torch::allclose(source.forward(x), target.forward(x), 1e-5, 1e-6));

        SeisMoLLMConfig longer = small(true);
        longer.positions = 32;
        Gpt2 other(longer);
        const auto wrong = other.loadPublished(file);
        QVERIFY(!wrong && wrong.error().message.find("\"wpe.weight\"") != std::string::npos);
    }
    void onlyWhatHasAnAdapterIsFrozen()
    {
        Gpt2 network(small(true));
        network.freezeAdapted();
        int frozen = 0;
        for (const auto& p : network.named_parameters()) {
            const bool base = p.key().find("base_layer") != std::string::npos;
            QCOMPARE(p.value().requires_grad(), !base);
            frozen += base;
        }
        QCOMPARE(frozen, 16);  // weights and biases of four linear layers in two blocks
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
