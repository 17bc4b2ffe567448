#include "core/model/torch/trainer.h"

#include "core/model/checkpoint/safetensors.h"
#include "core/model/contract_json.h"
#include "tests/core/model/torch/tiny_desk.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <ATen/Parallel.h>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

TrainingJob jobIn(const QString& folder, std::uint64_t steps)
{
    TrainingJob job;
    job.recipe = tinyRecipe(steps);
    job.contract = tinyContract();
    job.window = tinyWindow;
    job.folder = folder.toStdString();
    return job;
}

QByteArray bytesOf(const QString& file)
{
    QFile f(file);
    return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
}

QList<double> column(const QString& file, int index)
{
    QList<double> out;
    const auto lines = bytesOf(file).split('\n');
    for (int i = 1; i < lines.size(); ++i)
        if (!lines[i].isEmpty()) out.append(lines[i].split(',')[index].toDouble());
    return out;
}

}  // namespace

class TrainerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void learns()
    {
        const QTemporaryDir folder;
        ValidationSet aside{"aside", {}};
        for (std::uint64_t k = 0; k < 32; ++k) aside.windows.push_back(tinyWindow(1'000'000 + k));
        const std::vector<ValidationSet> validation{aside};
        TrainingJob job = jobIn(folder.path(), 160);
        job.recipe.validateSteps = 40;
        job.validation = &validation;
        const auto outcome = trainDesk(job, torch::kCPU, {});
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(outcome->steps, std::uint64_t{160});
        const QList<double> loss = column(folder.filePath(QStringLiteral("training.csv")), 4);
        QVERIFY2(loss.last() < 0.5 * loss.first(), qPrintable(QStringLiteral("%1 to %2").arg(loss.first()).arg(loss.last())));
        const QList<double> hits = column(folder.filePath(QStringLiteral("validation.csv")), 7);
        QCOMPARE(hits.size(), 4);
        QVERIFY2(hits.last() > 0.6, qPrintable(QString::number(hits.last())));
        const auto weights = readSafetensors(outcome->weights);
        QVERIFY(weights);
        QVERIFY(seisMoLLMConfigFromJson(weights->metadata.at("seismollm")).value() == job.recipe.network);
        QVERIFY(contractFromJson(weights->metadata.at("contract")).value() == job.contract);
        QCOMPARE(weights->find("out_conv.bias")->type, DType::Float16);
    }
    /// The run dies after step 13 as if killed: its last checkpoint is of step 10.
    void goesOnBitByBit()
    {
        const QTemporaryDir whole, parts;
        QVERIFY(trainDesk(jobIn(whole.path(), 30), torch::kCPU, {}));
        const TrainingJob job = jobIn(parts.path(), 30);
        struct Death {};
        const Progress dying([](double fraction, const std::string&) { if (fraction > 0.42) throw Death(); });
        QVERIFY_EXCEPTION_THROWN((void)trainDesk(job, torch::kCPU, dying), Death);
        const auto outcome = trainDesk(job, torch::kCPU, {});
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QCOMPARE(outcome->resumedAt, std::uint64_t{10});
        QCOMPARE(bytesOf(parts.filePath(QStringLiteral("weights.safetensors"))), bytesOf(whole.filePath(QStringLiteral("weights.safetensors"))));
    }
    void aCancelledRunLeavesACheckpoint()
    {
        const QTemporaryDir folder;
        Progress progress;
        progress.cancel();
        const auto outcome = trainDesk(jobIn(folder.path(), 30), torch::kCPU, progress);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, Error::Code::Cancelled);
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("checkpoint.safetensors"))));
    }
    void aCheckpointOfAnotherRecipeIsRefused()
    {
        const QTemporaryDir folder;
        QVERIFY(trainDesk(jobIn(folder.path(), 5), torch::kCPU, {}));
        const auto outcome = trainDesk(jobIn(folder.path(), 7), torch::kCPU, {});
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, Error::Code::ModelMismatch);
        TrainingJob fresh = jobIn(folder.path(), 7);
        fresh.resume = false;
        QVERIFY(trainDesk(fresh, torch::kCPU, {}));
    }
    void goesOnFromWeights()
    {
        const QTemporaryDir first, second;
        QVERIFY(trainDesk(jobIn(first.path(), 60), torch::kCPU, {}));
        TrainingJob job = jobIn(second.path(), 20);
        job.recipe.start = first.filePath(QStringLiteral("weights.safetensors")).toStdString();
        job.recipe.learningRate = job.recipe.finalLearningRate = 1e-6;
        const auto outcome = trainDesk(job, torch::kCPU, {});
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        QVERIFY(column(second.filePath(QStringLiteral("training.csv")), 4).last() < 0.8 * column(first.filePath(QStringLiteral("training.csv")), 4).first());
        const auto weights = readSafetensors(outcome->weights);
        QVERIFY(weights);
        QCOMPARE(weights->metadata.at("parent_sha256").size(), std::size_t{64});
        QCOMPARE(recipeFromJson(weights->metadata.at("recipe")).value().start, std::string("weights.safetensors"));  // no folders of this machine
        job.recipe.start = "/nowhere.safetensors";
        job.resume = false;
        const auto missing = trainDesk(job, torch::kCPU, {});
        QVERIFY(!missing);
        QVERIFY(QString::fromStdString(missing.error().message).contains(QStringLiteral("nowhere")));
    }
};

QTEST_APPLESS_MAIN(TrainerTest)
#include "trainer_test.moc"
