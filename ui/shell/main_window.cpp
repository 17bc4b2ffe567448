#include "ui/shell/main_window.h"

#include "ui/panels/log_panel.h"
#include "ui/panels/model_panel.h"
#include "ui/panels/picks_panel.h"
#include "ui/panels/stations_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/analysis_desk.h"
#include "ui/shell/commands.h"
#include "ui/shell/docks.h"
#include "ui/shell/events_desk.h"
#include "ui/shell/exporter.h"
#include "ui/shell/fetch_desk.h"
#include "ui/shell/models_desk.h"
#include "ui/shell/learning_desk.h"
#include "ui/shell/manual_desk.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/predictor.h"
#include "ui/shell/review_desk.h"
#include "ui/shell/shell_actions.h"
#include "ui/shell/source_desk.h"
#include "ui/shell/status_line.h"
#include "ui/shell/view_bar.h"
#include "ui/shell/welcome.h"
#include "ui/theme/icons.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace seisdesk {

MainWindow::MainWindow(QSettings& settings, bool systemDark, QWidget* parent)
    : QMainWindow(parent), m_settings(settings), m_systemDark(systemDark), m_actions(new ActionRegistry(allActions(), this)),
      m_predictor(new Predictor(m_jobs, settings, this)), m_exporter(new Exporter(m_jobs, this)), m_stack(new QStackedWidget), m_welcome(new Welcome),
      m_manual(new ManualDesk(*this)), m_messages(new MessageBar), m_status(new StatusLine(m_jobs)), m_viewLater(new QTimer(this))
{
    setWindowIcon(programIcon());
    setAcceptDrops(true);
    m_commands = std::make_unique<Commands>(*this);
    layOut();
    m_learning = new LearningDesk(*this);
    m_review = new ReviewDesk(*this);
    m_fetch = new FetchDesk(m_jobs, this);
    connect(m_fetch, &FetchDesk::told, this, [this](const Message& message) { tell(message); });
    connect(m_fetch, &FetchDesk::noted, m_docks->log(), &LogPanel::add);
    m_models = new ModelsDesk(m_jobs, this);
    m_events = new EventsDesk(*this);
    m_analysis = new AnalysisDesk(*this);
    m_analysis->setReview(&m_review->review());
    m_source = new SourceDesk(*this, m_review->review());
    setKeymap(settings.value(QStringLiteral("keymap"), QStringLiteral("seiscomp")).toString());
    wireWindow();
    wirePanels();
    wireModel();
    wireModels();
    setTheme(themeFrom(settings.value(QStringLiteral("theme")).toString()));
    restoreLayout();
    showTitle();
    showContent();
    showModels();
}

MainWindow::~MainWindow()
{
    m_docks->disconnect(this);  // panels hide with the window, after this object is gone
    leaveSession();
    m_jobs.cancelAll();
}

void MainWindow::layOut()
{
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    column->addWidget(m_messages);  // below, so that traces stay where they are when it comes and goes
    m_stack->addWidget(m_welcome);
    setCentralWidget(centre);
    setStatusBar(m_status);
    m_docks = new Docks(*this, m_jobs);

    const QHash<QString, QMenu*> menus = m_actions->fill(*menuBar());
    m_recent = new QMenu(tr("Recent"), this);
    menus[QStringLiteral("File")]->insertMenu(m_actions->action(QStringLiteral("file.saveAs")), m_recent);
    m_bar = new ViewBar(*m_actions, this);
    addToolBar(m_bar);
}

void MainWindow::restoreLayout()
{
    resize(1280, 800);
    restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(m_settings.value(QStringLiteral("window/state")).toByteArray());
    m_bar->setVisible(true);
    m_actions->setChecked(QStringLiteral("window.fullScreen"), isFullScreen());
    showPanels();
}

void MainWindow::tell(const Message& message, const QString& actionText, std::function<void()> action)
{
    m_docks->log()->add(message);
    m_messages->tell(message, actionText, std::move(action));
}

