#include "core/io/checksum.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace seisdesk;

class ChecksumTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knownValues()
    {
        // Published by the xxHash project: XXH3_64bits of nothing.
        QCOMPARE(QString::fromStdString(checksum({})), QStringLiteral("xxh3:2d06800538d394c2"));
    }
    void fileInPiecesAgreesWithContent()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("big")).toStdString();
        std::string content(3'000'001, 'x');
        for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>(i * 7 + i / 251);
        std::ofstream(path, std::ios::binary) << content;
        const auto whole = checksum(std::as_bytes(std::span(content)));
        QCOMPARE(fileChecksum(path).value(), whole);
        content[1'500'000] ^= 1;
        QVERIFY(checksum(std::as_bytes(std::span(content))) != whole);
    }
    void missingFilesAndFoldersAreErrors()
    {
        QVERIFY(fileChecksum("/no/such/file").error().code == Error::Code::NotFound);
        QVERIFY(fileChecksum("/tmp").error().code == Error::Code::Unreadable);
    }
};

QTEST_APPLESS_MAIN(ChecksumTest)
#include "checksum_test.moc"
