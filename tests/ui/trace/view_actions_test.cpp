// Actions of the trace view: alignment, sorting, filters, navigation, review, state.

#include "tests/ui/trace/scene.h"
#include "ui/trace/trace_actions.h"
#include "ui/trace/trace_view.h"

#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace seisdesk;
using namespace std::chrono_literals;

class ViewActionsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<test::Scene> scene;
    std::unique_ptr<TraceView> view;

    bool perform(const char* id) { return view->perform(QString::fromLatin1(id)); }

private Q_SLOTS:
    void init()
    {
        scene = std::make_unique<test::Scene>();
        QVERIFY2(scene->error().empty(), scene->error().c_str());
        scene->addDemo(5, true);
        view = std::make_unique<TraceView>(scene->session());
        view->resize(1000, 600);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    }
    void cleanup()
    {
        view.reset();
        scene.reset();
    }

    void everyActionInTheTableRuns()
    {
        std::set<QString> seen;
        for (const ActionSpec& spec : traceActions()) {
            QVERIFY2(seen.insert(spec.id).second, qPrintable(spec.id));
            QVERIFY(!spec.text.isEmpty() && !spec.tooltip.isEmpty() && !spec.group.isEmpty());
            QVERIFY2(view->perform(spec.id), qPrintable(spec.id));
            view->grab();
        }
        QVERIFY(!perform("no.such.action"));
        QVERIFY(!perform(""));
    }

    void everyActionRunsOnAnEmptyProject()
    {
        test::Scene nothing;
        TraceView empty(nothing.session());
        empty.resize(600, 300);
        for (const ActionSpec& spec : traceActions()) QVERIFY2(empty.perform(spec.id), qPrintable(spec.id));
        empty.grab();
        QTest::mouseClick(&empty, Qt::LeftButton, {}, QPoint(300, 150));
        QVERIFY(!empty.currentStream());
        QCOMPARE(nothing.session().labels().size(), std::size_t{0});
    }

    void sortsByDistance()
    {
        perform("sort.distance");
        QVERIFY(view->isOn(QStringLiteral("sort.distance")));
        QVERIFY(!view->isOn(QStringLiteral("sort.name")));
        const auto traces = view->shownTraces();
        // The demonstration's stations are named in order of distance.
        for (std::size_t i = 1; i < traces.size(); ++i) QVERIFY(traces[i - 1]->trace->id.station <= traces[i]->trace->id.station);
    }

    void alignsOnPAndBack()
    {
        const auto labels = scene->session().labels().all();
        const Label p = *labels[0];
        QVERIFY(view->goToLabel(p.id));
        const TimeSpan before = view->timeAxis().span;
        perform("align.P");
        QCOMPARE(view->options().align, TraceAlign::P);
        QVERIFY(view->timeAxis().span.contains(Time{}));  // the pick that was in the middle is at zero
        QCOMPARE(view->timeAxis().span.length(), before.length());
        QVERIFY(view->visibleSpan().contains(p.time));
        perform("align.none");
        QCOMPARE(view->timeAxis().span, before);
        perform("align.origin");
        const Time origin = scene->session().events().at(0).origin()->time;
        QCOMPARE(view->timeAxis().span.begin.time_since_epoch(), before.begin - origin);
    }

    void aligningOnNothingSaysSo()
    {
        test::Scene quiet;
        quiet.addNoise(3, 10.0, 100.0, test::Scene::start);
        TraceView other(quiet.session());
        QSignalSpy said(&other, &TraceView::message);
        other.perform(QStringLiteral("align.P"));
        QCOMPARE(other.options().align, TraceAlign::None);
        QCOMPARE(said.count(), 1);
        other.perform(QStringLiteral("align.origin"));
        QCOMPARE(said.count(), 2);
    }

    void reviewGoesFromPickToPick()
    {
        const std::size_t picks = scene->session().labels().size();
        QVERIFY(picks >= 8);
        for (std::size_t i = 0; i < picks; ++i) {
            perform("label.next");
            QVERIFY(view->activeLabel());
            perform("pick.confirm");
        }
        for (const Label* label : scene->session().labels().all()) QCOMPARE(label->review, Review::Confirmed);
        QSignalSpy said(view.get(), &TraceView::message);
        perform("label.next");
        QCOMPARE(said.count(), 1);
    }

    void confirmAndNextConfirmsEachOnce()
    {
        perform("label.next");
        const std::size_t picks = scene->session().labels().size();
        for (std::size_t i = 0; i < picks; ++i) perform("pick.confirmAndNext");
        for (const Label* label : scene->session().labels().all()) QCOMPARE(label->review, Review::Confirmed);
    }

    void markersOfAStationInTurn()
    {
        const auto labels = scene->session().labels().all();
        QVERIFY(view->goToLabel(labels[0]->id));
        const std::string station = labels[0]->stream.station;
        const Time first = view->activeLabel()->time;
        perform("marker.next");
        QVERIFY(view->activeLabel()->time > first);
        QCOMPARE(view->activeLabel()->stream.station, station);
        perform("marker.previous");
        QCOMPARE(view->activeLabel()->time, first);
        QSignalSpy said(view.get(), &TraceView::message);
        perform("marker.previous");
        QCOMPARE(said.count(), 1);
    }

    void newPicksCarryTheFilter()
    {
        ViewOptions options = view->options();
        options.filter = QStringLiteral("BP 2-8");
        options.filterOn = true;
        view->setOptions(options);
        const StreamId stream = view->shownTraces()[0]->trace->id;
        view->goTo(stream, scene->session().span().begin + 100s);
        perform("pick.now.P");
        const auto all = scene->session().labels().in(stream, scene->session().span());
        QCOMPARE(all.back()->filter, std::string("BP 2-8 Hz"));
    }

    void filtersAreComputedElsewhereAndShown()
    {
        view->showAll();
        const QImage raw = view->grab().toImage();
        perform("filter.toggle");
        QVERIFY(view->options().filterOn);
        QTRY_VERIFY(view->grab().toImage() != raw);
        const QString before = view->options().filter;
        perform("filter.next");
        QVERIFY(view->options().filter != before);
        perform("filter.previous");
        QCOMPARE(view->options().filter, before);
        ViewOptions bad = view->options();
        bad.filter = QStringLiteral("nonsense");
        QSignalSpy said(view.get(), &TraceView::message);
        view->setOptions(bad);
        QCOMPARE(said.count(), 1);
    }

    void repickMovesTheActivePick()
    {
        const Label label = *scene->session().labels().all()[0];
        view->goToLabel(label.id);
        QSignalSpy said(view.get(), &TraceView::message);
        perform("repick");
        QCOMPARE(said.count(), 1);  // nobody to do it
        StreamId asked;
        view->setRepick([&](const Trace& trace, Time near, const std::string& phase) -> std::optional<Label> {
            asked = trace.id;
            if (near != label.time || phase != label.phase) return std::nullopt;
            Label found;
            found.time = near + 70ms;
            found.upperUncertaintySeconds = 0.02;
            return found;
        });
        perform("repick");
        QCOMPARE(asked, label.stream);
        QVERIFY(view->activeLabel());
        QCOMPARE(view->activeLabel()->time, label.time + 70ms);
        QVERIFY(view->activeLabel()->replaces == label.id);
        QCOMPARE(view->activeLabel()->upperUncertaintySeconds, std::optional(0.02));
    }

    void stationFilterAndComponents()
    {
        ViewOptions options = view->options();
        options.stationFilter = QStringLiteral("birch");
        view->setOptions(options);
        for (const TraceItemPtr& item : view->shownTraces()) QCOMPARE(item->trace->id.station, std::string("BIRCH"));
        perform("components.Z");
        QCOMPARE(view->shownTraces().size(), std::size_t{1});
        options = view->options();
        options.stationFilter = QStringLiteral("nowhere");
        view->setOptions(options);
        QVERIFY(view->shownTraces().empty());
        view->grab();
    }

    void stateSurvives()
    {
        perform("sort.distance");
        perform("components.Z");
        perform("amplitude.up");
        const Time middle = scene->session().span().begin + 60s;
        view->setSpan({middle, middle + 12345ms});
        perform("trace.next");
        const QByteArray state = view->saveState();
        TraceView other(scene->session());
        other.resize(1000, 600);
        other.restoreState(state);
        QCOMPARE(other.options(), view->options());
        QCOMPARE(other.timeAxis().span, view->timeAxis().span);
        QCOMPARE(other.currentStream(), view->currentStream());
        // Also when the traces come later.
        test::Scene later;
        TraceView waiting(later.session());
        waiting.resize(1000, 600);
        waiting.restoreState(state);
        later.addDemo(5, true);
        QCOMPARE(waiting.currentStream(), view->currentStream());
        QCOMPARE(waiting.timeAxis().span, view->timeAxis().span);
        // More records change neither the current trace nor the time.
        later.addNoise(3, 10.0, 100.0, test::Scene::start);
        QCOMPARE(waiting.currentStream(), view->currentStream());
        QCOMPARE(waiting.timeAxis().span, view->timeAxis().span);
        other.restoreState("not json");
        other.restoreState("{\"sort\": 99, \"rowHeight\": -5, \"amplitude\": \"x\"}");
        QVERIFY(other.options().rowHeight > 0);
    }

    void readoutTellsTimeAmplitudeAndSMinusP()
    {
        const auto labels = scene->session().labels().all();
        const Label* p = nullptr;
        for (const Label* l : labels)
            if (l->phase == "P" && !p) p = l;
        view->goToLabel(p->id);
        QSignalSpy moved(view.get(), &TraceView::cursorMoved);
        perform("cursor.right");
        QCOMPARE(moved.count(), 1);
        const QString line = moved[0][0].toString();
        QVERIFY2(line.contains(QString::fromStdString(p->stream.text())), qPrintable(line));
        QVERIFY2(line.contains(QStringLiteral("S\u2212P")), qPrintable(line));
        QVERIFY2(line.startsWith(QStringLiteral("2024-03-09")), qPrintable(line));
    }
};

QTEST_MAIN(ViewActionsTest)
#include "view_actions_test.moc"
