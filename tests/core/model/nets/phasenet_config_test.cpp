#include "core/model/nets/phasenet_config.h"

#include <QTest>

#include <array>

using namespace seisdesk;

class PhaseNetConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void turnsKerasKernelsAround()
    {
        StateDict keras;
        std::vector<float> values(2 * 3 * 4);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
        keras.add("input_conv/kernel:0", Tensor::ofFloats({2, 1, 3, 4}, values));
        keras.add("input_bn/gamma:0", Tensor::ofFloats({1}, std::array{5.0F}));
        keras.add("input_bn/moving_variance:0", Tensor::ofFloats({1}, std::array{6.0F}));
        const auto ours = phaseNetTensors(keras);
        QVERIFY(ours);
        const Tensor* weight = ours->find("input_conv.weight");
        QCOMPARE(weight->shape, (std::vector<std::int64_t>{4, 3, 2}));
        // [o = 1][i = 2][t = 1] was [t = 1][0][i = 2][o = 1]
        QCOMPARE(weight->toFloats()[(1 * 3 + 2) * 2 + 1], values[(1 * 3 + 2) * 4 + 1]);
        QVERIFY(ours->contains("input_bn.weight") && ours->contains("input_bn.running_var"));
        QVERIFY(*phaseNetTensors(*ours) == *ours);
        StateDict flat;
        flat.add("x/kernel:0", Tensor::ofFloats({2, 3}, std::vector<float>(6)));
        QVERIFY(!phaseNetTensors(flat));
    }
    /// Files are compared with SeisBench in torch/published_pickers_test.cpp; here only that strictness names their tensors.
    void namesWhatDiffers()
    {
        const auto refused = seisBenchPhaseNetTensors({}, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().message, std::string("the weights lack \"inc.weight\""));
        StateDict one;
        one.add("inc.weight", Tensor::ofFloats({8, 1, 7}, std::vector<float>(56)));
        QCOMPARE(seisBenchPhaseNetTensors(one, {}).error().message, std::string("\"inc.weight\" has shape [8, 1, 7] instead of [8, 3, 7]"));
    }
};

QTEST_APPLESS_MAIN(PhaseNetConfigTest)
#include "phasenet_config_test.moc"
