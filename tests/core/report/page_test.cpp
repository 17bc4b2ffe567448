#include "core/report/page.h"
#include "tests/core/report/reported.h"

#include <QTest>

using namespace seisdesk;

class PageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPageStandsAlone()
    {
        const std::string html = htmlPage("Title <&>", "<p>body</p>", "foot <&>");
        const auto page = test::parsed(html);
        QCOMPARE(std::string(page.select_node("/html/head/title").node().text().get()), std::string("Title <&>"));
        QCOMPARE(std::string(page.select_node("/html/body/footer").node().text().get()), std::string("foot <&>"));
        QVERIFY(html.find("@media print") != std::string::npos);
        for (const char* outside : {"<link", "<script", "src=", "url(", "@import"}) QVERIFY(html.find(outside) == std::string::npos);
    }
    void tablesPutNumbersRight()
    {
        HtmlTable table({"Name", "#Value"});
        QVERIFY(table.empty());
        table.row({"a", "1"}, "off").row({"b", "2"});
        const auto page = test::parsed(table.str());
        QCOMPARE(test::count(page, "/table/tbody/tr"), 2);
        QCOMPARE(test::count(page, "//td[@class='n']"), 2);
        QCOMPARE(test::count(page, "//tr[@class='off']"), 1);
        QCOMPARE(std::string(page.select_node("//th[@class='n']").node().text().get()), std::string("Value"));
    }
};

QTEST_APPLESS_MAIN(PageTest)
#include "page_test.moc"
