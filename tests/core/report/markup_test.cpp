#include "core/report/markup.h"
#include "tests/core/report/reported.h"

#include <QTest>

using namespace seisdesk;

class MarkupTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textCannotBecomeMarkup()
    {
        QCOMPARE(escaped("<b a=\"1\" c='2'>&"), std::string("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;"));
        QCOMPARE(escaped("caf\xC3\xA9"), std::string("caf\xC3\xA9"));
        // Latin-1, a cut sequence, an overlong one, a surrogate and control characters.
        for (const char* bad : {"\xE9", "\xC3", "\xC0\xAF", "\xED\xA0\x80", "\x01", "\x7F"}) QVERIFY(escaped(bad).find("\xEF\xBF\xBD") != std::string::npos);
        pugi::xml_document any;
        for (int c = 1; c < 256; ++c) QVERIFY(any.load_string(("<a>" + escaped(std::string(3, static_cast<char>(c))) + "</a>").c_str()));
    }
    void numbersAreShort()
    {
        QCOMPARE(shortNumber(1.0), std::string("1"));
        QCOMPARE(shortNumber(-0.001), std::string("0"));
        QCOMPARE(shortNumber(12.345), std::string("12.35"));
        QCOMPARE(shortNumber(100.0), std::string("100"));
        QCOMPARE(shortNumber(std::nan("")), std::string("0"));
    }
    void stepsAreNice()
    {
        QCOMPARE(niceStep(0.0, 10.0, 10), 1.0);
        QCOMPARE(niceStep(0.0, 0.4, 4), 0.1);
        QCOMPARE(niceStep(0.0, 200.0, 4), 50.0);
        QVERIFY(niceStep(1.0, 1.0, 4) > 0.0);
    }
    void picturesAreWellFormed()
    {
        Svg svg(100, 50, "a <picture> & \"more\"");
        svg.line(0, 0, 1, 1, "stroke=\"#000\"").circle(1, 2, 3, "fill=\"none\"", "<title>").rectangle(0, 0, 1, 1, "").path({{0, 0}, {1, 1}}, "", true).text(0, 0, "a<b", "end").path({{0, 0}}, "");
        const auto page = test::parsed(svg.str());
        QCOMPARE(test::count(page, "/svg/*"), 5);
        QCOMPARE(std::string(page.select_node("/svg/circle/title").node().text().get()), std::string("<title>"));
        QCOMPARE(std::string(page.select_node("/svg/path").node().attribute("d").value()), std::string("M0 0L1 1Z"));
    }
};

QTEST_APPLESS_MAIN(MarkupTest)
#include "markup_test.moc"
