// One event's size and mechanism in the window: they follow the picks, and what is put into the event can be undone.

#include "ui/shell/source_desk.h"
#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/review_desk.h"
#include "ui/trace/trace_view.h"

#include "core/catalog/label_pick.h"
#include "core/locate/mechanism/mechanism_catalogue.h"
#include "core/locate/size/size_catalogue.h"
#include "core/locate/size/size_settings.h"
#include "core/synth/demo.h"
#include "tests/ui/shell/by_hand.h"
#include "ui/source/size_settings_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

class SourceDeskTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    EventReview* m_review = nullptr;
    SourceDesk* m_desk = nullptr;
    synth::Demo m_demo;

    Session& session() { return *m_window->session(); }
    const Event& theEvent() { return *session().event(m_demo.event.id); }
    TraceView& traces() { return *m_window->traces(); }
    const StationSize& mlAt(const std::string& station) const
    {
        for (const StationSize& one : m_desk->magnitude().size.stations)
            if (one.type == "ML" && one.station == station) return one;
        qFatal("no such station");
    }
    /// A station whose ML is used, with a mark on a trace.
    AmplitudeMark aMark() const
    {
        for (const AmplitudeMark& mark : m_window->traces()->amplitudes())
            if (mark.used && !mark.byHand) return mark;
        qFatal("no amplitude");
    }
    bool settled() { return QTest::qWaitFor([&] { return !m_desk->busy() && !m_review->locating() && !m_window->jobs().busy(); }, 60'000); }
private Q_SLOTS:
    void initTestCase()
    {
        synth::DemoOptions options;
        options.stations = 16;
        options.noiseMetresPerSecond = 3e-8;
        m_demo = synth::demo(options);
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_window = std::make_unique<MainWindow>(*m_settings, false);
        m_window->resize(1300, 850);
        m_window->show();
        QVERIFY(m_window->openProject(m_folder.filePath(QStringLiteral("demo.seisdesk"))));
        Records records;
        records.traces = m_demo.traces;
        records.inventory = m_demo.inventory;
        records.labels = m_demo.picks;
        records.events = {m_demo.event};
        session().addRecords(std::move(records));
        m_review = &m_window->review().review();
        m_desk = &m_window->source();
        QTRY_VERIFY_WITH_TIMEOUT(m_review->travelTimes() != nullptr, 60'000);
    }
    void lookingWritesNothing()
    {
        m_window->docks().raise(QStringLiteral("magnitude"));
        const Event before = theEvent();
        m_review->setEvent(m_demo.event.id);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->magnitude().size.network("Mw") && !m_desk->magnitude().measuring, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->mechanism().found.has_value() && !m_desk->mechanism().searching, 60'000);
        QVERIFY(settled());
        QVERIFY2(std::abs(m_desk->magnitude().size.network("Mw")->magnitude - 3.1) < 0.3, qPrintable(QString::number(m_desk->magnitude().size.network("Mw")->magnitude)));
        QVERIFY(m_desk->magnitude().model && std::abs(m_desk->magnitude().model->value - 3.1) < 1e-9);
        QVERIFY(m_desk->mechanism().found->motions >= 12);
        QVERIFY(theEvent() == before && !m_desk->magnitude().kept);
    }
    void putIntoTheEventAndTakenBack()
    {
        const Event before = theEvent();
        Q_EMIT m_window->docks().magnitude()->keepWanted();
        QVERIFY(settled());
        QVERIFY(m_desk->magnitude().kept && theEvent().stationMagnitudes.size() > 12);
        // A station that is switched off stays so, and is remembered.
        const std::string station = theEvent().stationMagnitudes.front().waveform.network + '.' + theEvent().stationMagnitudes.front().waveform.station;
        Q_EMIT m_window->docks().magnitude()->usedChanged(QString::fromStdString(station), QStringLiteral("ML"), false);
        QVERIFY(settled());
        QVERIFY((switchedOff(theEvent()) == std::set<std::pair<std::string, std::string>>{{station, "ML"}}));
        QVERIFY(session().undo() && session().undo());
        QVERIFY(theEvent() == before);
        QVERIFY(session().redo());
        QVERIFY(settled());
        QVERIFY(m_desk->magnitude().kept);
    }
    void windowsAreDrawnWhileThePanelIsOpen()
    {
        QVERIFY(settled());
        QVERIFY(traces().amplitudes().size() >= 20);
        const AmplitudeMark mark = aMark();
        QVERIFY(mark.peak && mark.window.contains(*mark.peak) && !mark.simulated.empty() && mark.text.contains(QLatin1String("s")));
        m_window->docks().raise(QStringLiteral("mechanism"));
        QTRY_VERIFY(traces().amplitudes().empty());
        m_window->docks().raise(QStringLiteral("magnitude"));
        QTRY_VERIFY(!traces().amplitudes().empty());
    }
    // With real mouse and keys: a window is dragged, given up, reset, moved by key; each is one undo step and is in the event.
    void aWindowIsDraggedByHand()
    {
        QVERIFY(settled());
        const AmplitudeMark mark = aMark();
        const double before = mlAt(mark.station).uncorrected, network = m_desk->magnitude().size.network("ML")->magnitude;
        const Event untouched = theEvent();
        TraceView& view = traces();
        view.goTo(mark.stream, *mark.peak);
        view.setSpan({mark.window.begin - std::chrono::seconds(6), mark.window.end + std::chrono::seconds(8)});
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_F4);
        QVERIFY(view.isOn(QStringLiteral("size.windows")));
        const int y = test::rowOf(view, mark.stream, view.width() - 60);
        QVERIFY(y > 0);
        // The beginning goes behind the peak: what is left is smaller.
        const int from = test::pixelOf(view, mark.window.begin, y), to = test::pixelOf(view, *mark.peak + std::chrono::milliseconds(1500), y);
        const auto drag = [&](int a, int b) {
            QTest::mouseMove(&view, QPoint(a, y));
            QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, QPoint(a, y));
            for (int i = 1; i <= 6; ++i) QTest::mouseMove(&view, QPoint(a + (b - a) * i / 6, y), 20);
        };
        drag(from, to);
        // Values follow while the mouse is down, and nothing is written.
        QTRY_VERIFY(mlAt(mark.station).uncorrected < before - 0.02);
        QVERIFY(theEvent() == untouched);
        QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
        QVERIFY(m_window->grab().save(QStringLiteral(SEISDESK_PICTURES "/source_window_dragged.png")));
        QTest::keyClick(&view, Qt::Key_Escape);
        QTRY_COMPARE(mlAt(mark.station).uncorrected, before);
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, QPoint(to, y));
        QVERIFY(settled() && theEvent() == untouched && view.isOn(QStringLiteral("size.windows")));

        drag(from, to);
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, QPoint(to, y));
        QVERIFY(settled());
        const auto windows = handWindows(theEvent());
        QVERIFY(windows.size() == 1 && windows.contains(mark.station));
        QVERIFY(std::abs(toSeconds(windows.at(mark.station).begin - *mark.peak) - 1.5) < 0.2 && std::abs(toSeconds(windows.at(mark.station).end - mark.window.end)) < 1e-3);
        for (const Amplitude& one : theEvent().amplitudes)
            if (one.type == "AML") QCOMPARE(one.mode == Mode::Manual, one.waveform.network + '.' + one.waveform.station == mark.station);
        QVERIFY(mlAt(mark.station).uncorrected < before - 0.02 && mlAt(mark.station).amplitudes.front().byHand);
        QCOMPARE(session().undoText(), QStringLiteral("Set amplitude window of ") + QString::fromStdString(mark.station));
        QVERIFY(m_window->grab().save(QStringLiteral(SEISDESK_PICTURES "/source_window_set.png")));

        const Event byHand = theEvent();
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(settled());
        QVERIFY(theEvent() == untouched);
        QCOMPARE(mlAt(mark.station).uncorrected, before);
        QCOMPARE(m_desk->magnitude().size.network("ML")->magnitude, network);
        QVERIFY(session().redo());
        QVERIFY(settled());
        QVERIFY(theEvent() == byHand && mlAt(mark.station).amplitudes.front().byHand);

        // Keys act on the trace under the mouse.
        QTest::mouseMove(&view, QPoint(to, y));
        QTest::keyClick(&view, Qt::Key_BracketRight, Qt::ControlModifier);
        QVERIFY(settled());
        QVERIFY(handWindows(theEvent()).at(mark.station).begin > windows.at(mark.station).begin);
        QTest::keyClick(&view, Qt::Key_F4, Qt::ShiftModifier);
        QVERIFY(settled());
        QVERIFY(handWindows(theEvent()).empty());
        QCOMPARE(mlAt(mark.station).uncorrected, before);
        QTest::keyClick(&view, Qt::Key_X, Qt::AltModifier);
        QVERIFY(settled());
        QVERIFY(switchedOff(theEvent()).contains({mark.station, "ML"}) && !mlAt(mark.station).used);
        QVERIFY(session().undo() && session().undo() && session().undo());
        QVERIFY(settled());
        QVERIFY(theEvent() == byHand && mlAt(mark.station).used);
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!view.isOn(QStringLiteral("size.windows")));
    }
    void settingsMakeTheSizesAnew()
    {
        QVERIFY(settled());
        const double before = m_desk->magnitude().size.network("Mw")->magnitude;
        const Event old = theEvent();
        m_window->actions().action(QStringLiteral("size.settings"))->trigger();
        auto* dialog = m_window->findChild<SizeSettingsDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->grab().save(QStringLiteral(SEISDESK_PICTURES "/size_settings.png")));
        QDoubleSpinBox* q = nullptr;
        for (QDoubleSpinBox* box : dialog->findChildren<QDoubleSpinBox*>())
            if (box->value() == 180.0) q = box;
        QVERIFY(q);
        q->setValue(60.0);
        QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QVERIFY(settled());
        // More attenuation on the way is a larger source.
        QVERIFY(m_desk->magnitude().size.network("Mw")->magnitude > before + 0.01);
        QVERIFY(settingsIn(theEvent()).find("q=60;") != std::string::npos);
        QVERIFY(session().setting(QStringLiteral("sizeSettings")).contains("q=60;"));
        QCOMPARE(session().undoText(), QStringLiteral("Change settings of magnitudes"));
        QVERIFY(session().undo());
        QVERIFY(settled());
        QCOMPARE(m_desk->magnitude().size.network("Mw")->magnitude, before);
        QVERIFY(theEvent() == old && m_desk->size().options().spectrum.q == 180.0);
        QVERIFY(session().setting(QStringLiteral("sizeSettings")).contains("q=180;"));
    }
    // What was decided by hand comes back with the project.
    void reopenedItIsThere()
    {
        QVERIFY(settled());
        const auto windows = handWindows(theEvent());
        const double network = m_desk->magnitude().size.network("ML")->magnitude;
        QVERIFY(windows.size() == 1);
        const QString path = QString::fromStdString(session().path().string());
        QVERIFY(m_window->newProject());
        QVERIFY(m_window->openProject(path));
        QVERIFY(handWindows(theEvent()) == windows);
        // Without its records nothing is taken from the event.
        const Event kept = theEvent();
        QTRY_VERIFY_WITH_TIMEOUT(m_review->travelTimes() != nullptr, 60'000);
        QVERIFY(settled());
        QVERIFY(theEvent().stationMagnitudes == kept.stationMagnitudes && theEvent().amplitudes == kept.amplitudes);
        Records records;
        records.traces = m_demo.traces;
        records.inventory = m_demo.inventory;
        session().addRecords(std::move(records));
        m_review->setEvent(m_demo.event.id);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->magnitude().size.network("ML") && !m_desk->magnitude().measuring, 60'000);
        QVERIFY(settled());
        QVERIFY(mlAt(windows.begin()->first).amplitudes.front().byHand);
        QCOMPARE(m_desk->magnitude().size.network("ML")->magnitude, network);
        QVERIFY(m_desk->magnitude().kept && handWindows(theEvent()) == windows);
    }
    // Setting a polarity changes the mechanism.
    void polaritiesMoveTheMechanism()
    {
        QVERIFY(settled());
        const int before = m_desk->mechanism().found->best.misfits, count = m_desk->mechanism().found->motions;
        Edit edit;
        edit.name = "Set polarity";
        for (const Label* label : session().labels().ofEvent(m_demo.event.id))
            if (label->polarity == Polarity::Positive || label->polarity == Polarity::Negative) {
                edit.removed = {*label};
                edit.added = {*label};
                edit.added.front().polarity = Polarity::Undecidable;
                break;
            }
        QVERIFY(session().apply(edit));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->mechanism().found && m_desk->mechanism().found->motions == count - 1 && !m_desk->mechanism().searching, 60'000);
        Q_UNUSED(before);
    }
    void aKeptMechanismIsManual()
    {
        QVERIFY(settled());
        Q_EMIT m_window->docks().mechanism()->keepWanted({10.0, 80.0, 5.0});
        QVERIFY(settled());
        const FocalMechanism* own = ownMechanism(theEvent());
        QVERIFY(own && own->mode == Mode::Manual && (*faultPlane(*own) == FaultPlane{10.0, 80.0, 5.0}));
        QVERIFY(m_desk->mechanism().kept.has_value());
        Q_EMIT m_window->docks().mechanism()->automaticWanted();
        QVERIFY(settled());
        QVERIFY(ownMechanism(theEvent())->mode == Mode::Automatic && !m_desk->mechanism().kept);
        QVERIFY(session().undo());
        QVERIFY(ownMechanism(theEvent())->mode == Mode::Manual);
    }
    void picture()
    {
        m_window->docks().raise(QStringLiteral("mechanism"));
        QVERIFY(settled());
        QTest::qWait(200);
        QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
        QVERIFY(m_window->grab().save(QStringLiteral(SEISDESK_PICTURES "/source_mechanism.png")));
        m_window->docks().raise(QStringLiteral("magnitude"));
        QTest::qWait(200);
        QVERIFY(m_window->grab().save(QStringLiteral(SEISDESK_PICTURES "/source_magnitude.png")));
    }
    void cleanupTestCase() { m_window.reset(); }
};

QTEST_MAIN(SourceDeskTest)
#include "source_desk_test.moc"
