#include "core/session/adapter_files.h"

#include "tests/core/session/fake_learning.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

class AdapterFilesTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    fs::path file(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SEISDESK_MODELS", m_dir.filePath(QStringLiteral("models")).toLocal8Bit());
        writeWeights(file("base.safetensors"));
        writeAdapterFile(file("adapter.safetensors"), file("base.safetensors"), "desk-ann");
    }
    void aKeptFileIsNamedByItsChecksumAndWhole()
    {
        writeText(file("abc"), "abc");  // FIPS 180-2, B.1: ba7816bf ...
        const auto kept = keepAdapter(file("abc"), file("kept"), "my model/2");
        QVERIFY2(kept.has_value(), kept ? "" : kept.error().message.c_str());
        QCOMPARE(kept->filename().string(), std::string("my_model_2-ba7816bf.safetensors"));
        QCOMPARE(sha256OfFile(*kept).value(), sha256OfFile(file("abc")).value());
        QCOMPARE(keepAdapter(file("abc"), file("kept"), "my model/2").value(), *kept);
        std::size_t files = 0;
        for ([[maybe_unused]] const auto& entry : fs::directory_iterator(file("kept"))) ++files;
        QCOMPARE(files, std::size_t{1});  // nothing half-written is left
        QCOMPARE(keepAdapter(file("gone"), file("kept"), "x").error().code, Error::Code::NotFound);
    }
    void aDamagedFileOfThatNameIsReplaced()
    {
        const auto kept = keepAdapter(file("adapter.safetensors"), file("kept"), "a");
        QVERIFY(kept.has_value());
        writeText(*kept, "half");
        QCOMPARE(keepAdapter(file("adapter.safetensors"), file("kept"), "a").value(), *kept);
        QCOMPARE(sha256OfFile(*kept).value(), sha256OfFile(file("adapter.safetensors")).value());
    }
    void lineageIsReadFromTheFile()
    {
        const auto lineage = adapterLineage(file("adapter.safetensors"));
        QVERIFY2(lineage.has_value(), lineage ? "" : lineage.error().message.c_str());
        QCOMPARE(lineage->adapter.name, std::string("desk-ann"));
        QCOMPARE(lineage->adapter.author, std::string("ann"));
        QCOMPARE(lineage->adapter.notes, std::string("quarry blasts"));
        QCOMPARE(lineage->parent.id, sha256OfFile(file("base.safetensors")).value());
        QCOMPARE(lineage->adapter.parent, lineage->parent.id);
        QCOMPARE(lineage->parent.path, file("base.safetensors"));
        // Elsewhere the parent is unknown, and said to be.
        fs::create_directories(file("elsewhere"));
        fs::copy_file(file("adapter.safetensors"), file("elsewhere") / "adapter.safetensors");
        QVERIFY(adapterLineage(file("elsewhere") / "adapter.safetensors")->parent.path.empty());
    }
    void wholeWeightsAreNoAdapter()
    {
        const auto lineage = adapterLineage(file("base.safetensors"));
        QCOMPARE(lineage.error().code, Error::Code::ModelMismatch);
    }
    void versionsOfWeightsHaveTheChecksumAsId()
    {
        const auto version = versionOfWeights({file("base.safetensors").string()});
        QVERIFY(version.has_value());
        QCOMPARE(version->id, sha256OfFile(file("base.safetensors")).value());
        QCOMPARE(version->name, std::string("base"));
        QCOMPARE(versionOfWeights({"classical"}).error().code, Error::Code::Unsupported);
        QCOMPARE(versionOfWeights({}).error().code, Error::Code::NotFound);  // tests have no shipped models
        QVERIFY(!versionOfWeights({file("gone.pth").string()}));
    }
    void aLostFileIsFoundAmongTheAdapted()
    {
        const auto kept = keepAdapter(file("adapter.safetensors"), adaptedFolder(), "lost");
        QVERIFY(kept.has_value());
        ModelVersion version;
        version.id = sha256OfFile(*kept).value();
        version.path = "/on/another/computer.safetensors";
        QCOMPARE(fileOfVersion(version), *kept);
        version.id = std::string(64, 'e');
        QVERIFY(fileOfVersion(version).empty());
    }
};

QTEST_MAIN(AdapterFilesTest)
#include "adapter_files_test.moc"
