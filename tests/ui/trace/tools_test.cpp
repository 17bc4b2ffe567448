#include "ui/trace/tools.h"

#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time when = Time(std::chrono::seconds(1562259775));
const Signature ana{"ana", when + 1h};
const StreamId hhz{"CI", "CLC", "", "HHZ"};
constexpr double secondsPerPixel = 0.01;

GesturePoint point(double x, double y) { return {x, y, when + fromSeconds(x * secondsPerPixel), secondsPerPixel}; }

Label automatic(Time time, const std::string& phase = "P")
{
    Label label = newPick(hhz, phase, time, {});
    label.mode = Mode::Automatic;
    label.review = Review::Preliminary;
    label.model = "net@1";
    return label;
}

}  // namespace

class ToolsTest : public QObject {
    Q_OBJECT

    static Label picked(const GesturePoint& from, const GesturePoint& to)
    {
        LabelSet none;
        PickTool tool(newPick(hhz, "P", {}, ana), none, ana);
        tool.press(from);
        tool.move(to);
        const auto edit = tool.release(to);
        return edit && edit->added.size() == 1 ? edit->added[0] : Label{};
    }

private Q_SLOTS:
    void pressSetsTheTime()
    {
        const Label label = picked(point(100, 50), point(100, 50));
        QCOMPARE(label.time, when + 1s);
        QCOMPARE(label.mode, Mode::Manual);
        QCOMPARE(label.author, std::string("ana"));
        QVERIFY(!label.lowerUncertaintySeconds && !label.upperUncertaintySeconds);
        // A hand that trembles sets nothing.
        QVERIFY(!picked(point(100, 50), point(103, 54)).upperUncertaintySeconds);
    }

    void verticalDragSetsSigmaOnBothSides()
    {
        for (const double y : {80.0, 20.0}) {
            const Label label = picked(point(100, 50), point(104, y));
            QCOMPARE(label.time, when + 1s);
            QCOMPARE(*label.lowerUncertaintySeconds, (30.0 - PickTool::deadPx) * secondsPerPixel);
            QCOMPARE(label.lowerUncertaintySeconds, label.upperUncertaintySeconds);
        }
    }

    void horizontalDragMakesSidesDiffer()
    {
        const Label right = picked(point(100, 50), point(140, 70));
        QCOMPARE(*right.upperUncertaintySeconds, 0.4);
        QCOMPARE(*right.lowerUncertaintySeconds, (20.0 - PickTool::deadPx) * secondsPerPixel);
        const Label left = picked(point(100, 50), point(80, 50));
        QCOMPARE(*left.lowerUncertaintySeconds, 0.2);
        QVERIFY(!left.upperUncertaintySeconds);
    }

    void previewLastsFromPressToRelease()
    {
        LabelSet none;
        PickTool tool(newPick(hhz, "S", {}, ana), none, ana);
        QVERIFY(!tool.preview());
        QVERIFY(!tool.release(point(1, 1)));
        tool.press(point(10, 10));
        QCOMPARE(tool.preview()->time, when + 100ms);
        QVERIFY(tool.release(point(10, 10)));
        QVERIFY(!tool.preview());
    }

    void pickingAgainMovesThePickNearby()
    {
        LabelSet labels;
        const Label old = automatic(when);
        QVERIFY(labels.apply(addLabel(old)));
        QVERIFY(labels.apply(addLabel(automatic(when + 100ms, "S"))));
        const Edit near = placePick(labels, newPick(hhz, "P", when + 1500ms, ana), ana);
        QCOMPARE(near.removed.size(), std::size_t{1});
        QVERIFY(near.added.at(1).replaces == old.id);
        QCOMPARE(near.added.at(1).time, when + 1500ms);
        const Edit far = placePick(labels, newPick(hhz, "P", when + 2500ms, ana), ana);
        QVERIFY(far.removed.empty());
        // Also when it was picked on another component of the station.
        QCOMPARE(placePick(labels, newPick({"CI", "CLC", "", "HHN"}, "P", when + 1s, ana), ana).removed.size(), std::size_t{1});
        QVERIFY(placePick(labels, newPick({"CI", "SLA", "", "HHZ"}, "P", when + 1s, ana), ana).removed.empty());
    }

    void draggingALineMovesItByWhatThePointerMoved()
    {
        const Label own = newPick(hhz, "P", when + 1s, ana);
        MoveTool tool(own, ana);
        tool.press(point(103, 50));  // beside the line
        tool.move(point(105, 50));
        QVERIFY(!tool.preview());
        tool.move(point(153, 90));
        QCOMPARE(tool.preview()->time, when + 1500ms);
        const auto edit = tool.release(point(153, 90));
        QVERIFY(edit);
        QCOMPARE(edit->added.at(0).time, when + 1500ms);
        QCOMPARE(edit->added.at(0).id, own.id);
    }

    void aClickOnALineMovesNothing()
    {
        MoveTool tool(newPick(hhz, "P", when + 1s, ana), ana);
        tool.press(point(100, 50));
        QVERIFY(!tool.release(point(101, 60)));
    }

    void rulerDragZoomsInOutOrNotAtAll()
    {
        const TimeAxis axis{{when, when + 100s}, 1000.0};
        const auto in = SpanDrag{200.0, 400.0, false}.result(axis);
        QVERIFY(in);
        QVERIFY(std::chrono::abs(in->span.begin - (when + 20s)) < 1us);
        QVERIFY(std::chrono::abs(in->span.end - (when + 40s)) < 1us);
        const auto out = SpanDrag{400.0, 200.0, false}.result(axis);
        QVERIFY(out);
        QVERIFY(std::abs(toSeconds(out->span.length()) - 500.0) < 1e-6);
        QVERIFY(!(SpanDrag{200.0, 400.0, true}.result(axis)));
        QVERIFY(!(SpanDrag{200.0, 202.0, false}.result(axis)));
    }
};

QTEST_APPLESS_MAIN(ToolsTest)
#include "tools_test.moc"
