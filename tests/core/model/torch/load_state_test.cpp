#include "core/model/torch/load_state.h"
#include "core/model/torch/phasenet.h"
#include "tests/core/model/invented_weights.h"

#include <QTest>

#include <array>
#include <limits>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

/// A copy without one name, or with another tensor for it.
StateDict changed(const StateDict& dict, const std::string& name, const Tensor* replacement)
{
    StateDict out;
    for (const auto& [key, tensor] : dict) {
        if (key != name) out.add(key, tensor);
        else if (replacement) out.add(key, *replacement);
    }
    return out;
}

}  // namespace

class LoadStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isStrict()
    {
        PhaseNet module{PhaseNetConfig{}};
        const StateDict weights = test::inventedWeights(stateOf(module));
        QVERIFY(loadState(module, weights));  // num_batches_tracked may be absent

        const auto missing = loadState(module, changed(weights, "down_bn1_3.running_var", nullptr));
        QCOMPARE(missing.error().code, Error::Code::ModelMismatch);
        QCOMPARE(missing.error().message, std::string("the weights lack \"down_bn1_3.running_var\""));

        const Tensor other = Tensor::ofFloats({2}, std::array{1.0F, 2.0F});
        const auto shaped = loadState(module, changed(weights, "output_conv.bias", &other));
        QCOMPARE(shaped.error().message, std::string("\"output_conv.bias\" has shape [2] instead of [3]"));

        StateDict more = weights;
        more.add("extra", other);
        QVERIFY(loadState(module, more).error().message.find("\"extra\"") != std::string::npos);

        const Tensor broken = Tensor::ofFloats({3}, std::array{1.0F, std::numeric_limits<float>::quiet_NaN(), 0.0F});
        QCOMPARE(loadState(module, changed(weights, "output_conv.bias", &broken)).error().code, Error::Code::InvalidArgument);
    }
    void givesBackWhatItLoaded()
    {
        PhaseNet module{PhaseNetConfig{}};
        const StateDict weights = test::inventedWeights(stateOf(module));
        QVERIFY(loadState(module, weights));
        const StateDict again = stateOf(module);
        for (const auto& [name, tensor] : weights) QVERIFY(again.find(name) && *again.find(name) == tensor);
    }
};

QTEST_APPLESS_MAIN(LoadStateTest)
#include "load_state_test.moc"
