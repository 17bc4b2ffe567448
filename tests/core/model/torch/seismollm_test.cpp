// SeisMoLLM against golden vectors: weights made from their names by a formula, an input made by a formula, and the
// outputs of the original Python classes.

#include "core/model/torch/load_state.h"
#include "core/model/torch/seismollm.h"
#include "tests/core/model/invented_weights.h"

#include <QTest>

#include <torch/utils.h>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

torch::Tensor goldenInput(std::int64_t length)
{
    std::vector<float> values = test::inventedWindow(static_cast<std::size_t>(length));
    return torch::from_blob(values.data(), {1, 3, length}, torch::kFloat32).clone();
}

std::shared_ptr<SeisMoLLM> golden(Task task)
{
    auto network = std::make_shared<SeisMoLLM>(SeisMoLLMConfig::paper(task));
    network->eval();
    if (!loadState(*network, test::inventedWeights(stateOf(*network), 1.0))) qFatal("the names differ");
    return network;
}

bool near(const torch::Tensor& value, double expected, double tolerance = 1e-4)
{
    const bool ok = std::abs(value.item<double>() - expected) <= tolerance;
    if (!ok) qWarning("%.6f instead of %.6f", value.item<double>(), expected);
    return ok;
}

std::int64_t count(const torch::nn::Module& module)
{
    std::int64_t n = 0;
    for (const auto& p : module.parameters()) n += p.numel();
    return n;
}

}  // namespace

class SeisMoLLMTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parameterCountsArePublished()
    {
        QCOMPARE(count(SeisMoLLM(SeisMoLLMConfig::paper(Task::Picking))), 23'743'863);
        QCOMPARE(count(SeisMoLLM(SeisMoLLMConfig::paper(Task::Polarity))), 23'496'614);
        QCOMPARE(count(SeisMoLLM(SeisMoLLMConfig::paper(Task::BackAzimuth))), 23'496'614);
        QCOMPARE(count(SeisMoLLM(SeisMoLLMConfig::paper(Task::Magnitude))), 23'496'517);
        QCOMPARE(count(SeisMoLLM(SeisMoLLMConfig::paper(Task::Distance))), 23'496'517);
    }
    void stateDictsHaveThePublishedSizes()
    {
        QCOMPARE(stateOf(SeisMoLLM(SeisMoLLMConfig::paper(Task::Picking))).size(), std::size_t{230});
        QCOMPARE(stateOf(SeisMoLLM(SeisMoLLMConfig::paper(Task::Magnitude))).size(), std::size_t{206});
    }
    void embedderAndTransformerMatchTheGoldenVectors()
    {
        const torch::InferenceMode guard;
        const auto network = golden(Task::Picking);
        const torch::Tensor x = goldenInput(8192);
        QVERIFY(near(x[0][0][1000], 0.066600, 1e-6) && near(x[0][1][3000], 0.199880, 1e-6));
        const torch::Tensor e = network->embed(x);
        QVERIFY(near(e.mean(), 0.014060) && near(e.std(), 0.137670));
        QVERIFY(near(e[0][0][0], 0.17511) && near(e[0][5][100], 0.13487) && near(e[0][95][700], -0.03237));
        const torch::Tensor t = network->mixer->forward(e);
        QVERIFY(near(t.mean(), 0.001820) && near(t.std(), 1.006922));
        QVERIFY(near(t[0][0][0], 0.98295) && near(t[0][5][100], -0.99758) && near(t[0][95][700], -0.40864));
    }
    void picksMatchTheGoldenVectors_data()
    {
        QTest::addColumn<int>("length");
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<double>("mean");
        QTest::newRow("8192") << 8192 << QList<double>{0.473158, 0.454797, 0.488320, 0.479032, 0.458089, 0.512901, 0.421078, 0.433585, 0.486597, 0.461611, 0.442743, 0.507227} << 0.469938;
        QTest::newRow("6000") << 6000 << QList<double>{0.473041, 0.454624, 0.488312, 0.454688, 0.493892, 0.498885, 0.462822, 0.495924, 0.504846, 0.466234, 0.496009, 0.502692} << 0.469084;
    }
    void picksMatchTheGoldenVectors()
    {
        QFETCH(int, length);
        QFETCH(QList<double>, values);
        QFETCH(double, mean);
        const torch::InferenceMode guard;
        const torch::Tensor y = golden(Task::Picking)->forward(goldenInput(length));
        const std::int64_t at[] = {0, 1000, 3000, 5999};
        for (int i = 0; i < 12; ++i) QVERIFY(near(y[0][i % 3][at[i / 3]], values[i]));
        QVERIFY(near(y.mean(), mean));
    }
    void otherTasksMatchTheGoldenVectors()
    {
        const torch::InferenceMode guard;
        const torch::Tensor longer = goldenInput(8192), shorter = goldenInput(6000);
        const auto pmp = golden(Task::Polarity), emg = golden(Task::Magnitude), baz = golden(Task::BackAzimuth), dis = golden(Task::Distance);
        QVERIFY(near(pmp->forward(longer)[0][0], 0.755497) && near(pmp->forward(shorter)[0][0], 0.729095));
        QVERIFY(near(emg->forward(longer)[0][0], 5.831743) && near(emg->forward(shorter)[0][0], 5.656570));
        QVERIFY(near(baz->forward(longer)[0][0], 0.757103) && near(baz->forward(longer)[0][1], -0.137871));
        QVERIFY(near(baz->forward(shorter)[0][0], 0.707021) && near(baz->forward(shorter)[0][1], -0.108404));
        QVERIFY(near(dis->forward(longer)[0][0], 364.483964, 1e-2) && near(dis->forward(shorter)[0][0], 353.535609, 1e-2));
    }
    void mergedAdaptersGiveTheSameOutput()
    {
        const torch::InferenceMode guard;
        const auto network = golden(Task::Magnitude);
        const torch::Tensor x = goldenInput(6000), before = network->forward(x);
        network->mixer->llm->merge();
        QVERIFY(near((network->forward(x) - before).abs().max(), 0.0, 1e-5));
    }
};

QTEST_APPLESS_MAIN(SeisMoLLMTest)
#include "seismollm_test.moc"
