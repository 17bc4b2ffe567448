#include "core/io/mseed_record.h"

#include "tests/core/io/mseed_bytes.h"

#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

class MseedRecordTest : public QObject {
    Q_OBJECT
    Time m_start = parseTime("2019-07-04T17:33:49.1234Z").value();
    test::MiniSeedRecordSpec spec() const
    {
        test::MiniSeedRecordSpec s;
        s.start = m_start;
        s.samples = {1, 2, 3};
        return s;
    }
private Q_SLOTS:
    void readsBothByteOrders()
    {
        for (const bool big : {true, false}) {
            auto s = spec();
            s.bigEndian = big;
            const std::string bytes = test::record(s);
            const auto h = parseMiniSeed(test::bytes(bytes));
            QVERIFY(h);
            QCOMPARE(h->start, m_start);
            QCOMPARE(h->rateHz, 100.0);
            QCOMPARE(h->samples, 3U);
            QCOMPARE(h->recordBytes, 512U);
            QCOMPARE(h->dataOffset, 128U);
            QCOMPARE(int(h->encoding), 3);
            QCOMPARE(h->bigEndian, big);
            QVERIFY(!h->damaged);
            QCOMPARE(streamOf(2, h->name).text(), std::string("XX.STA..HHZ"));
        }
    }
    void negativeFactorsAndMultipliersDivide()
    {
        auto s = spec();
        const auto rate = [&](int factor, int multiplier) {
            s.factor = static_cast<std::int16_t>(factor);
            s.multiplier = static_cast<std::int16_t>(multiplier);
            const std::string bytes = test::record(s);
            return parseMiniSeed(test::bytes(bytes))->rateHz;
        };
        QCOMPARE(rate(-10, 1), 0.1);
        QCOMPARE(rate(200, -4), 50.0);
        QCOMPARE(rate(-2, -5), 0.1);
        QCOMPARE(rate(0, 1), 0.0);
        QCOMPARE(rate(1, 0), 0.0);
    }
    void blocketteRateMicrosecondsAndCorrections()
    {
        auto s = spec();
        s.rate100 = 62.5F;
        s.microseconds = -37;
        s.correction = 15;
        std::string bytes = test::record(s);
        QCOMPARE(parseMiniSeed(test::bytes(bytes))->rateHz, 62.5);
        QCOMPARE(parseMiniSeed(test::bytes(bytes))->start, m_start - 37us + 1500us);
        s.correctionApplied = true;
        bytes = test::record(s);
        QCOMPARE(parseMiniSeed(test::bytes(bytes))->start, m_start - 37us);
    }
    void withoutBlockette1000LengthIsUnknownAndEncodingSteim1()
    {
        auto s = spec();
        s.blockette1000 = false;
        const std::string bytes = test::record(s);
        const auto h = parseMiniSeed(test::bytes(bytes));
        QCOMPARE(h->recordBytes, 0U);
        QCOMPARE(int(h->encoding), 10);
        QVERIFY(!h->damaged);
    }
    void loopsAndOffsetsOutsideEndTheBlockettes()
    {
        test::RecordBytes loop(spec());
        loop.put<std::uint16_t>(50, 48);   // blockette 1000 points to itself: length and encoding are known all the same
        QVERIFY(!parseMiniSeed(test::bytes(loop.bytes()))->damaged);
        loop.put<std::uint16_t>(48, 999);  // now an unknown blockette points to itself
        QVERIFY(parseMiniSeed(test::bytes(loop.bytes()))->damaged);
        loop.put<std::uint16_t>(50, 65000);
        QVERIFY(parseMiniSeed(test::bytes(loop.bytes()))->damaged);
    }
    void impossibleHeadersAreNone()
    {
        QVERIFY(!parseMiniSeed({}));
        std::string bytes = test::record(spec());
        for (const auto& [at, value] : {std::pair{6, 'X'}, {24, char(24)}, {20, char(0)}, {0, 'A'}, {7, 'x'}}) {
            std::string bad = bytes;
            bad[static_cast<std::size_t>(at)] = value;
            QVERIFY2(!parseMiniSeed(test::bytes(bad)), std::to_string(at).c_str());
        }
        QVERIFY(!parseMiniSeed(test::bytes(bytes).first(47)));
    }
    void sourceIdentifiersBecomeStreams()
    {
        QCOMPARE(streamOf(3, "FDSN:XX_TEST_00_B_H_Z").text(), std::string("XX.TEST.00.BHZ"));
        QCOMPARE(streamOf(3, "FDSN:XX_TEST__L_O_G").text(), std::string("XX.TEST..LOG"));
        QCOMPARE(streamOf(3, "FDSN:XX_TEST__H_RD_Z").text(), std::string("XX.TEST..H_RD_Z"));
        QCOMPARE(streamOf(3, "").text(), std::string("..."));
    }
    void noiseAndControlHeaders()
    {
        const std::string noise = "000123" + std::string(122, ' '), control = "000001V 0100" + std::string(116, ' ');
        QVERIFY(startsNoise(test::bytes(noise)) && !startsControlHeader(test::bytes(noise)));
        QVERIFY(!startsNoise(test::bytes(control)) && startsControlHeader(test::bytes(control)));
    }
};

QTEST_APPLESS_MAIN(MseedRecordTest)
#include "mseed_record_test.moc"
