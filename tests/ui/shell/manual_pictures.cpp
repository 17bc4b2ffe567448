// Draws every panel of the window, and its dialogs, for the manual: manual_pictures FOLDER.

#include "tests/core/session/fake_learning.h"
#include "tests/ui/shell/by_hand.h"
#include "tests/ui/shell/sequence.h"
#include "tests/ui/shell/small_png.h"

#include "ui/adapt/learning_panel.h"
#include "ui/adapt/proof_view.h"
#include "ui/adapt/queue_panel.h"
#include "ui/adapt/versions_panel.h"
#include "ui/map/map_panel.h"
#include "ui/panels/events_panel.h"
#include "ui/review/arrivals_model.h"
#include "ui/review/location_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/docks.h"
#include "ui/shell/learning_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/model_loading.h"
#include "ui/shell/predictor.h"
#include "ui/shell/review_desk.h"
#include "ui/shell/source_desk.h"

#include "core/model/annotator.h"

#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTreeWidget>

#include <cstdio>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

/// Says the sequence's picks.
class SequenceModel : public Annotator {
public:
    explicit SequenceModel(const test::Sequence& sequence) : m_sequence(sequence) {}
    std::string version() const override { return "seismollm-desk@1.1"; }
    std::string description() const override { return "P and S, first motion, magnitude, distance and back-azimuth"; }
    Result<Prediction> annotate(const std::vector<TracePtr>& traces, const Inventory&, const AnnotateOptions&, const Progress&) const override
    {
        Prediction out{version(), {}};
        for (const TracePtr& trace : traces) {
            if (trace->id.component() != 'Z') continue;
            StationPrediction station{trace->id.instrument(), trace->id, {}, {trace->span()}, {}, {}, {}};
            for (Label label : m_sequence.picks) {
                if (!label.stream.sameStation(trace->id)) continue;
                label.model = label.author = version();
                station.labels.push_back(label);
            }
            out.stations.push_back(std::move(station));
        }
        return out;
    }

private:
    const test::Sequence& m_sequence;
};

