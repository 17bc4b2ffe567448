// From picks to reviewed events in the window, with real keys.

#include "ui/panels/events_model.h"
#include "ui/panels/events_panel.h"
#include "ui/panels/pick_mime.h"
#include "ui/panels/picks_model.h"
#include "ui/panels/picks_panel.h"
#include "ui/shell/docks.h"
#include "ui/shell/events_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/trace/trace_view.h"

#include "core/catalog/own_origin.h"
#include "core/catalog/review_state.h"
#include "tests/core/locate/network.h"
#include "tests/core/store/temporary_project.h"

#include <QDir>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

void picture(QWidget& widget, const char* name)
{
    QTest::qWait(200);
    QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
    QVERIFY(widget.grab().save(QStringLiteral(SEISDESK_PICTURES "/%1.png").arg(QString::fromLatin1(name))));
}

constexpr double secondsApart[] = {60.0, 65.0, 400.0};  // the second follows seconds after the first

/// Three sources, their picks by twelve stations without events, and records as long as that.
Records records()
{
    std::mt19937 random(3);
    const TravelTimes& times = test::travelTimes("iasp91");
    const test::Network network(random, 12, 50.0);
    const GeoPoint sources[] = {{35.8, -117.6}, {35.6, -117.4}, {35.7, -117.5}};
    Records out;
    const Time origin = Time{} + fromSeconds(test::Network::originSeconds);
    std::normal_distribution<float> noise(0.0F, 100.0F);
    out.inventory = network.inventory();
    for (const Station& station : out.inventory.stations) {
        std::vector<float> samples(600 * 20);
        for (float& sample : samples) sample = noise(random);
        out.traces.push_back({{"XX", station.code, "", "HHZ"}, {makeSegment(origin, 20.0, std::move(samples))}});
    }
    std::sort(out.traces.begin(), out.traces.end(), [](const Trace& a, const Trace& b) { return a.id < b.id; });
    for (int i = 0; i < 3; ++i)
        for (const PhasePick& pick : network.picks(times, sources[i], 8.0, random, 0.04)) {
            Label label;
            label.id = Id::random();
            label.stream = {"XX", pick.station.substr(3), "", "HHZ"};
            label.phase = name(pick.phase);
            label.time = pick.time + fromSeconds(secondsApart[i]);
            out.labels.push_back(label);
        }
    Label odd = out.labels.front();  // belongs to nothing
    odd.id = Id::random();
    odd.time += 250s;
    out.labels.push_back(odd);
    return out;
}

}  // namespace

class EventsTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    QString m_project;

    /// The project keeps labels and events; records and stations are brought again, as reading their files would.
    std::unique_ptr<MainWindow> open(bool withLabels = false)
    {
        auto window = std::make_unique<MainWindow>(*m_settings, false);
        window->setTheme(ThemeChoice::Light);
        window->resize(1400, 850);
        window->show();
        if (!window->openProject(m_project) || !settled(*window)) qFatal("The project does not open.");
        Records again = records();
        if (!withLabels) again.labels.clear();
        window->session()->addRecords(std::move(again));
        if (!QTest::qWaitFor([&] { return window->traces()->isVisible() && !window->jobs().busy(); }, 60000)) qFatal("No traces appear.");
        return window;
    }
    static bool settled(MainWindow& window)
    {
        return QTest::qWaitFor([&] { return !window.jobs().busy(); }, 120000);
    }
    static void key(MainWindow& window, Qt::Key which, Qt::KeyboardModifiers modifiers) { QTest::keyClick(window.traces(), which, modifiers); }
    static const Event& current(MainWindow& window)
    {
        static const Event none;
        const Event* event = window.session()->event(window.docks().events()->current());
        return event ? *event : none;
    }
    static std::size_t picksOf(MainWindow& window, const ResourceId& event) { return window.session()->labels().ofEvent(event).size(); }
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("SEISDESK_MODELS", m_folder.filePath(QStringLiteral("models")).toLocal8Bit());
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_settings->setValue(QStringLiteral("author"), QStringLiteral("Anna"));
        m_project = m_folder.filePath(QStringLiteral("events.seisdesk"));
    }

    void picksBecomeReviewedEvents()
    {
        ResourceId reviewed;
        {
            auto window = open(true);
            window->docks().raise(QStringLiteral("events"));
            window->docks().raise(QStringLiteral("picks"));
            picture(*window, "events_empty");
            window->traces()->setFocus();

            // Ctrl+Shift+A associates; the message counts, and one undo takes all back.
            key(*window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
            QVERIFY(settled(*window));
            QTRY_COMPARE(window->session()->events().size(), std::size_t{3});
            QVERIFY2(window->messages().text().contains(QStringLiteral("3 new events; 1 pick is in no event")), qPrintable(window->messages().text()));
            QCOMPARE(window->session()->undoText(), QStringLiteral("Associate 72 picks with 3 events"));
            for (const Event& event : window->session()->events()) QVERIFY(picksOf(*window, event.id) == 24 && ownOrigin(event));
            key(*window, Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(window->session()->events().empty());
            key(*window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            QCOMPARE(window->session()->events().size(), std::size_t{3});
            QCOMPARE(window->session()->events()[0].origin()->creation.author, std::string("Anna"));

            // Ctrl+PgDn pages in the list's order and moves the traces.
            key(*window, Qt::Key_PageDown, Qt::ControlModifier);
            const ResourceId first = current(*window).id;
            QVERIFY(!first.empty() && window->traces()->visibleSpan().contains(current(*window).origin()->time));
            key(*window, Qt::Key_PageDown, Qt::ControlModifier);
            key(*window, Qt::Key_PageDown, Qt::ControlModifier);
            reviewed = current(*window).id;
            QVERIFY(window->traces()->visibleSpan().contains(current(*window).origin()->time));
            key(*window, Qt::Key_PageDown, Qt::ControlModifier);
            QCOMPARE(current(*window).id, reviewed);  // the last
            key(*window, Qt::Key_PageUp, Qt::ControlModifier);
            QVERIFY(current(*window).id != reviewed && current(*window).id != first);

            // Ctrl+1 to Ctrl+5 set the status; Ctrl+Shift+PgDn leaves out what is reviewed.
            key(*window, Qt::Key_3, Qt::ControlModifier);
            QVERIFY(reviewOf(current(*window)) == Review::Reviewed && current(*window).origin()->mode == Mode::Manual);
            QCOMPARE(window->session()->undoText(), QStringLiteral("Set event reviewed"));
            key(*window, Qt::Key_5, Qt::ControlModifier);
            QVERIFY(reviewOf(current(*window)) == Review::Rejected);
            key(*window, Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(reviewOf(current(*window)) == Review::Reviewed);
            key(*window, Qt::Key_PageUp, Qt::ControlModifier);
            QCOMPARE(current(*window).id, first);
            key(*window, Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier);
            QCOMPARE(current(*window).id, reviewed);
            key(*window, Qt::Key_4, Qt::ControlModifier);
            picture(*window, "events_associated");
            QVERIFY(window->close());
        }
        auto window = open();
        QCOMPARE(window->session()->events().size(), std::size_t{3});
        QVERIFY(reviewOf(*window->session()->event(reviewed)) == Review::Final);
        QCOMPARE(window->session()->undoText(), QStringLiteral("Set event final"));
        window->traces()->setFocus();
        key(*window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!isReviewed(*window->session()->event(reviewed)));
    }

    void eventsAreMadeSplitAndMergedByHand()
    {
        auto window = open();
        Session& session = *window->session();
        PicksPanel* picks = window->docks().picks();
        window->docks().raise(QStringLiteral("picks"));
        window->docks().raise(QStringLiteral("events"));
        QTRY_COMPARE(picks->model()->rowCount(), 73);
        const std::vector<Event> before = session.events();
        const ResourceId event = before.back().id;
        const auto select = [&](const ResourceId& id, std::size_t count) {
            picks->table()->clearSelection();
            for (const Label* label : session.labels().ofEvent(id)) {
                if (count-- == 0) break;
                picks->table()->selectionModel()->select(picks->model()->index(picks->model()->rowOf(label->id), 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
            }
            picks->table()->setFocus();
        };
        const auto press = [&](Qt::Key which) {
            QTest::keyClick(picks->table(), which, Qt::ControlModifier | Qt::ShiftModifier);
            return settled(*window);
        };

        // Split: ten picks to an event of their own, both located, one step.
        select(event, 10);
        QVERIFY(press(Qt::Key_X));
        QTRY_COMPARE(session.events().size(), std::size_t{4});
        const ResourceId fresh = session.events().back().id;
        QCOMPARE(picksOf(*window, fresh), std::size_t{10});
        QCOMPARE(session.event(fresh)->origin()->arrivals.size(), std::size_t{10});
        QCOMPARE(session.event(event)->origin()->arrivals.size(), std::size_t{14});
        QCOMPARE(session.undoText(), QStringLiteral("Split off 10 picks"));
        QCOMPARE(window->docks().events()->current(), fresh);

        // Merge: back again, by the list's selection.
        EventsPanel* list = window->docks().events();
        list->go(event);
        list->table()->selectionModel()->select(list->model()->index(list->model()->rowOf(fresh), 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        list->table()->setFocus();
        QTest::keyClick(list->table(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(settled(*window));
        QTRY_COMPARE(session.events().size(), std::size_t{3});
        QCOMPARE(picksOf(*window, event), std::size_t{24});
        QCOMPARE(session.event(event)->origin()->arrivals.size(), std::size_t{24});
        QVERIFY_RESULT(session.undo());
        QVERIFY_RESULT(session.undo());
        // The event under review is located in the background, so that its origin may say so by now.
        QVERIFY(session.events().size() == before.size() && picksOf(*window, event) == 24 && session.event(event)->origin()->arrivals.size() == 24);

        // Dragged onto another event; taken out; deleted.
        std::vector<Id> ids;
        for (const Label* label : session.labels().ofEvent(event))
            if (ids.size() < 2) ids.push_back(label->id);
        const std::unique_ptr<QMimeData> mime(pickMime(ids));
        const ResourceId other = before.front().id;
        QVERIFY(list->model()->dropMimeData(mime.get(), Qt::CopyAction, -1, -1, list->model()->index(list->model()->rowOf(other), 0)));
        QVERIFY(settled(*window));
        QTRY_COMPARE(picksOf(*window, other), std::size_t{26});
        QCOMPARE(picksOf(*window, event), std::size_t{22});
        QVERIFY_RESULT(session.undo());
        select(event, 24);
        QVERIFY(press(Qt::Key_R));
        QTRY_VERIFY(!session.event(event));  // nothing of it is left
        QVERIFY_RESULT(session.undo());
        list->go(event);
        QTest::keyClick(list->table(), Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!session.event(event));
        QCOMPARE(session.labels().size(), std::size_t{73});
        QCOMPARE(picksOf(*window, event), std::size_t{0});
        QVERIFY_RESULT(session.undo());
        QVERIFY(session.events().size() == 3 && picksOf(*window, event) == 24);

        // Ctrl+Shift+U lists what stayed alone.
        QVERIFY(press(Qt::Key_U));
        QTRY_COMPARE(picks->model()->rowCount(), 1);
        picks->showLoose(false);
    }

    void associatingAgainJoinsAndCanBeCancelled()
    {
        auto window = open();
        Session& session = *window->session();
        while (session.canUndo() && session.events().size() > 0) QVERIFY_RESULT(session.undo());
        window->traces()->setFocus();
        key(*window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        window->events().run(QStringLiteral("events.associateCancel"));
        QVERIFY(settled(*window));
        QTest::qWait(50);
        QVERIFY(session.events().empty());
        key(*window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(session.events().size(), std::size_t{3}, 60000);
        // Picks that come later join.
        const ResourceId event = session.events()[2].id;
        Edit out{"Take out", {}, {}};
        for (const Label* label : session.labels().ofEvent(event))
            if (out.removed.size() < 4) out.removed.push_back(*label), out.added.push_back(*label), out.added.back().event.clear();
        QVERIFY_RESULT(session.apply(out));
        QVERIFY(settled(*window));
        key(*window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(picksOf(*window, event), std::size_t{24}, 60000);
        QVERIFY2(window->messages().text().contains(QStringLiteral("4 picks joined 1 event")), qPrintable(window->messages().text()));
    }

    void looksRightWithManyEventsAndLongNames()
    {
        auto window = open();
        QVERIFY(window->newProject());
        std::vector<Event> events;
        std::mt19937 random(1);
        for (int i = 0; i < 74; ++i) {
            Event event;
            event.id = "smi:local/event/" + std::to_string(i);
            event.type = i % 9 ? "earthquake" : "quarry blast";
            event.origins.emplace_back().id = event.id + "/origin";
            event.origins[0].time = parseTime("2019-07-04T17:00:00").value() + std::chrono::seconds(71 * i);
            event.origins[0].latitude.value = 35.5 + 1e-4 * (random() % 4000);
            event.origins[0].longitude.value = -117.7 + 1e-4 * (random() % 4000);
            event.origins[0].depthMetres.emplace().value = random() % 12000;
            event.origins[0].creation.author = "hypoinverse2000";
            event.origins[0].creation.agencyId = "Southern California Seismic Network";
            event.magnitudes.emplace_back().magnitude.value = 0.1 * (random() % 50);
            event.magnitudes[0].type = "ML";
            event.descriptions = {{i % 5 ? "Ridgecrest, California" : "18 km ENE of the former Coso Hot Springs, Naval Air Weapons Station China Lake, California", "region name"}};
            if (i % 4) event = withReview(event, static_cast<Review>(i % 5), {});
            events.push_back(event);
        }
        QVERIFY_RESULT(window->session()->apply({"Add", {}, {}}, {{}, events}));
        window->docks().raise(QStringLiteral("events"));
        window->docks().events()->go(events[3].id);
        picture(*window, "events_74");
        EventsPanel wide;
        wide.setPalette(Palette::light());
        wide.setSession(window->session());
        wide.resize(1000, 420);
        wide.show();
        for (QToolButton* button : wide.findChildren<QToolButton*>())
            if (button->accessibleName() == QStringLiteral("Limit the list")) button->click();
        picture(wide, "events_74_wide");
        window->setTheme(ThemeChoice::Dark, false);
        wide.setPalette(Palette::darkTheme());
        picture(*window, "events_74_dark");
        picture(wide, "events_74_wide_dark");
        window->setTheme(ThemeChoice::Light, false);
    }
};

QTEST_MAIN(EventsTest)
#include "events_test.moc"
