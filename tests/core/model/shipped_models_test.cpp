#include "core/model/shipped_models.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace seisdesk;

namespace {

namespace fs = std::filesystem;

void ship(const fs::path& root, const std::string& name, const std::string& number, bool weights = true, const std::string& card = {})
{
    const fs::path folder = root / name / number;
    fs::create_directories(folder);
    ModelCard c;
    c.name = name;
    c.file = "weights.safetensors";
    c.sha256 = std::string(64, 'a');
    c.version = name + "@" + number;
    std::ofstream(folder / "model.json") << (card.empty() ? toJson(c) : card);
    if (weights) std::ofstream(folder / "weights.safetensors") << "x";
}

}  // namespace

class ShippedModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void nothingIsShippedByAnEmptyFolder()
    {
        for (const fs::path& folder : {root(), fs::path("/no/such/folder")}) {
            const ShippedModels none = shippedModelsIn(folder);
            QVERIFY(none.models.empty() && none.problems.empty() && !none.standard() && !none.find("seismollm-desk"));
        }
    }
    void theNewestVersionIsTheDefault()
    {
        for (const char* number : {"1.9", "1.10", "0.20", "1.2-rc1"}) ship(root(), "seismollm-desk", number);
        ship(root(), "other", "7");
        const ShippedModels shipped = shippedModelsIn(root());
        QVERIFY(shipped.problems.empty());
        QCOMPARE(shipped.models.size(), std::size_t{5});
        QCOMPARE(shipped.models.front().card.name, std::string("other"));
        QCOMPARE(shipped.standard()->number(), std::string("1.10"));
        QCOMPARE(shipped.standard()->weights(), root() / "seismollm-desk" / "1.10" / "weights.safetensors");
        QCOMPARE(shipped.find("seismollm-desk/0.20")->number(), std::string("0.20"));
        QCOMPARE(shipped.find("seismollm-desk@1.9")->number(), std::string("1.9"));
        QVERIFY(!shipped.find("seismollm-desk/2"));
    }
    void whatCannotBeUsedIsSaid()
    {
        ship(root(), "seismollm-desk", "1", false);
        ship(root(), "seismollm-desk", "2", true, "{");
        fs::create_directories(root() / "seismollm-desk" / "3");  // no card yet
        const ShippedModels shipped = shippedModelsIn(root());
        QVERIFY(shipped.models.empty());
        QCOMPARE(shipped.problems.size(), std::size_t{2});
        QVERIFY(shipped.problems[0].find("missing") != std::string::npos);
        QVERIFY(shipped.problems[1].find("model.json") != std::string::npos);
    }
    void theEnvironmentSaysWhere()
    {
        ship(root(), "seismollm-desk", "4");
        const QByteArray before = qgetenv("SEISDESK_SHIPPED_MODELS");
        qputenv("SEISDESK_SHIPPED_MODELS", m_folder->path().toUtf8());
        QVERIFY(shippedModels().standard());
        // By name, where the user has none of that name.
        const QTemporaryDir own;
        const ModelFolder folder(own.path().toStdString());
        QCOMPARE(weightsNamed("seismollm-desk", folder).value(), shippedModels().standard()->weights());
        QCOMPARE(weightsNamed("seismollm-desk/4", folder).value(), shippedModels().standard()->weights());
        const auto missing = weightsNamed("seismollm", folder);
        QVERIFY(!missing && missing.error().message.find("classical, seismollm-desk.") != std::string::npos);
        qputenv("SEISDESK_SHIPPED_MODELS", before);
    }
    /// The build tree has the repository's models where an installed program has its own.
    void theBuildTreeFindsTheRepositorys()
    {
        const QByteArray before = qgetenv("SEISDESK_SHIPPED_MODELS");
        qunsetenv("SEISDESK_SHIPPED_MODELS");
        const ShippedModels shipped = shippedModels();
        QVERIFY2(shipped.problems.empty(), shipped.problems.empty() ? "" : shipped.problems.front().c_str());
        QVERIFY(fs::exists(fs::path(QCoreApplication::applicationDirPath().toStdString()) / "../share/seisdesk/models/catalogue.json"));
        qputenv("SEISDESK_SHIPPED_MODELS", before);
    }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(ShippedModelsTest)
#include "shipped_models_test.moc"