void MainWindow::setTheme(ThemeChoice choice, bool remember)
{
    if (remember) m_settings.setValue(QStringLiteral("theme"), word(choice));
    m_palette = applyTheme(*qApp, choice, m_systemDark);
    m_actions->setPalette(m_palette);
    m_messages->setPalette(m_palette);
    m_status->setPalette(m_palette);
    m_welcome->setPalette(m_palette);
    m_docks->setPalette(m_palette);
    m_manual->setPalette(m_palette);
    if (m_traces) m_traces->setPalette(m_palette);
    for (const ThemeChoice each : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        m_actions->setChecked(QStringLiteral("theme.") + word(each), each == choice);
}

void MainWindow::setKeymap(const QString& id)
{
    auto base = builtInKeymap(id);
    if (!base) base = builtInKeymap(builtInKeymaps().first());
    if (!base) return tell({Severity::Error, QString::fromStdString(base.error().message)});
    Keymap keymap = *base;
    if (const auto own = userKeymap(userKeymapFile()); !own)
        tell({Severity::Warning, tr("Your own keys are not used: %1").arg(QString::fromStdString(own.error().message))});
    else
        keymap = merged(keymap, *own);
    for (const KeyConflict& clash : conflicts(keymap))
        tell({Severity::Warning, tr("%1 is for both %2 and %3. Change one of them in %4.").arg(clash.keys.toString(QKeySequence::NativeText), clash.first, clash.second, userKeymapFile())});
    m_actions->setKeymap(keymap);
    m_settings.setValue(QStringLiteral("keymap"), base->id);
    for (const QString& each : builtInKeymaps()) m_actions->setChecked(QStringLiteral("keymap.") + each, each == base->id);
}

QString MainWindow::userKeymapFile() const { return QFileInfo(m_settings.fileName()).absolutePath() + QStringLiteral("/keymap.json"); }

QString MainWindow::author() const
{
    const QString login = qEnvironmentVariable("USER", QStringLiteral("analyst"));
    return m_settings.value(QStringLiteral("author"), login).toString();
}

void MainWindow::setAuthor(const QString& name)
{
    if (!name.trimmed().isEmpty()) m_settings.setValue(QStringLiteral("author"), name.trimmed());
    m_docks->picks()->setAuthor(author());
    if (m_traces) m_traces->setAuthor(author());
    if (m_session) m_session->setAuthor(author().toStdString());
}

bool MainWindow::saveScreenshot(const QString& path)
{
    const bool written = grab().save(path);
    if (written) tell({Severity::Success, tr("Screenshot written to %1").arg(path)});
    else tell({Severity::Error, tr("%1 could not be written. Choose another folder or a name that ends in .png.").arg(path)});
    return written;
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!m_settings.contains(QStringLiteral("window/state"))) QTimer::singleShot(0, m_docks, &Docks::resetSizes);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    // Learning goes on where it was when the project is opened again.
    const QList<Job*>& jobs = m_jobs.jobs();
    if (std::any_of(jobs.begin(), jobs.end(), [](const Job* job) { return !job->isOver() && job->lane() != Lane::Train && job->lane() != Lane::Background; })) {
        const auto answer = QMessageBox::question(this, tr("Close SeisDesk?"), tr("Work is still running. Closing stops it; picks and edits made so far are kept."),
                                                  QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Close) return event->ignore();
        m_jobs.cancelAll();
    }
    saveView();
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/state"), saveState());
    event->accept();
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F1 && event->modifiers() == Qt::NoModifier) return m_manual->open();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (std::none_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); })) return;
    event->acceptProposedAction();
    m_welcome->setDropping(true);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) { m_welcome->setDropping(false); }

void MainWindow::dropEvent(QDropEvent* event)
{
    m_welcome->setDropping(false);
    QStringList inputs;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) inputs << url.toLocalFile();
    event->acceptProposedAction();
    // After the drop is over: reading must not hold up the program that the files come from.
    QTimer::singleShot(0, this, [this, inputs] { addInputs(inputs); });
}

}  // namespace seisdesk
