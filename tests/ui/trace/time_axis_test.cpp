#include "ui/trace/time_axis.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time day = Time(std::chrono::seconds(1562198400));

}  // namespace

class TimeAxisTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pixelsAndTimesRoundTrip_data()
    {
        QTest::addColumn<double>("seconds");
        for (const double s : {86400.0 * 30, 86400.0, 60.0, 1.0, 0.001}) QTest::addRow("%g s", s) << s;
    }

    void pixelsAndTimesRoundTrip()
    {
        QFETCH(double, seconds);
        const TimeAxis axis{{day, day + fromSeconds(seconds)}, 1437.0};
        for (const double x : {0.0, 1.0, 17.25, 718.5, 1436.0, -100.0, 3000.0}) QVERIFY(std::abs(axis.xOf(axis.timeAt(x)) - x) < 1e-3);
        QCOMPARE(axis.timeAt(0.0), day);
        QCOMPARE(axis.xOf(axis.span.end), 1437.0);
    }

    void zoomKeepsTheTimeUnderThePointer()
    {
        TimeAxis axis{{day, day + 24h}, 1000.0};
        const double x = 300.0;
        const Time fixed = axis.timeAt(x);
        for (int i = 0; i < 40; ++i) axis = axis.zoomed(1.3, x);
        for (int i = 0; i < 40; ++i) axis = axis.zoomed(1.0 / 1.3, x);
        QVERIFY(std::chrono::abs(axis.timeAt(x) - fixed) < 1us);
        QVERIFY(std::abs(toSeconds(axis.span.length()) - 86400.0) < 0.001);
    }

    void zoomHasLimits()
    {
        const TimeAxis axis{{day, day + 24h}, 1000.0};
        QCOMPARE(axis.zoomed(1e12, 500.0).span.length(), Duration(1ms));
        QCOMPARE(axis.zoomed(1e-12, 500.0).span.length(), Duration(24h * 400));
        QCOMPARE(axis.zoomed(std::nan(""), 500.0), axis);
        QCOMPARE(axis.zoomed(0.0, 500.0), axis);
        QCOMPARE(axis.zoomed(-2.0, 500.0), axis);
    }

    void scrollingAndResizing()
    {
        const TimeAxis axis{{day, day + 1h}, 100.0};
        QCOMPARE(axis.scrolled(-30min).span.begin, day - 30min);
        QCOMPARE(axis.scrolled(-30min).span.length(), Duration(1h));
        QCOMPARE(axis.withWidth(200.0).span, axis.span);
        QCOMPARE(axis.withWidth(200.0).secondsPerPixel(), 18.0);
    }
};

QTEST_APPLESS_MAIN(TimeAxisTest)
#include "time_axis_test.moc"
