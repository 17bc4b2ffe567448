#include "core/store/json_values.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class JsonValuesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyByteOfATextComesBack()
    {
        for (int a = 0; a < 256; ++a)
            for (int b = 0; b < 256; ++b) {
                const std::string text{static_cast<char>(a), static_cast<char>(b), 'x'};
                QCOMPARE(textOf(Json::parse(jsonText(text).dump())), text);
            }
        for (const char* odd : {"\xE0\x80\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xED\xBF\xBF", "\xE2\x82", "\xF0\x9F\x8C", "\xC0\xAF"}) {
            QVERIFY(jsonText(odd).is_object());
            QCOMPARE(textOf(Json::parse(jsonText(odd).dump())), std::string(odd));
        }
        for (const char* fine : {"", "plain", "\xC2\xA9", "\xE2\x82\xAC", "\xF0\x9F\x8C\x8B", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) QVERIFY(jsonText(fine).is_string());
    }
    void everyNumberComesBack()
    {
        for (const double v : {0.0, 0.1, 1.0 / 3.0, -2.5e-308, 5e-324, 1.7976931348623157e308, 1e22, 123456789012345678.0})
            QCOMPARE(numberOf(Json::parse(jsonNumber(v).dump())), v);
        QVERIFY(std::isnan(numberOf(Json::parse(jsonNumber(std::nan("")).dump()))));
        QCOMPARE(numberOf(Json::parse(jsonNumber(HUGE_VAL).dump())), HUGE_VAL);
        QCOMPARE(numberOf(Json::parse(jsonNumber(-HUGE_VAL).dump())), -HUGE_VAL);
    }
    void timesAndStreamsComeBack()
    {
        for (const Time t : {Time::min(), Time::max(), Time(), Time(Duration(-1)), Time(Duration(1562259775123456789))})
            QVERIFY(timeOf(Json::parse(jsonTime(t).dump())) == t);
        const StreamId odd{"G.E", "", "--", "\xFFHZ"};
        QVERIFY(streamOf(Json::parse(jsonStream(odd).dump())) == odd);
    }
    void membersThatAreAbsentStayAbsent()
    {
        Json object = Json::object();
        putText(object, "t", "");
        putNumber(object, "n", std::nullopt);
        QVERIFY(object.empty());
        QCOMPARE(textAt(object, "t"), std::string());
        QVERIFY(!numberAt(object, "n"));
    }
};

QTEST_APPLESS_MAIN(JsonValuesTest)
#include "json_values_test.moc"
