#include "app/evaluate_command.h"

#include "core/model/engine.h"
#include "tests/support/test_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace seisdesk;

namespace {

EvaluateArguments argumentsFor(const std::string& model, const std::string& data)
{
    EvaluateArguments a;
    a.models = {model == "classical" ? model : test::shared(model).string()};
    a.data = {test::shared(data)};
    return a;
}

}  // namespace

class evaluate_command_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Fractions within 0.1 and 0.5 s that the original programs reached with the highest peak of each window.
    void reproducesReferenceScores_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("data");
        QTest::addColumn<QVector<double>>("wanted");
        const auto seist = QStringLiteral("weights/seist/seist_s_dpk_diting.pth"), phasenet = QStringLiteral("weights/phasenet/phasenet_190703.h5");
        const auto ncedc = QStringLiteral("data/phasenet_ncedc154.h5"), stead = QStringLiteral("data/stead50.h5");
        QTest::newRow("SeisT-S, STEAD") << seist << stead << QVector<double>{0.84, 0.98, 0.58, 1.0};
        QTest::newRow("SeisT-S, northern California") << seist << ncedc << QVector<double>{0.86, 0.95, 0.61, 0.95};
        QTest::newRow("PhaseNet, STEAD") << phasenet << stead << QVector<double>{0.58, 0.84, 0.64, 1.0};
        QTest::newRow("PhaseNet, northern California") << phasenet << ncedc << QVector<double>{0.94, 0.99, 0.79, 0.98};
    }
    void reproducesReferenceScores()
    {
        QFETCH(QString, model);
        QFETCH(QString, data);
        QFETCH(QVector<double>, wanted);
        if (test::shared(data.toStdString()).empty()) QSKIP(test::needShared(data.toStdString()).c_str());
        if (!loadEngine("cpu")) QSKIP("This build has no engine plugin.");
        EvaluateArguments arguments = argumentsFor(model.toStdString(), data.toStdString());
        arguments.argmax = true;
        const auto result = evaluate(arguments, Progress());
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        const ScoreTable& t = result->front().table;
        const QVector<double> got{t.p.within[0], t.p.within[2], t.s.within[0], t.s.within[2]};
        for (qsizetype i = 0; i < 4; ++i)  // better than the reference is welcome
            QVERIFY2(got[i] > wanted[i] - 0.03 - 1e-9, qPrintable(QStringLiteral("%1: %2 instead of %3").arg(i).arg(got[i]).arg(wanted[i])));
        QCOMPARE(t.p.picks, t.p.labels);
    }

    void reproducesSourceErrors_data()
    {
        QTest::addColumn<QString>("data");
        QTest::addColumn<double>("magnitude");
        QTest::addColumn<double>("distance");
        QTest::newRow("STEAD") << QStringLiteral("data/stead50.h5") << 0.19 << 4.3;
        QTest::newRow("northern Chile") << QStringLiteral("data/ipoc200.h5") << 0.21 << 28.6;
    }
    void reproducesSourceErrors()
    {
        QFETCH(QString, data);
        QFETCH(double, magnitude);
        QFETCH(double, distance);
        if (test::shared(data.toStdString()).empty()) QSKIP(test::needShared(data.toStdString()).c_str());
        if (!loadEngine("cpu")) QSKIP("This build has no engine plugin.");
        EvaluateArguments arguments = argumentsFor("weights/seist/seist_s_emg_diting.pth", data.toStdString());
        arguments.models.push_back(test::shared("weights/seist/seist_s_dis_diting.pth").string());
        const auto result = evaluate(arguments, Progress());
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QVERIFY(std::abs(*result->front().table.magnitude.meanAbsolute - magnitude) < 0.02);
        QVERIFY(std::abs(*result->front().table.distanceKm.meanAbsolute - distance) < 0.3);
        QCOMPARE(result->front().table.p.picks, std::size_t(0));
    }

    void continuousRecordsNeedNoWeights()
    {
        if (test::shared("data/ridgecrest_continuous").empty()) QSKIP(test::needShared("data/ridgecrest_continuous").c_str());
        QTemporaryDir folder;
        EvaluateArguments arguments = argumentsFor("classical", "data/ridgecrest_continuous");
        arguments.inventories = {test::shared("data/ridgecrest_stationxml").string()};
        arguments.json = folder.filePath(QStringLiteral("scores.json")).toStdString();
        QCOMPARE(runEvaluate(arguments), 0);
        QFile file(QString::fromStdString(arguments.json));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(json[QStringLiteral("traces")].toInt(), 22);
        const QJsonObject p = json[QStringLiteral("P")].toObject();
        QCOMPARE(p[QStringLiteral("labels")].toInt(), 986);
        QVERIFY(p[QStringLiteral("within")].toObject()[QStringLiteral("0.2")].toDouble() > 0.4);
        QVERIFY(json[QStringLiteral("polarity")].toObject()[QStringLiteral("accuracy")].toDouble() > 0.85);
    }

    /// Classical, so that it needs no engine: two sets, vertical alone, at a lower rate.
    void severalSetsGiveAnArray()
    {
        if (test::shared("data/stead50.h5").empty()) QSKIP(test::needShared("data").c_str());
        QTemporaryDir folder;
        EvaluateArguments arguments = argumentsFor("classical", "data/stead50.h5");
        arguments.data.push_back(test::shared("data/phasenet_ncedc154.h5"));
        arguments.components = "Z";
        arguments.simulateRateHz = 50.0;
        arguments.json = folder.filePath(QStringLiteral("scores.json")).toStdString();
        QCOMPARE(runEvaluate(arguments), 0);
        QFile file(QString::fromStdString(arguments.json));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray json = QJsonDocument::fromJson(file.readAll()).array();
        QCOMPARE(json.size(), 2);
        QCOMPARE(json[0].toObject()[QStringLiteral("data")].toString(), QStringLiteral("stead50"));
        QCOMPARE(json[0].toObject()[QStringLiteral("traces")].toInt(), 50);
        QCOMPARE(json[1].toObject()[QStringLiteral("traces")].toInt(), 154);
        for (const QJsonValue& one : json) QVERIFY(one[QStringLiteral("P")][QStringLiteral("within")][QStringLiteral("0.5")].toDouble() > 0.5);
    }

    /// The tiny network that the build made knows nothing, but it says something of everything.
    void multiTaskModelsAreScoredOnEverything()
    {
        if (test::shared("data/stead50.h5").empty()) QSKIP(test::needShared("data").c_str());
        const QString shipped = QCoreApplication::applicationDirPath() + QStringLiteral("/shipped");
        if (!QFile::exists(shipped) || !loadEngine("cpu")) QSKIP("This build has no engine plugin.");
        const QByteArray before = qgetenv("SEISDESK_SHIPPED_MODELS");
        qputenv("SEISDESK_SHIPPED_MODELS", shipped.toUtf8());
        EvaluateArguments arguments;
        arguments.data = {test::shared("data/stead50.h5")};
        arguments.argmax = true;
        const auto result = evaluate(arguments, Progress());
        qputenv("SEISDESK_SHIPPED_MODELS", before);
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QVERIFY(result->front().model.starts_with("seismollm-desk@") && result->front().note.empty());
        const ScoreTable& t = result->front().table;
        QCOMPARE(t.p.picks, std::size_t{50});
        QCOMPARE(t.magnitude.n, std::size_t{50});
        QCOMPARE(t.magnitude.withSigma, std::size_t{50});
        QCOMPARE(t.distanceKm.n, std::size_t{50});
        QVERIFY(t.distanceNear.has_value());
        QVERIFY(t.clearBackAzimuthDeg.n <= t.backAzimuthDeg.n);
    }

    void refusesWhatMakesNoSense()
    {
        EvaluateArguments nothing;
        nothing.models = {"classical"};
        nothing.data = {"/no/such/set.h5"};
        QCOMPARE(runEvaluate(nothing), 1);
        if (test::shared("data/ridgecrest_continuous").empty()) QSKIP(test::needShared("data/ridgecrest_continuous").c_str());
        EvaluateArguments arguments = argumentsFor("classical", "data/ridgecrest_continuous");
        arguments.argmax = true;
        QCOMPARE(runEvaluate(arguments), 2);
        arguments.argmax = false;
        const Progress progress;
        progress.cancel();
        const auto cancelled = evaluate(arguments, progress);
        QVERIFY(!cancelled && cancelled.error().code == Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(evaluate_command_test)
#include "evaluate_command_test.moc"
