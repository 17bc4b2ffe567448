#include "core/model/checkpoint/safetensors.h"
#include "tests/core/model/damage.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <array>

using namespace seisdesk;

namespace {

QByteArray fileOf(const QByteArray& header, const QByteArray& data)
{
    QByteArray out(8, '\0');
    const auto length = static_cast<std::uint64_t>(header.size());
    for (int i = 0; i < 8; ++i) out[i] = static_cast<char>(length >> (8 * i) & 255);
    return out + header + data;
}

}  // namespace

class SafetensorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAFileOfTheFormatsDescription()
    {
        const auto dict = readSafetensors(test::sourceFile("golden/checkpoints/small.safetensors"));
        QVERIFY2(dict, dict ? "" : dict.error().message.c_str());
        QCOMPARE(dict->metadata.at("made"), std::string("by hand"));
        QCOMPARE(dict->find("b")->toFloats(), (std::vector<float>{1.5F, -2.0F}));
        QCOMPARE(dict->find("a")->type, DType::Int64);
        QVERIFY(dict->find("a")->shape.empty());
        QCOMPARE(dict->begin()->first, std::string("b"));
    }
    void writesWhatItReads()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("x.safetensors")).toStdString();
        StateDict dict;
        dict.metadata["contract"] = "{\"task\": \"picking\"}\n\"quoted\"";
        QVERIFY(dict.add("z", Tensor::ofFloats({2, 2}, std::array{1.0F, 2.0F, 3.0F, 4.0F})));
        QVERIFY(dict.add("none", Tensor::ofFloats({0, 3}, {})));
        QVERIFY(dict.add("flag", Tensor{DType::Bool, {1}, {std::byte{1}}}));
        QVERIFY(dict.add("n", Tensor{DType::Int64, {}, std::vector<std::byte>(8)}));
        QVERIFY(writeSafetensors(dict, file));
        const auto again = readSafetensors(file);
        QVERIFY2(again, again ? "" : again.error().message.c_str());
        QVERIFY(*again == dict);
        // Over an existing file, and leaving nothing else behind.
        QVERIFY(writeSafetensors(dict, file));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }
    void saysWhyItCannotWrite()
    {
        QVERIFY(!writeSafetensors({}, "/nonexistent/folder/x.safetensors"));
    }
    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("header too long") << QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff{}", 10);
        QTest::newRow("no JSON") << fileOf("{nonsense", "");
        QTest::newRow("hole") << fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})", "xx");
        QTest::newRow("overlap") << fileOf(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})", "xxx");
        QTest::newRow("too short") << fileOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", "xxxx");
        QTest::newRow("too long") << fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})", "xx");
        QTest::newRow("shape unlike size") << fileOf(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", "xxxxxxxx");
        QTest::newRow("overflow") << fileOf(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", "");
        QTest::newRow("negative") << fileOf(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", "xxxx");
        QTest::newRow("unknown type") << fileOf(R"({"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}})", "x");
        QTest::newRow("deep") << fileOf(QByteArray("{\"a\":") + QByteArray(100'000, '['), "");
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        const auto dict = readSafetensors(test::write(folder, "x.safetensors", bytes));
        QVERIFY(!dict);
        QVERIFY(dict.error().message.find("x.safetensors") != std::string::npos);
    }
    void neverCrashesOnDamage()
    {
        int calls = 0;
        test::forDamagedCopies(test::sourceFile("golden/checkpoints/small.safetensors"), 100, 500, [&](const std::filesystem::path& copy) {
            const auto dict = readSafetensors(copy);
            calls += dict || !dict.error().message.empty() ? 1 : 0;
        });
        QCOMPARE(calls, 600);
    }
};

QTEST_APPLESS_MAIN(SafetensorsTest)
#include "safetensors_test.moc"
