#include "core/model/load_models.h"

#include "tests/core/model/fake_engine.h"
#include "tests/support/test_data.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace seisdesk;

class load_models_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { qputenv("SEISDESK_SHIPPED_MODELS", "/no/such/folder"); }

    /// First, because an engine stays for the rest of the process.
    void withoutAnEngineItIsTheClassicalPicker()
    {
        if (!ship()) QSKIP("This build has no engine plugin, so there is no network to ship.");
        const QByteArray engine = qgetenv("SEISDESK_ENGINE_DIR");
        qputenv("SEISDESK_ENGINE_DIR", "/no/such/folder");
        const auto models = loadModels({}, "cpu");
        qputenv("SEISDESK_ENGINE_DIR", engine);
        QVERIFY(models && !models->picker);
        QCOMPARE(models->versions(), classicalAnnotator()->version());
        QVERIFY2(models->note.find("seismollm-desk@") != std::string::npos && models->note.find("classical picker") != std::string::npos, models->note.c_str());
        const auto named = loadModels({"classical"}, "cpu");
        QVERIFY(named && named->note.empty());
    }

    void withoutNamesItIsTheShippedNetwork()
    {
        if (!ship() || !loadEngine("cpu")) QSKIP("This build has no engine plugin.");
        const auto models = loadModels({}, "cpu");
        QVERIFY2(models.has_value(), models ? "" : models.error().message.c_str());
        QVERIFY(models->picker && models->sources.empty() && models->note.empty());
        QVERIFY(models->versions().starts_with("seismollm-desk@"));
        QVERIFY(!models->picker->contract().sourceOutputs.empty());
        const auto named = loadModels({"seismollm-desk"}, "cpu");
        QVERIFY(named && named->versions() == models->versions());
        const auto classical = loadModels({"classical"}, "cpu");
        QVERIFY(classical && !classical->picker);
    }

    void withNothingShippedItIsTheClassicalPicker()
    {
        for (const std::vector<std::string>& names : {std::vector<std::string>{}, std::vector<std::string>{"classical"}}) {
            const auto models = loadModels(names, "cpu");
            QVERIFY(models && !models->picker && models->sources.empty());
            QCOMPARE(models->annotator()->version(), classicalAnnotator()->version());
            QCOMPARE(models->versions(), classicalAnnotator()->version());
            QCOMPARE(models->note.empty(), !names.empty());
        }
    }

    void missingModelsAreNamed()
    {
        const auto models = loadModels({"no such model"}, "cpu");
        QVERIFY(!models && models.error().message.find("no such model") != std::string::npos);
    }

    /// A GPU on which the weights cannot even be loaded, and one that is not there.
    void theProcessorStandsBehindAGpu()
    {
        const QTemporaryDir folder;
        const QString weights = folder.filePath(QStringLiteral("net.pth"));
        QFile file(weights);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto engine = std::make_shared<test::FakeEngine>();
        const EngineSource engines = [engine](const std::string&) -> Result<std::shared_ptr<Engine>> { return std::shared_ptr<Engine>(engine); };
        const auto load = [&](const char* device) { return loadModels({weights.toStdString()}, device, {}, engines); };
        auto models = load("cuda");
        QVERIFY(models && models->told().empty());
        QCOMPARE(models->picker->device(), std::string("cuda:0"));
        QCOMPARE(models->devices, (std::vector<std::string>{"cpu", "cuda:0"}));
        engine->device->failure = "CUDA error: unknown error";
        QVERIFY(models->picker->forward(std::vector<float>(3000), 1));
        QCOMPARE(models->picker->device(), std::string("cpu"));
        QVERIFY(models->told().find("unknown error") != std::string::npos);

        for (const Error::Code code : {Error::Code::OutOfSpace, Error::Code::Internal}) {
            engine->loadError = {code, "No room."};
            models = load("cuda");
            QVERIFY(models && models->picker == engine->processor);
            QVERIFY(models->told().find("No room.") != std::string::npos && models->told().find("processor") != std::string::npos);
        }
        engine->loadError = {Error::Code::InvalidArgument, "There is no such card."};
        QVERIFY(!load("cuda:7"));
        QVERIFY(load("cpu") && load("cpu")->told().empty());
    }

    void sortsNetworksByTask()
    {
        const std::string picker = test::shared("weights/seist/seist_s_dpk_diting.pth").string(), polarity = test::shared("weights/seist/seist_s_pmp_diting.pth").string();
        if (picker.empty() || polarity.empty()) QSKIP(test::needShared("weights/seist").c_str());
        if (!loadEngine("cpu")) QSKIP("This build has no engine plugin.");
        const auto models = loadModels({polarity, picker}, "cpu");
        QVERIFY2(models.has_value(), models ? "" : models.error().message.c_str());
        QVERIFY(models->picker && models->picker->contract().task == Task::Picking && models->sources.size() == 1);
        QCOMPARE(models->versions(), models->picker->version() + "," + models->sources[0]->version());
        const auto two = loadModels({picker, picker}, "cpu");
        QVERIFY(!two && two.error().code == Error::Code::InvalidArgument);
    }

private:
    /// The tiny network that the build made, as what comes with the program.
    static bool ship()
    {
        const QString folder = QCoreApplication::applicationDirPath() + QStringLiteral("/shipped");
        qputenv("SEISDESK_SHIPPED_MODELS", folder.toUtf8());
        return QFile::exists(folder + QStringLiteral("/seismollm-desk/0.1/model.json"));
    }
};

QTEST_GUILESS_MAIN(load_models_test)
#include "load_models_test.moc"
