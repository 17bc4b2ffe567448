// One analyst's session from an empty desk to QuakeML and back, with real mouse and key events.

#include "ui/panels/picks_model.h"
#include "ui/panels/picks_panel.h"
#include "ui/panels/stations_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/docks.h"
#include "ui/shell/exporter.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/predictor.h"
#include "ui/trace/trace_view.h"

#include "core/catalog/compile.h"
#include "core/io/quakeml.h"
#include "core/io/sac.h"
#include "core/io/stationxml.h"
#include "core/synth/demo.h"
#include "tests/support/test_data.h"
#include "tests/ui/shell/by_hand.h"

#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSemaphore>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace seisdesk;
using seisdesk::test::pixelOf;
using seisdesk::test::rowOf;
using namespace std::chrono_literals;

namespace {

void picture(QWidget& widget, const char* name)
{
    QTest::qWait(150);  // tables follow edits a moment later
    QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
    QVERIFY(widget.grab().save(QStringLiteral(SEISDESK_PICTURES "/%1.png").arg(QString::fromLatin1(name))));
}

}  // namespace

class ReviewTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    QString m_records, m_project;
    synth::Demo m_demo;

    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    std::unique_ptr<MainWindow> open()
    {
        auto window = std::make_unique<MainWindow>(*m_settings, false);
        window->setTheme(ThemeChoice::Light);
        window->resize(1280, 800);
        window->show();
        return window;
    }
    static bool settled(MainWindow& window)
    {
        return QTest::qWaitFor([&] { return !window.jobs().busy(); }, 120000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        // Nothing of the user's own is read or written.
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("SEISDESK_MODELS", m_folder.filePath(QStringLiteral("models")).toLocal8Bit());
        m_settings = std::make_unique<QSettings>(path("seisdesk.ini"), QSettings::IniFormat);
        m_project = path("review.seisdesk");
        m_records = path("records");
        QVERIFY(QDir().mkpath(m_records));
        synth::DemoOptions options;
        options.stations = 5;
        m_demo = synth::demo(options);
        const std::filesystem::path folder = m_records.toStdString();
        for (const Trace& trace : m_demo.traces)
            for (std::size_t i = 0; i < trace.segments.size(); ++i) {
                const auto written = writeSac(folder / (trace.id.text() + '.' + std::to_string(i) + ".sac"), {trace.id, trace.segments[i], {}, {}, {}});
                QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
            }
        QVERIFY(writeStationXml(folder / "stations.xml", m_demo.inventory).has_value());
        QVERIFY(writeQuakeMl(folder / "event.xml", {m_demo.event}).has_value());
    }

    void fromAnEmptyDeskToQuakeMlAndBack()
    {
        Id corrected;
        Time wanted;
        StreamId stream;
        {
            auto window = open();
            QVERIFY(QTest::qWaitForWindowExposed(window.get()));
            QVERIFY(window->newProject());
            QVERIFY(window->saveProjectAs(m_project));
            QVERIFY(window->windowTitle().startsWith(QLatin1String("review")));
            picture(*window, "empty");

            // A folder falls on the window.
            auto* mime = new QMimeData;
            mime->setUrls({QUrl::fromLocalFile(m_records)});
            QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, mime, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(window.get(), &enter);
            QVERIFY(enter.isAccepted());
            QDropEvent drop(QPointF(600, 400), Qt::CopyAction, mime, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(window.get(), &drop);
            delete mime;
            QTest::qWait(50);  // reading begins when the drop is over
            QVERIFY(settled(*window));
            QVERIFY2(!window->session()->traces().empty(), qPrintable(window->messages().text()));
            QCOMPARE(window->session()->traces().size(), m_demo.traces.size());
            QTRY_VERIFY(window->traces()->isVisible());
            QVERIFY2(window->docks().stations()->model()->rowCount() == 5, "one row per station");

            // Ctrl+Shift+M picks everything.
            window->traces()->setFocus();
            QSignalSpy predicted(&window->predictor(), &Predictor::predicted);
            QTest::keyClick(window.get(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
            QVERIFY(predicted.wait(120000));
            QVERIFY(settled(*window));
            QVERIFY(window->session()->labels().size() >= 5);
            QTRY_COMPARE(static_cast<std::size_t>(window->docks().picks()->model()->rowCount()), window->session()->labels().size());
            picture(*window, "predicted");

            // A click on a P in the table shows it; the mouse drags it half a second later.
            const auto all = window->session()->labels().values();
            const auto p = std::find_if(all.begin(), all.end(), [](const Label& l) { return l.phase == "P"; });
            QVERIFY(p != all.end());
            stream = p->stream;
            QTableView* table = window->docks().picks()->table();
            const int row = window->docks().picks()->model()->rowOf(p->id);
            QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier, table->visualRect(window->docks().picks()->model()->index(row, 0)).center());
            TraceView& view = *window->traces();
            QVERIFY(view.activeLabel() && view.activeLabel()->id == p->id);
            view.setSpan({p->time - 5s, p->time + 5s});
            view.setFocus();
            const int y = rowOf(view, stream, view.width() - 60);
            QVERIFY2(y > 0, "the pick's row is in sight");
            const int from = pixelOf(view, p->time, y), to = pixelOf(view, p->time + 500ms, y);
            QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, QPoint(from, y));
            for (int x = from; x <= to; x += std::max(1, (to - from) / 8)) QTest::mouseMove(&view, QPoint(x, y), 5);
            QTest::mouseMove(&view, QPoint(to, y), 5);
            QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, QPoint(to, y));
            const auto findMoved = [&]() -> const Label* {
                for (const Label* l : window->session()->labels().in(stream, {p->time + 300ms, p->time + 700ms}))
                    if (l->phase == "P" && l->mode == Mode::Manual) return l;
                return nullptr;
            };
            QVERIFY2(findMoved(), "the pick was dragged");
            corrected = findMoved()->id;
            wanted = findMoved()->time;
            QVERIFY(std::abs(toSeconds(wanted - p->time) - 0.5) < 0.05);
            QVERIFY(window->session()->labels().find(p->id)->review == Review::Rejected);
            picture(*window, "dragged");

            // Undo and redo by keys, in the traces and in the table.
            const auto before = window->session()->labels().size();
            QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(!window->session()->labels().find(corrected));
            QVERIFY(*window->session()->labels().find(p->id) == *p);
            table->setFocus();
            QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            QVERIFY(window->session()->labels().find(corrected));
            QCOMPARE(window->session()->labels().size(), before);

            // The pick keys act on the table's selection.
            QTRY_VERIFY(window->docks().picks()->model()->rowOf(corrected) >= 0);
            table->selectRow(window->docks().picks()->model()->rowOf(corrected));
            QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
            QCOMPARE(window->session()->labels().find(corrected)->polarity, Polarity::Negative);
            QVERIFY(window->close());
        }
        {
            // After a restart the pick is there, its records too, and undo goes on.
            auto window = open();
            QVERIFY(window->openProject(m_project));
            QVERIFY(settled(*window));
            QTRY_COMPARE(window->session()->traces().size(), m_demo.traces.size());
            const Label* found = window->session()->labels().find(corrected);
            QVERIFY(found && found->time == wanted && found->polarity == Polarity::Negative && found->stream == stream);
            QVERIFY(window->session()->canUndo());
            window->traces()->goToLabel(corrected);
            picture(*window, "reopened");

            const QString xml = path("picks.xml");
            QSignalSpy written(&window->exporter(), &Exporter::written);
            window->exporter().writeEvents(*window->session(), xml);
            QVERIFY(written.wait(30000));
            QVERIFY(window->messages().text().contains(xml));
            std::vector<ReadIssue> issues;
            const auto events = readQuakeMl(xml.toStdString(), issues);
            QVERIFY(events && issues.empty());
            QVERIFY(lintQuakeMl(xml.toStdString()).empty());
            const auto back = labelsFromEvents(*events);
            QVERIFY(std::any_of(back.begin(), back.end(), [&](const Label& l) {
                return l.phase == "P" && l.stream == stream && std::abs(toSeconds(l.time - wanted)) < 1e-6 && l.polarity == Polarity::Negative && l.mode == Mode::Manual;
            }));
            QVERIFY(window->close());
        }
    }

    void stationsCanBeSwitchedOffAndFoundByTyping()
    {
        auto window = open();
        QVERIFY(window->openProject(m_project));
        QVERIFY(settled(*window));
        const auto all = window->traces()->shownTraces().size();
        StationsPanel* panel = window->docks().stations();
        QVERIFY(panel->model()->setData(panel->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QTRY_VERIFY(window->traces()->shownTraces().size() < all);
        panel->model()->setAllShown(true);
        QTRY_COMPARE(window->traces()->shownTraces().size(), all);
        // Letters typed into a field are text, not pick keys.
        panel->search()->setFocus();
        QTest::keyClicks(panel->search(), QStringLiteral("fsz1"));
        QCOMPARE(panel->search()->text(), QStringLiteral("fsz1"));
        QVERIFY(!window->traces()->options().filterOn);
        panel->search()->clear();
        // In the traces they are keys.
        window->traces()->setFocus();
        QTest::keyClick(window->traces(), Qt::Key_F);
        QTRY_VERIFY(window->traces()->options().filterOn);
        QTest::keyClick(window->traces(), Qt::Key_Z);
        QTRY_VERIFY(window->traces()->options().components == ComponentMode::Vertical);
        QVERIFY(window->actions().action(QStringLiteral("components.Z"))->isChecked());
        QTest::keyClick(window->traces(), Qt::Key_T);
        QTRY_VERIFY(window->traces()->options().components == ComponentMode::All);
    }

    void looksRightInTheDarkAndLarge()
    {
        auto window = open();
        window->resize(1920, 1080);
        QVERIFY(window->openProject(m_project));
        QVERIFY(settled(*window));
        window->setTheme(ThemeChoice::Dark);
        window->docks().raise(QStringLiteral("model"));
        window->docks().raise(QStringLiteral("events"));
        window->docks().raise(QStringLiteral("log"));
        QTest::qWait(300);
        picture(*window, "dark");
        window->setTheme(ThemeChoice::Light);
        QTest::qWait(50);
        picture(*window, "light_large");
    }

    void damagedAndMissingInputsAreSaid()
    {
        auto window = open();
        QVERIFY(window->newProject());
        window->addInputs({path("nowhere.mseed")});
        QVERIFY(settled(*window));
        QTRY_VERIFY(window->messages().text().contains(QLatin1String("nowhere.mseed")));
        QFile broken(path("broken.seisdesk"));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("not a database at all, of no use") > 0);
        broken.close();
        const auto before = window->session()->path();
        QVERIFY(!window->openProject(broken.fileName()));
        QVERIFY(window->messages().text().contains(QLatin1String("broken.seisdesk")));
        QVERIFY(window->session()->path() == before);
    }

    void aProjectLeftByACrashIsReportedWhole()
    {
        QFile lock(m_project + QStringLiteral(".lock"));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write(QStringLiteral("4194303\nseisdesk\n%1\n").arg(QSysInfo::machineHostName()).toUtf8());  // beyond every process id in use
        lock.close();
        auto window = open();
        QVERIFY(window->openProject(m_project));
        QVERIFY(settled(*window));
        QVERIFY2(window->messages().text().contains(QLatin1String("every finished edit")), qPrintable(window->messages().text()));
        QVERIFY(window->session()->labels().size() > 0);
    }

    void closingAsksWhileWorkIsRunning()
    {
        auto window = open();
        QVERIFY(window->newProject());
        QSemaphore go;
        window->jobs().run(Lane::Predict, QStringLiteral("Long work"), window.get(),
                           [&go](const Progress& progress) -> Result<int> {
                               while (!progress.cancelled() && !go.tryAcquire(1, 5)) {}
                               return 1;
                           },
                           [](Result<int>) {});
        const auto answer = [](QMessageBox::StandardButton button) {
            QTimer::singleShot(200, qApp, [button] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                if (box) QTest::mouseClick(box->button(button), Qt::LeftButton);
            });
        };
        answer(QMessageBox::Cancel);
        QVERIFY(!window->close());
        QVERIFY(window->isVisible() && window->jobs().busy());
        answer(QMessageBox::Close);
        QVERIFY(window->close());
        QTRY_VERIFY(!window->jobs().busy());
    }

    void realRecordsAppearWithinASecondAfterReading()
    {
        const auto folder = test::shared("data/ridgecrest_continuous");
        if (folder.empty()) QSKIP(test::needShared("data/ridgecrest_continuous").c_str());
        auto window = open();
        QVERIFY(window->newProject());
        QElapsedTimer sinceRead;
        connect(window->session(), &Session::tracesChanged, window.get(), [&] { if (!sinceRead.isValid()) sinceRead.start(); });
        window->addInputs({QString::fromStdString(folder.string())});
        QTRY_VERIFY_WITH_TIMEOUT(!window->session()->traces().empty(), 60000);
        QTRY_VERIFY(window->traces()->isVisible());
        window->grab();
        const auto shown = sinceRead.elapsed();
        qInfo("%zu traces on screen %lld ms after reading", window->session()->traces().size(), shown);
        QCOMPARE(window->session()->traces().size(), std::size_t{66});
        QVERIFY(shown < 1000);
        QVERIFY(settled(*window));
        picture(*window, "ridgecrest");
    }
};

QTEST_MAIN(ReviewTest)
#include "review_test.moc"
