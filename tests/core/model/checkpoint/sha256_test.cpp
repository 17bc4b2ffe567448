#include "core/model/checkpoint/sha256.h"
#include "tests/core/model/damage.h"

#include <QTest>

using namespace seisdesk;

class Sha256Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesThePublishedDigests()
    {
        // FIPS 180-2, appendix B.
        const std::string text = "abc";
        QCOMPARE(sha256Hex(std::as_bytes(std::span(text))), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(sha256Hex({}), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }
    void hashesFilesInParts()
    {
        const QTemporaryDir folder;
        const auto file = test::write(folder, "million", QByteArray(1'000'000, 'a'));
        QCOMPARE(sha256OfFile(file).value(), std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
        QCOMPARE(sha256OfFile(folder.filePath(QStringLiteral("none")).toStdString()).error().code, Error::Code::NotFound);
    }
};

QTEST_APPLESS_MAIN(Sha256Test)
#include "sha256_test.moc"
