// An analyst corrects picks, lets the model learn while working on, reads the proof, adopts, rolls back, and empties the queue by keys.

#include "ui/adapt/learning_panel.h"
#include "ui/adapt/proof_view.h"
#include "ui/adapt/queue_panel.h"
#include "ui/adapt/versions_panel.h"
#include "ui/panels/picks_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/docks.h"
#include "ui/shell/learning_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/predictor.h"
#include "ui/trace/trace_view.h"

#include "tests/ui/adapt/fake_model.h"

#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

using namespace seisdesk;
using namespace seisdesk::test;
using namespace std::chrono_literals;

namespace {

void picture(QWidget& widget, const QString& name)
{
    QTest::qWait(150);  // tables follow edits a moment later
    QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
    QVERIFY(widget.grab().save(QStringLiteral(SEISDESK_PICTURES "/learning_%1.png").arg(name)));
}

int pixelOf(TraceView& view, Time time, int y)
{
    int low = 200, high = view.width() - 40;
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        QTest::mouseMove(&view, QPoint(middle, y));
        const auto at = view.cursorTime();
        (at && *at <= time ? low : high) = middle;
    }
    return low;
}

int rowOf(TraceView& view, const StreamId& stream, int x)
{
    int first = -1, last = -1;
    for (int y = 45; y < view.height() - 4; y += 6) {
        QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, QPoint(x, y));
        if (view.currentStream() == stream) (first < 0 ? first : last) = y;
    }
    return first < 0 ? -1 : (first + std::max(first, last)) / 2;
}

