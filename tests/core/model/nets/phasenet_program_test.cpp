#include "core/model/nets/programs.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/phasenet.h"
#include "tests/core/model/invented_weights.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::nets;

class PhaseNetProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheModule()
    {
        PhaseNet module{PhaseNetConfig{}};
        const StateDict weights = test::inventedWeights(stateOf(module));
        QVERIFY(loadState(module, weights));
        module.eval();
        const torch::NoGradGuard noGrad;
        for (const int samples : {3001, 3000, 6000, 1021}) {
            const auto program = phaseNetProgram({}, weights, static_cast<std::size_t>(samples), bestCpuKernels());
            QVERIFY2(program, program ? "" : program.error().message.c_str());
            std::vector<float> window = test::inventedWindow(static_cast<std::size_t>(samples));
            const torch::Tensor y = module.forward(torch::from_blob(window.data(), {1, 3, samples})).contiguous();
            std::vector<float> out(program->outputSize());
            QCOMPARE(static_cast<std::int64_t>(out.size()), y.numel());
            program->run(window.data(), out.data(), program->workspace());
            for (std::size_t i = 0; i < out.size(); ++i) QVERIFY(std::abs(out[i] - y.data_ptr<float>()[i]) < 1e-5F);
        }
    }
    void namesAMissingWeight()
    {
        const auto program = phaseNetProgram({}, {}, 3001, bestCpuKernels());
        QVERIFY(!program);
        QVERIFY(program.error().message.find("the weights lack") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(PhaseNetProgramTest)
#include "phasenet_program_test.moc"
