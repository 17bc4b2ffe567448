// The trace view with real mouse and key events over a real session.

#include "tests/ui/trace/scene.h"
#include "ui/trace/trace_actions.h"
#include "ui/trace/trace_view.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const StreamId first{"XX", "S000", "", "HHZ"};

/// Six rows of 60 px over 100 s; the layout is read from the view's own mapping, not assumed.
struct Desk {
    test::Scene scene;
    TraceView view;

    Desk() : view(scene.session())
    {
        scene.addNoise(6, 100.0, 100.0, test::Scene::start);
        view.setAuthor(QStringLiteral("ana"));
        ViewOptions options = view.options();
        options.rowHeight = 60;
        view.setOptions(options);
        view.resize(1100, 460);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view)) qFatal("no window");
        view.showAll();
    }
    Session& session() { return scene.session(); }
    int left() const { return view.width() - static_cast<int>(view.timeAxis().widthPx) - view.findChild<QWidget*>()->sizeHint().width(); }
    QPoint at(Time time, int row, int dy = 30) const { return {left() + static_cast<int>(std::lround(view.timeAxis().xOf(time))), topOfTraces + row * 60 + dy}; }
    const Label* only()
    {
        const auto all = session().labels().all();
        return all.size() == 1 ? all[0] : nullptr;
    }
    Label put(const std::string& phase, Time time, Mode mode)
    {
        Label label;
        label.id = Id::random();
        label.stream = first;
        label.phase = phase;
        label.time = time;
        label.mode = mode;
        label.review = mode == Mode::Automatic ? Review::Preliminary : Review::Reviewed;
        if (mode == Mode::Automatic) label.model = "net@1";
        if (!session().apply({"put", {}, {label}})) qFatal("not applied");
        return label;
    }
    Duration px(double n) const { return fromSeconds(n * view.timeAxis().secondsPerPixel()); }
    int topOfTraces = 0;

    void findTop()
    {
        // The first line that makes the second row current is one row below the top.
        for (int y = 0; y < 200; ++y) {
            QTest::mouseClick(&view, Qt::RightButton, {}, QPoint(left() + 500, y));
            if (view.currentStream() && view.currentStream()->channel == "HHN") {
                topOfTraces = y - 60;
                break;
            }
        }
        QTest::mouseClick(&view, Qt::RightButton, {}, QPoint(left() + 500, topOfTraces + 30));
    }
};

const Time start = test::Scene::start;

}  // namespace

class ViewTest : public QObject {
    Q_OBJECT
    std::unique_ptr<Desk> d;

private Q_SLOTS:
    void init()
    {
        d = std::make_unique<Desk>();
        QVERIFY2(d->scene.error().empty(), d->scene.error().c_str());
        d->findTop();
        QVERIFY(d->topOfTraces > 10);
        QCOMPARE(d->view.currentStream(), std::optional(first));
    }
    void cleanup() { d.reset(); }

    void showsWhatTheSessionHas()
    {
        QCOMPARE(d->view.shownTraces().size(), std::size_t{6});
        QCOMPARE(d->view.timeAxis().span.begin, start);
        QCOMPARE(d->view.timeAxis().span.end, start + 100s);
    }

    void aKeySetsAPickAtTheCursor()
    {
        const QPoint where = d->at(start + 40s, 0);
        QTest::mouseMove(&d->view, where);
        QVERIFY(d->view.perform(QStringLiteral("pick.P")));
        QCOMPARE(d->view.pickPhase(), QStringLiteral("P"));
        QVERIFY(d->view.isOn(QStringLiteral("pick.P")));
        QVERIFY(d->view.isOn(QStringLiteral("pick.1")));
        QVERIFY(d->view.perform(QStringLiteral("pick.at.cursor")));
        const Label* label = d->only();
        QVERIFY(label);
        QCOMPARE(label->phase, std::string("P"));
        QCOMPARE(label->stream, first);
        QCOMPARE(label->author, std::string("ana"));
        QCOMPARE(label->mode, Mode::Manual);
        QVERIFY(std::chrono::abs(label->time - (start + 40s)) <= d->px(1.0));
        QCOMPARE(d->view.activeLabel()->id, label->id);
        // Again a little later: it moves; far away: another one.
        QTest::mouseMove(&d->view, d->at(start + 41s, 0));
        d->view.perform(QStringLiteral("pick.at.cursor"));
        QVERIFY(d->only());
        QVERIFY(std::chrono::abs(d->only()->time - (start + 41s)) <= d->px(1.0));
        QTest::mouseMove(&d->view, d->at(start + 60s, 4));
        d->view.perform(QStringLiteral("pick.now.S"));
        QCOMPARE(d->session().labels().size(), std::size_t{2});
        QTest::keyClick(&d->view, Qt::Key_Escape);
        QVERIFY(d->view.pickPhase().isEmpty());
    }

