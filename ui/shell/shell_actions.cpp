#include "ui/shell/shell_actions.h"

#include <QCoreApplication>

#include <algorithm>

namespace seisdesk {

namespace {
QString tr(const char* text) { return QCoreApplication::translate("ShellActions", text); }
QString id(const char* text) { return QString::fromLatin1(text); }
}  // namespace

const std::vector<ActionSpec>& shellActions()
{
    static const std::vector<ActionSpec> rows = [] {
        struct Line {
            const char *id, *group, *text, *tooltip, *icon;
            bool checkable = false;
        };
        const Line lines[] = {
            {"file.new", "File", "New Project", "Start with an empty desk; the present project stays on disk", "project-new"},
            {"file.openProject", "File", "Open Project…", "Open a .seisdesk project file", "project-open"},
            {"file.open", "File", "Add Files…", "Add records, station metadata or picks to this project", "file-add"},
            {"file.openFolder", "File", "Add Folder…", "Add everything readable in a folder or SDS archive", "folder"},
            {"file.saveAs", "File", "Save Project As…", "Copy the project to a file of your choice and go on there. Edits are saved at once without this", "save-as"},
            {"export.quakeml", "File", "Export QuakeML…", "Write events, origins and picks as QuakeML 1.2", "export"},
            {"export.csv", "File", "Export CSV…", "Write the picks as a table", "table"},
            {"export.screenshot", "File", "Save Screenshot…", "Write the window as a PNG image", "camera"},
            {"app.quit", "File", "Quit", "Close the window; everything is saved already", "quit"},
            {"edit.undo", "Edit", "Undo", "Take back the last edit, also from before a restart", "undo"},
            {"edit.redo", "Edit", "Redo", "Do again what was taken back", "redo"},
            {"analyst.name", "Edit", "Analyst's Name…", "The author that your picks carry", "person"},
            {"window.fullScreen", "View", "Full Screen", "Use the whole screen", "full-screen", true},
            {"theme.system", "View/Theme", "As the System", "Light or dark as the desktop is", "system-theme", true},
            {"theme.light", "View/Theme", "Light", "Dark ink on a light ground", "sun", true},
            {"theme.dark", "View/Theme", "Dark", "Light ink on a dark ground", "moon", true},
            {"predict.visible", "Model", "Predict Visible", "Pick the traces and the time span in view with the current model", "predict"},
            {"predict.all", "Model", "Predict All", "Pick all records of the project with the current model", "predict-all"},
            {"predict.cancel", "Model", "Cancel Prediction", "Stop the running prediction; nothing of it is kept", "stop"},
            {"model.choose", "Model", "Load Weights…", "Choose the weights of a picking network, with its polarity, magnitude and distance networks if any", "weights"},
            {"model.classical", "Model", "Use Classical Picker", "STA/LTA with AIC refinement; needs no weights", "model"},
            {"panel.stations", "Window", "Stations", "Show, raise or hide the stations", "stations", true},
            {"panel.picks", "Window", "Picks", "Show, raise or hide the picks", "picks", true},
            {"panel.events", "Window", "Events", "Show, raise or hide the events", "events", true},
            {"panel.model", "Window", "Model", "Show, raise or hide the model and its thresholds", "model", true},
            {"panel.jobs", "Window", "Jobs", "Show, raise or hide what is running", "jobs", true},
            {"panel.log", "Window", "Log", "Show, raise or hide the messages", "log", true},
            {"layout.traces", "Window", "Go to Traces", "Give the keys to the trace view", "align"},
            {"layout.reset", "Window", "Reset Layout", "Put all panels back where they were at first", "layout"},
            {"help.keys", "Help", "Keyboard Shortcuts", "Every action with its keys", "keyboard"},
            {"keymap.seiscomp", "Help/Keymap", "SeisComP", "Keys as in scolv's picker", "", true},
            {"keymap.snuffler", "Help/Keymap", "Snuffler", "Keys as in Pyrocko's Snuffler", "", true},
            {"help.about", "Help", "About SeisDesk", "Version, licence and libraries", "about"},
        };
        std::vector<ActionSpec> out;
        for (const Line& line : lines)
            out.push_back({id(line.id), id(line.group), tr(line.text), tr(line.tooltip), id(line.icon), line.checkable});
        return out;
    }();
    return rows;
}

std::vector<ActionSpec> allActions()
{
    // The trace view's rows of a menu come before the shell's, but for File and Edit, which begin with the shell's.
    std::vector<ActionSpec> out = shellActions();
    const auto firstView = std::find_if(out.begin(), out.end(), [](const ActionSpec& row) { return row.group.startsWith(QLatin1String("View")); });
    out.insert(firstView, traceActions().begin(), traceActions().end());
    return out;
}

const QStringList& menuOrder()
{
    static const QStringList order{QStringLiteral("File"), QStringLiteral("Edit"), QStringLiteral("View"), QStringLiteral("Pick"), QStringLiteral("Filter"),
                                   QStringLiteral("Navigate"), QStringLiteral("Model"), QStringLiteral("Window"), QStringLiteral("Help")};
    return order;
}

}  // namespace seisdesk
