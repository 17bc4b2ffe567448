#include "core/base/time.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {
QString shown(std::string_view text, int decimals = 6)
{
    const auto time = parseTime(text);
    return time ? QString::fromStdString(formatTime(*time, decimals)) : QString::fromStdString(time.error().message);
}
}  // namespace

class TimeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isoFormsAreUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("canonical") << "2019-07-04T17:02:55.340000Z" << "2019-07-04T17:02:55.340000Z";
        QTest::newRow("no zone") << "2019-07-04T17:02:55" << "2019-07-04T17:02:55.000000Z";
        QTest::newRow("blank") << "2019-07-04 17:02:55.5" << "2019-07-04T17:02:55.500000Z";
        QTest::newRow("offset") << "2019-07-04T19:02:55+02:00" << "2019-07-04T17:02:55.000000Z";
        QTest::newRow("zero offset") << "2019-07-04T17:02:55+00:00" << "2019-07-04T17:02:55.000000Z";
        QTest::newRow("date") << "2019-07-04" << "2019-07-04T00:00:00.000000Z";
        QTest::newRow("ordinal") << "2019-185T17:02:55" << "2019-07-04T17:02:55.000000Z";
        QTest::newRow("before 1970") << "1960-05-22T19:11:14.25Z" << "1960-05-22T19:11:14.250000Z";
        QTest::newRow("leap day") << "2020-02-29T00:00:00Z" << "2020-02-29T00:00:00.000000Z";
        QTest::newRow("leap second") << "2016-12-31T23:59:60Z" << "2017-01-01T00:00:00.000000Z";
        QTest::newRow("hour 24") << "2019-07-04T24:00:00" << "2019-07-05T00:00:00.000000Z";
        QTest::newRow("padded") << "  2019-07-04T17:02:55Z\n" << "2019-07-04T17:02:55.000000Z";
    }
    void isoFormsAreUnderstood()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(shown(text.toStdString()), expected);
    }
    void nanosecondsAreKept() { QCOMPARE(shown("2019-07-04T17:02:55.123456789Z", 9), QStringLiteral("2019-07-04T17:02:55.123456789Z")); }
    void farDatesAreClamped()
    {
        QVERIFY(parseTime("2599-12-31T23:59:59Z").value() == Time::max());
        QVERIFY(parseTime("0001-01-01").value() == Time::min());
    }
    void nonsenseIsRefused()
    {
        for (const char* bad : {"", "yesterday", "2019-13-04", "2019-07-04T", "2019-07-04T17", "2019-07-04T17:02:61", "2019-07-04Tx",
                                "2019-07-04T17:02:55.Z", "2019-07-04T17:02:55Q", "2019-367T00:00:00"})
            QVERIFY2(!parseTime(bad), bad);
    }
    void secondsConvertBothWays()
    {
        QCOMPARE(fromSeconds(0.01).count(), std::int64_t{10'000'000});
        QCOMPARE(fromSeconds(-1.5).count(), std::int64_t{-1'500'000'000});
        QVERIFY(fromSeconds(1e300) == Duration::max());
        QVERIFY(fromSeconds(std::nan("")) == Duration::zero());
        QCOMPARE(toSeconds(2500ms), 2.5);
    }
    void spansAreHalfOpen()
    {
        const Time t0 = parseTime("2020-01-01").value();
        const TimeSpan a{t0, t0 + 10s}, b{t0 + 10s, t0 + 20s}, c{t0 + 5s, t0 + 15s};
        QVERIFY(a.contains(t0) && !a.contains(t0 + 10s));
        QVERIFY(!a.overlaps(b) && a.overlaps(c));
        QVERIFY(a.intersected(b).empty());
        QVERIFY((a.intersected(c) == TimeSpan{t0 + 5s, t0 + 10s}));
        QVERIFY((a.united(b) == TimeSpan{t0, t0 + 20s}));
        QVERIFY(TimeSpan{}.united(b) == b);
        QVERIFY((TimeSpan{t0 + 1s, t0}).length() == 0s);
    }
};

QTEST_APPLESS_MAIN(TimeTest)
#include "time_test.moc"
