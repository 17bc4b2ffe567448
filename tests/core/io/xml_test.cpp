#include "core/io/xml.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

using namespace seisdesk;

class XmlTest : public QObject {
    Q_OBJECT
private:
    test::Folder m_folder;
    pugi::xml_document load(const std::string& text, std::vector<ReadIssue>* issues = nullptr)
    {
        std::vector<ReadIssue> unused;
        auto document = xml::load(m_folder.write("a.xml", text), issues ? *issues : unused);
        if (!document) qFatal("%s", document.error().message.c_str());
        return std::move(*document);
    }

private Q_SLOTS:
    void deepDocumentsStaySmall()
    {
        std::string text;
        for (int i = 0; i < 20000; ++i) text += "<a>";
        pugi::xml_document document;
        document.load_buffer(text.data(), text.size());
        const std::string printed = xml::print(document);
        QVERIFY(printed.size() < 400000 && printed.size() > 100000);
    }
    void namespacesAreLookedForAtTheBeginning()
    {
        QVERIFY(xml::saysNamespace("<a xmlns='http://quakeml.org/xmlns/bed/1.2'/>", "quakeml.org/xmlns/") && xml::saysNamespace("text", "x"));
        QVERIFY(!xml::saysNamespace("<a xmlns='http://example.org/'/>", "quakeml.org/xmlns/"));
    }
    void odditiesAreToldOnce_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const QByteArray& text, const char* said) { QTest::newRow(name) << text << QString::fromLatin1(said); };
        row("fine", "<a>\xc3\xa9 &amp; &#10; &#x1F; &apos;</a>", "");
        row("document type", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "document type");
        row("entity", "<a>\n&foo; &foo; &bar;</a>", "Line 2 uses the entity '&foo;'");
        row("bare ampersand", "<a>R&D</a>", "uses the entity '&D");
        row("NUL", QByteArray("<abcdefghi>\0</abcdefghi>", 24), "NUL byte");
        row("Latin-1", "<a>\n\nM\xfcller</a>", "Line 3 is not UTF-8");
        row("Latin-1 that says so", "<?xml version='1.0' encoding='ISO-8859-1'?><a>M\xfcller</a>", "");
    }
    void odditiesAreToldOnce()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        std::vector<ReadIssue> issues;
        xml::reportOddities(text.toStdString(), "a.xml", issues);
        QCOMPARE(issues.size(), std::size_t(said.isEmpty() ? 0 : 1));
        if (!said.isEmpty()) QVERIFY2(issues[0].message.find(said.toStdString()) != std::string::npos, issues[0].message.c_str());
    }
    void anyPrefixOfOursIsFoundAndForeignOnesAreNot()
    {
        const auto document = load("<r:root xmlns:r=\"http://www.fdsn.org/xml/station/1\" xmlns:i=\"http://www.fdsn.org/xml/station/1/iris\">"
                                   "<i:A>foreign</i:A><A xmlns=\"http://other.example\">foreign</A><r:A> ours </r:A><A>second</A></r:root>");
        const auto root = document.document_element();
        QCOMPARE(xml::localName(root), std::string_view("root"));
        QCOMPARE(xml::text(root, "A"), std::string("ours"));
        int count = 0;
        xml::forEach(root, "A", [&](pugi::xml_node) { ++count; });
        QCOMPARE(count, 2);
        QVERIFY(!xml::child(root, "B"));
        QVERIFY(xml::text(root, "B").empty());
    }
    void whatStandsBeforeABreakIsKept()
    {
        std::vector<ReadIssue> issues;
        const auto document = load("<a>\n<b>1</b>\n<b>2</b\n<c", &issues);
        QCOMPARE(issues.size(), std::size_t(1));
        QVERIFY2(issues[0].message.find("line 4") != std::string::npos, issues[0].message.c_str());
        QCOMPARE(*xml::number(document.document_element(), "b"), 1.0);
    }
    void bombsAndTowersAreHarmless()
    {
        const auto bomb = load("<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;\"><!ENTITY z SYSTEM \"file:///etc/passwd\">]>"
                               "<a><b>&y;</b><c>&z;</c></a>");
        QCOMPARE(xml::text(bomb.document_element(), "b"), std::string("&y;"));
        QCOMPARE(xml::text(bomb.document_element(), "c"), std::string("&z;"));
        std::string tower;
        for (int i = 0; i < 300000; ++i) tower += "<a>";
        std::vector<ReadIssue> issues;
        const auto document = load(tower, &issues);
        QVERIFY(document.document_element());
        QCOMPARE(issues.size(), std::size_t(1));
    }
    void latin1IsUnderstood()
    {
        const auto document = load("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a><b>caf\xe9</b></a>");
        QCOMPARE(xml::text(document.document_element(), "b"), std::string("caf\xc3\xa9"));
    }
    void whatIsNoXmlIsRefused()
    {
        std::vector<ReadIssue> issues;
        QCOMPARE(xml::load(m_folder.write("no.xml", "MSEED data"), issues).error().code, Error::Code::Malformed);
        QCOMPARE(xml::load(m_folder.write("empty.xml", ""), issues).error().code, Error::Code::Malformed);
        QCOMPARE(xml::load(m_folder.path("none.xml"), issues).error().code, Error::Code::NotFound);
    }
    void textsAreCleanedAndCut()
    {
        QCOMPARE(xml::clean(std::string("a\x01\x00" "b\tc\n", 7)), std::string("ab\tc\n"));
        QCOMPARE(xml::clean("caf\xe9!"), std::string("caf?!"));
        QCOMPARE(xml::clean("\xc3\xa9\xe2\x82\xac\xf0\x9f\x8c\x8d"), std::string("\xc3\xa9\xe2\x82\xac\xf0\x9f\x8c\x8d"));
        QCOMPARE(xml::clean("\xed\xa0\x80\xc0\x80\xef\xbf\xbf"), std::string("????????"));
        QCOMPARE(xml::cutTo(3, "a\xc3\xa9\xe2\x82\xac" "b"), std::string("a\xc3\xa9\xe2\x82\xac"));
        QCOMPARE(xml::cutTo(9, "abc"), std::string("abc"));
    }
    void emptyTextsAndValuesAddNothing()
    {
        pugi::xml_document document;
        auto root = document.append_child("r");
        xml::add(root, "a", "");
        xml::add(root, "b", std::optional<double>());
        xml::add(root, "c", std::nan(""));
        QVERIFY(!root.first_child());
        xml::add(root, "d", 0.1);
        xml::add(root, "e", "<&>");
        QVERIFY(xml::print(document).find("<d>0.1</d>") != std::string::npos);
        QVERIFY(xml::print(document).find("<e>&lt;&amp;&gt;</e>") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(XmlTest)
#include "xml_test.moc"
