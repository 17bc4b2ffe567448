#include "core/model/adapt/adapter_file.h"

#include "core/model/checkpoint/safetensors.h"
#include "core/model/checkpoint/sha256.h"
#include "core/model/model_folder.h"
#include "tests/core/model/damage.h"

#include <QTest>

#include <array>
#include <fstream>

using namespace seisdesk;
namespace fs = std::filesystem;

namespace {

Adapter someAdapter()
{
    Adapter a;
    a.tensors.add("norm.weight", Tensor::ofFloats({2}, std::array{1.5f, -2.0f}));
    a.scope = Scope::Lora;
    a.loraRank = 8, a.loraAlpha = 16.0, a.steps = 120;
    a.reason = "40 onsets: enough.", a.name = "valley", a.author = "A. Nalyst", a.notes = "\"quoted\"", a.created = "2026-11-25T12:00:00Z";
    a.parentSha256 = sha256Hex(std::as_bytes(std::span(std::string_view("parent"))));
    a.parentFile = "base.safetensors";
    a.contract.name = "valley";
    a.contract.defaultThresholdP = 0.41;
    a.more["metrics"] = "{}";
    return a;
}

}  // namespace

class AdapterFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        qputenv("SEISDESK_SHIPPED_MODELS", "/no/such/folder");
        qputenv("SEISDESK_MODELS", "/no/such/folder");
    }
    void isReadBack()
    {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "a.safetensors";
        QVERIFY(writeAdapter(someAdapter(), file));
        const auto read = readAdapter(file);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(*read == someAdapter());
        QVERIFY(isAdapter(*readSafetensors(file)));
    }
    /// Thresholds and metrics come later; the tensors stay as they are.
    void metadataAreAddedWithoutTouchingTensors()
    {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "a.safetensors";
        QVERIFY(writeAdapter(someAdapter(), file));
        auto adapter = readAdapter(file);
        QVERIFY(adapter);
        adapter->contract.defaultThresholdS = 0.22;
        adapter->more["uncertainty"] = "{\"p\": 0.05}";
        QVERIFY(writeAdapter(*adapter, file));
        const auto again = readAdapter(file);
        QVERIFY(again && again->tensors == someAdapter().tensors);
        QCOMPARE(again->contract.defaultThresholdS, 0.22);
        QCOMPARE(again->more.at("uncertainty"), std::string("{\"p\": 0.05}"));
        QCOMPARE(again->parentSha256, someAdapter().parentSha256);
    }
    void otherFilesAreNoAdapters()
    {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "w.safetensors";
        StateDict weights = someAdapter().tensors;
        weights.metadata["parent_sha256"] = "00";  // as training writes it
        QVERIFY(writeSafetensors(weights, file));
        QVERIFY(!isAdapter(*readSafetensors(file)));
        const auto read = readAdapter(file);
        QVERIFY(!read);
        QCOMPARE(read.error().code, Error::Code::Malformed);
        weights.metadata["adapter"] = "{\"scope\": \"magic\"}";
        weights.metadata["contract"] = "{}";
        QVERIFY(writeSafetensors(weights, file));
        QVERIFY(readAdapter(file).error().message.find("magic") != std::string::npos);
    }
    void damagedFilesAreErrors()
    {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "a.safetensors";
        QVERIFY(writeAdapter(someAdapter(), file));
        test::forDamagedCopies(file, 20, 60, [](const fs::path& copy) { (void)readAdapter(copy); });
    }
    void findsTheParentByItsChecksum()
    {
        const QTemporaryDir folder, models, elsewhere;
        const fs::path file = fs::path(folder.path().toStdString()) / "a.safetensors";
        Adapter adapter = someAdapter();
        const auto missing = parentOf(adapter, file);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Error::Code::NotFound);
        for (const std::string& part : {file.string(), adapter.parentSha256.substr(0, 16), std::string("base.safetensors"), std::string("models import")})
            QVERIFY2(missing.error().message.find(part) != std::string::npos, missing.error().message.c_str());

        test::write(folder, "base.safetensors", "another network");  // of the right name, but not it
        QVERIFY(!parentOf(adapter, file));
        adapter.parentPath = test::write(elsewhere, "kept.safetensors", "parent").string();
        QCOMPARE(parentOf(adapter, file).value(), fs::path(adapter.parentPath));

        qputenv("SEISDESK_MODELS", models.path().toUtf8());
        ModelCard card;
        card.name = "base", card.file = "base.safetensors", card.sha256 = adapter.parentSha256, card.contract.name = "base";
        test::write(models, "base.safetensors", "parent");
        test::write(models, "base.safetensors.json", QByteArray::fromStdString(toJson(card)));
        QCOMPARE(parentOf(adapter, file).value(), fs::path(models.path().toStdString()) / "base.safetensors");

        const fs::path renamed = test::write(folder, "renamed.pth", "parent");
        QCOMPARE(parentOf(adapter, file).value(), renamed);
    }
};

QTEST_APPLESS_MAIN(AdapterFileTest)
#include "adapter_file_test.moc"
