#include "core/model/nets/programs.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/seismollm_desk.h"
#include "tests/core/model/invented_weights.h"
#include "tests/core/model/torch/tiny_desk.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

SeisMoLLMConfig variant(const QByteArray& name)
{
    SeisMoLLMConfig config = name.startsWith("tiny") ? tinyDesk() : SeisMoLLMConfig::desk();
    if (name.contains("plain")) config.compressedInput = config.polarisation = false;
    if (name.contains("adapted")) {
        config.loraRank = 4;
        config.loraAlpha = 8.0;
    }
    if (name.contains("stride2")) {
        config.stages.front().stride = 2;
        config.positions = 64;
    }
    if (name.contains("deep")) {
        config.stages.push_back({8, 3, 2, 2, 3});
        config.up.push_back({8, 3});
        config.positions = 64;
    }
    return config;
}

}  // namespace

class SeisMoLLMProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheModule_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("samples");
        QTest::addColumn<QByteArray>("set");
        for (const int samples : {6144, 3072}) QTest::addRow("desk %d", samples) << QByteArray("desk") << samples << QByteArray();
        for (const char* name : {"tiny", "tiny plain", "tiny adapted", "tiny stride2", "tiny deep"})
            for (const int samples : {512, 1024}) QTest::addRow("%s %d", name, samples) << QByteArray(name) << samples << QByteArray();
        for (const char* set : {"generic", "avx2", "avx512"}) QTest::newRow(set) << QByteArray("tiny") << 512 << QByteArray(set);
    }
    void agreesWithTheModule()
    {
        QFETCH(QByteArray, name);
        QFETCH(int, samples);
        QFETCH(QByteArray, set);
        const CpuKernels* kernels = set.isEmpty() ? &bestCpuKernels() : cpuKernelsNamed(set.constData());
        if (!kernels) QSKIP("This processor has no such instructions.");
        const SeisMoLLMConfig config = variant(name);
        QVERIFY(hasSeisMoLLMProgram(config));
        SeisMoLLMDesk module(config);
        const auto loaded = loadState(module, test::inventedWeights(stateOf(module)));
        QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
        module.eval();
        const torch::NoGradGuard noGrad;
        // The module in double precision, its adapters apart: in single, it is as far from the truth as the program.
        std::vector<float> window = test::inventedWindow(static_cast<std::size_t>(samples));
        module.to(torch::kFloat64);
        const torch::Tensor y = module.forward(torch::from_blob(window.data(), {1, 3, samples}).to(torch::kFloat64)).to(torch::kFloat32).contiguous();
        module.to(torch::kFloat32);
        module.mixer->llm->merge();
        const auto program = seisMoLLMProgram(config, stateOf(module), static_cast<std::size_t>(samples), *kernels);
        QVERIFY2(program, program ? "" : program.error().message.c_str());
        std::vector<float> out(program->outputSize());
        QCOMPARE(static_cast<std::int64_t>(out.size()), y.numel());
        const auto workspace = program->workspace();
        program->run(window.data(), out.data(), workspace);
        float worst = 0.0F;
        for (std::size_t i = 0; i < out.size(); ++i) worst = std::max(worst, std::abs(out[i] - y.data_ptr<float>()[i]) / std::max(1.0F, std::abs(out[i])));
        qInfo("largest difference %.2g", static_cast<double>(worst));
        QVERIFY2(worst < 2e-4F, qPrintable(QString::number(static_cast<double>(worst))));
        // A workspace that was used gives the same again.
        std::vector<float> again(out.size());
        program->run(window.data(), again.data(), workspace);
        QVERIFY(again == out);
    }
    void knowsWhatItCannotRun()
    {
        SeisMoLLMConfig config = SeisMoLLMConfig::desk();
        config.causal = true;
        QVERIFY(!hasSeisMoLLMProgram(config));
        config = SeisMoLLMConfig::desk();
        config.heads = 48;
        QVERIFY(!hasSeisMoLLMProgram(config));
        config = SeisMoLLMConfig::desk();
        config.backbone = "bert";
        QVERIFY(!hasSeisMoLLMProgram(config));
        QVERIFY(!hasSeisMoLLMProgram(SeisMoLLMConfig::paper(Task::Picking)));
    }
    void namesAMissingWeight()
    {
        const auto program = seisMoLLMProgram(SeisMoLLMConfig::desk(), {}, 6144, bestCpuKernels());
        QVERIFY(!program && program.error().message.find("the weights lack") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(SeisMoLLMProgramTest)
#include "seismollm_program_test.moc"
