#include "ui/trace/time_ticks.h"

#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time when = Time(std::chrono::seconds(1562259775));  // 2019-07-04T17:02:55

QStringList majors(const TimeTicks& ticks)
{
    QStringList out;
    for (const Tick& t : ticks.ticks)
        if (t.major) out << t.text;
    return out;
}

}  // namespace

class TimeTicksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ticksAreRoundAtEveryZoom()
    {
        for (double seconds = 1e-6; seconds < 4e9; seconds *= 1.7) {
            const TimeAxis axis{{when, when + fromSeconds(seconds)}, 1200.0};
            const TimeTicks ticks = timeTicks(axis, false);
            if (seconds > 2e-5) QVERIFY2(majors(ticks).size() >= 2, qPrintable(QString::number(seconds)));
            double last = -1e9;
            for (const Tick& t : ticks.ticks) {
                QVERIFY(t.x >= 0.0 && t.x <= 1201.0);
                if (!t.major) continue;
                QVERIFY(t.x - last >= 89.0);
                QVERIFY(!t.text.isEmpty());
                last = t.x;
            }
            QVERIFY(ticks.ticks.size() < 400);
            QStringList texts = majors(ticks);
            if (seconds < 43200.0) QCOMPARE(texts.removeDuplicates(), qsizetype{0});
        }
    }

    void textsFollowTheStep()
    {
        QCOMPARE(majors(timeTicks({{when, when + 24h}, 1000.0}, false)).first(), QStringLiteral("18:00"));
        QVERIFY(majors(timeTicks({{when, when + 24h}, 1000.0}, false)).contains(QStringLiteral("2019-07-05")));
        QCOMPARE(majors(timeTicks({{when, when + 60s}, 1000.0}, false)).first(), QStringLiteral("17:03:00"));
        QCOMPARE(majors(timeTicks({{when, when + 1s}, 1000.0}, false)).value(1), QStringLiteral("17:02:55.1"));
        QVERIFY(timeTicks({{when, when + 1s}, 1000.0}, false).context.startsWith(QStringLiteral("2019-07-04 Thu")));
    }

    void relativeTextsAreSeconds()
    {
        const QStringList texts = majors(timeTicks({{Time(-10s), Time(10s)}, 1000.0}, true));
        QVERIFY(texts.contains(QStringLiteral("-10 s")));
        QVERIFY(texts.contains(QStringLiteral("0 s")));
        QVERIFY(texts.contains(QStringLiteral("+10 s")));
    }

    void timesAreAsPreciseAsAPixel()
    {
        QCOMPARE(timeText(when + 123456789ns, 0.01, false), QStringLiteral("2019-07-04 17:02:55.12"));
        QCOMPARE(timeText(when + 123456789ns, 10.0, false), QStringLiteral("2019-07-04 17:02:55"));
        QCOMPARE(timeText(when + 123456789ns, 1e-12, false), QStringLiteral("2019-07-04 17:02:55.123456789"));
        QCOMPARE(timeText(Time(-1500ms), 0.01, true), QStringLiteral("-1.50 s"));
    }

    void emptyAxesHaveNoTicks()
    {
        QVERIFY(timeTicks({{when, when}, 1000.0}, false).ticks.empty());
        QVERIFY(timeTicks({{when, when + 1s}, 0.0}, false).ticks.empty());
    }
};

QTEST_APPLESS_MAIN(TimeTicksTest)
#include "time_ticks_test.moc"
