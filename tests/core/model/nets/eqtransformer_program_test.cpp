#include "core/model/nets/programs.h"
#include "core/model/torch/eqtransformer.h"
#include "core/model/torch/load_state.h"
#include "tests/core/model/torch/published_files.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::nets;

class EqTransformerProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheModule_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("samples");
        for (const char* name : {"eqtransformer_plain", "eqtransformer_original", "eqtransformer_conservative"}) QTest::newRow(name) << QString::fromLatin1(name) << 6000;
        for (const int samples : {3001, 4096, 1021}) QTest::newRow(qPrintable(QString::number(samples))) << QStringLiteral("eqtransformer_plain") << samples;
    }
    void agreesWithTheModule()
    {
        QFETCH(QString, name);
        QFETCH(int, samples);
        const StateDict weights = test::publishedWeights(name.toStdString());
        const EQTransformerConfig config = eqTransformerConfig(weights).value();
        EQTransformer module(config);
        QVERIFY(loadState(module, weights));
        module.eval();
        const torch::NoGradGuard noGrad;
        std::vector<float> window = test::inventedWindow(static_cast<std::size_t>(samples));
        const torch::Tensor y = module.forward(torch::from_blob(window.data(), {1, 3, samples})).contiguous();
        for (const char* isa : {"generic", "avx2", "avx512"}) {
            const CpuKernels* kernels = cpuKernelsNamed(isa);
            if (!kernels) continue;
            const auto program = eqTransformerProgram(config, weights, static_cast<std::size_t>(samples), *kernels);
            QVERIFY2(program, program ? "" : program.error().message.c_str());
            std::vector<float> out(program->outputSize());
            QCOMPARE(static_cast<std::int64_t>(out.size()), y.numel());
            const auto workspace = program->workspace();
            for (int run = 0; run < 2; ++run) {  // what one run leaves must not reach the next
                program->run(window.data(), out.data(), workspace);
                float worst = 0.0F;
                for (std::size_t i = 0; i < out.size(); ++i) worst = std::max(worst, std::abs(out[i] - y.data_ptr<float>()[i]));
                QVERIFY2(worst < 1e-4F, qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(isa)).arg(static_cast<double>(worst))));
            }
        }
    }
    void namesAMissingWeight()
    {
        const auto program = eqTransformerProgram({}, {}, 6000, bestCpuKernels());
        QVERIFY(!program);
        QVERIFY(program.error().message.find("the weights lack") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(EqTransformerProgramTest)
#include "eqtransformer_program_test.moc"
