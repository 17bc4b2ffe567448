#include "core/model/model_folder.h"
#include "core/model/checkpoint/sha256.h"
#include "tests/core/model/damage.h"

#include <QDir>
#include <QTest>

using namespace seisdesk;
namespace fs = std::filesystem;

namespace {

/// Takes any file that begins with "good".
class PickyEngine : public Engine {
public:
    std::string description() const override { return "picky"; }
    std::vector<Device> devices() const override { return {}; }
    void setThreads(int) override {}
    Result<std::shared_ptr<const Network>> load(const fs::path& weights, const std::string& device) override { return loadAs(weights, device, {}); }
    Result<std::shared_ptr<const Network>> loadAs(const fs::path& weights, const std::string&, const ModelHint& hint) override
    {
        if (!test::contentOf(weights).startsWith("good")) return Error{Error::Code::ModelMismatch, weights.string() + ": bad"};
        Contract contract;
        contract.task = hint.task.value_or(Task::Picking);
        contract.sampleRateHz = hint.sampleRateHz.value_or(100.0);
        return std::shared_ptr<const Network>(std::make_shared<Silent>(contract));
    }

private:
    class Silent : public Network {
    public:
        explicit Silent(Contract contract) : m_contract(std::move(contract)) {}
        const Contract& contract() const override { return m_contract; }
        const std::string& version() const override { return m_contract.name; }
        Result<std::vector<float>> forward(std::span<const float>, std::size_t) const override { return std::vector<float>(); }

    private:
        Contract m_contract;
    };
};

}  // namespace

class ModelFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void importsListsAndVerifies()
    {
        const QTemporaryDir source, target;
        const ModelFolder folder(fs::path(target.path().toStdString()) / "deep" / "models");
        QVERIFY(folder.list()->cards.empty());
        PickyEngine engine;
        const fs::path file = test::write(source, "mine.pth", "good weights");
        ModelFolder::ImportOptions options;
        options.hint = {Task::Distance, 40.0};
        options.licence = "CC0";
        const auto card = folder.import(file, engine, options);
        QVERIFY2(card, card ? "" : card.error().message.c_str());
        QCOMPARE(card->name, std::string("mine"));
        QCOMPARE(card->sizeBytes, std::uintmax_t{12});
        QCOMPARE(card->version, "mine@" + sha256OfFile(file)->substr(0, 8));
        QVERIFY(card->contract.task == Task::Distance && card->contract.sampleRateHz == 40.0);

        const auto listing = folder.list();
        QCOMPARE(listing->cards.size(), std::size_t{1});
        QVERIFY(listing->cards.front() == *card);
        QVERIFY(listing->problems.empty());
        QVERIFY(*folder.find("mine") == *card);
        QVERIFY(*folder.find(card->version) == *card);
        QVERIFY(folder.find("yours").error().message.find("mine") != std::string::npos);
        QVERIFY(folder.verify(*card)->intact);
        QVERIFY(cardBeside(folder.weightsOf(*card)) == *card);
        QCOMPARE(weightsNamed("mine", folder).value(), folder.weightsOf(*card));
        QCOMPARE(weightsNamed(file.string(), folder).value(), file);
        QVERIFY(!weightsNamed("no/such.pth", folder));

        QFile damaged(QString::fromStdString(folder.weightsOf(*card).string()));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("evil weights");
        damaged.close();
        QVERIFY(!folder.verify(*card)->intact);
    }
    void leavesNothingOfAFailedImport()
    {
        const QTemporaryDir source, target;
        const ModelFolder folder(target.path().toStdString());
        PickyEngine engine;
        QCOMPARE(folder.import(test::write(source, "bad.pth", "bad"), engine, {}).error().code, Error::Code::ModelMismatch);
        QCOMPARE(folder.import(source.filePath(QStringLiteral("none.pth")).toStdString(), engine, {}).error().code, Error::Code::NotFound);
        ModelFolder::ImportOptions named;
        named.name = "../../escape";
        QCOMPARE(folder.import(test::write(source, "g.pth", "good"), engine, named).error().code, Error::Code::InvalidArgument);
        QVERIFY(QDir(target.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }
    void replacesOnlyWhenTold()
    {
        const QTemporaryDir source, target;
        const ModelFolder folder(target.path().toStdString());
        PickyEngine engine;
        QVERIFY(folder.import(test::write(source, "m.pth", "good 1"), engine, {}));
        QCOMPARE(folder.import(test::write(source, "m.pth", "good 2"), engine, {}).error().code, Error::Code::InvalidArgument);
        ModelFolder::ImportOptions options;
        options.replace = true;
        const auto card = folder.import(test::write(source, "m.pth", "good 2"), engine, options);
        QVERIFY(card);
        QVERIFY(folder.verify(*card)->intact);
        QCOMPARE(folder.list()->cards.size(), std::size_t{1});
        QCOMPARE(QDir(target.path()).entryList(QDir::Files).size(), 2);
    }
    void removesWeightsAndCard()
    {
        const QTemporaryDir source, target;
        const ModelFolder folder(target.path().toStdString());
        PickyEngine engine;
        ModelFolder::ImportOptions options;
        options.name = "other";
        QVERIFY(folder.import(test::write(source, "other.pth", "good 2"), engine, options));
        const auto card = folder.import(test::write(source, "m.pth", "good 1"), engine, {});
        QVERIFY(card && folder.remove(*card));
        QCOMPARE(folder.list()->cards.size(), std::size_t{1});
        QVERIFY(folder.list()->problems.empty() && !folder.find("m") && folder.find("other"));
        QVERIFY(folder.remove(*card));  // what is gone is gone
    }
    void keepsFilesOfAnyName()
    {
        const QTemporaryDir source, target;
        const ModelFolder folder(target.path().toStdString());
        PickyEngine engine;
        ModelFolder::ImportOptions options;
        options.name = "mine";
        QCOMPARE(folder.import(test::write(source, "download(1)", "good"), engine, options)->file, std::string("mine.weights"));
        QCOMPARE(folder.list()->cards.size(), std::size_t{1});
    }
    void namesWhatIsWrongInTheFolder()
    {
        const QTemporaryDir target;
        test::write(target, "orphan.pth", "x");
        test::write(target, "odd.pth", "x");
        test::write(target, "odd.pth.json", "{nonsense");
        test::write(target, "notes.txt", "ignored");
        const auto listing = ModelFolder(target.path().toStdString()).list();
        QCOMPARE(listing->problems.size(), std::size_t{2});
        QVERIFY(listing->problems[0].find("odd.pth.json") != std::string::npos);
        QVERIFY(listing->problems[1].find("orphan.pth") != std::string::npos);
    }
    void standsWhereTheUsersDataAre()
    {
        qputenv("SEISDESK_MODELS", "/a/b");
        QCOMPARE(defaultModelFolder(), fs::path("/a/b"));
        qunsetenv("SEISDESK_MODELS");
        qputenv("XDG_DATA_HOME", "/data");
        QCOMPARE(defaultModelFolder(), fs::path("/data/seisdesk/models"));
        qunsetenv("XDG_DATA_HOME");
        qputenv("HOME", "/home/x");
        QCOMPARE(defaultModelFolder(), fs::path("/home/x/.local/share/seisdesk/models"));
    }
};

QTEST_APPLESS_MAIN(ModelFolderTest)
#include "model_folder_test.moc"
