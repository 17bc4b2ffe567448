#include "core/model/torch/eqtransformer_parts.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::nets;

class EqTransformerPartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cellsAgreeWithPyTorchsOwn()
    {
        EQTransformerConfig config;
        config.kind = EQTransformerKind::Original;
        const auto plain = recurrenceOf(5, true, false, config), cells = recurrenceOf(5, true, true, config);
        const torch::NoGradGuard noGrad;
        const auto from = plain->named_parameters(), to = cells->named_parameters();
        for (const char* part : {"weight_ih", "weight_hh", "bias_ih", "bias_hh"}) {
            to[std::string("cell_f.") + part].copy_(from[std::string(part) + "_l0"]);
            to[std::string("cell_b.") + part].copy_(from[std::string(part) + "_l0_reverse"]);
        }
        const torch::Tensor x = torch::randn({3, 5, 11});
        QVERIFY(torch::allclose(plain->forward(x), cells->forward(x), 1e-5, 1e-6));
        QCOMPARE(plain->forward(x).sizes().vec(), (std::vector<std::int64_t>{3, 32, 11}));
    }
    void hardGatesAreHard()
    {
        EQTransformerConfig config;
        config.kind = EQTransformerKind::Conservative;
        const auto lstm = recurrenceOf(1, false, true, config);
        const torch::NoGradGuard noGrad;
        for (const auto& p : lstm->named_parameters()) p.value().zero_();
        lstm->named_parameters()["cell_f.bias_ih"].narrow(0, 0, 16).fill_(2.0);   // input gate 0.9
        lstm->named_parameters()["cell_f.bias_hh"].narrow(0, 32, 16).fill_(1.0);  // cell tanh(1)
        const torch::Tensor y = lstm->forward(torch::zeros({1, 1, 2}));
        const double first = 0.9 * std::tanh(1.0);
        QVERIFY(std::abs(y[0][0][0].item<double>() - 0.5 * std::tanh(first)) < 1e-6);
        QVERIFY(std::abs(y[0][0][1].item<double>() - 0.5 * std::tanh(1.5 * first)) < 1e-6);
    }
    void localAttentionSeesNeighboursOnly()
    {
        AdditiveAttention attention(EQTransformerConfig{}, 3);
        const torch::NoGradGuard noGrad;
        torch::Tensor x = torch::randn({1, 16, 9});
        const torch::Tensor before = attention.forward(x).clone();
        x.narrow(2, 8, 1).add_(0.01);
        const torch::Tensor change = (attention.forward(x) - before).abs().amax(1)[0];
        QVERIFY(change[8].item<float>() > 1e-4F && change[7].item<float>() > 1e-4F);
        QVERIFY(change[5].item<float>() < 1e-5F);
    }
    void channelsAreNormalised()
    {
        const torch::NoGradGuard noGrad;
        ChannelNorm norm(16);
        const torch::Tensor y = norm.forward(torch::randn({2, 16, 4}) * 5 + 3);
        QVERIFY(y.mean(1).abs().max().item<float>() < 1e-5F);
        QVERIFY(((y * y).mean(1) - 1).abs().max().item<float>() < 1e-4F);
    }
    void evenKernelsLookAhead()
    {
        ResidualBlock block(1, 2);
        block.eval();
        const torch::NoGradGuard noGrad;
        for (auto& conv : {block.conv1, block.conv2}) {
            conv->weight.copy_(torch::tensor({0.0F, 1.0F}).view({1, 1, 2}));
            conv->bias.zero_();
        }
        const torch::Tensor x = torch::tensor({1.0F, 2.0F, 3.0F, 4.0F}).view({1, 1, 4});
        const torch::Tensor added = block.forward(x) - x;  // two samples later, zeros behind the end
        QVERIFY(std::abs(added[0][0][0].item<float>() - 3.0F) < 0.01F && added[0][0][2].item<float>() == 0.0F);
    }
    void blocksKeepTheLength()
    {
        const torch::NoGradGuard noGrad;
        RecurrentBlock recurrent(64, EQTransformerConfig{});
        recurrent.eval();
        AttentionBlock attention{EQTransformerConfig{}};
        QCOMPARE(attention.forward(recurrent.forward(torch::randn({2, 64, 47}))).sizes().vec(), (std::vector<std::int64_t>{2, 16, 47}));
    }
};

QTEST_APPLESS_MAIN(EqTransformerPartsTest)
#include "eqtransformer_parts_test.moc"
