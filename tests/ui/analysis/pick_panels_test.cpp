// Residuals, travel times, Wadati and polar view of a located event, with real mouse and key events.

#include "tests/ui/analysis/located.h"
#include "ui/theme/custom_plot.h"
#include "ui/analysis/polar_panel.h"
#include "ui/analysis/residuals_panel.h"
#include "ui/analysis/travel_times_panel.h"
#include "ui/analysis/wadati_panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace seisdesk;

namespace {

void show(PickPlot& panel)
{
    panel.resize(800, 460);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QTest::qWait(30);
    panel.plot().replot();
}

/// The mouse goes around with the left button down, as a hand would.
void drag(QCustomPlot& plot, const QVector<QPoint>& path, Qt::KeyboardModifiers modifiers = {})
{
    QTest::mousePress(&plot, Qt::LeftButton, modifiers, path.front());
    for (qsizetype i = 1; i < path.size(); ++i) {
        const QPoint at = path[i];
        QMouseEvent move(QEvent::MouseMove, at, plot.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
        QApplication::sendEvent(&plot, &move);
    }
    QTest::mouseRelease(&plot, Qt::LeftButton, modifiers, path.back());
}

QVector<QPoint> around(const QPoint& at, int r) { return {at + QPoint(-r, -r), at + QPoint(r, -r), at + QPoint(r, r), at + QPoint(-r, r), at + QPoint(-r, -r + 2)}; }

QVector<Id> idsOf(const QSignalSpy& spy, int at = 0) { return spy[at][0].value<QVector<Id>>(); }

}  // namespace

class PickPanelsTest : public QObject {
    Q_OBJECT
    test::Located m_located;

