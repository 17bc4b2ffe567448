#include "ui/trace/window_tool.h"

#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time when = Time(std::chrono::seconds(1562259775));
constexpr double secondsPerPixel = 0.01;
GesturePoint point(double x) { return {x, 20.0, when + fromSeconds(x * secondsPerPixel), secondsPerPixel}; }
const TimeSpan window{when + 1s, when + 4s};  // pixels 100 to 400

TimeSpan dragged(double from, double to)
{
    WindowTool tool(window, WindowTool::partAt(window, point(from).time, secondsPerPixel), point(from));
    tool.move(point(to));
    return tool.window().value_or(TimeSpan{});
}

}  // namespace

class WindowToolTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void edgesTheWholeAndANewOne()
    {
        QVERIFY((dragged(98, 148) == TimeSpan{when + 1500ms, when + 4s}));
        QVERIFY((dragged(404, 354) == TimeSpan{when + 1s, when + 3500ms}));
        QVERIFY((dragged(250, 300) == TimeSpan{when + 1500ms, when + 4500ms}));
        QVERIFY((dragged(500, 620) == TimeSpan{when + 5s, when + 6200ms}));
        QVERIFY((dragged(620, 500) == TimeSpan{when + 5s, when + 6200ms}));
    }
    void anEdgeStopsBeforeTheOther()
    {
        QVERIFY((dragged(100, 900) == TimeSpan{when + 4s - WindowTool::shortest, when + 4s}));
        QVERIFY((dragged(400, 0) == TimeSpan{when + 1s, when + 1s + WindowTool::shortest}));
    }
    void aTremorIsNoDrag()
    {
        WindowTool tool(window, WindowTool::Part::Whole, point(250));
        tool.move(point(252));
        QVERIFY(!tool.window());
        tool.move(point(260));
        tool.move(point(250));  // back where it began, it is still meant
        QVERIFY(tool.window() == window);
    }
    void aNarrowWindowCanBeTakenAsAWhole()
    {
        const TimeSpan narrow{when + 1s, when + 1100ms};
        QVERIFY(WindowTool::partAt(narrow, when + 1050ms, secondsPerPixel) == WindowTool::Part::Whole);
        QVERIFY(WindowTool::partAt(narrow, when + 970ms, secondsPerPixel) == WindowTool::Part::Begin);
        QVERIFY(WindowTool::partAt(narrow, when + 1140ms, secondsPerPixel) == WindowTool::Part::End);
        QVERIFY(WindowTool::partAt(narrow, when + 1200ms, secondsPerPixel) == WindowTool::Part::New);
    }
    void windowsAreWholeMilliseconds()
    {
        const TimeSpan odd{when + 123456789ns, when + 2987654321ns};
        QVERIFY((roundedWindow(odd) == TimeSpan{when + 123ms, when + 2988ms}));
        QVERIFY(roundedWindow({when, when}).length() == WindowTool::shortest);
    }
};

QTEST_APPLESS_MAIN(WindowToolTest)
#include "window_tool_test.moc"
