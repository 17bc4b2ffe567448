#include "core/io/csv_table.h"

#include <QtTest>

using namespace seisdesk;

class CsvTableTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void quotedFieldsHoldAnything()
    {
        const auto table = CsvTable::parse("a,b,c\r\n1,\"x, \"\"y\"\"\nz\",3\r\n\r\n 4 ,,\n", "t");
        QVERIFY(table);
        QCOMPARE(table->size(), std::size_t(2));
        QCOMPARE(table->row(0), (CsvTable::Row{"1", "x, \"y\"\nz", "3"}));
        QCOMPARE(table->row(1), (CsvTable::Row{" 4 ", "", ""}));
        QCOMPARE(table->line(1), std::size_t(5));
        QCOMPARE(field(table->row(1), table->column({"A"})), std::string_view("4"));
        QVERIFY(field(table->row(1), table->column({"none"})).empty());
        QVERIFY(field({}, std::size_t(3)).empty());
    }
    void separatorsAndByteOrderMarksAreFound()
    {
        const auto semicolons = CsvTable::parse("\xef\xbb\xbf" "time;phase\n1,5;P", "t");
        QCOMPARE(*semicolons->column({"time"}), std::size_t(0));
        QCOMPARE(semicolons->row(0), (CsvTable::Row{"1,5", "P"}));
        QCOMPARE(CsvTable::parse("a\tb\n1\t2\n", "t")->row(0), (CsvTable::Row{"1", "2"}));
    }
    void strayQuotesCostOneRowAtMost()
    {
        const auto table = CsvTable::parse("a,b\n5\" pipe,1\n\"open,2\n3,4\n", "t");
        QCOMPARE(table->size(), std::size_t(3));
        QCOMPARE(table->row(0), (CsvTable::Row{"5\" pipe", "1"}));
        QCOMPARE(table->row(2), (CsvTable::Row{"3", "4"}));
    }
    void emptyAndBinaryFilesAreNoTables()
    {
        QVERIFY(!CsvTable::parse("", "t"));
        QVERIFY(!CsvTable::parse("\n", "t"));
        QVERIFY(!CsvTable::parse(std::string("a\0b\n1", 5), "t"));
        QCOMPARE(CsvTable::parse("a,b", "t")->size(), std::size_t(0));
    }
    void writtenFieldsComeBack()
    {
        for (const std::string text : {"plain", "a,b", "quote \"x\"", "line\nend", " blank ", "", "semi;colon", "\r"}) {
            const auto table = CsvTable::parse("x,y\n" + csvField(text) + ",end\n", "t");
            QCOMPARE(table->row(0), (CsvTable::Row{text, "end"}));
        }
    }
};

QTEST_APPLESS_MAIN(CsvTableTest)
#include "csv_table_test.moc"
