// What menus, titles and panels say of the state.

#include "ui/panels/model_panel.h"
#include "ui/panels/picks_panel.h"
#include "ui/panels/stations_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/commands.h"
#include "ui/shell/docks.h"
#include "ui/shell/events_desk.h"
#include "ui/shell/learning_desk.h"
#include "ui/shell/main_window.h"
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

#include <QDockWidget>
#include <QFileInfo>
#include <QStackedWidget>

#include <algorithm>

namespace seisdesk {

void MainWindow::run(const QString& id, bool checked)
{
    if (m_commands->run(id, checked) || m_learning->run(id) || m_review->run(id) || m_source->size().run(id) || m_events->run(id)) return;
    // The pick keys act on the table while it has the keys, otherwise on the traces.
    if (m_docks->picks()->hasTableFocus() && m_docks->picks()->perform(id)) return;
    if (m_traces) m_traces->perform(id);
    showOptions();  // a checkable action shows what is, not what was clicked
}

void MainWindow::showTitle()
{
    const QString name = !m_session || m_session->isScratch() ? tr("Untitled") : QString::fromStdString(m_session->path().stem().string());
    setWindowTitle(tr("%1 — SeisDesk").arg(name));
    setWindowFilePath(m_session ? QString::fromStdString(m_session->path().string()) : QString());
}

void MainWindow::showUndo()
{
    const bool undo = m_session && m_session->canUndo(), redo = m_session && m_session->canRedo();
    m_actions->setEnabled(QStringLiteral("edit.undo"), undo);
    m_actions->setEnabled(QStringLiteral("edit.redo"), redo);
    m_actions->action(QStringLiteral("edit.undo"))->setText(undo ? tr("Undo %1").arg(m_session->undoText()) : tr("Undo"));
    m_actions->action(QStringLiteral("edit.redo"))->setText(redo ? tr("Redo %1").arg(m_session->redoText()) : tr("Redo"));
    // Names in the texts become icon texts and tooltips of buttons; those stay as they are.
    m_actions->setKeymap(m_actions->keymap());
}

void MainWindow::showContent()
{
    const bool any = m_session && !m_session->traces().empty();
    const bool reading = m_reading && !m_reading->isOver();
    m_welcome->setReading(reading);
    QWidget* wanted = any ? static_cast<QWidget*>(m_traces) : m_welcome;
    if (m_stack->currentWidget() != wanted) {
        m_stack->setCurrentWidget(wanted);
        if (any) {
            if (!m_traces->options().hiddenStations.isEmpty()) m_docks->stations()->setHidden(m_traces->options().hiddenStations);
            m_traces->setFocus();
        }
    }
    const bool running = m_predictor->running();
    m_docks->model()->setCanPredict(any);
    m_docks->model()->setRunning(running);
    m_actions->setEnabled(QStringLiteral("predict.visible"), any && !running);
    m_actions->setEnabled(QStringLiteral("predict.all"), any && !running);
    m_actions->setEnabled(QStringLiteral("predict.cancel"), running);
}

void MainWindow::showOptions()
{
    if (!m_traces) return;
    for (const ActionSpec& spec : traceActions())
        if (spec.checkable) m_actions->setChecked(spec.id, m_traces->isOn(spec.id));
    m_bar->showOptions(m_traces->options());
    const ViewOptions& options = m_traces->options();
    m_status->setFilter(options.filterOn ? options.filter : QString());
}

void MainWindow::showModels()
{
    int current = 0;
    const QList<ModelEntry> entries = modelList(m_folderModels, m_predictor->choice(), current);
    ModelPanel* panel = m_docks->model();
    panel->setModels(entries, current);
    const LoadedModel* loaded = m_predictor->loaded();
    const QString device = QString::fromStdString(m_predictor->choice().device);
    panel->setDevices(devicesOffered(loaded ? loaded->devices : std::vector<std::string>{}, device), device);
    panel->setDescription(m_predictor->description());
    if (loaded) panel->setDefaultThresholds(loaded->thresholdP, loaded->thresholdS);
    else panel->setDefaultThresholds(entries[current].thresholdP, entries[current].thresholdS);
    m_status->setModel(entries[current].text);
    m_models->setInUse(entries[current].weights);
}

void MainWindow::useModel(int entry)
{
    int current = 0;
    const QList<ModelEntry> entries = modelList(m_folderModels, m_predictor->choice(), current);
    if (entry < 0 || entry >= entries.size()) return;
    ModelChoice choice = m_predictor->choice();
    choice.weights.clear();
    for (const QString& file : entries[entry].weights) choice.weights.push_back(file.toStdString());
    m_predictor->choose(choice);
}

void MainWindow::useWeights(const QString& weights, bool picks)
{
    const std::string file = weights.toStdString();
    ModelChoice choice = m_predictor->choice();
    if (picks) choice.weights = {file};
    else if (std::find(choice.weights.begin(), choice.weights.end(), file) == choice.weights.end()) {
        const bool none = choice.weights.empty() || choice.weights.front() == "classical";
        if (none && m_standardWeights.empty()) return tell({Severity::Warning, tr("This network does not pick. Choose a picking network first, then this one beside it.")});
        if (none) choice.weights = {m_standardWeights};
        choice.weights.push_back(file);
    }
    if (picks && file == m_standardWeights) choice.weights.clear();
    m_predictor->choose(choice);
    tell({Severity::Success, tr("%1 is used from now on.").arg(QFileInfo(weights).completeBaseName())});
}

void MainWindow::showPanels()
{
    for (const QString& id : Docks::ids()) m_actions->setChecked(QStringLiteral("panel.") + id, !m_docks->dock(id)->isHidden());
}

}  // namespace seisdesk
