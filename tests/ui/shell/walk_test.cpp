// One analyst's way through a sequence with real keys and mouse: associate, page to an event, correct it, size it, judge it, export it, and find all
// of it again the next day.

#include "tests/ui/shell/by_hand.h"
#include "tests/ui/shell/sequence.h"

#include "ui/panels/events_model.h"
#include "ui/panels/events_panel.h"
#include "ui/review/arrivals_model.h"
#include "ui/review/location_panel.h"
#include "ui/shell/docks.h"
#include "ui/shell/exporter.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/review_desk.h"
#include "ui/shell/source_desk.h"

#include "core/catalog/compile.h"
#include "core/catalog/own_origin.h"
#include "core/catalog/review_state.h"
#include "core/io/quakeml.h"
#include "core/locate/mechanism/mechanism_catalogue.h"
#include "core/locate/size/size_catalogue.h"
#include "core/locate/travel/geodesy.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace seisdesk;
using namespace std::chrono_literals;

class WalkTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    test::Sequence m_sequence;
    ResourceId m_id;        ///< of the event that is walked through
    Event m_event;          ///< as it was left
    std::vector<Label> m_labels;
    QString m_xml;

    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    Session& session() { return *m_window->session(); }
    TraceView& traces() { return *m_window->traces(); }
    EventReview& review() { return m_window->review().review(); }
    SourceDesk& source() { return m_window->source(); }
    const Event& event() { return *session().event(m_id); }
    bool settled()
    {
        // Quiet twice, because a location starts what follows from it.
        const auto quiet = [this] { return !m_window->jobs().busy() && !review().locating() && !source().busy(); };
        return QTest::qWaitFor(quiet, 60000) && (QTest::qWait(60), QTest::qWaitFor(quiet, 60000));
    }
    void open()
    {
        m_window = std::make_unique<MainWindow>(*m_settings, false);
        m_window->setTheme(ThemeChoice::Light);
        m_window->resize(1500, 950);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = {})
    {
        traces().setFocus();
        QTest::keyClick(&traces(), which, modifiers);
    }
    /// The event's pick of a phase at a station that counts now.
    const Label* pick(const Label& like)
    {
        for (const Label* label : session().labels().ofEvent(m_id))
            if (label->stream.sameStation(like.stream) && label->phase == like.phase && label->review != Review::Rejected) return label;
        return nullptr;
    }
    double kilometresOff()
    {
        const test::Sequence::Shock& shock = m_sequence.shocks[1];
        const Origin& origin = *event().origin();
        return course({origin.latitude.value, origin.longitude.value}, {shock.latitude, shock.longitude}).distanceKm();
    }
    /// Found in the table of arrivals, looked at closely, and dragged to where it belongs.
    void correct(std::size_t index)
    {
        QVERIFY(pick(m_sequence.picks[index]));
        const Label wrong = *pick(m_sequence.picks[index]);
        const Label right = m_sequence.truth[index];
        m_window->docks().raise(QStringLiteral("location"));
        LocationPanel& panel = *m_window->docks().location();
        const int row = panel.model()->rowOf(wrong.id.text());
        QVERIFY(row >= 0);
        const QModelIndex cell = panel.model()->index(row, ArrivalsModel::Station);
        panel.table()->scrollTo(cell);
        QTest::mouseClick(panel.table()->viewport(), Qt::LeftButton, Qt::NoModifier, panel.table()->visualRect(cell).center());
        QTRY_VERIFY(traces().activeLabel() && traces().activeLabel()->id == wrong.id);
        key(Qt::Key_V);
        QVERIFY2(test::dragPick(traces(), wrong.stream, wrong.time, right.time), "the pick's row is in sight");
        QVERIFY(settled());
        const Label* moved = pick(wrong);
        QVERIFY(moved && moved->mode == Mode::Manual && std::abs(toSeconds(moved->time - right.time)) < 0.03);
        QCOMPARE(session().labels().find(wrong.id)->review, Review::Rejected);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", path("data").toLocal8Bit());
        qputenv("SEISDESK_MODELS", path("models").toLocal8Bit());
        m_settings = std::make_unique<QSettings>(path("settings.ini"), QSettings::IniFormat);
        m_settings->setValue(QStringLiteral("author"), QStringLiteral("Anna"));
        m_sequence.write(path("sequence").toStdString());
    }

    void recordsAndPicksBecomeEvents()
    {
        open();
        QVERIFY(m_window->newProject());
        QVERIFY(m_window->saveProjectAs(path("walk.seisdesk")));
        m_window->review().useModel(path("sequence/crust.txt"));
        m_window->addInputs({path("sequence/data")});
        QVERIFY(settled());
        QCOMPARE(session().traces().size(), m_sequence.traces.size());
        QCOMPARE(session().labels().size(), m_sequence.picks.size());
        key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(session().events().size(), std::size_t{3}, 60000);
        QVERIFY(settled());
    }

    void pagesToTheEvent()
    {
        const Time wanted = m_sequence.shocks[1].time;
        for (int i = 0; i < 3 && m_id.empty(); ++i) {
            key(Qt::Key_PageDown, Qt::ControlModifier);
            const Event* now = session().event(m_window->docks().events()->current());
            QVERIFY(now && traces().visibleSpan().contains(now->origin()->time));
            if (std::abs(toSeconds(now->origin()->time - wanted)) < 5.0) m_id = now->id;
        }
        QVERIFY2(!m_id.empty(), "Ctrl+PgDown comes to it");
        QVERIFY(settled());
        QCOMPARE(review().eventId(), m_id);
        QVERIFY(review().location() && source().mechanism().found);
        QCOMPARE(session().labels().ofEvent(m_id).size(), 2 * m_sequence.inventory.stations.size());
    }

    void correctedPicksMoveTheEvent()
    {
        const Origin before = *event().origin();
        const double rms = review().location()->rmsSeconds, off = kilometresOff();
        correct(m_sequence.lateP);
        const double half = review().location()->rmsSeconds;
        QVERIFY2(half < rms, qPrintable(QStringLiteral("%1 s, then %2 s").arg(rms).arg(half)));
        correct(m_sequence.earlyS);
        const double after = review().location()->rmsSeconds;
        QVERIFY2(after < 0.5 * rms, qPrintable(QStringLiteral("%1 s, then %2 s").arg(rms).arg(after)));
        const Origin& now = *event().origin();
        QVERIFY(now.id == ownOriginId(m_id) && (now.time != before.time || now.latitude.value != before.latitude.value));
        QVERIFY2(kilometresOff() < std::max(off, 0.4), qPrintable(QString::number(kilometresOff())));
        qInfo("residuals of %.3f s became %.3f s; epicentre %.2f km off, then %.2f km", rms, after, off, kilometresOff());
    }

    void aPolarityTurnsTheMechanism()
    {
        const Mechanism before = *source().mechanism().found;
        QVERIFY(ownMechanism(event()));
        const Label wrong = *pick(m_sequence.picks[m_sequence.flippedP]);
        QVERIFY(traces().goToLabel(wrong.id));
        key(wrong.polarity == Polarity::Positive ? Qt::Key_Down : Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(pick(wrong)->polarity, m_sequence.truth[m_sequence.flippedP].polarity);
        QVERIFY(settled());
        const Mechanism& after = *source().mechanism().found;
        QVERIFY(!(after.best.plane == before.best.plane) || after.best.misfits != before.best.misfits);
        QVERIFY2(after.best.misfits == 0, qPrintable(QString::number(after.best.misfits)));
        const FaultPlane truth{m_sequence.shocks[1].source.strikeDegrees, m_sequence.shocks[1].source.dipDegrees, m_sequence.shocks[1].source.rakeDegrees};
        qInfo("mechanism %.0f degrees from the true one, then %.0f", kaganAngle(before.best.plane, truth), kaganAngle(after.best.plane, truth));
        QVERIFY(kaganAngle(after.best.plane, truth) <= kaganAngle(before.best.plane, truth) + 5.0);
        QVERIFY(ownMechanism(event()) && *faultPlane(*ownMechanism(event())) == after.best.plane);
    }

    void itsSizeIsPutIntoTheEvent()
    {
        key(Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(source().magnitude().size.network("ML") && !source().magnitude().measuring, 60000);
        QVERIFY(settled());
        const auto buttons = m_window->docks().magnitude()->findChildren<QPushButton*>();
        const auto put = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* button) { return button->text() == QStringLiteral("Put into event"); });
        QVERIFY(put != buttons.end() && (*put)->isVisible() && (*put)->isEnabled());
        QTest::mouseClick(*put, Qt::LeftButton);
        QVERIFY(settled());
        const auto size = [this](const char* type) {
            for (const Magnitude& one : event().magnitudes)
                if (one.type == type && isOwnId(one.id, "magnitude")) return one.magnitude.value;
            return -9.0;
        };
        QVERIFY(size("ML") > 1.0);
        QVERIFY2(std::abs(size("Mw") - m_sequence.shocks[1].source.momentMagnitude) < 0.3, qPrintable(QString::number(size("Mw"))));
    }

    void itIsReviewedAndExported()
    {
        key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(settled());
        QVERIFY(reviewOf(event()) == Review::Reviewed);
        m_xml = path("walk.xml");
        QTimer::singleShot(300, qApp, [this] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
            QVERIFY(name);
            name->setCompleter(nullptr);  // its list would take Enter
            name->setFocus();
            name->selectAll();
            QTest::keyClicks(name, m_xml);
            QTest::keyClick(name, Qt::Key_Return);
            if (dialog->isVisible()) dialog->reject();
        });
        QSignalSpy written(&m_window->exporter(), &Exporter::written);
        key(Qt::Key_E, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, 30000);
        m_event = event();
        m_labels = session().labels().values();

        std::vector<ReadIssue> issues;
        const auto events = readQuakeMl(m_xml.toStdString(), issues);
        QVERIFY(events && issues.empty());
        QCOMPARE(lintQuakeMl(m_xml.toStdString()).size(), std::size_t{0});
        const auto found = std::find_if(events->begin(), events->end(), [this](const Event& one) { return one.id == m_id; });
        QVERIFY(found != events->end());
        const Origin& origin = *found->origin();
        QVERIFY(origin.id == ownOriginId(m_id) && origin.status == Review::Reviewed && origin.mode == Mode::Manual);
        QVERIFY(origin.arrivals.size() >= m_labels.size() / 3 - 2);
        QVERIFY(ownMechanism(*found) && !found->magnitudes.empty() && !found->amplitudes.empty());
        for (const std::size_t index : {m_sequence.lateP, m_sequence.earlyS}) {
            const Label& right = m_sequence.truth[index];
            const auto corrected = std::find_if(found->picks.begin(), found->picks.end(), [&](const Pick& one) {
                return one.mode == Mode::Manual && one.waveform.station == right.stream.station && one.phaseHint == right.phase && std::abs(toSeconds(one.time - right.time)) < 0.03;
            });
            QVERIFY(corrected != found->picks.end());
            const auto arrival = std::find_if(origin.arrivals.begin(), origin.arrivals.end(), [&](const Arrival& one) { return one.pickId == corrected->id; });
            QVERIFY(arrival != origin.arrivals.end() && std::abs(arrival->timeResidualSeconds.value_or(9.0)) < 0.15);
        }
    }

    void everythingIsThereTheNextDay()
    {
        QVERIFY(m_window->close());
        m_window.reset();
        open();
        QVERIFY(m_window->openProject(path("walk.seisdesk")));
        QTRY_COMPARE_WITH_TIMEOUT(session().traces().size(), m_sequence.traces.size(), 60000);
        QVERIFY(settled());
        QCOMPARE(session().events().size(), std::size_t{3});
        QVERIFY(session().labels().values() == m_labels);
        QCOMPARE(review().eventId(), m_id);
        QCOMPARE(m_window->review().velocityModel(), path("sequence/crust.txt"));
        QVERIFY(event().origins == m_event.origins);
        QVERIFY(event().magnitudes == m_event.magnitudes && event().amplitudes == m_event.amplitudes);
        QVERIFY(event().focalMechanisms == m_event.focalMechanisms);
        QVERIFY(reviewOf(event()) == Review::Reviewed && event() == m_event);
    }

    void undoGoesOnWhereItWas()
    {
        const auto back = [this] {
            key(Qt::Key_Z, Qt::ControlModifier);
            return settled();
        };
        QVERIFY(back());
        QVERIFY(!isReviewed(event()));
        QVERIFY(back());
        QVERIFY(event().magnitudes.empty());
        QVERIFY(back());
        QCOMPARE(pick(m_sequence.picks[m_sequence.flippedP])->polarity, m_sequence.picks[m_sequence.flippedP].polarity);
        QVERIFY(back() && back());
        for (const std::size_t index : {m_sequence.lateP, m_sequence.earlyS}) QCOMPARE(pick(m_sequence.picks[index])->time, m_sequence.picks[index].time);
        for (int i = 0; i < 5; ++i) {
            key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            QVERIFY(settled());
        }
        QVERIFY(session().labels().values() == m_labels && reviewOf(event()) == Review::Reviewed);
    }

    void cleanupTestCase() { m_window.reset(); }
};

QTEST_MAIN(WalkTest)
#include "walk_test.moc"
