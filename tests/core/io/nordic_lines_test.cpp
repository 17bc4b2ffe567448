#include "core/io/nordic_lines.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::nordic;

namespace {

const char* const header = " 2013  9 1 0411 15.7FLE-43.340 170.376  8.5F VUW  8 0.2 0.6LVUW 1.1bXXX 1.3CYYY1";

Reading read(const std::string& text, Format format)
{
    std::optional<ReadingError> error;
    const auto r = readingOf(Line(text), format, true, error);
    if (error) qFatal("%s", error->message.c_str());
    return r.value_or(Reading{});
}

}  // namespace

class NordicLinesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aHeaderIsAnOriginAndMagnitudes()
    {
        const Line line(header);
        QCOMPARE(line.type(), '1');
        const auto o = originOf(line);
        QVERIFY(o && o->time == *parseTime("2013-09-01T04:11:15.7Z"));
        QVERIFY(o->latitude.value == -43.34 && o->longitude.value == 170.376 && o->depthMetres->value == 8500.0);
        QCOMPARE(o->depthType, std::string("operator assigned"));
        QVERIFY(o->quality.usedStationCount == 8 && o->quality.standardErrorSeconds == 0.2 && o->creation.agencyId == "VUW");
        const auto m = magnitudesOf(line);
        QCOMPARE(m.size(), std::size_t{3});
        QVERIFY(m[0].type == "ML" && m[1].type == "mb" && m[2].type == "Mc" && m[2].magnitude.value == 1.3 && m[2].creation.agencyId == "YYY");
        QCOMPARE(eventTypeOf(line.column(23)), std::string("explosion"));
        QVERIFY(!originOf(Line(" 2013 13 1 0411 15.7")) && !originOf(Line(" 2013  230 0411 15.7")) && !originOf(Line("")));
        QVERIFY(originOf(Line(" 2013  228 0411 60.0"))->time == *parseTime("2013-02-28T04:12:00Z"));
    }
    void aLineHKnowsMoreDigits()
    {
        Origin o = *originOf(Line(" 2010 1126 0128 45.1 L  37.324 -32.293  2.0  MWW  4 0.0                        1"));
        refine(o, Line(" 2010 1126 0128 45.148  37.32390  -32.29291    2.000  0.022                    H"));
        QVERIFY(o.time == *parseTime("2010-11-26T01:28:45.148Z") && o.latitude.value == 37.3239 && o.longitude.value == -32.29291 && o.quality.standardErrorSeconds == 0.022);
        const Origin before = o;
        refine(o, Line(" 2010 1126 0228 45.148  38.32390  -32.29291    2.000  0.022                    H"));  // another one
        QVERIFY(o == before);
    }
    void oldPhaseLines()
    {
        const Reading p = read(" GCSZ SZ IP   3AD  411 17.43                             126    0.00 2    6 309 ", Format::Old);
        QVERIFY(p.station == "GCSZ" && p.channel == "SZ" && p.phase == "P" && p.network.empty() && p.weight == 3 && p.automatic);
        QVERIFY(p.onset == OnsetQuality::Impulsive && p.polarity == Polarity::Negative && p.kind == Reading::Kind::Onset);
        QVERIFY(std::abs(p.secondsOfDay - (4 * 3600 + 11 * 60 + 17.43)) < 1e-9);
        QVERIFY(p.takeoffAngleDegrees == 126.0 && p.residualSeconds == 0.0 && p.usedWeight == 0.2 && p.distanceKm == 6.0 && p.azimuthDegrees == 309.0);
        const Reading longName = read(" LSd1 SZ1EPKiKP    12846.859                                    0.0110 1.34 110 ", Format::Old);
        QVERIFY(longName.phase == "PKiKP" && longName.weight == 1 && longName.polarity == Polarity::Unset && std::abs(longName.secondsOfDay - (3600 + 28 * 60 + 46.859)) < 1e-9);
        const Reading late = read(" LSb2 SZ IP       2549 100.24 129                        113    0.0210 10.9  14 ", Format::Old);
        QVERIFY(std::abs(late.secondsOfDay - (25 * 3600 + 49 * 60 + 100.24)) < 1e-9 && !late.weight);
        const Reading amplitude = read(" WV03 SZ  IAML     411 20.56        10.90.232                             5  25 ", Format::Old);
        QVERIFY(amplitude.kind == Reading::Kind::Amplitude && amplitude.amplitudeNanometres == 10.9 && amplitude.periodSeconds == 0.232);
    }
    void newPhaseLines()
    {
        const Reading p = read(" ASK  HHZ NS00 IP       2A0345 30.610      C       BER ml  99.0-0.3710 42.3 345 ", Format::New);
        QVERIFY(p.station == "ASK" && p.channel == "HHZ" && p.network == "NS" && p.location == "00" && p.phase == "P" && p.weight == 2 && p.automatic);
        QVERIFY(p.polarity == Polarity::Positive && p.agency == "BER" && p.author == "ml" && p.takeoffAngleDegrees == 99.0 && p.residualSeconds == -0.37);
        QVERIFY(std::abs(p.secondsOfDay - (3 * 3600 + 45 * 60 + 30.61)) < 1e-9);
        QVERIFY(read(" BER  HHZ NS00  BAZ-P     0345 29.140  172.5   7.0 BER DUM        0.   30.9 353 ", Format::New).kind == Reading::Kind::Other);
        const Reading amplitude = read(" BER  HHZ NS00  IAML      0345 33.500   47.3  0.22 BER mls      0.21   30.9 353 ", Format::New);
        QVERIFY(amplitude.kind == Reading::Kind::Amplitude && amplitude.amplitudeNanometres == 47.3 && amplitude.periodSeconds == 0.22);
    }
    void theFormatIsKnownByItsTitlesOrItsSeconds()
    {
        QVERIFY(formatOf(Line(" STAT SP IPHASW D HRMM SECON CODA AMPLIT PERI AZIMU VELO AIN AR TRES W  DIS CAZ7")) == Format::Old);
        QVERIFY(formatOf(Line(" STAT COM NTLO IPHASE   W HHMM SS.SSS   PAR1  PAR2 AGA OPE  AIN  RES W  DIS CAZ7")) == Format::New);
        QVERIFY(!formatOf(Line(" something else")));
        QVERIFY(guessFormat(Line(" GCSZ SZ IP   3AD  411 17.43")) == Format::Old);
        QVERIFY(guessFormat(Line(" ASK  HHZ NS00 IP       2A0345 30.610      C")) == Format::New);
    }
    void nonsenseIsNamed()
    {
        std::optional<ReadingError> error;
        QVERIFY(!readingOf(Line(" GCSZ SZ IP   3AD  4x1 17.43"), Format::Old, true, error));
        QVERIFY2(error && error->message.find("4x1 17.43") != std::string::npos && error->message.find("19 to 29") != std::string::npos, error ? error->message.c_str() : "");
        error.reset();
        QVERIFY(!readingOf(Line("      SZ IP       411 17.43"), Format::Old, true, error) && error);
        error.reset();
        QVERIFY(!readingOf(Line(" GCSZ SZ"), Format::Old, true, error) && !error);  // no time, no reading
        QVERIFY(!readingOf(Line(std::string(200, '\xff')), Format::New, true, error) && error);
    }
};

QTEST_APPLESS_MAIN(NordicLinesTest)
#include "nordic_lines_test.moc"
