// The names that SEISAN gives its events, and the same earthquake under several of them.

#include "core/io/seisan_event.h"

#include <QtTest>

using namespace seisdesk;

class SeisanEventTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheOriginTime_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("time");
        QTest::newRow("local") << QStringLiteral("05-0208-14L.S201309") << QStringLiteral("2013-09-05T02:08:14");
        QTest::newRow("regional") << QStringLiteral("31-2359-59R.S199612") << QStringLiteral("1996-12-31T23:59:59");
        QTest::newRow("second of one digit") << QStringLiteral("26-1517-4L.S201309") << QStringLiteral("2013-09-26T15:17:04");
        QTest::newRow("no S-file") << QStringLiteral("05-0208-14L.X201309") << QString();
        QTest::newRow("no distance") << QStringLiteral("05-0208-14Q.S201309") << QString();
        QTest::newRow("no such day") << QStringLiteral("32-0208-14L.S201309") << QString();
        QTest::newRow("letters") << QStringLiteral("05-02a8-14L.S201309") << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("another habit") << QStringLiteral("109C.TA_20060723155859") << QString();
    }
    void readsTheOriginTime()
    {
        QFETCH(QString, name);
        QFETCH(QString, time);
        const auto read = seisanTime(name.toStdString());
        QCOMPARE(read.has_value(), !time.isEmpty());
        if (read) QCOMPARE(*read, *parseTime(time.toStdString()));
    }
    void anEarthquakeRegisteredAgainKeepsItsFirstName()
    {
        const auto first = firstReadings({"05-0208-14L.S201309", "05-0208-15L.S201309", "05-0208-16L.S201309", "05-0208-20L.S201309", "38443095"});
        QCOMPARE(first.size(), std::size_t(5));
        QCOMPARE(first.at("05-0208-16L.S201309"), std::string("05-0208-14L.S201309"));
        QCOMPARE(first.at("05-0208-20L.S201309"), std::string("05-0208-20L.S201309"));
        QCOMPARE(first.at("38443095"), std::string("38443095"));
    }
};

QTEST_APPLESS_MAIN(SeisanEventTest)
#include "seisan_event_test.moc"