    void pressAndDragSetsTimeAndSigma()
    {
        d->view.perform(QStringLiteral("pick.S"));
        const QPoint from = d->at(start + 30s, 1, 20);
        QTest::mousePress(&d->view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&d->view, from + QPoint(2, 25));
        QTest::mouseRelease(&d->view, Qt::LeftButton, {}, from + QPoint(2, 25));
        const Label* label = d->only();
        QVERIFY(label);
        QCOMPARE(label->stream.channel, std::string("HHN"));
        QVERIFY(std::chrono::abs(label->time - (start + 30s)) <= d->px(1.0));
        QVERIFY(label->lowerUncertaintySeconds);
        QVERIFY(std::abs(*label->lowerUncertaintySeconds - toSeconds(d->px(20.0))) < 1e-6);
        QCOMPARE(label->lowerUncertaintySeconds, label->upperUncertaintySeconds);
    }

    void draggingAPickMovesItAndUndoBringsItBack()
    {
        const Label own = d->put("P", start + 50s, Mode::Manual);
        const QPoint from = d->at(own.time, 0);
        QTest::mousePress(&d->view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&d->view, from + QPoint(10, 0));
        QTest::mouseMove(&d->view, from + QPoint(33, 5));
        QTest::mouseRelease(&d->view, Qt::LeftButton, {}, from + QPoint(33, 5));
        QVERIFY(d->only());
        QCOMPARE(d->only()->id, own.id);
        QVERIFY(std::chrono::abs(d->only()->time - (own.time + d->px(33.0))) < 1us);
        QVERIFY(d->session().undo());
        QCOMPARE(d->only()->time, own.time);
        QVERIFY(d->session().redo());
        QVERIFY(d->only()->time != own.time);
    }

    void aDraggedModelsPickIsReplaced()
    {
        const Label models = d->put("P", start + 50s, Mode::Automatic);
        const QPoint from = d->at(models.time, 0);
        QTest::mousePress(&d->view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&d->view, from + QPoint(-20, 0));
        QTest::mouseRelease(&d->view, Qt::LeftButton, {}, from + QPoint(-20, 0));
        QCOMPARE(d->session().labels().size(), std::size_t{2});
        QCOMPARE(d->session().labels().find(models.id)->review, Review::Rejected);
        QVERIFY(d->view.activeLabel()->replaces == models.id);
    }

    void escapeCancelsADrag()
    {
        const Label own = d->put("P", start + 50s, Mode::Manual);
        const QPoint from = d->at(own.time, 0);
        QTest::mousePress(&d->view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&d->view, from + QPoint(40, 0));
        QTest::keyClick(&d->view, Qt::Key_Escape);
        QTest::mouseRelease(&d->view, Qt::LeftButton, {}, from + QPoint(40, 0));
        QCOMPARE(d->only()->time, own.time);
    }

    void clicksSelectAndKeysJudge()
    {
        const Label models = d->put("P", start + 50s, Mode::Automatic);
        QTest::mouseMove(&d->view, d->at(start + 5s, 0));
        QVERIFY(!d->view.activeLabel());
        QSignalSpy active(&d->view, &TraceView::activeLabelChanged);
        QTest::mouseClick(&d->view, Qt::LeftButton, {}, d->at(models.time, 0));
        QVERIFY(active.count() >= 1);
        d->view.perform(QStringLiteral("pick.confirm"));
        QCOMPARE(d->only()->review, Review::Confirmed);
        d->view.perform(QStringLiteral("polarity.positive"));
        QCOMPARE(d->only()->polarity, Polarity::Positive);
        d->view.perform(QStringLiteral("onset.emergent"));
        QCOMPARE(d->only()->onset, OnsetQuality::Emergent);
        d->view.perform(QStringLiteral("uncertainty.3"));
        QCOMPARE(d->only()->upperUncertaintySeconds, std::optional(0.05));
        d->view.perform(QStringLiteral("uncertainty.0"));
        QVERIFY(!d->only()->upperUncertaintySeconds);
        d->view.perform(QStringLiteral("pick.delete"));
        QCOMPARE(d->only()->review, Review::Rejected);
        d->view.perform(QStringLiteral("show.rejected"));
        QTest::mouseClick(&d->view, Qt::LeftButton, {}, d->at(models.time, 0));
        d->view.perform(QStringLiteral("pick.delete"));
        QCOMPARE(d->session().labels().size(), std::size_t{0});
        for (int i = 0; i < 7; ++i) QVERIFY(d->session().undo());
        QVERIFY(*d->only() == models);
    }

