#include "core/net/known_models.h"

#include "core/model/checkpoint/sha256.h"
#include "tests/core/model/fake_network.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace seisdesk;

namespace {

void write(const std::filesystem::path& file, const std::string& text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

/// A card of the given content beside it.
void install(const ModelFolder& folder, const std::string& name, const std::string& content)
{
    ModelCard card;
    card.name = name;
    card.file = name + ".pth";
    card.sha256 = sha256Hex(std::as_bytes(std::span(content)));
    card.contract = test::pickingContract();
    card.licence = "as is";
    write(folder.path() / card.file, content);
    write(folder.path() / (card.file + ".json"), toJson(card));
}

CatalogueEntry entry(const std::string& name, const std::string& content)
{
    CatalogueEntry out;
    out.name = name;
    out.file = name + ".pth";
    out.sha256 = sha256Hex(std::as_bytes(std::span(content)));
    out.sizeBytes = content.size();
    out.goodFor = "Anything.";
    return out;
}

std::string anywhere(const CatalogueEntry& entry) { return entry.name == "converted" ? "" : "http://127.0.0.1/" + entry.file; }

}  // namespace

class KnownModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatIsHereAndWhatCanBeHad()
    {
        const QTemporaryDir home;
        const ModelFolder folder(home.filePath(QStringLiteral("models")).toStdString());
        install(folder, "my_name_for_it", "published bytes");
        install(folder, "a_own", "bytes of mine");
        const std::vector<CatalogueEntry> published{entry("fresh", "x"), entry("known", "published bytes"), entry("begun", "twelve bytes"), entry("converted", "y")};
        write(partOf(published[2], folder), "twelve");
        ShippedModels shipped;
        ShippedModel desk;
        desk.card.name = "desk";
        desk.card.file = "desk.safetensors";
        desk.card.contract = test::pickingContract();
        desk.folder = "/opt/models/desk/1.2";
        shipped.models.push_back(desk);
        const KnownModels known = knownModels(shipped, folder, published, anywhere);
        std::vector<std::string> names;
        for (const KnownModel& model : known.models) names.push_back(model.name);
        QCOMPARE(names, (std::vector<std::string>{"desk 1.2", "a_own", "my_name_for_it", "fresh", "begun", "converted"}));
        using enum KnownModel::State;
        QVERIFY(known.models[0].state == Shipped && known.models[0].weights == "/opt/models/desk/1.2/desk.safetensors");
        QVERIFY(known.models[1].state == Installed && known.models[1].goodFor.empty() && known.models[1].licence == "as is");
        QVERIFY(known.models[2].state == Installed && known.models[2].goodFor == "Anything." && known.models[2].isHere());
        QVERIFY(known.models[3].state == Published && !known.models[3].isHere());
        QVERIFY(known.models[4].state == Begun);
        QCOMPARE(known.models[4].fetchedBytes, std::uintmax_t{6});
        QVERIFY(known.models[5].state == Elsewhere);
    }
    void problemsAreNamed()
    {
        const QTemporaryDir home;
        const ModelFolder folder(home.path().toStdString());
        write(folder.path() / "stray.pth", "no card");
        const KnownModels known = knownModels({}, folder, {});
        QVERIFY(known.models.empty());
        QCOMPARE(known.problems.size(), std::size_t{1});
        QVERIFY(known.problems[0].starts_with("stray.pth"));
    }
    void everyPublishedModelSaysWhatItIsGoodFor()
    {
        const QTemporaryDir home;
        for (const KnownModel& model : knownModels({}, ModelFolder(home.path().toStdString()), catalogue()).models)
            QVERIFY2(model.goodFor.ends_with('.') && !model.licence.empty() && !model.trainingData.empty() && model.sizeBytes > 0, model.name.c_str());
    }
};

QTEST_APPLESS_MAIN(KnownModelsTest)
#include "known_models_test.moc"