    const PickPoint& pointOf(const PickPlot& panel, const char* pick, int rect = 0) const
    {
        const Id id = m_located.ids.at(pick);
        const auto found = std::find_if(panel.points().begin(), panel.points().end(), [&](const PickPoint& point) { return point.rect == rect && point.ids.contains(id); });
        Q_ASSERT(found != panel.points().end());
        return *found;
    }

private Q_SLOTS:
    void emptyPanelsSayWhatToDo()
    {
        ResidualsPanel residuals;
        TravelTimesPanel times;
        WadatiPanel wadati;
        PolarPanel polar;
        for (const PickPlot* panel : std::initializer_list<const PickPlot*>{&residuals, &times, &wadati, &polar}) {
            QVERIFY(panel->emptyText().contains(QLatin1String("Choose an event")));
            QVERIFY(!panel->offButton()->isEnabled() && !panel->onButton()->isEnabled());
        }
    }
    void residualsStandAgainstDistanceAndAzimuth()
    {
        ResidualsPanel panel;
        show(panel);
        panel.setLocation(m_located.location, {m_located.ids.at("XX.S4 P").text()});
        QVERIFY(panel.emptyText().isEmpty());
        QCOMPARE(panel.points().size(), 2 * m_located.location.picks.size());
        for (const LocatedPick& pick : m_located.location.picks) {
            const std::string key = pick.station + ' ' + name(pick.phase);
            const PickPoint &far = pointOf(panel, key.c_str(), 0), &round = pointOf(panel, key.c_str(), 1);
            QCOMPARE(far.x, pick.theory.distanceDegrees * kmPerDegree);
            QCOMPARE(round.x, pick.theory.azimuthDegrees);
            if (pick.used) QCOMPARE(far.y, pick.residualSeconds);
            QCOMPARE(far.automatic, key == "XX.S4 P");
            QCOMPARE(far.used, pick.used);
        }
        QVERIFY(!pointOf(panel, "XX.S0 S").used);
        panel.setLocation({});
        QVERIFY(!panel.emptyText().isEmpty() && panel.points().empty());
    }
    // While a pick is dragged each point has a ghost where it would be; the axes and the points stay.
    void aDraggedPickHasGhosts()
    {
        std::vector<PhasePick> picks = m_located.picks;
        const auto moved = std::find_if(picks.begin(), picks.end(), [](const PhasePick& p) { return p.station == "XX.S7" && p.phase == Phase::P; });
        moved->time += std::chrono::milliseconds(700);
        const Location ghost = locate(*m_located.times, picks).value();
        const auto ghostOf = [](const PickPlot& panel, const Id& id, int rect) {
            const auto found = std::find_if(panel.ghost().begin(), panel.ghost().end(), [&](const PickPoint& p) { return p.rect == rect && p.ids.contains(id); });
            return found == panel.ghost().end() ? PickPoint{} : *found;
        };
        const Id id = m_located.ids.at("XX.S7 P");
        const LocatedPick& there = *std::find_if(ghost.picks.begin(), ghost.picks.end(), [&](const LocatedPick& p) { return p.id == id.text(); });
        ResidualsPanel residuals;
        show(residuals);
        residuals.setLocation(m_located.location);
        const auto points = residuals.points().size();
        const auto range = residuals.plot().axisRect(0)->axis(QCPAxis::atLeft)->range();
        residuals.setGhostLocation(ghost);
        QCOMPARE(residuals.ghost().size(), points);
        QCOMPARE(ghostOf(residuals, id, 1).x, there.theory.azimuthDegrees);
        QCOMPARE(ghostOf(residuals, id, 0).y, std::clamp(there.residualSeconds, 0.95 * range.lower, 0.95 * range.upper));
        QVERIFY(residuals.note().contains(QLatin1String("dragged")) && residuals.points().size() == points);
        QVERIFY(residuals.plot().axisRect(0)->axis(QCPAxis::atLeft)->range() == range);
        const int plottables = residuals.plot().plottableCount();
        residuals.setGhostLocation(ghost);
        QCOMPARE(residuals.plot().plottableCount(), plottables);
        residuals.setGhostLocation({});
        QVERIFY(residuals.ghost().empty() && !residuals.note().contains(QLatin1String("dragged")) && residuals.plot().plottableCount() == plottables - 4);

        TravelTimesPanel times;
        show(times);
        times.setTravelTimes(m_located.times);
        times.setLocation(m_located.location);
        QTRY_VERIFY(!times.points().empty());
        times.setGhostLocation(ghost);
        QCOMPARE(ghostOf(times, id, 0).x, there.theory.distanceDegrees * kmPerDegree);
        WadatiPanel wadati;
        show(wadati);
        wadati.setPicks(m_located.picks);
        QTRY_VERIFY(!wadati.points().empty());
        const PickPoint& before = pointOf(wadati, "XX.S7 P");
        const double x = before.x, y = before.y;
        wadati.setGhostPicks(picks);
        QTRY_VERIFY(!wadati.ghost().empty());
        QVERIFY(std::abs(ghostOf(wadati, id, 0).x - x - 0.7) < 1e-6 && std::abs(ghostOf(wadati, id, 0).y - y + 0.7) < 1e-6);
        wadati.setGhostPicks({});
        QVERIFY(wadati.ghost().empty());
    }
    void aClickChoosesAPick()
    {
        ResidualsPanel panel;
        show(panel);
        panel.setLocation(m_located.location);
        panel.plot().replot();
        QSignalSpy chosen(&panel, &PickPlot::pickChosen);
        QTest::mouseClick(&panel.plot(), Qt::LeftButton, {}, panel.pixelOf(pointOf(panel, "XX.S5 P", 1)));
        QCOMPARE(chosen.size(), 1);
        QVERIFY(chosen[0][0].value<Id>() == m_located.ids.at("XX.S5 P"));
        QCOMPARE(panel.selected(), QVector<Id>{m_located.ids.at("XX.S5 P")});
        QTest::mouseClick(&panel.plot(), Qt::LeftButton, Qt::ControlModifier, panel.pixelOf(pointOf(panel, "XX.S6 S", 0)));
        QCOMPARE(panel.selected().size(), 2);
        QTest::mouseClick(&panel.plot(), Qt::LeftButton, Qt::ControlModifier, panel.pixelOf(pointOf(panel, "XX.S6 S", 0)));
        QCOMPARE(panel.selected(), QVector<Id>{m_located.ids.at("XX.S5 P")});
        QTest::keyClick(&panel.plot(), Qt::Key_Escape);
        QVERIFY(panel.selected().isEmpty());
    }
    void aLassoSwitchesOffWhatItHolds_data()
    {
        QTest::addColumn<bool>("rectangle");
        QTest::newRow("freehand") << false;
        QTest::newRow("rectangle") << true;
    }
    void aLassoSwitchesOffWhatItHolds()
    {
        QFETCH(bool, rectangle);
        ResidualsPanel panel;
        show(panel);
        panel.setLocation(m_located.location);
        panel.plot().replot();
        if (rectangle) QTest::mouseClick(panel.rectangleButton(), Qt::LeftButton);
        QSignalSpy changed(&panel, &PickPlot::usedChanged);
        // A box around one pick: what else lies in it is selected too, and nothing else.
        const QPoint at = panel.pixelOf(pointOf(panel, "XX.S3 P", 0));
        const QRect box(at - QPoint(14, 14), at + QPoint(14, 14));
        QSet<Id> expected;
        for (const PickPoint& point : panel.points())
            if (box.adjusted(1, 1, -1, -1).contains(panel.pixelOf(point)) && point.used) expected << point.ids.front();
        drag(panel.plot(), rectangle ? QVector<QPoint>{box.topLeft(), at, box.bottomRight()} : around(at, 14));
        QVERIFY(panel.selected().contains(m_located.ids.at("XX.S3 P")));
        QVERIFY(panel.offButton()->isEnabled());
        QTest::mouseClick(panel.offButton(), Qt::LeftButton);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][1].toBool(), false);
        const QVector<Id> ids = idsOf(changed);
        QVERIFY(QSet<Id>(ids.begin(), ids.end()) == expected);
    }
    void whatIsOffIsSwitchedOn()
    {
        ResidualsPanel panel;
        show(panel);
        panel.setLocation(m_located.location);
        panel.plot().replot();
        QSignalSpy changed(&panel, &PickPlot::usedChanged);
        panel.select({m_located.ids.at("XX.S0 S"), m_located.ids.at("XX.S7 P")});
        QVERIFY(panel.offButton()->isEnabled() && panel.onButton()->isEnabled());
        QTest::mouseClick(panel.onButton(), Qt::LeftButton);
        QCOMPARE(idsOf(changed), QVector<Id>{m_located.ids.at("XX.S0 S")});
        QCOMPARE(changed[0][1].toBool(), true);
        // The keys: all, and off.
        panel.plot().setFocus();
        QTest::keyClick(&panel.plot(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(static_cast<std::size_t>(panel.selected().size()), m_located.picks.size());
        QTest::keyClick(&panel.plot(), Qt::Key_Space);
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed[1][1].toBool(), false);
        QCOMPARE(static_cast<std::size_t>(idsOf(changed, 1).size()), m_located.picks.size() - 2);
    }
    void theSelectionOutlivesARelocation()
    {
        ResidualsPanel panel;
        show(panel);
        panel.setLocation(m_located.location);
        panel.select({m_located.ids.at("XX.S5 P"), m_located.ids.at("XX.S6 P")});
        Location without = m_located.location;
        std::erase_if(without.picks, [](const LocatedPick& pick) { return pick.station == "XX.S6"; });
        panel.setLocation(without);
        QCOMPARE(panel.selected(), QVector<Id>{m_located.ids.at("XX.S5 P")});
    }
    void picksStandOffTheirCurvesByTheirResiduals()
    {
        TravelTimesPanel panel;
        show(panel);
        panel.setTravelTimes(m_located.times);
        QSignalSpy drawn(&panel, &TravelTimesPanel::drawn);
        panel.setLocation(m_located.location);
        QTRY_COMPARE(drawn.size(), 1);
        QVERIFY(!panel.curves().empty());
        for (const double velocity : {0.0, 6.0}) {
            panel.reduction()->setValue(velocity);
            for (const LocatedPick& pick : m_located.location.picks) {
                const PickPoint& point = pointOf(panel, (pick.station + ' ' + name(pick.phase)).c_str());
                // The plotted curve at this distance, between its two nearest samples.
                const auto curve = std::find_if(panel.curves().begin(), panel.curves().end(), [&](const TravelTimeCurve& each) { return each.phase == pick.phase; });
                const auto next = std::lower_bound(curve->distancesDegrees.begin(), curve->distancesDegrees.end(), pick.theory.distanceDegrees) - curve->distancesDegrees.begin();
                const auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, next));
                const double share = (pick.theory.distanceDegrees - curve->distancesDegrees[i - 1]) / (curve->distancesDegrees[i] - curve->distancesDegrees[i - 1]);
                const double seconds = curve->seconds[i - 1] + share * (curve->seconds[i] - curve->seconds[i - 1]);
                const double off = point.y - panel.reduced(seconds, pick.theory.distanceDegrees) - pick.residualSeconds;
                QVERIFY2(std::abs(off) < 0.02, qPrintable(QStringLiteral("%1 %2: %3").arg(QString::fromStdString(pick.station), QString::fromLatin1(name(pick.phase))).arg(off)));
            }
        }
        QSignalSpy changed(&panel, &PickPlot::usedChanged);
        panel.plot().replot();
        drag(panel.plot(), around(panel.pixelOf(pointOf(panel, "XX.S8 S")), 12));
        QTest::mouseClick(panel.offButton(), Qt::LeftButton);
        QVERIFY(idsOf(changed).contains(m_located.ids.at("XX.S8 S")));
    }
    void wadatiNamesWhoDoesNotFit()
    {
        WadatiPanel panel;
        show(panel);
        QSignalSpy drawn(&panel, &WadatiPanel::drawn), changed(&panel, &PickPlot::usedChanged);
        auto picks = m_located.picks;
        for (PhasePick& pick : picks)
            if (pick.station == "XX.S9" && pick.phase == Phase::S) pick.time += std::chrono::milliseconds(1500);
        panel.setPicks(picks);
        QTRY_COMPARE(drawn.size(), 1);
        QVERIFY(panel.diagram().line.has_value());
        QVERIFY2(panel.note().contains(QLatin1String("Vp/Vs 1.7")) && panel.note().contains(QLatin1String("XX.S9")), qPrintable(panel.note()));
        QVERIFY(!panel.note().contains(QLatin1String("located")));
        panel.setOrigin(m_located.location.time);
        QVERIFY2(panel.note().contains(QLatin1String("located")), qPrintable(panel.note()));
        // A point is a P and its S: both go.
        panel.plot().replot();
        QTest::mouseClick(&panel.plot(), Qt::LeftButton, {}, panel.pixelOf(pointOf(panel, "XX.S9 S")));
        QTest::mouseClick(panel.offButton(), Qt::LeftButton);
        const QVector<Id> ids = idsOf(changed);
        QVERIFY(ids.size() == 2 && ids.contains(m_located.ids.at("XX.S9 P")) && ids.contains(m_located.ids.at("XX.S9 S")));
        panel.setPicks({picks.begin(), picks.begin() + 4});
        QTRY_COMPARE(drawn.size(), 2);
        QVERIFY2(panel.note().contains(QLatin1String("Three stations")), qPrintable(panel.note()));
    }
    void theFocalSphereIsTheLowerHemisphere()
    {
        const auto near = [](QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()) < 1e-9; };
        QVERIFY(near(onFocalSphere(123.0, 0.0), {0.0, 0.0}));
        QVERIFY(near(onFocalSphere(90.0, 90.0), {1.0, 0.0}));
        QVERIFY(near(onFocalSphere(0.0, 60.0), {0.0, std::sqrt(2.0) * 0.5}));
        QVERIFY(near(onFocalSphere(0.0, 120.0), {0.0, -std::sqrt(2.0) * 0.5}));  // upwards: where the ray comes from
    }
    void thePolarViewIsRoundAndTurnsToTheFocalSphere()
    {
        PolarPanel panel;
        show(panel);
        panel.setLocation(m_located.location);
        panel.plot().replot();
        const QCPRange x = panel.plot().xAxis->range(), y = panel.plot().yAxis->range();
        const QRect rect = panel.plot().axisRect()->rect();
        QVERIFY(std::abs(x.size() / rect.width() / (y.size() / rect.height()) - 1.0) < 0.01);
        const LocatedPick& pick = m_located.location.picks[9];
        const PickPoint& point = pointOf(panel, (pick.station + ' ' + name(pick.phase)).c_str());
        QVERIFY(std::abs(std::hypot(point.x, point.y) - pick.theory.distanceDegrees * kmPerDegree) < 1e-6);
        QVERIFY(std::abs(std::remainder(std::atan2(point.x, point.y) * degreesPerRadian - pick.theory.azimuthDegrees, 360.0)) < 1e-6);
        panel.view()->setCurrentIndex(1);
        for (const PickPoint& each : panel.points()) QVERIFY(std::hypot(each.x, each.y) <= 1.0 + 1e-9);
        panel.plot().replot();
        QSignalSpy chosen(&panel, &PickPlot::pickChosen);
        QTest::mouseClick(&panel.plot(), Qt::LeftButton, {}, panel.pixelOf(pointOf(panel, "XX.S2 P")));
        QCOMPARE(chosen.size(), 1);
    }
};

QTEST_MAIN(PickPanelsTest)
#include "pick_panels_test.moc"
