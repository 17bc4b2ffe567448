#include "core/model/checkpoint/checkpoint.h"
#include "tests/core/model/damage.h"
#include "tests/support/test_data.h"

#include <QTest>

using namespace seisdesk;

class CheckpointTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recognisesFormatsByContent()
    {
        const QTemporaryDir folder;
        const auto torch = test::write(folder, "a.bin", test::contentOf(test::sourceFile("golden/checkpoints/plain.pth")));
        const auto safe = test::write(folder, "b.pth", test::contentOf(test::sourceFile("golden/checkpoints/small.safetensors")));
        QCOMPARE(readCheckpoint(torch)->format, CheckpointFormat::TorchZip);
        QCOMPARE(readCheckpoint(safe)->format, CheckpointFormat::Safetensors);
        QCOMPARE(readCheckpoint(safe)->sha256.size(), std::size_t{64});
        QVERIFY(readCheckpoint(torch)->tensors.contains("a"));
    }
    void refusesLegacyPicklesWithTheRemedy()
    {
        const auto read = readCheckpoint(test::sourceFile("golden/checkpoints/legacy.pth"));
        QVERIFY(!read);
        QCOMPARE(read.error().code, Error::Code::Unsupported);
        QVERIFY(read.error().message.find("torch.save(torch.load(f), f)") != std::string::npos);
    }
    void refusesTheRest()
    {
        const QTemporaryDir folder;
        QCOMPARE(readCheckpoint(folder.filePath(QStringLiteral("none.pth")).toStdString()).error().code, Error::Code::NotFound);
        QCOMPARE(readCheckpoint(folder.path().toStdString()).error().code, Error::Code::NotFound);
        QCOMPARE(readCheckpoint(test::write(folder, "text.pth", "hello")).error().code, Error::Code::Unsupported);
        QCOMPARE(readCheckpoint(test::write(folder, "empty.pth", "")).error().code, Error::Code::Unsupported);
        const auto pointer = readCheckpoint(test::write(folder, "lfs.pth", "version https://git-lfs.github.com/spec/v1\n"));
        QVERIFY(pointer.error().message.find("git lfs pull") != std::string::npos);
    }
    void readsThePublishedWeights()
    {
        const auto file = test::shared("weights/seist/seist_s_dpk_diting.pth");
        if (file.empty()) QSKIP(test::needShared("weights/seist").c_str());
        const auto read = readCheckpoint(file);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(read->sha256, std::string("c3e6fbb357e84f3466b7774cde69e871a1edf32ae5c851995dc3278723f65e52"));
        QCOMPARE(read->tensors.size(), std::size_t{624});
    }
    void neverCrashesOnDamagedWeights()
    {
        const auto file = test::shared("weights/seist/seist_s_emg_diting.pth");
        if (file.empty()) QSKIP(test::needShared("weights/seist").c_str());
        int calls = 0;
        test::forDamagedCopies(file, 30, 60, [&](const std::filesystem::path& copy) {
            const auto read = readCheckpoint(copy);
            calls += read || !read.error().message.empty() ? 1 : 0;
        });
        QCOMPARE(calls, 90);
    }
};

QTEST_APPLESS_MAIN(CheckpointTest)
#include "checkpoint_test.moc"
