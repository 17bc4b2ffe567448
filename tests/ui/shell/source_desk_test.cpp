// One event's size and mechanism in the window: they follow the picks, and what is put into the event can be undone.

#include "ui/shell/source_desk.h"
#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"
#include "ui/shell/review_desk.h"

#include "core/catalog/label_pick.h"
#include "core/locate/mechanism/mechanism_catalogue.h"
#include "core/locate/size/size_catalogue.h"
#include "core/synth/demo.h"

#include <QDir>
#include <QDockWidget>
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
