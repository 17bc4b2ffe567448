#pragma once
// A window over made-up records with a model that is late and a fake learning round, and an analyst's hands.

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
#include "tests/ui/shell/by_hand.h"

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

namespace seisdesk::test {

using namespace std::chrono_literals;

inline void picture(QWidget& widget, const QString& name)
{
    QTest::qWait(150);  // tables follow edits a moment later
    QDir().mkpath(QStringLiteral(SEISDESK_PICTURES));
    QVERIFY(widget.grab().save(QStringLiteral(SEISDESK_PICTURES "/learning_%1.png").arg(name)));
}

/// Each test function has a project and settings of its own.
class WindowTest : public QObject {
    Q_OBJECT
protected:
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
        m_window->docks().queue()->triage().setLook({});
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
};

}  // namespace seisdesk::test
