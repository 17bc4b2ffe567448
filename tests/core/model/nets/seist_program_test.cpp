#include "core/model/nets/programs.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/seist.h"
#include "tests/core/model/invented_weights.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::nets;

class SeisTProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheModule_data()
    {
        QTest::addColumn<char>("size");
        QTest::addColumn<int>("task");
        QTest::addColumn<int>("samples");
        QTest::addColumn<QByteArray>("set");
        for (const char size : {'S', 'M', 'L'}) {
            for (const Task task : {Task::Picking, Task::Polarity, Task::Distance}) {
                for (const int samples : {8192, 6000, 1234}) {
                    QTest::addRow("%c %d %d", size, static_cast<int>(task), samples) << size << static_cast<int>(task) << samples << QByteArray();
                }
            }
        }
        for (const char* set : {"generic", "avx2"}) QTest::newRow(set) << 'M' << static_cast<int>(Task::Picking) << 6000 << QByteArray(set);
    }
    void agreesWithTheModule()
    {
        QFETCH(char, size);
        QFETCH(int, task);
        QFETCH(int, samples);
        QFETCH(QByteArray, set);
        const CpuKernels* kernels = set.isEmpty() ? &bestCpuKernels() : cpuKernelsNamed(set.constData());
        if (!kernels) QSKIP("This processor has no such instructions.");
        const SeisTConfig config = seisTConfig(size, static_cast<Task>(task));
        SeisT module(config);
        const StateDict weights = test::inventedWeights(stateOf(module));
        const auto loaded = loadState(module, weights);
        QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
        module.eval();
        const auto program = seisTProgram(config, weights, static_cast<std::size_t>(samples), *kernels);
        QVERIFY2(program, program ? "" : program.error().message.c_str());

        std::vector<float> window = test::inventedWindow(static_cast<std::size_t>(samples));
        const torch::NoGradGuard noGrad;
        // The module in double precision: in single, it is as far from the truth as the program.
        module.to(torch::kFloat64);
        const torch::Tensor y = module.forward(torch::from_blob(window.data(), {1, 3, samples}).to(torch::kFloat64)).to(torch::kFloat32).contiguous();
        std::vector<float> out(program->outputSize());
        QCOMPARE(static_cast<std::int64_t>(out.size()), y.numel());
        program->run(window.data(), out.data(), program->workspace());
        float worst = 0.0F;
        for (std::size_t i = 0; i < out.size(); ++i) worst = std::max(worst, std::abs(out[i] - y.data_ptr<float>()[i]));
        QVERIFY2(worst < (static_cast<Task>(task) == Task::Distance ? 2e-3F : 2e-4F), qPrintable(QString::number(static_cast<double>(worst))));
    }
    void namesAMissingWeight()
    {
        const auto program = seisTProgram(seisTConfig('S', Task::Picking), {}, 8192, bestCpuKernels());
        QVERIFY(!program);
        QVERIFY(program.error().message.find("the weights lack") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(SeisTProgramTest)
#include "seist_program_test.moc"
