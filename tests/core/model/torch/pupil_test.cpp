#include "core/model/torch/pupil.h"

#include "core/model/torch/load_state.h"
#include "core/model/torch/picker_of.h"
#include "tests/core/model/invented_weights.h"
#include "tests/core/model/torch/tiny_desk.h"

#include <QTest>

#include <torch/utils.h>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

Recognition tiny() { return {tinyDesk(), tinyContract()}; }

Recognition seist()
{
    Contract c;
    c.family = "SeisT", c.name = "seist", c.sampleRateHz = 50.0, c.windowSamples = 1024, c.outputs = {"detection", "P", "S"};
    return {seisTConfig('S', Task::Picking), c};
}

StateDict weightsOf(const Recognition& r) { return test::inventedWeights(stateOf(*pickerOf(r))); }

}  // namespace

class PupilTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// By hand: one window of two values, the second unknown.
    void curvesAreTaughtWhereTheyAreKnown()
    {
        TrainingBatch batch;
        batch.input = torch::zeros({1, 3, 2});
        batch.phases = torch::tensor({0.3f, 1.0f, 0.7f, 0.0f, 0.0f, 0.0f}).view({1, 3, 2});
        batch.weight = torch::tensor({1.0f, 0.0f}).view({1, 2});
        const torch::Tensor softmax = torch::tensor({0.5f, 0.1f, 0.4f, 0.1f, 0.1f, 0.8f}).view({1, 3, 2});
        QVERIFY(std::abs(curveLoss(softmax, {"noise", "P", "S"}, batch).item<double>() - (-0.3 * std::log(0.5) - 0.7 * std::log(0.4)) / 100.0) < 1e-6);
        const torch::Tensor each = torch::tensor({0.9f, 0.1f, 0.4f, 0.1f, 0.1f, 0.8f}).view({1, 3, 2});
        const double p = -0.7 * std::log(0.4) - 0.3 * std::log(0.6), s = -std::log(0.9);
        QVERIFY(std::abs(curveLoss(each, {"detection", "P", "S"}, batch).item<double>() - (p + s) / 100.0) < 1e-6);
    }
    void aNewPupilSaysWhatItsParentSays()
    {
        const StateDict parent = weightsOf(tiny());
        const auto module = pickerOf(tiny());
        QVERIFY(loadState(*module, parent));
        module->eval();
        const torch::Tensor x = torch::randn({2, 3, 512});
        for (const Scope scope : {Scope::Lora, Scope::Norms, Scope::Heads, Scope::Everything}) {
            const auto pupil = Pupil::of(tiny(), parent, scope, 4, 1);
            QVERIFY2(pupil, pupil ? "" : pupil.error().message.c_str());
            QVERIFY((pupil->module().forward(x) - module->forward(x)).abs().max().item<double>() < 1e-5);
            QVERIFY(!pupil->module().is_training());
        }
    }
    void onlyTheScopeLearns()
    {
        const StateDict parent = weightsOf(tiny());
        std::size_t before = 0;
        for (const Scope scope : {Scope::Norms, Scope::Lora, Scope::Everything}) {
            const auto pupil = Pupil::of(tiny(), parent, scope, 4, 1);
            QVERIFY(pupil);
            QVERIFY(pupil->trainedParameters() > before);
            before = pupil->trainedParameters();
            for (const auto& [name, tensor] : pupil->learned()) {
                QVERIFY(name.find("running_") == std::string::npos);
                if (scope != Scope::Everything) QVERIFY2(name.ends_with("bias") || name.find("norm") != std::string::npos || name.find("ln_") != std::string::npos || name.find("lora_") != std::string::npos, name.c_str());
                if (scope == Scope::Norms) QVERIFY(name.find("lora_") == std::string::npos);
            }
        }
        const auto heads = Pupil::of(tiny(), parent, Scope::Heads, 4, 1);
        QVERIFY(heads && heads->learned().contains("out_conv.weight") && !heads->learned().contains("convs.0.out_proj.weight"));
    }
    void seisTIsTaughtWithItsOwnWidth()
    {
        const auto pupil = Pupil::of(seist(), weightsOf(seist()), Scope::Norms, 0, 1);
        QVERIFY2(pupil, pupil ? "" : pupil.error().message.c_str());
        QCOMPARE(pupil->target().stride, std::size_t{1});
        QCOMPARE(pupil->target().sigmaSamples, 10.0);
        QVERIFY(pupil->learned().contains("stem.0.norm.weight"));
        QVERIFY(!pupil->learned().contains("stem.0.out_proj.weight"));
        QVERIFY(!Pupil::of(seist(), weightsOf(seist()), Scope::Lora, 4, 1));
    }
    void otherNetworksAreRefused()
    {
        Recognition magnitude = seist();
        magnitude.config = seisTConfig('S', Task::Magnitude);
        magnitude.contract.task = Task::Magnitude;
        const auto pupil = Pupil::of(magnitude, {}, Scope::Norms, 0, 1);
        QVERIFY(!pupil);
        QCOMPARE(pupil.error().code, Error::Code::Unsupported);
        QVERIFY(pupil.error().message.find("SeisT") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(PupilTest)
#include "pupil_test.moc"
