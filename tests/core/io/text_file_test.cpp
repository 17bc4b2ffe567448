#include "core/io/text_file.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

using namespace seisdesk;

class TextFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholeFilesAreRead()
    {
        const test::Folder folder;
        const std::string content = std::string("a\0b\n", 4) + std::string(200000, 'x');
        QCOMPARE(*readTextFile(folder.write("a", content)), content);
        QCOMPARE(*readTextFile(folder.write("empty", "")), std::string());
        QCOMPARE(readTextFile(folder.path("none")).error().code, Error::Code::NotFound);
        QCOMPARE(readTextFile(folder.root()).error().code, Error::Code::Unreadable);
        QCOMPARE(readTextFile("/dev/zero").error().code, Error::Code::Unreadable);
    }
    void numbersAreReadWhole()
    {
        QCOMPARE(*parseNumber(" +1.5e3 "), 1500.0);
        QCOMPARE(*parseNumber("-.5"), -0.5);
        QCOMPARE(*parseNumber("2E01"), 20.0);
        for (const char* text : {"", " ", "1,5", "1 2", "nan", "inf", "1e999", "+-1", "x", "0x10"}) QVERIFY2(!parseNumber(text), text);
    }
    void numbersComeBackTheSame()
    {
        for (const double value : {0.1, 1.0 / 3.0, 1e-300, -123456789.125, 0.0}) QCOMPARE(*parseNumber(numberText(value)), value);
        QCOMPARE(numberText(0.1), std::string("0.1"));
    }
    void blanksAreTrimmed()
    {
        QCOMPARE(trimmed(" \t\r\n a b \n"), std::string_view("a b"));
        QCOMPARE(trimmed(" \n"), std::string_view());
    }
};

QTEST_APPLESS_MAIN(TextFileTest)
#include "text_file_test.moc"
