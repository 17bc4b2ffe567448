#include "core/io/sac_header.h"

#include <QTest>

using namespace seisdesk;
using H = SacHeader;

class SacHeaderTest : public QObject {
    Q_OBJECT
    static std::span<const std::byte> bytes(const std::string& text) { return std::as_bytes(std::span(text)); }
private Q_SLOTS:
    void roundTripInBothByteOrders()
    {
        for (const bool big : {true, false}) {
            H h;
            h.setNumber(H::delta, 0.01);
            h.setInteger(H::npts, 0);
            h.setInteger(H::iftype, H::timeSeries);
            h.setInteger(H::leven, 1);
            h.setString(H::kstnm, "STATION-TOO-LONG");
            h.setString(H::kevnm, "event of 16 char");
            const std::string raw = h.headerBytes(big);
            QCOMPARE(raw.size(), H::bytes);
            QCOMPARE(H::bigEndian(bytes(raw)).value(), big);
            const H back = H::read(bytes(raw), big);
            QCOMPARE(back.number(H::delta).value(), double(0.01F));
            QCOMPARE(back.string(H::kstnm), std::string("STATION-"));
            QCOMPARE(back.string(H::kevnm), std::string("event of 16 char"));
            QVERIFY(!back.number(H::stla) && !back.integer(H::nzyear) && back.string(H::kcmpnm).empty());
        }
    }
    void version7KeepsDoubles()
    {
        H h;
        h.setInteger(H::nvhdr, 7);
        h.setNumber(H::delta, 1.0 / 3.0);
        h.setNumber(H::stla, 46.123456789);
        h.setInteger(H::npts, 0);
        const std::string raw = h.headerBytes(false) + h.footer(false);
        QCOMPARE(raw.size(), H::bytes + H::footerBytes);
        QCOMPARE(H::read(bytes(raw), false).number(H::stla).value(), 46.123456789);
        QCOMPARE(H::read(bytes(raw), false).number(H::delta).value(), 1.0 / 3.0);
        // A footer that says something else is not mixed in.
        std::string edited = raw;
        edited.replace(4 * H::stla, 4, "\0\0\x80\x3f", 4);  // 1.0F
        QCOMPARE(H::read(bytes(edited), false).number(H::stla).value(), 1.0);
    }
    void otherFilesAreNone()
    {
        QVERIFY(!H::bigEndian(bytes(std::string(700, '\0'))));
        QVERIFY(!H::bigEndian(bytes(std::string(700, 'x'))));
        QVERIFY(!H::bigEndian(bytes(H().headerBytes(false).substr(0, 631))));
        QVERIFY(!H::isAlphanumeric(bytes(std::string(76, ' '))));
        std::string line;
        for (int i = 0; i < 5; ++i) line += "      -12345.00";
        QVERIFY(H::isAlphanumeric(bytes(line + "\n")));
    }
    void stringsAreCleaned()
    {
        H h;
        h.setString(H::kstnm, "AB\xff");
        h.strings[3] = '\0';
        QCOMPARE(h.string(H::kstnm), std::string("AB"));
        h.setString(H::kstnm, "????????");
        QVERIFY(h.string(H::kstnm).empty());
        h.setString(H::kstnm, "");
        QVERIFY(h.string(H::kstnm).empty());
    }
};

QTEST_APPLESS_MAIN(SacHeaderTest)
#include "sac_header_test.moc"