class Pictures {
public:
    explicit Pictures(const QString& folder) : m_out(folder), m_settings(m_folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat), m_fake(std::make_shared<test::FakeLearning>())
    {
        m_settings.setValue(QStringLiteral("author"), QStringLiteral("Anna"));
        m_sequence.write(path("sequence").toStdString());
        m_fake->parent = path("seismollm-desk.safetensors").toStdString();
        m_fake->steps = 3;
        test::writeWeights(m_fake->parent);
    }
    /// The exit code.
    int draw()
    {
        open();
        workOnTheEvent();
        for (const bool dark : {false, true}) theWindow(dark);
        thePanels();
        theAmplitudes();
        theDialogs();
        learning();
        return m_failed ? 1 : 0;
    }

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    Docks& docks() { return m_window->docks(); }
    TraceView& traces() { return *m_window->traces(); }
    void settle()
    {
        const auto quiet = [this] { return !m_window->jobs().busy() && !m_window->review().review().locating() && !m_window->source().busy() && !docks().map()->base().busy(); };
        for (int i = 0; i < 3; ++i) {
            static_cast<void>(QTest::qWaitFor(quiet, 60000));
            QTest::qWait(150);
        }
    }
    void save(QWidget& widget, const QString& name)
    {
        const QString file = m_out.filePath(name + QStringLiteral(".png"));
        const bool written = test::writeSmallPng(widget.grab().toImage(), file);
        m_failed = m_failed || !written;
        std::printf("%s %s\n", written ? "wrote" : "COULD NOT WRITE", qPrintable(file));
    }
    void panel(const QString& id)
    {
        docks().raise(id);
        settle();
        save(*docks().dock(id)->widget(), id);
    }
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = {})
    {
        traces().setFocus();
        QTest::keyClick(&traces(), which, modifiers);
        settle();
    }
    void open()
    {
        m_window = std::make_unique<MainWindow>(m_settings, false);
        m_window->setTheme(ThemeChoice::Light);
        m_window->resize(1600, 1000);
        m_window->show();
        static_cast<void>(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->predictor().setLoader([this](const ModelChoice& choice, const Progress&) -> Result<LoadedModel> {
            LoadedModel out;
            out.choice = choice;
            out.annotator = std::make_shared<SequenceModel>(m_sequence);
            return out;
        });
        m_window->predictor().choose({{m_fake->parent.string()}, "cpu"});
        m_window->learning().learner().setLearn(test::fakeLearning(m_fake));
        docks().queue()->triage().setLook({});
        m_window->newProject();
        m_window->saveProjectAs(path("norcia.seisdesk"));
        m_window->review().useModel(path("sequence/crust.txt"));
        QFile::remove(path("sequence/data/picks.csv"));
        m_window->addInputs({path("sequence/data")});
        settle();
    }
    const Label* pick(std::size_t index)
    {
        const Label& like = m_sequence.picks[index];
        for (const Label* label : m_window->session()->labels().in(like.stream, {like.time - 2s, like.time + 2s}))
            if (label->phase == like.phase && label->review != Review::Rejected && std::abs(toSeconds(label->time - like.time)) < 0.5) return label;
        return nullptr;
    }
    void correct(std::size_t index)
    {
        const Label* wrong = pick(index);
        if (!wrong) return;
        const Label before = *wrong;
        traces().goToLabel(before.id);
        key(Qt::Key_V);
        test::dragPick(traces(), before.stream, before.time, m_sequence.truth[index].time);
        settle();
    }
    void workOnTheEvent()
    {
        key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        const auto& events = m_window->session()->events();
        for (const Event& event : events)
            if (std::abs(toSeconds(event.origin()->time - m_sequence.shocks[1].time)) < 5.0) docks().events()->go(event.id);
        settle();
        correct(m_sequence.lateP);
        correct(m_sequence.earlyS);
        if (const Label* flipped = pick(m_sequence.flippedP)) {
            traces().goToLabel(flipped->id);
            key(flipped->polarity == Polarity::Positive ? Qt::Key_Down : Qt::Key_Up, Qt::ShiftModifier);
        }
        docks().raise(QStringLiteral("magnitude"));
        settle();
        Q_EMIT docks().magnitude()->keepWanted();
        settle();
        key(Qt::Key_3, Qt::ControlModifier);
        key(Qt::Key_D, Qt::AltModifier);
        key(Qt::Key_Z);
        key(Qt::Key_W, Qt::ShiftModifier);
        key(Qt::Key_T, Qt::ControlModifier);
        const Time origin = m_sequence.shocks[1].time;
        traces().setSpan({origin - 3s, origin + 25s});
        if (const Label* p = pick(m_sequence.lateP)) traces().goToLabel(p->id);
        traces().setSpan({origin - 3s, origin + 25s});
    }
    void theWindow(bool dark)
    {
        m_window->setTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        const QString tail = dark ? QStringLiteral("-dark") : QString();
        docks().raise(QStringLiteral("events"));
        docks().raise(QStringLiteral("location"));
        docks().raise(QStringLiteral("residuals"));
        m_window->resizeDocks({docks().dock(QStringLiteral("residuals"))}, {290}, Qt::Vertical);
        settle();
        key(Qt::Key_W, Qt::ShiftModifier);
        traces().setSpan({m_sequence.shocks[1].time - 3s, m_sequence.shocks[1].time + 25s});
        settle();
        save(*m_window, QStringLiteral("desk") + tail);
    }
    void thePanels()
    {
        m_window->setTheme(ThemeChoice::Light);
        m_window->resize(1500, 800);
        m_window->resizeDocks({docks().dock(QStringLiteral("residuals"))}, {340}, Qt::Vertical);
        for (const QString& id : Docks::ids()) {
            if (QStringList{QStringLiteral("adapt"), QStringLiteral("queue"), QStringLiteral("proof"), QStringLiteral("versions")}.contains(id)) continue;
            if (id == QStringLiteral("location"))
                if (const Label* p = pick(m_sequence.lateP)) docks().location()->select(p->id);
            panel(id);
        }
    }
    void dialog(const QString& action, const QString& name, const QString& typed = {})
    {
        m_window->actions().action(action)->trigger();
        QTest::qWait(200);
        for (QDialog* one : m_window->findChildren<QDialog*>())
            if (one->isVisible()) {
                if (auto* field = one->findChild<QLineEdit*>(); field && !typed.isEmpty()) QTest::keyClicks(field, typed);
                QTest::qWait(200);
                save(*one, name);
                one->reject();
            }
        QTest::qWait(50);
    }
    void theAmplitudes()
    {
        docks().raise(QStringLiteral("magnitude"));
        settle();
        const auto& marks = traces().amplitudes();
        if (marks.empty()) return;
        ViewOptions options = traces().options();
        options.components = ComponentMode::All;
        options.rowHeight = 72;
        traces().setOptions(options);
        const AmplitudeMark mark = marks.front();
        traces().goTo(mark.stream, mark.window.begin);
        traces().setSpan({mark.window.begin - 4s, mark.window.end + 4s});
        key(Qt::Key_F4);
        save(traces(), QStringLiteral("amplitudes"));
        key(Qt::Key_Escape);
    }
    void theDialogs()
    {
        dialog(QStringLiteral("size.settings"), QStringLiteral("size-settings"));
        dialog(QStringLiteral("file.fetch"), QStringLiteral("fetch"));
        dialog(QStringLiteral("help.palette"), QStringLiteral("palette"), QStringLiteral("event"));
    }
    void learning()
    {
        docks().raise(QStringLiteral("queue"));
        docks().queue()->triage().refresh();
        settle();
        panel(QStringLiteral("queue"));
        panel(QStringLiteral("adapt"));
        QTest::mouseClick(docks().adapt()->learnButton(), Qt::LeftButton);
        static_cast<void>(QTest::qWaitFor([this] { return m_window->learning().learner().state() == Learner::State::Proof; }, 30000));
        panel(QStringLiteral("proof"));
        QTest::mouseClick(docks().proof()->adoptButton(), Qt::LeftButton);
        settle();
        docks().raise(QStringLiteral("versions"));
        settle();
        if (QTreeWidget* tree = docks().versions()->tree(); tree->topLevelItemCount() > 0 && tree->topLevelItem(0)->childCount() > 0) tree->setCurrentItem(tree->topLevelItem(0)->child(0));
        panel(QStringLiteral("versions"));
    }

    QDir m_out;
    QTemporaryDir m_folder;
    QSettings m_settings;
    test::Sequence m_sequence;
    std::shared_ptr<test::FakeLearning> m_fake;
    std::unique_ptr<MainWindow> m_window;
    bool m_failed = false;
};

}  // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home;
    qputenv("XDG_DATA_HOME", home.path().toLocal8Bit());
    qputenv("SEISDESK_MODELS", home.path().toLocal8Bit());
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("pictures");
    QDir().mkpath(folder);
    return Pictures(folder).draw();
}
