#include "core/io/quakeml_pieces.h"

#include <QTest>

using namespace seisdesk::quakeml;

class QuakeMlPiecesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsAreCutOut()
    {
        const std::string a = "<event publicID='>a'><pick/><!-- </pick> --></event >", b = "<event/>";
        const std::string text = "\xEF\xBB\xBF<?xml version='1.0'?><!-- <event> --><q:quakeml x='1'><eventParameters p=\"/>\">" + a + "<!--<event>--><x:f><event/></x:f>" + b + "</eventParameters></q:quakeml>\n";
        const auto pieces = piecesOf(text);
        QVERIFY(pieces);
        QCOMPARE(pieces->events.size(), std::size_t{2});
        QCOMPARE(std::string(pieces->events[0]), a);
        QCOMPARE(std::string(pieces->events[1]), b);
        QVERIFY(pieces->head.ends_with("<eventParameters p=\"/>\">"));
        QCOMPARE(pieces->tail, std::string("</eventParameters></q:quakeml>"));
        QVERIFY(pieces->rest.ends_with("<!--<event>--><x:f><event/></x:f></eventParameters></q:quakeml>\n"));
    }
    void prefixesAreFollowed()
    {
        const auto pieces = piecesOf("<q:quakeml><b:eventParameters><b:event><event></event></b:event></b:eventParameters></q:quakeml>");
        QVERIFY(pieces && pieces->events.size() == 1 && pieces->tail == "</b:eventParameters></q:quakeml>");
        QCOMPARE(std::string(pieces->events[0]), std::string("<b:event><event></event></b:event>"));
    }
    void whatOnlyAParserCanJudgeIsLeftToIt_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "no xml", "<quakeml/>", "<quakeml><eventParameters/></quakeml>", "<!DOCTYPE q><quakeml><eventParameters><event/></eventParameters></quakeml>",
                                 "<quakeml><eventParameters><event>", "<quakeml><eventParameters><event/></eventParameters>", "<quakeml><eventParameters><event/></quakeml></eventParameters>",
                                 "<quakeml><eventParameters><event/><!-- ", "<quakeml><eventParameters a='", "<event/>", "<quakeml><eventParameters><event/></eventParameters></quakeml></x>"})
            QTest::addRow("%s", text[0] ? text : "empty") << QString::fromLatin1(text);
    }
    void whatOnlyAParserCanJudgeIsLeftToIt()
    {
        QFETCH(QString, text);
        QVERIFY(!piecesOf(text.toStdString()));
    }
};

QTEST_APPLESS_MAIN(QuakeMlPiecesTest)
#include "quakeml_pieces_test.moc"
