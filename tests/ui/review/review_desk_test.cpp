// One event under review with a real mouse and keys: drag a pick, let it go, undo, leave one out, fix the depth, restart.

#include "ui/map/map_panel.h"
#include "ui/review/arrivals_model.h"
#include "ui/review/location_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"
#include "ui/shell/review_desk.h"
#include "ui/trace/trace_view.h"

#include "core/synth/demo.h"
#include "tests/ui/shell/by_hand.h"

#include <QCheckBox>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;
using test::pixelOf;
using test::rowOf;

class ReviewDeskTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    synth::Demo m_demo;
    std::unique_ptr<MainWindow> m_window;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    EventReview& review() { return m_window->review().review(); }
    bool rests()
    {
        return QTest::qWaitFor([&] { return !review().locating() && !m_window->jobs().busy(); }, 30000);
    }
    void picture(const QString& name)
    {
        QTest::qWait(200);
        QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
        QVERIFY(m_window->grab().save(QStringLiteral(SEISDESK_PICTURES "/review_%1.png").arg(name)));
    }
    void open(const QString& project)
    {
        m_window = std::make_unique<MainWindow>(*m_settings, false);
        m_window->setTheme(ThemeChoice::Light);
        m_window->resize(1400, 860);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(m_window->openProject(project));
    }
    const LocatedPick& located(const Id& id)
    {
        static const LocatedPick none;
        if (!review().location()) return none;
        for (const LocatedPick& pick : review().location()->picks)
            if (pick.id == id.text()) return pick;
        return none;
    }
    Label aP(const std::string& station)
    {
        for (const Label* label : m_window->session()->labels().ofEvent(m_demo.event.id))
            if (label->phase.starts_with("P") && label->stream.station == station) return *label;
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", path(QStringLiteral("data")).toLocal8Bit());
        qputenv("SEISDESK_MODELS", path(QStringLiteral("models")).toLocal8Bit());
        m_settings = std::make_unique<QSettings>(path(QStringLiteral("review.ini")), QSettings::IniFormat);
        synth::DemoOptions options;
        options.stations = 7;
        m_demo = synth::demo(options);
        for (Label& pick : m_demo.picks) {
            pick.event = m_demo.event.id;
            pick.mode = Mode::Manual;
            pick.review = Review::Reviewed;
            pick.model.clear();
        }
        open(path(QStringLiteral("review.seisdesk")));
        Records records;
        records.traces = m_demo.traces;
        records.inventory = m_demo.inventory;
        records.events = {m_demo.event};
        records.labels = m_demo.picks;
        m_window->session()->addRecords(std::move(records));
        QVERIFY(rests());
    }

    void anEventOnTheDeskIsLocatedAndPredictsItsArrivals()
    {
        QTRY_VERIFY(review().location());
        QCOMPARE(review().eventId(), m_demo.event.id);
        QCOMPARE(m_window->docks().location()->model()->rowCount(), static_cast<int>(m_demo.picks.size()));
        QVERIFY(m_window->docks().map()->content().location);
        // Shown residual = observed - plotted.
        TraceView& view = *m_window->traces();
        for (const Label& label : m_demo.picks) {
            const auto row = std::find_if(view.rows().begin(), view.rows().end(), [&](const Row& r) { return r.id().sameStation(label.stream); });
            QVERIFY(row != view.rows().end() && row->theory.size() == 2);
            const Time plotted = row->theory[label.phase.starts_with("S") ? 1 : 0].time;
            QVERIFY(std::abs(toSeconds(label.time - plotted) - located(label.id).residualSeconds) < 1e-3);
        }
        view.setFocus();
        QVERIFY(view.options().showTheory);
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
        QVERIFY(!view.options().showTheory);
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
        QVERIFY(view.options().showTheory);
        m_window->docks().raise(QStringLiteral("location"));
        view.setSpan({m_demo.event.origin()->time - 5s, m_demo.event.origin()->time + 40s});
        picture(QStringLiteral("located"));
    }

    void aDraggedPickMovesTheGhostAndUndoRestores()
    {
        TraceView& view = *m_window->traces();
        m_window->docks().raise(QStringLiteral("map"));
        const Location before = *review().location();
        const Event kept = *review().event();
        const Label pick = aP(m_demo.picks.front().stream.station);
        QVERIFY(!pick.id.isNull());
        QVERIFY(view.goToLabel(pick.id));
        view.setSpan({pick.time - 4s, pick.time + 4s});
        const int y = rowOf(view, pick.stream, view.width() - 60);
        QVERIFY(y > 0);
        const int from = pixelOf(view, pick.time, y), to = pixelOf(view, pick.time + 1200ms, y);
        QSignalSpy moved(&review(), &EventReview::ghostMoved);
        QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, QPoint(from, y));
        std::optional<Time> last;
        for (int i = 1; i <= 6; ++i) {
            const auto count = moved.size();
            QTest::mouseMove(&view, QPoint(from + (to - from) * i / 6, y));
            QTRY_VERIFY(moved.size() > count);
            QVERIFY(review().ghost());
            QVERIFY(!last || review().ghost()->time != *last);
            last = review().ghost()->time;
        }
        // Nothing has been changed, but panels show what would be.
        QVERIFY(*review().event() == kept);
        const auto& ghost = m_window->docks().map()->content().ghost;
        QVERIFY(ghost && distanceDegrees(ghost->epicentre, before.epicentre) * kmPerDegree > 0.05);
        ArrivalsModel* arrivals = m_window->docks().location()->model();
        const double shown = arrivals->index(arrivals->rowOf(pick.id.text()), 0).data(ArrivalsModel::ResidualRole).toDouble();
        QVERIFY2(shown > located(pick.id).residualSeconds + 0.3, qPrintable(QString::number(shown)));
        picture(QStringLiteral("dragged"));
        m_window->docks().raise(QStringLiteral("location"));
        picture(QStringLiteral("dragged_table"));
        const Location seen = *review().ghost();

        QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, QPoint(to, y));
        QVERIFY(rests());
        QVERIFY(!review().ghost());
        QVERIFY(distanceDegrees(review().location()->epicentre, seen.epicentre) * kmPerDegree < 0.1);
        QVERIFY(ownOrigin(*review().event()) && review().event()->origin() == ownOrigin(*review().event()));

        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(rests());
        QCOMPARE(review().location()->epicentre.latitudeDegrees, before.epicentre.latitudeDegrees);
        QCOMPARE(review().location()->time, before.time);
    }

    void anEscapedDragLeavesNoGhost()
    {
        TraceView& view = *m_window->traces();
        const Label pick = aP(m_demo.picks.front().stream.station);
        const int y = rowOf(view, pick.stream, view.width() - 60);
        const int from = pixelOf(view, pick.time, y);
        QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, QPoint(from, y));
        QTest::mouseMove(&view, QPoint(from + 40, y));
        QTRY_VERIFY(review().ghost());
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!review().ghost());
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, QPoint(from + 40, y));
        QCOMPARE(m_window->session()->labels().find(pick.id)->time, pick.time);
    }

    // The pick tool's own drag: an old pick's new place, and a pick that is not there yet.
    void aPickBeingSetShowsWhatItWouldDo()
    {
        TraceView& view = *m_window->traces();
        const Label pick = aP(m_demo.picks.front().stream.station);
        const Time present = m_window->session()->labels().find(pick.id)->time;
        QVERIFY(view.goToLabel(pick.id));
        view.setSpan({pick.time - 4s, pick.time + 4s});
        const int y = rowOf(view, pick.stream, view.width() - 60);
        const int at = pixelOf(view, pick.time + 900ms, y);
        const Location before = *review().location();
        view.setPickPhase(QStringLiteral("P"));
        QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, QPoint(at, y));
        QTRY_VERIFY(review().ghost());
        QVERIFY(review().dragged() == pick.id && review().ghost()->picks.size() == before.picks.size());
        QVERIFY(distanceDegrees(review().ghost()->epicentre, before.epicentre) * kmPerDegree > 0.02);
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!review().ghost());
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, QPoint(at, y));
        QCOMPARE(m_window->session()->labels().find(pick.id)->time, present);
        // Another phase of the station is one more.
        view.setPickPhase(QStringLiteral("Pn"));
        QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, QPoint(at, y));
        QTRY_VERIFY(review().ghost() && review().ghost()->picks.size() == before.picks.size() + 1);
        QTest::keyClick(&view, Qt::Key_Escape);
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, QPoint(at, y));
        QVERIFY(!review().ghost() && m_window->session()->labels().ofEvent(m_demo.event.id).size() == before.picks.size());
        view.setPickPhase({});
    }

    void spaceSwitchesAndTheBoxFixes()
    {
        m_window->docks().raise(QStringLiteral("location"));
        LocationPanel* panel = m_window->docks().location();
        const int used = review().location()->usedPicks;
        panel->table()->setFocus();
        panel->table()->selectRow(2);
        const std::string id = panel->model()->id(panel->model()->index(2, 0));
        QTest::keyClick(panel->table(), Qt::Key_Space);
        QVERIFY(rests());
        QCOMPARE(review().location()->usedPicks, used - 1);
        QVERIFY(!panel->model()->isUsed(panel->model()->rowOf(id)));
        auto* box = panel->findChild<QCheckBox*>();
        QTest::mouseClick(box, Qt::LeftButton, Qt::NoModifier, QPoint(8, box->height() / 2));
        QVERIFY(rests());
        QVERIFY(review().location()->depthFixed);
        picture(QStringLiteral("fixed"));
        // Next arrival goes to its pick in the traces.
        QSignalSpy active(m_window->traces(), &TraceView::activeLabelChanged);
        QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier);
        QTRY_VERIFY(m_window->traces()->activeLabel());
        QCOMPARE(m_window->traces()->activeLabel()->id.text(), panel->model()->id(panel->table()->currentIndex()));
    }

    void aNewPickJoinsTheEvent()
    {
        TraceView& view = *m_window->traces();
        const Label p = aP(m_demo.picks.front().stream.station);
        const auto before = review().picks().size();
        const int y = rowOf(view, p.stream, view.width() - 60);
        view.setPickPhase(QStringLiteral("Pn"));
        const int x = pixelOf(view, p.time + 300ms, y);
        QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, QPoint(x, y));
        view.setPickPhase({});
        QTRY_COMPARE(review().picks().size(), before + 1);
        QVERIFY(rests());
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(review().picks().size(), before);
        QVERIFY(rests());
    }

    void anotherModelAndARestart()
    {
        m_window->review().useModel(QStringLiteral("southern-california"));
        QVERIFY(rests());
        QCOMPARE(review().travelTimes()->model().name, std::string("southern-california"));
        const Location before = *review().location();
        const int used = before.usedPicks;
        m_window.reset();
        open(path(QStringLiteral("review.seisdesk")));
        // Records of this test are in memory alone; the inventory comes again as from a file.
        Records records;
        records.traces = m_demo.traces;
        records.inventory = m_demo.inventory;
        m_window->session()->addRecords(std::move(records));
        QVERIFY(rests());
        QTRY_VERIFY(review().location());
        QCOMPARE(m_window->review().velocityModel(), QStringLiteral("southern-california"));
        QVERIFY(review().location()->depthFixed);
        QCOMPARE(review().location()->usedPicks, used);
        QVERIFY(std::chrono::abs(review().location()->time - before.time) < 1ms);
    }

    void darkPictures()
    {
        m_window->setTheme(ThemeChoice::Dark, false);
        m_window->docks().raise(QStringLiteral("map"));
        QTest::qWait(300);
        picture(QStringLiteral("map_dark"));
        m_window->docks().raise(QStringLiteral("location"));
        picture(QStringLiteral("location_dark"));
        m_window.reset();
    }
};

QTEST_MAIN(ReviewDeskTest)
#include "review_desk_test.moc"
