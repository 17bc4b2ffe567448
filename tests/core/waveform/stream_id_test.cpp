#include "core/waveform/stream_id.h"

#include <QTest>

using namespace seisdesk;

class StreamIdTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textRoundTrips()
    {
        for (const char* text : {"GE.WLF..HHZ", "CI.WRC2.00.HNE", "XX.A.10.Z", ".STA..BHZ", "GE.WLF.."})
            QCOMPARE(StreamId::parse(text).value().text(), std::string(text));
    }
    void missingFieldsStayEmpty()
    {
        QVERIFY((StreamId::parse("GE.WLF").value() == StreamId{"GE", "WLF", "", ""}));
        QVERIFY((StreamId::parse("GE.WLF.--.HHZ").value() == StreamId{"GE", "WLF", "", "HHZ"}));
        QVERIFY((StreamId::parse("GE.WLF .  .HHZ").value() == StreamId{"GE", "WLF", "", "HHZ"}));
    }
    void nonsenseIsMalformed()
    {
        for (const char* text : {"", "GE", ".", "GE..00.HHZ", "a.b.c.d.e", "...."}) {
            const auto id = StreamId::parse(text);
            QVERIFY2(!id && id.error().code == Error::Code::Malformed, text);
        }
    }
    void componentsBelongToInstruments()
    {
        const StreamId id{"GE", "WLF", "00", "HHZ"};
        QCOMPARE(id.component(), 'Z');
        QCOMPARE(id.instrument().text(), std::string("GE.WLF.00.HH"));
        QCOMPARE(id.withComponent('1').text(), std::string("GE.WLF.00.HH1"));
        QVERIFY(id.instrument() == id.withComponent('E').instrument());
        const StreamId bare{"GE", "WLF", "", ""};
        QCOMPARE(bare.component(), '\0');
        QVERIFY(bare.instrument() == bare);
        QVERIFY(id.sameStation(bare) && !id.sameStation({"IU", "WLF", "00", "HHZ"}) && !id.sameStation({"GE", "WLE", "00", "HHZ"}));
    }
    void orderIsByNetworkStationLocationChannel()
    {
        QVERIFY((StreamId{"A", "Z", "9", "Z"} < StreamId{"B", "A", "", "A"}));
        QVERIFY((StreamId{"A", "B", "", "Z"} < StreamId{"A", "B", "00", "A"}));
    }
};

QTEST_APPLESS_MAIN(StreamIdTest)
#include "stream_id_test.moc"
