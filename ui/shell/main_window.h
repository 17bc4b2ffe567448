#pragma once
// MainWindow: lays out the trace view and the panels around one open project, and connects them.

#include "core/session/session.h"
#include "ui/panels/log_model.h"
#include "ui/theme/style.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>

class QSettings;
class QStackedWidget;
class QTimer;

namespace seisdesk {

class ActionRegistry;
class AnalysisDesk;
class Commands;
class Docks;
class EnvelopeCache;
class EventsDesk;
class Exporter;
class FetchDesk;
class LearningDesk;
class ManualDesk;
class MessageBar;
class ModelsDesk;
class Predictor;
class ReviewDesk;
class SourceDesk;
class StatusLine;
class TraceView;
class ViewBar;
class Welcome;
struct ModelEntry;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `systemDark`: what the theme "as the system" means. The settings must outlive the window.
    MainWindow(QSettings& settings, bool systemDark, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// See Session::setCache(); for projects opened from now on.
    void setCache(std::shared_ptr<const EnvelopeCache> cache) { m_cache = std::move(cache); }
    /// Opens a project file; empty opens the last one that was left without a name. Says what is wrong when it fails,
    /// and stays with the present project.
    bool openProject(const QString& path);
    bool newProject();
    bool saveProjectAs(const QString& path);
    /// Files, folders and globs; a project file among them is opened instead.
    void addInputs(const QStringList& inputs);
    bool saveScreenshot(const QString& path);

    JobQueue& jobs() { return m_jobs; }
    Session* session() const { return m_session.get(); }  ///< null before the first project
    TraceView* traces() const { return m_traces; }        ///< null before the first project
    Docks& docks() const { return *m_docks; }
    Predictor& predictor() const { return *m_predictor; }
    EventsDesk& events() const { return *m_events; }
    AnalysisDesk& analysis() const { return *m_analysis; }
    LearningDesk& learning() const { return *m_learning; }
    ReviewDesk& review() const { return *m_review; }
    FetchDesk& fetching() const { return *m_fetch; }
    ModelsDesk& models() const { return *m_models; }
    ManualDesk& manual() const { return *m_manual; }
    SourceDesk& source() const { return *m_source; }
    Exporter& exporter() const { return *m_exporter; }
    ActionRegistry& actions() const { return *m_actions; }
    MessageBar& messages() const { return *m_messages; }
    QSettings& settings() const { return m_settings; }

    const Palette& colours() const { return m_palette; }  ///< of the theme

    void tell(const Message& message, const QString& actionText = {}, std::function<void()> action = {});
    void setTheme(ThemeChoice choice, bool remember = true);
    void setKeymap(const QString& id);
    void setAuthor(const QString& name);
    QString author() const;
    /// The user's own keys.
    QString userKeymapFile() const;
    /// Makes a row of the list of models the choice.
    void useModel(int entry);
    /// Weights of a list of models: picking ones take the place of the present choice, others go beside it.
    void useWeights(const QString& weights, bool picks);

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    /// An F1 that neither traces nor table took opens the manual.
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // main_window.cpp: the parts and where they stand
    void layOut();
    void restoreLayout();
    // main_window_wiring.cpp: who listens to whom
    void wireWindow();
    void wirePanels();
    void wireModel();
    void wireModels();
    void lookForModels();
    void wireSession();
    void wireTraces();
    // main_window_project.cpp: projects and files
    bool take(Result<std::unique_ptr<Session>> opened, bool reload, bool recovered);
    void leaveSession();
    void saveView();
    void showFiles(const std::vector<ReadIssue>& issues);
    void remember(const QString& path);
    // main_window_state.cpp: what the widgets say of the state
    void run(const QString& id, bool checked);
    void showTitle();
    void showUndo();
    void showContent();
    void showOptions();
    void showModels();
    void showPanels();

    QSettings& m_settings;
    const bool m_systemDark;
    JobQueue m_jobs;
    std::shared_ptr<const EnvelopeCache> m_cache;
    std::unique_ptr<Session> m_session;
    QList<ModelEntry> m_folderModels;
    std::string m_standardWeights;  ///< of the network that comes with the program
    ActionRegistry* m_actions;
    std::unique_ptr<Commands> m_commands;
    Predictor* m_predictor;
    Exporter* m_exporter;
    QStackedWidget* m_stack;
    Welcome* m_welcome;
    ManualDesk* m_manual;
    MessageBar* m_messages;
    StatusLine* m_status;
    ViewBar* m_bar = nullptr;
    Docks* m_docks = nullptr;
    LearningDesk* m_learning = nullptr;
    ReviewDesk* m_review = nullptr;
    FetchDesk* m_fetch = nullptr;
    ModelsDesk* m_models = nullptr;
    SourceDesk* m_source = nullptr;
    AnalysisDesk* m_analysis = nullptr;
    EventsDesk* m_events = nullptr;
    TraceView* m_traces = nullptr;
    QMenu* m_recent = nullptr;
    QTimer* m_viewLater;
    QPointer<Job> m_reading;
    Palette m_palette = Palette::light();
};

}  // namespace seisdesk
