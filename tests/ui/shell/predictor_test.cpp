// The predictor: model choice, prediction as one edit, thresholds, cancelling, and what goes wrong.

#include "ui/shell/model_list.h"
#include "ui/shell/predictor.h"

#include "core/synth/demo.h"
#include "tests/core/model/fake_engine.h"

#include <QFile>
#include <QMutex>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

class PredictorTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    JobQueue m_jobs;
    std::unique_ptr<Session> m_session;

    /// A file that stands for weights.
    QString weightsFile() const
    {
        const QString name = m_folder.filePath(QStringLiteral("fake.pth"));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly)) return {};
        return name;
    }
    static std::string classicalPicker() { return "classical"; }

private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("%1.ini").arg(qHash(QString::fromLatin1(QTest::currentTestFunction())))), QSettings::IniFormat);
        auto opened = Session::open(m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".seisdesk")).toStdString(), m_jobs);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
        m_session = std::move(*opened);
        synth::DemoOptions options;
        options.stations = 4;
        const synth::Demo demo = synth::demo(options);
        Records records;
        records.traces = demo.traces;
        records.inventory = demo.inventory;
        m_session->addRecords(std::move(records));
    }
    void predictionIsOneEdit()
    {
        Predictor predictor(m_jobs, *m_settings, nullptr);
        predictor.setSession(m_session.get());
        QSignalSpy done(&predictor, &Predictor::predicted);
        predictor.predict(m_session->tracePtrs(), std::nullopt);
        QVERIFY(predictor.running());
        QVERIFY(done.wait(60000));
        QTRY_VERIFY(!predictor.running());
        const auto picks = m_session->labels().size();
        QVERIFY(picks >= 4);
        QVERIFY(predictor.loaded());
        QVERIFY(m_session->undo().has_value());
        QCOMPARE(m_session->labels().size(), std::size_t{0});
        QVERIFY(!m_session->canUndo());
        QVERIFY(m_session->redo().has_value());
        QCOMPARE(m_session->labels().size(), picks);
    }
    void higherThresholdsLeaveFewerPicks()
    {
        Predictor predictor(m_jobs, *m_settings, nullptr);
        predictor.setSession(m_session.get());
        QSignalSpy done(&predictor, &Predictor::predicted);
        predictor.predict(m_session->tracePtrs(), std::nullopt);
        QVERIFY(done.wait(60000));
        QTRY_VERIFY(!predictor.running());
        const auto before = m_session->labels().size();
        predictor.setThresholds({0.97, 0.97});
        QVERIFY(done.wait(60000));
        QVERIFY(m_session->labels().size() < before);
        for (const Label& label : m_session->labels().values()) QVERIFY(*label.confidence >= 0.97);
    }
    void cancelledPredictionChangesNothing()
    {
        Predictor predictor(m_jobs, *m_settings, nullptr);
        predictor.setSession(m_session.get());
        QSignalSpy done(&predictor, &Predictor::predicted);
        predictor.predict(m_session->tracePtrs(), std::nullopt);
        predictor.cancel();
        QTRY_VERIFY(!predictor.running());
        QTest::qWait(50);
        QCOMPARE(done.size(), 0);
        QCOMPARE(m_session->labels().size(), std::size_t{0});
    }
    void weightsThatAreGoneAreSaid()
    {
        Predictor predictor(m_jobs, *m_settings, nullptr);
        predictor.setSession(m_session.get());
        QSignalSpy told(&predictor, &Predictor::told);
        predictor.choose({{m_folder.filePath(QStringLiteral("none.pth")).toStdString()}, "cpu"});
        predictor.predict(m_session->tracePtrs(), std::nullopt);
        QTRY_VERIFY(!told.isEmpty());
        const auto message = told.last().first().value<Message>();
        QVERIFY(message.severity == Severity::Error);
        QCOMPARE(m_session->labels().size(), std::size_t{0});
        // At the next start the default is there instead.
        Predictor next(m_jobs, *m_settings, nullptr);
        QVERIFY(next.choice().weights.empty());
    }
    void choiceAndThresholdsAreRemembered()
    {
        const QString weights = m_folder.filePath(QStringLiteral("net.pth"));
        QFile file(weights);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        {
            Predictor predictor(m_jobs, *m_settings, nullptr);
            predictor.choose({{weights.toStdString()}, "cuda"});
            predictor.setThresholds({0.2, 0.4});
        }
        Predictor next(m_jobs, *m_settings, nullptr);
        QVERIFY((next.choice() == ModelChoice{{weights.toStdString()}, "cuda"}));
        QVERIFY((next.thresholds() == ThresholdValues{0.2, 0.4}));
        QCOMPARE(next.modelName(), QStringLiteral("net"));
        int current = -1;
        const auto entries = modelList({{QStringLiteral("other"), {QStringLiteral("/x/other.pth")}}}, next.choice(), current);
        QCOMPARE(entries.size(), 3);
        QCOMPARE(current, 2);
        QCOMPARE(entries[2].text, QStringLiteral("net"));
    }
    void theShippedNetworkIsTheDefault()
    {
        ShippedModels shipped;
        for (const char* number : {"1.1", "1.0"}) {
            ShippedModel model;
            model.card.name = "seismollm-desk";
            model.card.file = "weights.safetensors";
            model.card.contract.defaultThresholdP = 0.42;
            model.folder = std::string("/shipped/") + number;
            shipped.models.push_back(model);
        }
        QStringList problems;
        const QList<ModelEntry> found = modelsIn(shipped, m_folder.filePath(QStringLiteral("no models")).toStdString(), problems);
        QVERIFY(problems.isEmpty());
        int current = -1;
        const auto entries = modelList(found, {}, current);
        QCOMPARE(entries.size(), 3);
        QCOMPARE(current, 0);
        QCOMPARE(entries[0].text, QStringLiteral("seismollm-desk 1.1 (default)"));
        QVERIFY(entries[0].weights.isEmpty() && entries[0].thresholdP == 0.42);
        QCOMPARE(entries[1].weights, QStringList{QStringLiteral("classical")});
        QCOMPARE(entries[2].weights, QStringList{QStringLiteral("/shipped/1.0/weights.safetensors")});
        modelList(found, {{"classical"}, "cpu"}, current);
        QCOMPARE(current, 1);
        // Where nothing is shipped the classical picker stands in for the default.
        QCOMPARE(modelList({}, {}, current).size(), 1);
        QCOMPARE(current, 0);
    }
    void classicalIsRememberedByName()
    {
        {
            Predictor predictor(m_jobs, *m_settings, nullptr);
            predictor.choose({{"classical"}, "cpu"});
        }
        const Predictor next(m_jobs, *m_settings, nullptr);
        QCOMPARE(next.choice().weights, std::vector<std::string>{"classical"});
        QCOMPARE(next.modelName(), QStringLiteral("the classical picker"));
    }
    /// A driver that fails in the middle: the picks are there, made by the processor, and it is said.
    void aFailingGpuLeavesTheWorkToTheProcessor()
    {
        const auto engine = std::make_shared<test::FakeEngine>();
        engine->device->onCall = [device = engine->device] { device->failure = "CUDA error: an illegal memory access was encountered"; };
        engine->device->largestBatch = 2;
        Predictor predictor(m_jobs, *m_settings, nullptr);
        predictor.setSession(m_session.get());
        predictor.setLoader([engine](const ModelChoice& choice, const Progress& progress) {
            return loadModelFrom([engine](const std::string&) -> Result<std::shared_ptr<Engine>> { return std::shared_ptr<Engine>(engine); }, choice, progress);
        });
        predictor.choose({{weightsFile().toStdString()}, "cuda"});
        QSignalSpy told(&predictor, &Predictor::told), done(&predictor, &Predictor::predicted);
        predictor.predict(m_session->tracePtrs(), std::nullopt);
        QVERIFY(done.wait(60000));
        QTRY_VERIFY(!predictor.running());
        QVERIFY(m_session->labels().size() > 0);
        const auto message = told.last().first().value<Message>();
        QVERIFY(message.severity == Severity::Warning && message.text.contains(QStringLiteral("illegal memory access")) && message.text.contains(QStringLiteral("processor")));
        // It stays with the processor, and is said once.
        engine->device->failure.clear();
        const auto calls = engine->device->calls.load();
        told.clear();
        predictor.predict(m_session->tracePtrs(), std::nullopt);
        QVERIFY(done.wait(60000));
        QCOMPARE(engine->device->calls.load(), calls);
        for (const auto& arguments : told) QVERIFY(arguments.first().value<Message>().severity != Severity::Warning);
    }
    /// A device of the settings that is gone.
    void aMissingGpuLeavesTheWorkToTheProcessor()
    {
        const auto engine = std::make_shared<test::FakeEngine>();
        const auto engines = [engine](const std::string& device) -> Result<std::shared_ptr<Engine>> {
            if (device == "cuda:1") return Error{Error::Code::InvalidArgument, "There is no such card."};
            return std::shared_ptr<Engine>(engine);
        };
        const auto loaded = loadModelFrom(engines, {{weightsFile().toStdString()}, "cuda:1"}, Progress());
        QVERIFY(loaded.has_value());
        QVERIFY2(loaded->note.find("There is no such card.") != std::string::npos && loaded->note.find("cuda:1") != std::string::npos, loaded->note.c_str());
        QCOMPARE(loaded->choice.device, std::string("cuda:1"));
    }
    /// While a prediction runs another device is chosen: the run ends as it began, the next one uses the new device.
    void aDeviceChosenMeanwhileCountsFromTheNextPrediction()
    {
        Predictor predictor(m_jobs, *m_settings, nullptr);
        predictor.setSession(m_session.get());
        std::vector<std::string> used;
        QMutex mutex;
        predictor.setLoader([&](const ModelChoice& choice, const Progress& progress) {
            const QMutexLocker lock(&mutex);
            used.push_back(choice.device);
            return loadModel({{classicalPicker()}, "cpu"}, progress);
        });
        QSignalSpy done(&predictor, &Predictor::predicted);
        predictor.choose({{weightsFile().toStdString()}, "cpu"});
        predictor.predict(m_session->tracePtrs(), std::nullopt);
        predictor.choose({{weightsFile().toStdString()}, "cuda:0"});
        QVERIFY(predictor.running());
        QVERIFY(done.wait(60000));
        QTRY_VERIFY(!predictor.running());
        QVERIFY(m_session->labels().size() > 0);
        predictor.predict(m_session->tracePtrs(), std::nullopt);
        QVERIFY(done.wait(60000));
        const QMutexLocker lock(&mutex);
        QCOMPARE(used, (std::vector<std::string>{"cpu", "cuda:0"}));
    }
    void devicesAreOfferedInWords()
    {
        QCOMPARE(devicesOffered({}, QStringLiteral("auto")), (QStringList{QStringLiteral("auto"), QStringLiteral("cpu")}));
        const QStringList two = devicesOffered({"cpu", "cuda:0"}, QStringLiteral("cuda:1"));
        QCOMPARE(two, (QStringList{QStringLiteral("auto"), QStringLiteral("cpu"), QStringLiteral("cuda:0"), QStringLiteral("cuda:0:half"), QStringLiteral("cuda:1")}));
        QStringList texts;
        for (const QString& device : two + QStringList{QStringLiteral("cuda"), QStringLiteral("auto:half")}) texts << ModelPanel::deviceText(device);
        QCOMPARE(texts, (QStringList{QStringLiteral("Automatic"), QStringLiteral("Processor"), QStringLiteral("GPU 0"), QStringLiteral("GPU 0, 16 bits"), QStringLiteral("GPU 1"), QStringLiteral("GPU"), QStringLiteral("Automatic, 16 bits")}));
    }
    /// The tests' environment ships nothing: the classical picker works, and it is said why.
    void fallingBackIsSaid()
    {
        Predictor predictor(m_jobs, *m_settings, nullptr);
        predictor.setSession(m_session.get());
        QSignalSpy told(&predictor, &Predictor::told), done(&predictor, &Predictor::predicted);
        QCOMPARE(predictor.modelName(), QStringLiteral("seismollm-desk"));
        predictor.predict(m_session->tracePtrs(), std::nullopt);
        QVERIFY(done.wait(60000));
        const auto message = told.last().first().value<Message>();
        QVERIFY(message.severity == Severity::Warning && message.text.contains(QStringLiteral("classical picker")));
        QCOMPARE(predictor.modelName(), QStringLiteral("the classical picker"));
        QVERIFY(m_session->labels().size() >= 4);
    }
};

QTEST_MAIN(PredictorTest)
#include "predictor_test.moc"
