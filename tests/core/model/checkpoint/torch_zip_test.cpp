#include "core/model/checkpoint/torch_zip.h"
#include "tests/core/model/damage.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <zip.h>

#include <map>
#include <random>

using namespace seisdesk;

namespace {

Result<StateDict> golden(const std::string& name) { return readTorchZip(test::sourceFile("golden/checkpoints/" + name)); }

/// What tests/golden/make_checkpoints.py put into each of its files.
void comparePlain(const StateDict& dict)
{
    QCOMPARE(dict.size(), std::size_t{8});
    QCOMPARE(dict.begin()->first, std::string("a"));
    QCOMPARE(dict.find("a")->shape, (std::vector<std::int64_t>{2, 3}));
    QCOMPARE(dict.find("a")->toFloats(), (std::vector<float>{0.0F, 0.25F, 0.5F, 0.75F, 1.0F, 1.25F}));
    QCOMPARE(dict.find("transposed")->shape, (std::vector<std::int64_t>{3, 2}));
    QCOMPARE(dict.find("transposed")->toFloats(), (std::vector<float>{0.0F, 0.75F, 0.25F, 1.0F, 0.5F, 1.25F}));
    QCOMPARE(dict.find("slice")->toFloats(), (std::vector<float>{5.0F, 8.0F, 11.0F, 14.0F}));
    QCOMPARE(dict.find("half")->toFloats(), (std::vector<float>{1.5F, -0.25F, 65504.0F, 5.9604645e-8F}));
    QCOMPARE(dict.find("brain")->toFloats(), (std::vector<float>{1.0F, -3.0F}));
    QCOMPARE(dict.find("double")->type, DType::Float64);
    QCOMPARE(dict.find("count")->toFloats(), std::vector<float>{7.0F});
    QVERIFY(dict.find("count")->shape.empty());
    QCOMPARE(dict.find("empty")->shape, (std::vector<std::int64_t>{0, 4}));
    QCOMPARE(dict.find("empty")->elementCount(), std::size_t{0});
}

using Entries = std::map<QByteArray, QByteArray>;

Entries entriesOf(const std::filesystem::path& file)
{
    Entries out;
    zip_t* const archive = zip_open(file.c_str(), ZIP_RDONLY, nullptr);
    for (zip_int64_t i = 0; archive && i < zip_get_num_entries(archive, 0); ++i) {
        zip_stat_t stat;
        zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
        QByteArray bytes(static_cast<qsizetype>(stat.size), '\0');
        zip_file_t* const entry = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
        zip_fread(entry, bytes.data(), stat.size);
        zip_fclose(entry);
        out[stat.name] = bytes;
    }
    if (archive) zip_discard(archive);
    return out;
}

void writeZip(const std::string& file, const Entries& entries, int method)
{
    zip_t* const archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    QVERIFY(archive);
    for (const auto& [name, bytes] : entries) {
        zip_source_t* const source = zip_source_buffer(archive, bytes.constData(), static_cast<zip_uint64_t>(bytes.size()), 0);
        const zip_int64_t index = zip_file_add(archive, name.constData(), source, ZIP_FL_OVERWRITE);
        QVERIFY(index >= 0);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), method, 0);
    }
    QCOMPARE(zip_close(archive), 0);
}

}  // namespace

class TorchZipTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsStateDicts_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"plain.pth", "dict_protocol4.pth", "training.pth"}) QTest::newRow(file) << QString::fromLatin1(file);
    }
    void readsStateDicts()
    {
        QFETCH(QString, file);
        const auto dict = golden(file.toStdString());
        QVERIFY2(dict, dict ? "" : dict.error().message.c_str());
        comparePlain(*dict);
    }
    void keepsWhatATrainingCheckpointSays()
    {
        const auto dict = golden("training.pth");
        QVERIFY(dict);
        QCOMPARE(dict->metadata.at("epoch"), std::string("3"));
        QCOMPARE(dict->metadata.at("note"), std::string("made for tests"));
        QCOMPARE(dict->metadata.at("use_ddp"), std::string("true"));
    }
    void readsParametersAndTiedTensors()
    {
        const auto dict = golden("parameter.pth");
        QVERIFY2(dict, dict ? "" : dict.error().message.c_str());
        QCOMPARE(dict->find("w")->toFloats().back(), 1.25F);
        QCOMPARE(*dict->find("tied"), *dict->find("also_tied"));
    }
    void refusesWithTheReason_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("a class") << QStringLiteral("outlaw.pth") << static_cast<int>(Error::Code::Unsupported) << QByteArray("__main__.Outlaw");
        QTest::newRow("TorchScript") << QStringLiteral("script.pt") << static_cast<int>(Error::Code::Unsupported) << QByteArray("torch.jit.load");
        QTest::newRow("no tensors") << QStringLiteral("no_tensors.pth") << static_cast<int>(Error::Code::Malformed) << QByteArray("no named tensors");
    }
    void refusesWithTheReason()
    {
        QFETCH(QString, file);
        QFETCH(int, code);
        QFETCH(QByteArray, says);
        const auto dict = golden(file.toStdString());
        QVERIFY(!dict);
        QCOMPARE(static_cast<int>(dict.error().code), code);
        QVERIFY2(QByteArray(dict.error().message.c_str()).contains(says), dict.error().message.c_str());
        QVERIFY(QByteArray(dict.error().message.c_str()).contains(file.toUtf8()));
    }
    void neverCrashesOnDamage_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"plain.pth", "dict_protocol4.pth", "training.pth", "parameter.pth"}) QTest::newRow(file) << QString::fromLatin1(file);
    }
    void neverCrashesOnDamage()
    {
        QFETCH(QString, file);
        int refused = 0, read = 0;
        test::forDamagedCopies(test::sourceFile("golden/checkpoints/" + file.toStdString()), 100, 400, [&](const std::filesystem::path& copy) {
            const auto dict = readTorchZip(copy);
            ++(dict ? read : refused);
            QVERIFY(dict || !dict.error().message.empty());
        });
        QCOMPARE(read + refused, 500);
        QVERIFY(refused > 250);  // the checksums of the archive catch most
    }
    void neverCrashesOnDamageBehindTheChecksum()
    {
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("damaged.pth")).toStdString();
        const auto entries = entriesOf(test::sourceFile("golden/checkpoints/training.pth"));
        QVERIFY(entries.size() > 5);
        std::mt19937 random(7);
        int refused = 0;
        for (int run = 0; run < 600; ++run) {
            auto damaged = entries;
            QByteArray& pickle = damaged[QByteArray("training/data.pkl")];
            QVERIFY(!pickle.isEmpty());
            for (unsigned int k = 0; k <= random() % 4; ++k) {
                const auto at = static_cast<qsizetype>(random() % static_cast<std::uint32_t>(pickle.size()));
                pickle[at] = static_cast<char>(random());
            }
            writeZip(file, damaged, ZIP_CM_STORE);
            const auto dict = readTorchZip(file);
            refused += dict ? 0 : 1;
        }
        QVERIFY(refused > 150);
    }
    void refusesCompressedEntries()
    {
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("deflated.pth")).toStdString();
        writeZip(file, entriesOf(test::sourceFile("golden/checkpoints/training.pth")), ZIP_CM_DEFLATE);
        const auto dict = readTorchZip(file);
        QVERIFY(!dict);
        QCOMPARE(dict.error().code, Error::Code::Unsupported);
        QVERIFY(dict.error().message.find("torch.save(torch.load(f), f)") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TorchZipTest)
#include "torch_zip_test.moc"
