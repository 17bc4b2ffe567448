#include "core/io/xml_text.h"

#include "core/io/xml.h"

#include <QTest>

#include <random>

using namespace seisdesk;

class XmlTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void elementsAreIndented()
    {
        std::string out;
        xml::XmlText text(out, 1);
        text.open("a");
        text.attribute("b", "c");
        text.element("d", 0.1);
        text.open("e");
        text.close();
        text.close();
        QCOMPARE(out, std::string("  <a b=\"c\">\n    <d>0.1</d>\n    <e/>\n  </a>\n"));
    }
    void emptyElementsLeaveNothing()
    {
        std::string out;
        xml::XmlText text(out);
        text.open("a");
        text.open("b"), text.open("c"), text.closeUnlessEmpty(), text.closeUnlessEmpty();
        text.close();
        QCOMPARE(out, std::string("<a/>\n"));
        text.open("a");
        text.element("x", "1");
        text.open("b"), text.closeUnlessEmpty();
        text.open("c"), text.attribute("d", ""), text.closeUnlessEmpty();
        text.close();
        QCOMPARE(out, std::string("<a/>\n<a>\n  <x>1</x>\n  <c d=\"\"/>\n</a>\n"));
    }
    void anyTextComesBackThroughAParser()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 500; ++round) {
            std::string text = "x";
            for (int n = static_cast<int>(random() % 30); n > 0; --n) text += static_cast<char>(random() % 256);
            text += round % 3 == 0 ? "&amp;\"<>']]>" : "\xc3\xa9\n\r\t z";
            std::string out;
            xml::XmlText writer(out);
            writer.open("r");
            writer.attribute("a", text);
            writer.element("e", text);
            writer.close();
            pugi::xml_document document;
            QVERIFY2(document.load_buffer(out.data(), out.size()), out.c_str());
            QCOMPARE(std::string(document.child("r").attribute("a").value()), xml::clean(text));
            QCOMPARE(std::string(document.child("r").child("e").text().get()), xml::clean(text));
        }
    }
};

QTEST_APPLESS_MAIN(XmlTextTest)
#include "xml_text_test.moc"
