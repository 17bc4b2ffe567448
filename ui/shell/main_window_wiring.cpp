// Who listens to whom.

#include "ui/panels/events_panel.h"
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
#include "ui/shell/file_dialogs.h"
#include "ui/shell/learning_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/model_list.h"
#include "ui/shell/models_desk.h"
#include "ui/shell/predictor.h"
#include "ui/shell/review_desk.h"
#include "ui/shell/source_desk.h"
#include "ui/shell/status_line.h"
#include "ui/shell/view_bar.h"
#include "ui/shell/welcome.h"
#include "ui/trace/trace_view.h"

#include "core/model/classical.h"
#include "core/model/model_folder.h"
#include "core/signal/filter.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QStyleHints>
#include <QTimer>
#include <QUrl>

namespace seisdesk {

namespace {

struct FoundModels {
    QList<ModelEntry> entries;
    QStringList problems;
    std::string standard;  ///< weights of the network that comes with the program
};

/// Actions whose keys work in the table of picks as in the traces: those that edit what is selected.
bool editsPicks(const QString& id)
{
    static const QStringList kinds{QStringLiteral("polarity"), QStringLiteral("onset"), QStringLiteral("uncertainty")};
    static const QStringList picks{QStringLiteral("pick.P"), QStringLiteral("pick.S"), QStringLiteral("pick.confirm"), QStringLiteral("pick.confirmAndNext"),
                                   QStringLiteral("pick.reject"), QStringLiteral("pick.delete")};
    const bool favourite = id.startsWith(QLatin1String("pick.")) && id.size() == 6 && id.back().isDigit();
    return favourite || picks.contains(id) || kinds.contains(id.section(QLatin1Char('.'), 0, 0));
}

}  // namespace

void MainWindow::wireWindow()
{
    connect(m_actions, &ActionRegistry::triggered, this, &MainWindow::run);
    connect(m_welcome, &Welcome::filesWanted, this, [this] { run(QStringLiteral("file.open"), false); });
    connect(m_welcome, &Welcome::folderWanted, this, [this] { run(QStringLiteral("file.openFolder"), false); });
    connect(m_welcome, &Welcome::projectWanted, this, [this] { run(QStringLiteral("file.openProject"), false); });
    connect(m_welcome, &Welcome::recentChosen, this, [this](const QString& path) { addInputs({path}); });
    m_welcome->setRecent(m_settings.value(QStringLiteral("recent")).toStringList());
    connect(m_recent, &QMenu::aboutToShow, this, [this] {
        m_recent->clear();
        const QStringList paths = m_settings.value(QStringLiteral("recent")).toStringList();
        for (const QString& path : paths) connect(m_recent->addAction(path), &QAction::triggered, this, [this, path] { addInputs({path}); });
        if (paths.isEmpty()) m_recent->addAction(tr("Nothing yet"))->setEnabled(false);
    });
    connect(m_exporter, &Exporter::told, this, [this](const Message& message) { tell(message); });
    connect(m_exporter, &Exporter::written, this, [this](const QString& path) {
        m_messages->tell({Severity::Success, tr("Written to %1").arg(path)}, tr("Show folder"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
    });
    m_viewLater->setSingleShot(true);
    m_viewLater->setInterval(2000);
    connect(m_viewLater, &QTimer::timeout, this, &MainWindow::saveView);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (themeFrom(m_settings.value(QStringLiteral("theme")).toString()) == ThemeChoice::System) setTheme(ThemeChoice::System);
    });
#endif
}

void MainWindow::wirePanels()
{
    QList<QAction*> edits;
    for (const ActionSpec& spec : m_actions->specs())
        if (editsPicks(spec.id)) edits << m_actions->action(spec.id);
    m_docks->picks()->addEditActions(edits);
    connect(m_docks->picks(), &PicksPanel::failed, this, [this](const QString& text) { tell({Severity::Error, text}); });
    connect(m_docks->picks(), &PicksPanel::chosen, this, [this](const Label& label) {
        if (m_traces && !m_traces->goToLabel(label.id)) tell({Severity::Information, tr("%1 is not among the traces that are shown.").arg(QString::fromStdString(label.stream.text()))});
    });
    connect(m_docks->stations(), &StationsPanel::chosen, this, [this](const StreamId& stream) {
        if (!m_traces) return;
        const TimeSpan seen = m_traces->visibleSpan();
        m_traces->goTo(stream, m_traces->cursorTime().value_or(seen.begin + seen.length() / 2));
    });
    connect(m_docks->stations(), &StationsPanel::hiddenChanged, this, [this] {
        if (!m_traces) return;
        ViewOptions options = m_traces->options();
        options.hiddenStations = m_docks->stations()->hidden();
        m_traces->setOptions(options);
    });
    connect(m_docks->events(), &EventsPanel::chosen, this, [this](const Event& event) {
        m_docks->stations()->setEvent(event.id);
        if (!m_traces) return;
        m_traces->setEvent(QString::fromStdString(event.id));
        if (m_traces->options().align != TraceAlign::None) return;
        const std::vector<const Label*> picks = m_session->labels().ofEvent(event.id);
        if (event.origin()) m_traces->setSpan({event.origin()->time - std::chrono::seconds(10), event.origin()->time + std::chrono::seconds(80)});
        else if (!picks.empty()) m_traces->setSpan({picks.front()->time - std::chrono::seconds(20), picks.back()->time + std::chrono::seconds(20)});
    });
    connect(m_docks, &Docks::visibilityChanged, this, &MainWindow::showPanels);
    connect(m_bar, &ViewBar::filterChosen, this, [this](const QString& text) {
        if (!m_traces) return;
        ViewOptions options = m_traces->options();
        if (!text.isEmpty())
            if (const auto filter = parseFilter(text.toStdString()); !filter) return tell({Severity::Warning, QString::fromStdString(filter.error().message)});
        options.filterOn = !text.isEmpty();
        if (!text.isEmpty()) options.filter = text;
        m_traces->setOptions(options);
        m_traces->setFocus();
    });
    connect(m_bar, &ViewBar::sortChosen, this, [this](TraceSort sort) {
        if (!m_traces) return;
        ViewOptions options = m_traces->options();
        options.sort = sort;
        m_traces->setOptions(options);
        m_traces->setFocus();
    });
    connect(m_bar, &ViewBar::stationFilterChanged, this, [this](const QString& text) {
        if (!m_traces) return;
        ViewOptions options = m_traces->options();
        options.stationFilter = text;
        m_traces->setOptions(options);
    });
}

void MainWindow::wireModel()
{
    ModelPanel* panel = m_docks->model();
    panel->setThresholds(m_predictor->thresholds());
    connect(panel, &ModelPanel::modelChosen, this, &MainWindow::useModel);
    connect(panel, &ModelPanel::weightsWanted, this, [this] { run(QStringLiteral("model.choose"), false); });
    connect(panel, &ModelPanel::deviceChosen, this, [this](const QString& device) {
        ModelChoice choice = m_predictor->choice();
        choice.device = device.toStdString();
        m_predictor->choose(choice);
    });
    connect(panel, &ModelPanel::thresholdsChanged, this, [this, panel] { m_predictor->setThresholds(panel->thresholds()); });
    connect(panel, &ModelPanel::predictVisibleWanted, this, [this] { run(QStringLiteral("predict.visible"), false); });
    connect(panel, &ModelPanel::predictAllWanted, this, [this] { run(QStringLiteral("predict.all"), false); });
    connect(panel, &ModelPanel::cancelWanted, m_predictor, &Predictor::cancel);
    connect(m_predictor, &Predictor::modelChanged, this, &MainWindow::showModels);
    connect(m_predictor, &Predictor::runningChanged, this, &MainWindow::showContent);
    connect(m_predictor, &Predictor::noted, m_docks->log(), &LogPanel::add);
    connect(m_predictor, &Predictor::told, this, [this](const Message& message) { tell(message); });
    connect(panel, &ModelPanel::modelsWanted, this, [this] { run(QStringLiteral("model.list"), false); });
    lookForModels();
}

void MainWindow::wireModels()
{
    connect(m_models, &ModelsDesk::told, this, [this](const Message& message) { tell(message); });
    connect(m_models, &ModelsDesk::changed, this, &MainWindow::lookForModels);
    connect(m_models, &ModelsDesk::chosen, this, &MainWindow::useWeights);
    connect(m_models, &ModelsDesk::filesWanted, this, [this] { m_models->import(FileDialogs(*this, m_settings).weights(QString::fromStdString(defaultModelFolder().string()))); });
}

void MainWindow::lookForModels()
{
    m_jobs.run(
        Lane::Files, tr("Look for models"), this,
        [folder = defaultModelFolder()](const Progress&) -> Result<FoundModels> {
            FoundModels found;
            const ShippedModels shipped = shippedModels();
            found.entries = modelsIn(shipped, folder, found.problems);
            if (const ShippedModel* standard = shipped.standard()) found.standard = standard->weights().string();
            return found;
        },
        [this](Result<FoundModels> found) {
            if (!found) return;
            m_folderModels = found->entries;
            m_standardWeights = found->standard;
            m_learning->setStandardWeights(found->standard);
            for (const QString& problem : found->problems) tell({Severity::Warning, problem});
            showModels();
        });
}

void MainWindow::wireSession()
{
    Session* session = m_session.get();
    connect(session, &Session::tracesChanged, this, &MainWindow::showContent);
    connect(session, &Session::filesAdded, this, &MainWindow::showFiles);
    connect(session, &Session::undoChanged, this, &MainWindow::showUndo);
    connect(session, &Session::pathChanged, this, &MainWindow::showTitle);
    connect(session, &Session::noted, m_docks->log(), [this](const QString& text) { m_docks->log()->add({Severity::Information, text}); });
    connect(session, &Session::failed, this, [this](const QString& text) { tell({Severity::Error, text}); });
    m_predictor->setSession(session);
    m_docks->setSession(session);
    m_learning->setSession(session);
    m_review->setSession(session);
    m_fetch->setSession(session);
    m_source->setSession(session);
    m_analysis->setSession(session);
    m_events->setSession(session);
}

void MainWindow::wireTraces()
{
    m_traces = new TraceView(*m_session, this);
    m_stack->addWidget(m_traces);
    m_traces->setPalette(m_palette);
    for (const ActionSpec& spec : m_actions->specs()) m_traces->addAction(m_actions->action(spec.id));
    m_traces->setRepick([](const Trace& trace, Time near, const std::string& phase) { return repick(trace, near, phase, std::chrono::seconds(1)); });
    m_learning->setTraces(m_traces);
    m_review->setTraces(m_traces);
    m_analysis->setTraces(m_traces);
    m_source->size().setTraces(m_traces);
    m_bar->setPresets(m_traces->filterPresets());
    m_docks->picks()->setChoices(m_traces->favouritePhases(), m_traces->uncertaintyClasses());
    connect(m_traces, &TraceView::optionsChanged, this, &MainWindow::showOptions);
    connect(m_traces, &TraceView::pickPhaseChanged, this, &MainWindow::showOptions);
    connect(m_traces, &TraceView::modeChanged, this, &MainWindow::showOptions);
    connect(m_traces, &TraceView::optionsChanged, m_viewLater, qOverload<>(&QTimer::start));
    connect(m_traces, &TraceView::spanChanged, m_viewLater, qOverload<>(&QTimer::start));
    connect(m_traces, &TraceView::cursorMoved, m_status, &StatusLine::setCursorLine);
    connect(m_traces, &TraceView::message, this, [this](const QString& text) { m_status->showMessage(text, 5000); });
    connect(m_traces, &TraceView::activeLabelChanged, this, [this] {
        if (const Label* label = m_traces->activeLabel()) m_docks->picks()->select(label->id);
    });
}

}  // namespace seisdesk
