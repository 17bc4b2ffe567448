#include "app/train_command.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

namespace {

/// A network that trains in seconds, on synthetic records.
constexpr const char* recipe = R"({
  "name": "tiny", "window_samples": 1024, "steps": 300, "batch": 8, "learning_rate": 0.005, "warm_up_steps": 5, "average": 0.9,
  "checkpoint_steps": 20, "validate_steps": 150, "synthetic_validation": 8, "seed": 5,
  "network": {"stages": [{"out": 8, "kernel": 8, "step": 4, "stride": 4, "paths": 2}, {"out": 8, "kernel": 4, "step": 2, "stride": 2, "paths": 1},
                         {"out": 8, "kernel": 3, "step": 2, "stride": 2, "paths": 1}],
              "up": [{"channels": 8, "kernel": 3}, {"channels": 8, "kernel": 3}], "patch": 4, "width": 32, "heads": 2, "layers": 1,
              "positions": 16, "causal": false, "lora_rank": 0, "lora_dropout": 0, "dropout": 0, "source_hidden": 16,
              "compressed_input": true, "polarisation": true,
              "tasks": ["picking", "polarity", "magnitude", "distance", "back-azimuth"]}
})";

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class train_command_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QFile file(path("recipe.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(recipe);
    }
    /// The program is killed while it trains; the same command goes on, and nobody could tell from the weights.
    void survivesKillMinus9()
    {
        QCOMPARE(run(path("whole")), 0);
        QProcess killed;
        killed.start(QStringLiteral(SEISDESK_PROGRAM), arguments(path("parts")));
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(path("parts/training.csv")).count('\n') >= 2 && QFile::exists(path("parts/checkpoint.safetensors")), 120000);
        killed.kill();
        QVERIFY(killed.waitForFinished(30000));
        QVERIFY(!QFile::exists(path("parts/weights.safetensors")) || killed.exitStatus() == QProcess::CrashExit);
        QCOMPARE(run(path("parts")), 0);
        QVERIFY(!contentOf(path("whole/weights.safetensors")).isEmpty());
        QCOMPARE(contentOf(path("parts/weights.safetensors")), contentOf(path("whole/weights.safetensors")));
        const auto rows = contentOf(path("whole/training.csv")).trimmed().split('\n');
        QCOMPARE(rows.size(), 16);  // a header and every twentieth step
        QVERIFY2(rows[15].split(',')[4].toDouble() < 0.9 * rows[1].split(',')[4].toDouble(), rows.join("; ").constData());
    }
    void argumentsChangeTheRecipe()
    {
        TrainArguments a;
        a.recipe = path("recipe.json").toStdString();
        a.seed = 9;
        a.minutes = 2.0;
        const auto changed = recipeOf(a);
        QVERIFY(changed);
        QCOMPARE(changed->seed, std::uint64_t{9});
        QCOMPARE(*changed->minutes, 2.0);
        a.leaveOut = {"synthetic"};
        QVERIFY(!recipeOf(a));
        a.recipe = path("none.json").toStdString();
        QVERIFY(!recipeOf(a));
    }
    void aWrongRecipeIsSaid()
    {
        QFile file(path("recipe.json"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("{\"stepz\": 4}");
        file.close();
        QCOMPARE(run(path("out")), 1);
    }

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QStringList arguments(const QString& out) const
    {
        return {QStringLiteral("train"), QStringLiteral("--recipe"), path("recipe.json"), QStringLiteral("-o"), out, QStringLiteral("--threads"), QStringLiteral("1")};
    }
    int run(const QString& out) const
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral(SEISDESK_PROGRAM), arguments(out));
        return process.waitForFinished(200000) ? process.exitCode() : -1;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(train_command_test)
#include "train_command_test.moc"
