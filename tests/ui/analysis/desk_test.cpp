// The plots in the window: opened by key, fed by the traces, the picks and the event under review, and acting on them.

#include "core/synth/demo.h"
#include "ui/analysis/analysis_panels.h"
#include "ui/theme/custom_plot.h"
#include "ui/analysis/particle_motion_panel.h"
#include "ui/analysis/polar_panel.h"
#include "ui/analysis/residuals_panel.h"
#include "ui/analysis/spectrogram_panel.h"
#include "ui/analysis/spectrum_panel.h"
#include "ui/analysis/travel_times_panel.h"
#include "ui/analysis/wadati_panel.h"
#include "ui/shell/analysis_desk.h"
#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"
#include "ui/shell/review_desk.h"
#include "ui/trace/trace_view.h"

#include <QDir>
#include <QDockWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace seisdesk;
using namespace std::chrono_literals;

class DeskTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    synth::Demo m_demo;

    const AnalysisPanels& panels() const { return m_window->docks().analysis(); }
    EventReview& review() const { return m_window->review().review(); }
    TraceView& traces() const { return *m_window->traces(); }
    const Label& pick(std::size_t station, const char* phase) const
    {
        std::size_t seen = 0;
        for (const Label& label : m_demo.picks)
            if (label.phase == phase && seen++ == station) return label;
        qFatal("no such pick");
    }
    void press(Qt::Key key) { QTest::keyClick(&traces(), key, Qt::AltModifier | Qt::ShiftModifier); }
    void picture(const char* name)
    {
        QTest::qWait(150);  // plots follow a moment later
        QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
        QVERIFY(m_window->grab().save(QStringLiteral(SEISDESK_PICTURES "/%1.png").arg(QString::fromLatin1(name))));
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("SEISDESK_MODELS", m_folder.filePath(QStringLiteral("models")).toLocal8Bit());
        synth::DemoOptions options;
        options.stations = 8;
        m_demo = synth::demo(options);
        for (Label& label : m_demo.picks) label.event = m_demo.event.id;
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("desk.ini")), QSettings::IniFormat);
        m_window = std::make_unique<MainWindow>(*m_settings, false);
        m_window->setTheme(ThemeChoice::Light);
        m_window->resize(1400, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(m_window->openProject(m_folder.filePath(QStringLiteral("desk.seisdesk"))));
        Records records;
        records.traces = m_demo.traces;
        records.inventory = m_demo.inventory;
        records.labels = m_demo.picks;
        records.events = {m_demo.event};
        m_window->session()->addRecords(std::move(records));
        m_window->review().open(m_demo.event.id);
        traces().setFocus();
    }
    void cleanupTestCase()
    {
        m_window.reset();
    }
    void allAreClosedAtFirstAndAKeyOpensEach()
    {
        for (const AnalysisPanels::Entry& entry : panels().entries()) QVERIFY2(m_window->docks().dock(entry.id)->isHidden(), qPrintable(entry.id));
        const std::pair<Qt::Key, PlotPanel*> keys[] = {{Qt::Key_F, panels().spectrum},    {Qt::Key_M, panels().motion}, {Qt::Key_R, panels().residuals}, {Qt::Key_T, panels().travelTimes},
                                                       {Qt::Key_W, panels().wadati}, {Qt::Key_P, panels().polar},  {Qt::Key_G, panels().spectrogram}};
        for (const auto& [key, panel] : keys) {
            traces().setFocus();
            press(key);
            QTRY_VERIFY(panel->isVisible());
        }
    }
    void theSpectrogramFollowsTheTraces()
    {
        const Label& p = pick(0, "P");
        traces().goTo(p.stream, p.time);
        traces().setSpan({p.time - 10s, p.time + 30s});
        QTRY_VERIFY_WITH_TIMEOUT(panels().spectrogram->picture() && !panels().spectrogram->busy() && panels().spectrogram->note().contains(QString::fromStdString(p.stream.text())), 10000);
        const auto range = [this] { return panels().spectrogram->plot().axisRect(1)->axis(QCPAxis::atBottom)->range(); };
        QTRY_VERIFY(std::abs(range().lower - toSeconds((p.time - 10s).time_since_epoch())) < 0.5);
        QTest::qWait(200);
        picture("analysis-spectrogram");
        // And leads them: a click goes there.
        const QCPAxisRect* rect = panels().spectrogram->plot().axisRect(1);
        QTest::mouseClick(&panels().spectrogram->plot(), Qt::LeftButton, {}, QPoint(rect->left() + rect->width() * 3 / 4, rect->top() + rect->height() / 2));
        QTRY_VERIFY(traces().visibleSpan().begin > p.time - 5s);
    }
    void spectrumAndMotionAreOfTheActivePick()
    {
        const Label& p = pick(1, "P");
        m_window->docks().raise(QStringLiteral("spectrum"));
        QVERIFY(traces().goToLabel(p.id));
        QTRY_VERIFY_WITH_TIMEOUT(panels().spectrum->note().contains(QString::fromStdString(p.stream.text() + " · P")), 10000);
        QVERIFY(panels().spectrum->spectrum()->clearBandHz.has_value());
        picture("analysis-spectrum");
        QTRY_VERIFY_WITH_TIMEOUT(review().location().has_value(), 10000);
        m_window->docks().raise(QStringLiteral("motion"));
        QTRY_VERIFY_WITH_TIMEOUT(panels().motion->motion() && panels().motion->rayCount() == 3, 10000);  // measured, of the label's source, located
        picture("analysis-motion");
    }
    void theReviewedEventIsInTheOthers()
    {
        QTRY_VERIFY_WITH_TIMEOUT(review().location().has_value(), 10000);
        m_window->docks().raise(QStringLiteral("wadati"));
        QTRY_VERIFY_WITH_TIMEOUT(panels().wadati->diagram().line.has_value(), 10000);
        QTRY_VERIFY(panels().wadati->note().contains(QLatin1String("located")));
        m_window->docks().raise(QStringLiteral("travelTimes"));
        QTRY_VERIFY_WITH_TIMEOUT(!panels().travelTimes->curves().empty() && !panels().travelTimes->points().empty(), 10000);
        m_window->docks().raise(QStringLiteral("polar"));
        QTRY_VERIFY(!panels().polar->points().empty());
        m_window->docks().raise(QStringLiteral("residuals"));
        QTRY_VERIFY(!panels().residuals->points().empty());
        QTest::qWait(100);
        picture("analysis-residuals");
    }
    void aPointGoesToItsPickAndOffSwitchesItOff()
    {
        m_window->docks().raise(QStringLiteral("residuals"));
        QTRY_VERIFY(!panels().residuals->points().empty() && panels().residuals->isVisible());
        ResidualsPanel& residuals = *panels().residuals;
        residuals.plot().replot();
        const Label& s = pick(2, "S");
        const auto point = std::find_if(residuals.points().begin(), residuals.points().end(), [&](const PickPoint& each) { return each.ids.contains(s.id); });
        QVERIFY(point != residuals.points().end() && point->used);
        QTest::mouseClick(&residuals.plot(), Qt::LeftButton, {}, residuals.pixelOf(*point));
        QTRY_VERIFY(traces().activeLabel() && traces().activeLabel()->id == s.id);
        QCOMPARE(residuals.selected(), QVector<Id>{s.id});
        const int before = review().location()->usedPicks;
        QTest::mouseClick(residuals.offButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(review().location()->usedPicks, before - 1, 10000);
        QTRY_VERIFY(residuals.note().contains(QString::number(before - 1)));
        QTRY_VERIFY(residuals.onButton()->isEnabled());
        QVERIFY(m_window->session()->undo().has_value());
        QTRY_COMPARE_WITH_TIMEOUT(review().location()->usedPicks, before, 10000);
    }
    void withoutAProjectAllAreEmpty()
    {
        QVERIFY(m_window->newProject());
        QTRY_VERIFY(!panels().spectrogram->emptyText().isEmpty() && !panels().spectrum->emptyText().isEmpty() && !panels().motion->emptyText().isEmpty());
        QTRY_VERIFY(!panels().residuals->emptyText().isEmpty());
    }
};

QTEST_MAIN(DeskTest)
#include "desk_test.moc"
