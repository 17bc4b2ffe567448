#include "tests/ui/source/made_up.h"
#include "ui/source/spectrum_plot.h"
#include "ui/source/station_sizes_model.h"
#include "ui/theme/style.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

#include <cmath>

using namespace seisdesk;

class PanelsTest : public QObject {
    Q_OBJECT
    static QString texts(const QWidget& panel)
    {
        QString out;
        for (const QLabel* label : panel.findChildren<QLabel*>())
            if (label->isVisibleTo(&panel)) out += label->text() + QLatin1Char('\n');
        return out;
    }
    static QPushButton* button(const QWidget& panel, const QString& text)
    {
        for (QPushButton* one : panel.findChildren<QPushButton*>())
            if (one->text() == text) return one;
        return nullptr;
    }
    template <class Panel, class View>
    static void paint(const View& view, const char* name)
    {
        QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            const Palette palette = applyTheme(*qApp, choice, false);
            Panel panel;
            panel.setPalette(palette);
            panel.setView(view);
            panel.resize(360, 720);
            panel.show();
            QTest::qWait(50);
            QVERIFY(panel.grab().save(QStringLiteral(SEISDESK_PICTURES "/%1_%2.png").arg(QLatin1String(name), word(choice))));
        }
    }
private Q_SLOTS:
    void discsAreEqualArea()
    {
        QVERIFY(std::hypot(onDisc(77.0, 90.0).x(), onDisc(77.0, 90.0).y()) - 1.0 < 1e-12);
        const QPointF east = onDisc(90.0, 60.0);
        QVERIFY(std::abs(east.y()) < 1e-12 && std::abs(east.x() - std::sqrt(0.5)) < 1e-12);  // half of the hemisphere is within 60 degrees
        QVERIFY((onDisc(10.0, 120.0) - onDisc(190.0, 60.0)).manhattanLength() < 1e-12);       // upward rays by their opposite
        const auto back = fromDisc(onDisc(200.0, 35.0));
        QVERIFY(std::abs(std::acos(back[2]) * 180.0 / M_PI - 35.0) < 1e-9);
    }
    // Dragging turns the double couple; the count of misfits is that of the present one, and the mechanism is on trial.
    void draggingTriesAnother()
    {
        const MechanismView view = test::madeUpMechanism();
        MechanismPanel panel;
        panel.resize(360, 640);
        panel.setView(view);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QVERIFY(texts(panel).contains(QStringLiteral("Automatic")));
        QCOMPARE(panel.ball().misfits(), view.found->best.misfits);
        const QPoint middle = panel.ball().rect().center();
        QSignalSpy turned(&panel.ball(), &BeachBall::turnedTo);
        QTest::mousePress(&panel.ball(), Qt::LeftButton, {}, middle);
        QTest::mouseMove(&panel.ball(), middle + QPoint(30, 20));
        QTest::mouseMove(&panel.ball(), middle + QPoint(60, 40));
        QTest::mouseRelease(&panel.ball(), Qt::LeftButton, {}, middle + QPoint(60, 40));
        QVERIFY(turned.count() >= 1);
        const FaultPlane tried = *panel.ball().plane();
        QVERIFY(kaganAngle(tried, view.found->best.plane) > 15.0);
        int wrong = 0;
        for (const FirstMotion& motion : view.motions) wrong += (radiationOfP(tried, motion.azimuthDegrees, motion.takeoffDegrees) > 0.0) != motion.up;
        QCOMPARE(panel.ball().misfits(), wrong);
        QVERIFY(texts(panel).contains(QStringLiteral("On trial")) && texts(panel).contains(QStringLiteral("%1 of 30 first motions").arg(wrong)));
        QSignalSpy kept(&panel, &MechanismPanel::keepWanted);
        button(panel, QStringLiteral("Keep this one"))->click();
        QCOMPARE(kept.count(), 1);
        QVERIFY(kept.front().front().value<FaultPlane>() == tried);
        // The same data again (a search that ended) leave the trial; other data end it.
        panel.setView(view);
        QVERIFY(*panel.ball().plane() == tried);
        button(panel, QStringLiteral("Back to automatic"))->click();
        QVERIFY(*panel.ball().plane() == view.found->best.plane);
    }
    void keysTurnItToo()
    {
        BeachBall ball;
        ball.setPlane(FaultPlane{358.0, 45.0, 178.0});
        QTest::keyClick(&ball, Qt::Key_Right);
        QVERIFY((*ball.plane() == FaultPlane{3.0, 45.0, 178.0}));
        QTest::keyClick(&ball, Qt::Key_PageUp, Qt::ShiftModifier);
        QTest::keyClick(&ball, Qt::Key_Up);
        QVERIFY((*ball.plane() == FaultPlane{3.0, 40.0, 179.0}));
    }
    void clickingAStationTellsIt()
    {
        BeachBall ball;
        ball.resize(300, 300);
        ball.setMotions({{"XX.EAST", 90.0, 60.0, true, 1.0}});
        QSignalSpy chosen(&ball, &BeachBall::stationChosen);
        const double radius = 150.0 - 20.0;
        QTest::mouseClick(&ball, Qt::LeftButton, {}, QPoint(static_cast<int>(150 + radius * std::sqrt(0.5)), 150));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().toString(), QStringLiteral("XX.EAST"));
    }
    void magnitudesAndStations()
    {
        const MagnitudeView view = test::madeUpSize();
        MagnitudePanel panel;
        panel.setView(view);
        panel.resize(360, 700);
        panel.show();
        const NetworkSize *ml = view.size.network("ML"), *mw = view.size.network("Mw");
        QVERIFY(ml && mw);
        QVERIFY(texts(panel).contains(QString::number(ml->magnitude, 'f', 2)) && texts(panel).contains(QString::number(mw->magnitude, 'f', 2)));
        QVERIFY(texts(panel).contains(QStringLiteral("The model says 3.2")) && texts(panel).contains(QStringLiteral("not mixed in")));
        QCOMPARE(panel.type(), QStringLiteral("ML"));
        QSignalSpy used(&panel, &MagnitudePanel::usedChanged);
        QAbstractItemModel& table = *panel.table().model();
        int row = 0;
        while (table.index(row, 0).data(Qt::CheckStateRole).toInt() != Qt::Checked) ++row;
        QVERIFY(table.setData(table.index(row, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(used.count(), 1);
        QVERIFY(used.front().at(1).toString() == QLatin1String("ML") && !used.front().at(2).toBool());
        panel.setType(QStringLiteral("Mw"));
        QVERIFY(panel.findChild<SpectrumPlot*>()->isVisibleTo(&panel));
        QSignalSpy kept(&panel, &MagnitudePanel::keepWanted);
        button(panel, QStringLiteral("Put into event"))->click();
        QCOMPARE(kept.count(), 1);
    }
    void emptyPanelsSayWhatToDo()
    {
        MechanismPanel mechanism;
        QVERIFY(texts(mechanism).contains(QStringLiteral("Choose an event")));
        mechanism.setView({QStringLiteral("e"), {}, {}, {}, {}, false});
        QVERIFY(texts(mechanism).contains(QStringLiteral("six stations")));
        MagnitudePanel magnitude;
        QVERIFY(texts(magnitude).contains(QStringLiteral("Choose an event")));
        MagnitudeView view;
        view.event = QStringLiteral("e");
        view.measuring = true;
        magnitude.setView(view);
        QVERIFY(texts(magnitude).contains(QStringLiteral("Measuring")));
    }
    void pictures()
    {
        MagnitudeView size = test::madeUpSize();
        paint<MagnitudePanel>(size, "magnitude");
        std::reverse(size.size.networks.begin(), size.size.networks.end());
        std::stable_sort(size.size.stations.begin(), size.size.stations.end(), [](const StationSize& a, const StationSize& b) { return a.type > b.type; });
        paint<MagnitudePanel>(size, "moment");
        paint<MagnitudePanel>(MagnitudeView{}, "magnitude_empty");
        paint<MechanismPanel>(test::madeUpMechanism(), "mechanism");
        paint<MechanismPanel>(MechanismView{}, "mechanism_empty");
    }
};

QTEST_MAIN(PanelsTest)
#include "panels_test.moc"
