// Projects and files: opening, leaving, reading, remembering.

#include "ui/panels/counted.h"
#include "ui/panels/log_panel.h"
#include "ui/shell/analysis_desk.h"
#include "ui/shell/docks.h"
#include "ui/shell/learning_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/predictor.h"
#include "ui/shell/review_desk.h"
#include "ui/shell/source_desk.h"
#include "ui/shell/welcome.h"
#include "ui/trace/trace_view.h"

#include "core/session/scratch.h"

#include <QFileInfo>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>

#include <set>

namespace seisdesk {

namespace {

const QString recentKey = QStringLiteral("recent"), viewKey = QStringLiteral("view");

/// A project leaves its lock behind when the program that had it open dies.
bool isLeftLocked(const std::filesystem::path& project)
{
    std::error_code error;
    return std::filesystem::exists(std::filesystem::path(project) += ".lock", error);
}

bool isProject(const QString& path) { return path.endsWith(QLatin1String(".seisdesk"), Qt::CaseInsensitive) && QFileInfo(path).isFile(); }

}  // namespace

bool MainWindow::openProject(const QString& path)
{
    std::set<std::filesystem::path> locked;
    if (!path.isEmpty()) {
        if (isLeftLocked(path.toStdString())) locked.insert(path.toStdString());
    } else {
        for (const auto& left : scratchProjects())
            if (isLeftLocked(left)) locked.insert(left);
    }
    // The present project may be the one that is asked for: it must be closed before it can be opened again.
    if (m_session && !path.isEmpty() && QFileInfo(path).canonicalFilePath() == QFileInfo(QString::fromStdString(m_session->path().string())).canonicalFilePath()) return true;
    auto opened = Session::open(path.toStdString(), m_jobs);
    const bool recovered = opened && locked.contains((*opened)->path());
    return take(std::move(opened), true, recovered);
}

bool MainWindow::newProject() { return take(Session::openFresh(m_jobs), false, false); }

bool MainWindow::take(Result<std::unique_ptr<Session>> opened, bool reload, bool recovered)
{
    if (!opened) {
        tell({Severity::Error, tr("The project was not opened: %1").arg(QString::fromStdString(opened.error().message))});
        return false;
    }
    leaveSession();
    m_session = std::move(*opened);
    m_session->setCache(m_cache);
    wireSession();
    wireTraces();
    m_traces->restoreState(m_session->setting(viewKey));
    setAuthor({});
    if (reload) {
        m_reading = m_session->reload();
        if (m_reading) connect(m_reading, &Job::finished, this, &MainWindow::showContent);
        if (m_reading) connect(m_reading, &Job::finished, m_learning, &LearningDesk::recordsRead);
    }
    if (!m_session->isScratch()) remember(QString::fromStdString(m_session->path().string()));
    if (recovered)
        tell({Severity::Information, tr("SeisDesk was not closed properly last time. Nothing was lost: every finished edit of %1 is here.")
                                         .arg(m_session->isScratch() ? tr("the unnamed project") : QString::fromStdString(m_session->path().filename().string()))},
             tr("Good"));
    showTitle();
    showUndo();
    showContent();
    showOptions();
    m_traces->setFocus();
    return true;
}

void MainWindow::leaveSession()
{
    if (!m_session) return;
    saveView();
    m_predictor->setSession(nullptr);
    m_docks->setSession(nullptr);
    m_learning->setSession(nullptr);
    m_source->setSession(nullptr);
    m_review->setSession(nullptr);
    m_analysis->setSession(nullptr);
    if (m_reading) m_reading->cancel();
    delete m_traces;  // it refers to the session
    m_traces = nullptr;
    m_session.reset();
}

void MainWindow::saveView()
{
    m_viewLater->stop();
    // Nothing has been shown of a project whose records are not there yet.
    if (m_session && m_traces && !m_session->traces().empty()) m_session->setSetting(viewKey, m_traces->saveState());
}

bool MainWindow::saveProjectAs(const QString& path)
{
    if (!m_session) return false;
    saveView();
    if (const auto saved = m_session->saveAs(path.toStdString()); !saved) {
        tell({Severity::Error, tr("The project was not saved: %1").arg(QString::fromStdString(saved.error().message))});
        return false;
    }
    remember(path);
    tell({Severity::Success, tr("The project is now %1; every edit is saved there at once.").arg(path)});
    return true;
}

void MainWindow::addInputs(const QStringList& inputs)
{
    QStringList records;
    QString project;
    for (const QString& input : inputs) (isProject(input) ? project = input, void() : void(records << input));
    if (!project.isEmpty() && !openProject(project)) return;
    if (records.isEmpty()) return;
    if (!m_session && !newProject()) return;
    std::vector<std::string> paths;
    for (const QString& path : records) paths.push_back(path.toStdString());
    m_reading = m_session->addFiles(paths);
    if (m_reading) connect(m_reading, &Job::finished, this, &MainWindow::showContent);
    for (const QString& path : records) remember(path);
    showContent();
}

void MainWindow::showFiles(const std::vector<ReadIssue>& issues)
{
    const auto said = [](const ReadIssue& issue) {
        return Message{Severity::Warning, QString::fromStdString(issue.file.string()) + QStringLiteral(": ") + QString::fromStdString(issue.message)};
    };
    if (issues.size() == 1) tell(said(issues.front()));
    else
        for (const ReadIssue& issue : issues) m_docks->log()->add(said(issue));
    std::set<std::pair<std::string, std::string>> stations;
    for (const TraceItemPtr& item : m_session->traces()) stations.insert({item->trace->id.network, item->trace->id.station});
    const QString what = tr("%1 of %2").arg(counted(std::ssize(m_session->traces()), tr("trace"), tr("traces")), counted(std::ssize(stations), tr("station"), tr("stations")));
    if (issues.empty() && stations.empty()) return;  // an empty project was opened
    if (issues.empty()) tell({Severity::Success, what});
    else if (issues.size() > 1)
        tell({Severity::Warning, tr("%1; %2 on the way").arg(what, counted(std::ssize(issues), tr("problem"), tr("problems")))}, tr("Show log"), [this] { m_docks->raise(QStringLiteral("log")); });
}

void MainWindow::remember(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList recent = m_settings.value(recentKey).toStringList();
    recent.removeAll(absolute);
    recent.prepend(absolute);
    m_settings.setValue(recentKey, recent.mid(0, 12));
    m_welcome->setRecent(recent);
}

}  // namespace seisdesk
