#include "ui/shell/commands.h"

#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/keys_dialog.h"
#include "ui/dialogs/palette_dialog.h"
#include "ui/panels/events_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/docks.h"
#include "ui/shell/exporter.h"
#include "ui/shell/fetch_desk.h"
#include "ui/shell/file_dialogs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/manual_desk.h"
#include "ui/shell/models_desk.h"
#include "ui/shell/predictor.h"
#include "ui/trace/trace_view.h"

#include "core/model/model_folder.h"
#include "core/session/whole_traces.h"

#include <QInputDialog>

#include <algorithm>
#include <functional>

namespace seisdesk {

namespace {

QString name(const char* id) { return QString::fromLatin1(id); }

/// "ridgecrest" of the project ridgecrest.seisdesk, for suggested file names.
QString stemOf(const MainWindow& window)
{
    const Session* session = window.session();
    return !session || session->isScratch() ? QStringLiteral("picks") : QString::fromStdString(session->path().stem().string());
}

}  // namespace

Commands::Commands(MainWindow& window) : m_window(window)
{
    addFiles();
    addEdits();
    addModel();
    addWindow();
    addHelp();
}

bool Commands::run(const QString& id, bool checked) const
{
    const auto command = m_commands.constFind(id);
    if (command == m_commands.constEnd()) return false;
    (*command)(checked);
    return true;
}

void Commands::addFiles()
{
    const auto dialogs = [this] { return FileDialogs(m_window, m_window.settings()); };
    m_commands[name("file.new")] = [this](bool) { m_window.newProject(); };
    m_commands[name("file.open")] = [this, dialogs](bool) { m_window.addInputs(dialogs().records()); };
    m_commands[name("file.openFolder")] = [this, dialogs](bool) {
        if (const QString folder = dialogs().folder(); !folder.isEmpty()) m_window.addInputs({folder});
    };
    m_commands[name("file.openProject")] = [this, dialogs](bool) {
        if (const QString project = dialogs().project(); !project.isEmpty()) m_window.openProject(project);
    };
    m_commands[name("file.saveAs")] = [this, dialogs](bool) {
        if (const QString path = dialogs().newProject(stemOf(m_window) + QStringLiteral(".seisdesk")); !path.isEmpty()) m_window.saveProjectAs(path);
    };
    m_commands[name("file.fetch")] = [this](bool) {
        if (!m_window.session()) return;
        m_window.fetching().ask(m_window.session()->event(m_window.docks().events()->current()), m_window.settings(), &m_window);
    };
    m_commands[name("export.quakeml")] = [this, dialogs](bool) {
        if (!m_window.session()) return;
        if (const ChosenFile file = dialogs().events(stemOf(m_window)); !file.path.isEmpty()) m_window.exporter().writeEvents(*m_window.session(), file.path, file.format);
    };
    m_commands[name("export.csv")] = [this, dialogs](bool) {
        if (!m_window.session()) return;
        if (const QString path = dialogs().csv(stemOf(m_window) + QStringLiteral(".csv")); !path.isEmpty()) m_window.exporter().writeCsv(*m_window.session(), path);
    };
    m_commands[name("export.screenshot")] = [this, dialogs](bool) {
        if (const QString path = dialogs().screenshot(stemOf(m_window) + QStringLiteral(".png")); !path.isEmpty()) m_window.saveScreenshot(path);
    };
    m_commands[name("app.quit")] = [this](bool) { m_window.close(); };
}

void Commands::addEdits()
{
    const auto report = [this](const Result<void>& result) {
        if (!result) m_window.tell({Severity::Error, QString::fromStdString(result.error().message)});
    };
    m_commands[name("edit.undo")] = [this, report](bool) {
        if (m_window.session() && m_window.session()->canUndo()) report(m_window.session()->undo());
    };
    m_commands[name("edit.redo")] = [this, report](bool) {
        if (m_window.session() && m_window.session()->canRedo()) report(m_window.session()->redo());
    };
    m_commands[name("analyst.name")] = [this](bool) {
        bool ok = false;
        const QString author = QInputDialog::getText(&m_window, MainWindow::tr("Analyst's name"), MainWindow::tr("Your picks carry this name as author:"), QLineEdit::Normal, m_window.author(), &ok);
        if (ok) m_window.setAuthor(author);
    };
}

void Commands::predict(bool visible)
{
    Session* session = m_window.session();
    const TraceView* traces = m_window.traces();
    if (!session || !traces) return;
    const TimeSpan all = session->span(), seen = traces->visibleSpan().intersected(all);
    const auto span = !visible || seen == all || seen.empty() ? std::nullopt : std::optional(seen);
    const std::vector<TraceItemPtr> items = visible ? traces->shownTraces() : session->traces();
    if (std::ranges::all_of(items, &TraceItem::isWhole)) {
        std::vector<TracePtr> whole;
        for (const TraceItemPtr& item : items) whole.push_back(item->trace);
        return m_window.predictor().predict(whole, span);
    }
    // Windows reach out of the span that is asked for.
    constexpr Duration around = std::chrono::minutes(5);
    const auto needed = span ? std::optional(span->padded(around, around)) : std::nullopt;
    m_window.jobs().run(
        Lane::Files, MainWindow::tr("Read samples to pick"), session,
        [items, needed, reader = session->reader()](const Progress& progress) -> Result<std::vector<TracePtr>> { return wholeTraces(items, needed, reader, progress); },
        [window = &m_window, span](Result<std::vector<TracePtr>> whole) {
            if (whole) window->predictor().predict(*whole, span);
            else window->tell({Severity::Error, QString::fromStdString(whole.error().message)});
        });
}

void Commands::chooseWeights()
{
    const QStringList files = FileDialogs(m_window, m_window.settings()).weights(QString::fromStdString(defaultModelFolder().string()));
    if (files.isEmpty()) return;
    ModelChoice choice = m_window.predictor().choice();
    choice.weights.clear();
    for (const QString& file : files) choice.weights.push_back(file.toStdString());
    m_window.predictor().choose(choice);
    m_window.docks().raise(QStringLiteral("model"));
}

void Commands::addModel()
{
    m_commands[name("predict.visible")] = [this](bool) { predict(true); };
    m_commands[name("predict.all")] = [this](bool) { predict(false); };
    m_commands[name("predict.cancel")] = [this](bool) { m_window.predictor().cancel(); };
    m_commands[name("model.list")] = [this](bool) { m_window.models().open(&m_window); };
    m_commands[name("model.choose")] = [this](bool) { chooseWeights(); };
    m_commands[name("model.classical")] = [this](bool) {
        ModelChoice choice = m_window.predictor().choice();
        choice.weights = {"classical"};
        m_window.predictor().choose(choice);
    };
}

void Commands::addWindow()
{
    m_commands[name("window.fullScreen")] = [this](bool on) { on ? m_window.showFullScreen() : m_window.showNormal(); };
    for (const ThemeChoice theme : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        m_commands[QStringLiteral("theme.") + word(theme)] = [this, theme](bool) { m_window.setTheme(theme); };
    for (const QString& panel : Docks::ids())
        m_commands[QStringLiteral("panel.") + panel] = [this, panel](bool) { m_window.docks().toggle(panel); };
    m_commands[name("layout.traces")] = [this](bool) {
        if (m_window.traces()) m_window.traces()->setFocus(Qt::ShortcutFocusReason);
    };
    m_commands[name("layout.reset")] = [this](bool) { m_window.docks().resetLayout(); };
}

void Commands::addHelp()
{
    const auto keysOf = [](const QAction& action) {
        QStringList keys;
        for (const QKeySequence& sequence : action.shortcuts()) keys << sequence.toString(QKeySequence::NativeText);
        return keys.join(QStringLiteral("   "));
    };
    m_commands[name("help.palette")] = [this, keysOf](bool) {
        QList<PaletteRow> rows;
        for (const ActionSpec& spec : m_window.actions().specs()) {
            const QAction* action = m_window.actions().action(spec.id);
            if (spec.id != QLatin1String("help.palette")) rows.append({spec.id, spec.group, QString(spec.text).remove(QLatin1Char('&')), keysOf(*action), spec.tooltip, action->isEnabled()});
        }
        auto* dialog = new PaletteDialog(rows, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        // As if chosen in its menu: checkable actions change their tick.
        QObject::connect(dialog, &PaletteDialog::chosen, &m_window, [this](const QString& id) { m_window.actions().action(id)->trigger(); });
        dialog->open();
    };
    m_commands[name("help.manual")] = [this](bool) { m_window.manual().open(); };
    m_commands[name("help.keys")] = [this, keysOf](bool) {
        QList<KeyRow> rows;
        for (const ActionSpec& spec : m_window.actions().specs())
            rows.append({spec.group, QString(spec.text).remove(QLatin1Char('&')), keysOf(*m_window.actions().action(spec.id)), spec.tooltip});
        auto* dialog = new KeysDialog(rows, m_window.actions().keymap().name, m_window.userKeymapFile(), &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    };
    m_commands[name("help.about")] = [this](bool) { showAbout(&m_window); };
    for (const QString& keymap : builtInKeymaps()) m_commands[QStringLiteral("keymap.") + keymap] = [this, keymap](bool) { m_window.setKeymap(keymap); };
}

}  // namespace seisdesk