    void theNearestPickIsActiveWithoutAClick()
    {
        const Label label = d->put("P", start + 50s, Mode::Manual);
        QTest::mouseMove(&d->view, d->at(label.time, 2) + QPoint(20, 0));  // another component of the station
        QVERIFY(d->view.activeLabel());
        QTest::mouseMove(&d->view, d->at(label.time, 0) + QPoint(200, 0));
        QVERIFY(!d->view.activeLabel());
        QTest::mouseMove(&d->view, d->at(label.time, 4));
        QVERIFY(!d->view.activeLabel());
        QSignalSpy said(&d->view, &TraceView::message);
        d->view.perform(QStringLiteral("pick.confirm"));
        QCOMPARE(said.count(), 1);
    }

    void wheelScrollsZoomsAndScales()
    {
        d->view.resize(1100, 260);
        const QPointF at(d->left() + 300, 200);
        const auto turn = [&](int delta, Qt::KeyboardModifiers keys) {
            QWheelEvent event(at, d->view.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, keys, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&d->view, &event);
        };
        const TimeAxis before = d->view.timeAxis();
        turn(120, Qt::ControlModifier);
        QVERIFY(d->view.timeAxis().span.length() < before.span.length());
        QVERIFY(std::chrono::abs(d->view.timeAxis().timeAt(300) - before.timeAt(300)) < 1us);
        d->view.perform(QStringLiteral("zoom.back"));
        QCOMPARE(d->view.timeAxis(), before);
        d->view.perform(QStringLiteral("zoom.forward"));
        QVERIFY(d->view.timeAxis() != before);
        turn(120, Qt::ShiftModifier);
        QVERIFY(d->view.options().amplitude > 1.0);
        const TimeAxis zoomed = d->view.timeAxis();
        turn(-120, Qt::AltModifier);
        QVERIFY(d->view.timeAxis().span.begin > zoomed.span.begin);
        QCOMPARE(d->view.timeAxis().span.length(), zoomed.span.length());
        turn(-120, Qt::NoModifier);
        QTest::mouseClick(&d->view, Qt::RightButton, {}, QPoint(d->left() + 300, d->topOfTraces + 5));
        QVERIFY(d->view.currentStream()->channel != "HHZ" || d->view.currentStream()->station != "S000");
    }

    void rulerAndMiddleButtonMoveTime()
    {
        const TimeAxis before = d->view.timeAxis();
        QTest::mousePress(&d->view, Qt::LeftButton, {}, QPoint(d->left() + 400, 10));
        QTest::mouseMove(&d->view, QPoint(d->left() + 450, 10));
        QTest::mouseRelease(&d->view, Qt::LeftButton, {}, QPoint(d->left() + 450, 10));
        QVERIFY(std::chrono::abs(d->view.timeAxis().span.begin - (before.span.begin - d->px(50))) < 1us);
        d->view.showAll();
        QTest::mousePress(&d->view, Qt::RightButton, {}, QPoint(d->left() + 400, 10));
        QTest::mouseMove(&d->view, QPoint(d->left() + 500, 10));
        QTest::mouseRelease(&d->view, Qt::RightButton, {}, QPoint(d->left() + 500, 10));
        QVERIFY(std::abs(toSeconds(d->view.timeAxis().span.length()) / toSeconds(before.span.length()) - 100.0 / before.widthPx) < 1e-3);
    }

    void threeHundredTracesPaintAndScroll()
    {
        d->scene.addNoise(300, 20.0, 100.0, start);
        QCOMPARE(d->view.shownTraces().size(), std::size_t{300});
        d->view.perform(QStringLiteral("rows.fit"));
        const QImage image = d->view.grab().toImage();
        QVERIFY(!image.isNull());
        d->view.perform(QStringLiteral("trace.last"));
        QCOMPARE(d->view.currentStream()->station, std::string("S099"));
    }
};

QTEST_MAIN(ViewTest)
#include "view_test.moc"