/// What a model said, without what differs from run to run by design.
std::vector<std::tuple<std::string, std::string, Time, std::string, std::optional<double>>> outputsOf(const Session& session)
{
    std::vector<std::tuple<std::string, std::string, Time, std::string, std::optional<double>>> out;
    for (const StationPrediction& station : session.prediction()->stations)
        for (const Label& label : station.labels) out.emplace_back(label.stream.text(), label.phase, label.time, label.model, label.confidence);
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

class LearningTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    synth::Demo m_demo;
    std::shared_ptr<FakeLearning> m_fake;
    std::unique_ptr<MainWindow> m_window;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString project() const { return path(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".seisdesk")); }
    Learner& learner() { return m_window->learning().learner(); }
    ModelVersions& versions() { return m_window->learning().versions(); }
    bool reaches(Learner::State state)
    {
        return QTest::qWaitFor([&] { return learner().state() == state; }, 30000);
    }
    bool settled()
    {
        return QTest::qWaitFor([&] { return !m_window->jobs().busy(); }, 60000);
    }
    void open()
    {
        m_window = std::make_unique<MainWindow>(*m_settings, false);
        m_window->setTheme(ThemeChoice::Light);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->predictor().setLoader(lateModels(m_demo));
        m_window->predictor().choose({{m_fake->parent.string()}, "cpu"});
        learner().setLearn(fakeLearning(m_fake));
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(m_window->openProject(project()));
        Records records;
        records.traces = m_demo.traces;
        records.inventory = m_demo.inventory;
        records.events = {m_demo.event};
        m_window->session()->addRecords(std::move(records));
        QVERIFY(settled());
        QTRY_VERIFY(m_window->traces()->isVisible());
    }
    void predictAll()
    {
        m_window->traces()->setFocus();
        QSignalSpy predicted(&m_window->predictor(), &Predictor::predicted);
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(predicted.wait(60000));
        QVERIFY(settled());
    }
    /// The first automatic pick of a phase that nobody has judged.
    Label anyPick(const char* phase)
    {
        for (const Label& label : m_window->session()->labels().values())
            if (label.phase == phase && awaitsJudgement(label)) return label;
        return {};
    }
    void drag(const Label& label, Duration by)
    {
        TraceView& view = *m_window->traces();
        QVERIFY(view.goToLabel(label.id));
        view.setSpan({label.time - 5s, label.time + 5s});
        view.setFocus();
        const int y = rowOf(view, label.stream, view.width() - 60);
        QVERIFY2(y > 0, "the pick's row is in sight");
        const int from = pixelOf(view, label.time, y), to = pixelOf(view, label.time + by, y);
        QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, QPoint(from, y));
        for (int i = 1; i <= 8; ++i) QTest::mouseMove(&view, QPoint(from + (to - from) * i / 8, y), 5);
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, QPoint(to, y));
        QCOMPARE(m_window->session()->labels().find(label.id)->review, Review::Rejected);
    }
    void confirmOne()
    {
        TraceView& view = *m_window->traces();
        QVERIFY(view.goToLabel(anyPick("S").id));
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Return, Qt::ShiftModifier);
    }
    static void click(QPushButton* button)
    {
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void toProof()
    {
        predictAll();
        confirmOne();
        QTRY_VERIFY(learner().stock().corrections.all() > 0);
        m_window->docks().raise(QStringLiteral("adapt"));
        click(m_window->docks().adapt()->learnButton());
        QVERIFY(reaches(Learner::State::Proof));
        m_window->docks().raise(QStringLiteral("proof"));
        QTest::qWait(50);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("SEISDESK_MODELS", m_folder.filePath(QStringLiteral("models")).toLocal8Bit());
        synth::DemoOptions options;
        options.stations = 5;
        m_demo = synth::demo(options);
    }
    void init()
    {
        m_settings = std::make_unique<QSettings>(path(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".ini")), QSettings::IniFormat);
        m_fake = std::make_shared<FakeLearning>();
        m_fake->parent = path(QStringLiteral("base.safetensors")).toStdString();
        if (!std::filesystem::exists(m_fake->parent)) writeWeights(m_fake->parent);
        open();
    }
    void cleanup() { m_window.reset(); }

    void correctsLearnsAdoptsSeesTheChangeAndRollsBack()
    {
        QCOMPARE(m_window->docks().adapt()->headline(), QStringLiteral("Nothing to learn from yet"));
        m_window->docks().raise(QStringLiteral("adapt"));
        picture(*m_window, QStringLiteral("empty"));
        QVERIFY(!m_window->docks().adapt()->learnButton()->isEnabled());
        predictAll();
        const auto before = outputsOf(*m_window->session());
        const Label late = anyPick("P");
        drag(late, -300ms);
        confirmOne();
        QTRY_COMPARE(learner().stock().corrections.all(), std::size_t{2});
        QCOMPARE(learner().stock().corrections.moved, std::size_t{1});
        m_window->docks().raise(QStringLiteral("adapt"));
        picture(*m_window, QStringLiteral("stock"));

        // Learning takes two seconds; meanwhile the window goes on at its pace and picks are corrected.
        m_fake->steps = 100;
        m_fake->millisecondsPerStep = 20;
        click(m_window->docks().adapt()->learnButton());
        QCOMPARE(learner().state(), Learner::State::Running);
        QElapsedTimer frame;
        qint64 slowest = 0;
        int frames = 0;
        const Label second = anyPick("P");
        for (; learner().state() == Learner::State::Running && frames < 30; ++frames) {
            m_window->traces()->perform(frames % 2 ? QStringLiteral("scroll.left") : QStringLiteral("scroll.right"));
            frame.restart();
            QTest::qWait(1);
            slowest = std::max(slowest, frame.elapsed());
        }
        qInfo("%d frames while learning, the slowest %lld ms", frames, slowest);
        QVERIFY(frames == 30);
        picture(*m_window, QStringLiteral("running"));
        drag(second, -300ms);
        QCOMPARE(learner().state(), Learner::State::Running);

        QVERIFY(reaches(Learner::State::Proof));
        QVERIFY(m_window->messages().text().contains(QLatin1String("The model has learned.")));
        QVERIFY2(m_window->docks().dock(QStringLiteral("proof"))->isHidden(), "the proof does not push itself before the analyst");
        QTRY_VERIFY(learner().newCorrections() >= 1);
        m_window->docks().raise(QStringLiteral("proof"));
        QTest::qWait(50);
        ProofView* proof = m_window->docks().proof();
        QVERIFY(proof->verdict().startsWith(QLatin1String("Better")));
        QVERIFY(proof->adoptButton()->isDefault() && !proof->discardButton()->isDefault());
        picture(*m_window, QStringLiteral("proof"));

        // A click on a changed pick shows it in the traces.
        QCOMPARE(proof->changes()->rowCount(), 2);
        QTest::mouseClick(proof->changes()->viewport(), Qt::LeftButton, Qt::NoModifier, proof->changes()->visualItemRect(proof->changes()->item(1, 0)).center());
        const ChangedPick changed = learner().report()->changed[1];
        QCOMPARE(*m_window->traces()->currentStream(), changed.stream);
        QVERIFY(m_window->traces()->visibleSpan().contains(*changed.after));

        const auto labels = m_window->session()->labels().size();
        click(proof->adoptButton());
        QVERIFY(reaches(Learner::State::Idle));
        QVERIFY(versions().current());
        QCOMPARE(m_window->predictor().choice().weights.front(), versions().current()->version.path.string());
        QCOMPARE(m_window->session()->labels().size(), labels);
        predictAll();
        const auto after = outputsOf(*m_window->session());
        QVERIFY(after != before && after.size() == before.size());
        const auto truth = std::find_if(m_demo.picks.begin(), m_demo.picks.end(), [&](const Label& l) { return l.phase == "P" && l.stream.sameStation(late.stream); });
        QVERIFY(std::any_of(after.begin(), after.end(), [&](const auto& row) { return std::get<0>(row) == late.stream.text() && std::get<2>(row) == truth->time; }));
        QCOMPARE(m_window->session()->prediction()->model.substr(0, 8), std::string("adapted@"));
        m_window->docks().raise(QStringLiteral("versions"));
        QTest::qWait(50);
        VersionsPanel* panel = m_window->docks().versions();
        panel->tree()->setCurrentItem(panel->tree()->topLevelItem(0)->child(0));
        QVERIFY(panel->comparison()->rowCount() > 0);
        picture(*m_window, QStringLiteral("versions"));

        click(panel->rollBackButton());
        QCOMPARE(m_window->predictor().choice().weights.front(), m_fake->parent.string());
        predictAll();
        QVERIFY2(outputsOf(*m_window->session()) == before, "the same to the bit");
        QVERIFY(!panel->rollBackButton()->isEnabled());
        QVERIFY(m_window->close());
    }
    void pausesAndGoesOnByKeysAndButtons()
    {
        predictAll();
        confirmOne();
        QTRY_VERIFY(learner().stock().corrections.all() > 0);
        m_fake->steps = 200;
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(reaches(Learner::State::Running));
        QTRY_VERIFY(learner().fraction() > 0.05);
        LearningPanel* panel = m_window->docks().adapt();
        click(panel->pauseButton());
        QVERIFY(reaches(Learner::State::Paused));
        QCOMPARE(panel->pauseButton()->text(), QStringLiteral("Resume"));
        picture(*m_window, QStringLiteral("paused"));
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(reaches(Learner::State::Running));
        QTRY_VERIFY(m_fake->firstStep > 0);
        click(panel->cancelButton());
        QVERIFY(reaches(Learner::State::Idle));
        QVERIFY(panel->learnButton()->isVisible() && panel->learnButton()->isEnabled());
    }
    void closingWhileLearningAsksNothingAndGoesOnNextTime()
    {
        predictAll();
        confirmOne();
        QTRY_VERIFY(learner().stock().corrections.all() > 0);
        m_fake->steps = 150;
        click(m_window->docks().adapt()->learnButton());
        QTRY_VERIFY(learner().fraction() > 0.05);
        QVERIFY(m_window->close());  // a question would wait for ever here
        m_window.reset();
        open();
        if (learner().state() == Learner::State::Paused) m_window->learning().recordsRead();  // the demo's records are in no file
        QVERIFY(reaches(Learner::State::Proof));
        QVERIFY(m_fake->firstStep > 0);
    }
    void aRefusedModelIsNotAdoptedByAccident()
    {
        m_fake->adopt = false;
        toProof();
        ProofView* proof = m_window->docks().proof();
        QVERIFY(proof->verdict().startsWith(QLatin1String("Do not adopt")));
        QVERIFY(!proof->adoptButton()->isDefault() && proof->discardButton()->isDefault());
        picture(*m_window, QStringLiteral("refused"));
        bool asked = false;
        const auto answer = [&](bool yes) {
            asked = false;
            QTimer::singleShot(200, qApp, [&asked, yes] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                if (!box) return;
                asked = true;
                if (!yes) return QTest::keyClick(box, Qt::Key_Return);  // the default is to leave it
                for (QAbstractButton* button : box->buttons())
                    if (box->buttonRole(button) == QMessageBox::AcceptRole) QTest::mouseClick(button, Qt::LeftButton);
            });
        };
        answer(false);
        click(proof->adoptButton());
        QVERIFY(asked);
        QCOMPARE(learner().state(), Learner::State::Proof);
        QVERIFY(versions().all().empty());
        answer(true);
        click(proof->adoptButton());
        QVERIFY(asked);
        QVERIFY(reaches(Learner::State::Idle));
        QCOMPARE(versions().all().size(), std::size_t{2});
    }
    void discardingKeepsTheModel()
    {
        toProof();
        click(m_window->docks().proof()->discardButton());
        QCOMPARE(learner().state(), Learner::State::Idle);
        QCOMPARE(m_window->predictor().choice().weights.front(), m_fake->parent.string());
        QVERIFY(versions().all().empty());
        QCOMPARE(m_window->docks().proof()->changes()->rowCount(), 0);
    }
    void theQueueIsEmptiedByKeys()
    {
        predictAll();
        TraceView& view = *m_window->traces();
        QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
        Triage& triage = m_window->docks().queue()->triage();
        QTRY_VERIFY(triage.at().has_value());
        const std::size_t all = triage.open();
        QVERIFY(all >= 8);
        // The least sure first, shown and zoomed to.
        const Id first = triage.picks()[*triage.at()].label;
        QVERIFY(view.activeLabel() && view.activeLabel()->id == first);
        QVERIFY(view.visibleSpan().length() <= 11s);
        QVERIFY(triage.picks().front().label == first && triage.picks().front().score >= triage.picks().back().score);
        picture(*m_window, QStringLiteral("queue"));
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_A);
        QCOMPARE(m_window->session()->labels().find(first)->review, Review::Confirmed);
        QCOMPARE(triage.open(), all - 1);
        const Id second = triage.picks()[*triage.at()].label;
        QVERIFY(second != first && view.activeLabel()->id == second);
        // The same keys in the list.
        QTableView* table = m_window->docks().queue()->table();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Q);
        QCOMPARE(m_window->session()->labels().find(second)->review, Review::Rejected);
        const Id skipped = triage.picks()[*triage.at()].label;
        QTest::keyClick(table, Qt::Key_J);
        QCOMPARE(m_window->session()->labels().find(skipped)->review, Review::Preliminary);
        QTest::keyClick(table, Qt::Key_H);
        QCOMPARE(triage.picks()[*triage.at()].label, skipped);
        // Fix: a click sets the pick, and the next one comes.
        const Label wrong = *m_window->session()->labels().find(skipped);
        QTest::keyClick(table, Qt::Key_I);
        QVERIFY(triage.fixing());
        QCOMPARE(view.pickPhase(), QString::fromStdString(wrong.phase));
        QVERIFY(view.hasFocus());
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY2(!triage.fixing(), "Esc leaves the fix");
        QVERIFY(view.pickPhase().isEmpty());
        const int row = rowOf(view, wrong.stream, view.width() - 60);
        QVERIFY(row > 0);
        const int x = pixelOf(view, wrong.time - 200ms, row);
        QTest::keyClick(&view, Qt::Key_I);
        QVERIFY(triage.fixing());
        QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, QPoint(x, row));
        QCOMPARE(m_window->session()->labels().find(skipped)->review, Review::Rejected);
        bool replaced = false;
        for (const Label& label : m_window->session()->labels().values()) replaced = replaced || (label.replaces == skipped && std::abs(toSeconds(label.time - wrong.time) + 0.2) < 0.05);
        QVERIFY(replaced);
        QVERIFY(!triage.fixing() && view.pickPhase().isEmpty());
        QVERIFY(triage.at() && triage.picks()[*triage.at()].label != skipped);
        // Undo opens it again; then the rest is confirmed.
        const std::size_t left = triage.open();
        QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(triage.open(), left + 1);
        for (std::size_t i = 0; i <= left + 1 && triage.at(); ++i) QTest::keyClick(&view, Qt::Key_A);
        QCOMPARE(triage.open(), std::size_t{0});
        QVERIFY(!triage.at());
        picture(*m_window, QStringLiteral("queue_done"));
        QVERIFY(m_window->messages().text().contains(QLatin1String("last one")));
    }
    void startsByItselfOnlyWhenAsked()
    {
        predictAll();
        confirmOne();
        QTRY_VERIFY(learner().stock().corrections.all() > 0);
        QCOMPARE(learner().automatic(), AutomaticLearning{});
        QVERIFY(!learner().automatic().on);
        QCOMPARE(learner().automatic().corrections, 25);
        QTest::qWait(300);
        QCOMPARE(learner().state(), Learner::State::Idle);
        learner().setAutomatic({true, 1, 0});
        QVERIFY(reaches(Learner::State::Proof));
    }
    void looksRightDarkNarrowAndWithLongNames()
    {
        for (int i = 0; i < 12; ++i) {
            const std::string station = "WIDESTATION" + std::to_string(i);
            QVERIFY(m_window->session()->apply(addLabel(newPick({"NETWORK", station, "00", "HHZ"}, i % 2 ? "P" : "S", Time(std::chrono::seconds(i)), {"somebody with a long name", Time(Duration(1))}))).has_value());
        }
        toProof();
        m_window->docks().raise(QStringLiteral("adapt"));
        m_window->setTheme(ThemeChoice::Dark);
        for (int tab = 1; tab < m_window->docks().proof()->tabs()->count(); ++tab) {
            m_window->docks().proof()->tabs()->setCurrentIndex(tab);
            picture(*m_window, QStringLiteral("dark_%1").arg(tab));
        }
        ProofView narrow;
        narrow.setLearner(&learner());
        narrow.resize(330, 700);
        narrow.show();
        picture(narrow, QStringLiteral("narrow_proof"));
        m_window->setTheme(ThemeChoice::Light);
        LearningPanel small;
        small.setLearner(&learner());
        small.resize(260, 640);
        small.show();
        picture(small, QStringLiteral("narrow_panel"));
        QVERIFY(small.minimumSizeHint().width() <= 330);
        QVERIFY(narrow.minimumSizeHint().width() <= 330);
        narrow.setLearner(nullptr);
        picture(narrow, QStringLiteral("narrow_empty"));
    }
};

QTEST_MAIN(LearningTest)
#include "learning_test.moc"
