#include "ui/shell/shell_actions.h"

#include "core/catalog/catalog_edits.h"

#include <QCoreApplication>


namespace seisdesk {

namespace {
QString tr(const char* text) { return QCoreApplication::translate("ShellActions", text); }
QString id(const char* text) { return QString::fromLatin1(text); }

/// The menu of a row of the trace view: long groups become submenus.
QString placeOf(const ActionSpec& row)
{
    static const QStringList inPick{QStringLiteral("Polarity"), QStringLiteral("Onset"), QStringLiteral("Uncertainty"), QStringLiteral("Amplitude")};
    if (row.id.startsWith(QLatin1String("pick.")) && row.id.size() == 6 && row.id.back().isDigit()) return QStringLiteral("Pick/Favourite phase");
    if (menuOrder().contains(row.group)) return row.group;
    return (inPick.contains(row.group) ? QStringLiteral("Pick/") : QStringLiteral("View/")) + row.group;
}
}  // namespace

const std::vector<ActionSpec>& shellActions()
{
    static const std::vector<ActionSpec> rows = [] {
        struct Line {
            const char *id, *group, *text, *tooltip, *icon;
            bool checkable = false;
        };
        const Line lines[] = {
            {"file.new", "File", "New project", "Start with an empty desk; the present project stays on disk", "project-new"},
            {"file.openProject", "File", "Open project…", "Open a .seisdesk project file", "project-open"},
            {"file.open", "File", "Add files…", "Add records, station metadata or picks to this project", "file-add"},
            {"file.openFolder", "File", "Add folder…", "Add everything readable in a folder or SDS archive", "folder"},
            {"file.fetch", "File", "Get data…", "Ask a data centre for records and stations around the event, or for events", "fetch"},
            {"file.saveAs", "File", "Save project as…", "Copy the project to a file of your choice and go on there. Edits are saved at once without this", "save-as"},
            {"export.quakeml", "File", "Export events…", "Write events, origins and picks as QuakeML, SeisComP XML, Nordic, NonLinLoc, HYPO71 or tables", "export"},
            {"export.csv", "File", "Export CSV…", "Write the picks as a table", "table"},
            {"export.screenshot", "File", "Save screenshot…", "Write the window as a PNG image", "camera"},
            {"app.quit", "File", "Quit", "Close the window; everything is saved already", "quit"},
            {"edit.undo", "Edit", "Undo", "Take back the last edit, also from before a restart", "undo"},
            {"edit.redo", "Edit", "Redo", "Do again what was taken back", "redo"},
            {"analyst.name", "Edit", "Analyst's name…", "The author that your picks carry", "person"},
            {"window.fullScreen", "View", "Full screen", "Use the whole screen", "full-screen", true},
            {"theme.system", "View/Theme", "As the system", "Light or dark as the desktop is", "system-theme", true},
            {"theme.light", "View/Theme", "Light", "Dark ink on a light ground", "sun", true},
            {"theme.dark", "View/Theme", "Dark", "Light ink on a dark ground", "moon", true},
            {"predict.visible", "Model", "Predict visible", "Pick the traces and the time span in view with the current model", "predict"},
            {"predict.all", "Model", "Predict all", "Pick all records of the project with the current model", "predict-all"},
            {"predict.cancel", "Model", "Cancel prediction", "Stop the running prediction; nothing of it is kept", "stop"},
            {"model.list", "Model", "Models…", "Read what models are good for, fetch published ones, import files, choose and remove", "model"},
            {"model.choose", "Model", "Load weights…", "Choose the weights of a picking network, with its polarity, magnitude and distance networks if any", "weights"},
            {"model.classical", "Model", "Use the classical picker", "STA/LTA with AIC refinement; needs no weights", "model"},
            {"learn.start", "Model", "Learn from my picks", "Adapt a copy of the model to the corrections, in the background; nothing changes until you adopt it", "learn"},
            {"learn.pause", "Model", "Pause or resume learning", "Give the machine back for a while; learning goes on from where it was", "pause"},
            {"learn.cancel", "Model", "Cancel learning", "End the learning and forget what it has done; picks stay as they are", "stop"},
            {"learn.adopt", "Model", "Adopt the adapted model", "Pick with the adapted model from now on; Roll back brings the present one back", "confirm"},
            {"learn.discard", "Model", "Discard the adapted model", "Keep the present model and forget the adapted one", "delete"},
            {"learn.rollBack", "Model", "Roll back the model", "Go back to the model that the present one was made from; its picks are the same as before", "roll-back"},
            {"version.import", "Model", "Import adapted model…", "Add an adapter from another computer to the versions of this project", "weights"},
            {"queue.refresh", "Pick/Queue", "Rank", "List the picks most worth a look, the most doubtful first", "queue"},
            {"queue.confirm", "Pick/Queue", "Confirm", "The queued pick is right; goes on to the next one", "confirm"},
            {"queue.fix", "Pick/Queue", "Fix", "The next click in the traces sets the queued pick; then goes on to the next one", "repick"},
            {"queue.reject", "Pick/Queue", "Reject", "The queued pick is wrong; goes on to the next one", "reject"},
            {"queue.next", "Pick/Queue", "Next", "Leaves the queued pick for later and goes on to the next one", "marker-next"},
            {"queue.previous", "Pick/Queue", "Back", "The open pick before in the queue", "marker-previous"},
            {"locate.relocate", "Pick/Location", "Relocate", "Locate the event under review from scratch and keep it as its origin", "relocate"},
            {"locate.fixDepth", "Pick/Location", "Fix depth", "Keep the depth where it is, or free it again", "fix-depth", true},
            {"locate.toggleUsed", "Pick/Location", "Use or leave out", "Switch the active pick on or off in the location", "switch"},
            {"locate.nextArrival", "Pick/Location", "Next arrival", "The next row of the table of arrivals, and its pick in the traces", "marker-next"},
            {"locate.previousArrival", "Pick/Location", "Previous arrival", "The row before in the table of arrivals, and its pick in the traces", "marker-previous"},
            {"map.fit", "View", "Show the event on the map", "Zoom the map to the event and the stations that located it", "map"},
            {"events.associate", "Event", "Associate picks", "Put all picks that are in no event into new events or those that they fit", "associate"},
            {"events.associateVisible", "Event", "Associate picks in view", "The same for the time span in view", "associate"},
            {"events.associateCancel", "Event", "Cancel association", "Stop associating; nothing of it is kept", "stop"},
            {"events.loosePicks", "Event", "Show picks in no event", "List only the picks that belong to no event", "no-event"},
            {"event.previous", "Event", "Previous event", "The event before in the list, in the list's order", "previous"},
            {"event.next", "Event", "Next event", "The next event of the list, in the list's order", "next"},
            {"event.nextUnreviewed", "Event", "Next unreviewed event", "The next event of the list that is not reviewed, final or rejected", "review"},
            {"event.new", "Event", "New event from picks", "Put the selected picks into a new event and locate it", "event-new"},
            {"event.split", "Event", "Split event", "Put the selected picks of an event into one of their own; both are located", "event-split"},
            {"event.move", "Event", "Move picks to event…", "Put the selected picks into another event of the list", "event-move"},
            {"event.takeOut", "Event", "Take picks out of their event", "The selected picks stay, in no event", "no-event"},
            {"event.merge", "Event", "Merge events", "Put all selected events into the current one", "event-merge"},
            {"event.delete", "Event", "Delete event", "Delete the selected events; their picks stay", "delete"},
            {"size.settings", "Event", "Settings of magnitudes…", "Types, attenuation and station corrections of ML, Q and kappa of Mw", "magnitude"},
            {"event.preliminary", "Event/Status", "Preliminary", "Nobody has looked at the event yet", ""},
            {"event.confirmed", "Event/Status", "Confirmed", "The event is real", ""},
            {"event.reviewed", "Event/Status", "Reviewed", "An analyst has been through the event", ""},
            {"event.final", "Event/Status", "Final", "Nothing will change any more", ""},
            {"event.rejected", "Event/Status", "Rejected", "The event is not real", ""},
            {"panel.stations", "Window", "Stations", "Show, raise or hide the stations", "stations", true},
            {"panel.picks", "Window", "Picks", "Show, raise or hide the picks", "picks", true},
            {"panel.events", "Window", "Events", "Show, raise or hide the events", "events", true},
            {"panel.location", "Window", "Location", "Show, raise or hide where the event under review was", "location", true},
            {"panel.map", "Window", "Map", "Show, raise or hide the map", "map", true},
            {"panel.model", "Window", "Model", "Show, raise or hide the model and its thresholds", "model", true},
            {"panel.adapt", "Window", "Learning", "Show, raise or hide what there is to learn from", "learn", true},
            {"panel.queue", "Window", "Queue", "Show, raise or hide the picks most worth a look", "queue", true},
            {"panel.proof", "Window", "Proof", "Show, raise or hide the scores before and after learning", "proof", true},
            {"panel.versions", "Window", "Versions", "Show, raise or hide the versions of the model", "versions", true},
            {"panel.spectrogram", "Window/Plots", "Spectrogram", "Show, raise or hide the spectrogram of the current trace", "spectrogram", true},
            {"panel.spectrum", "Window/Plots", "Spectrum", "Show, raise or hide the spectrum after the active pick and of the noise before", "spectrum", true},
            {"panel.motion", "Window/Plots", "Particle motion", "Show, raise or hide how the ground moved after the active pick", "motion", true},
            {"panel.residuals", "Window/Plots", "Residuals", "Show, raise or hide residuals against distance and azimuth", "residuals", true},
            {"panel.travelTimes", "Window/Plots", "Travel times", "Show, raise or hide travel-time curves and picks", "travel-times", true},
            {"panel.wadati", "Window/Plots", "Wadati", "Show, raise or hide S minus P against P", "wadati", true},
            {"panel.polar", "Window/Plots", "Polar view", "Show, raise or hide stations and rays around the source", "polar", true},
            {"panel.magnitude", "Window", "Magnitude", "Show, raise or hide the magnitudes of the event", "magnitude", true},
            {"panel.mechanism", "Window", "Mechanism", "Show, raise or hide the mechanism of the event", "mechanism", true},
            {"panel.jobs", "Window", "Jobs", "Show, raise or hide what is running", "jobs", true},
            {"panel.log", "Window", "Log", "Show, raise or hide the messages", "log", true},
            {"layout.traces", "Window", "Go to traces", "Give the keys to the trace view", "align"},
            {"layout.reset", "Window", "Reset layout", "Put all panels back where they were at first", "layout"},
            {"help.palette", "Help", "Find an action…", "Type a few letters of what you want to do", "search"},
            {"help.manual", "Help", "Manual", "How to work with SeisDesk; in a panel, what that panel shows", "manual"},
            {"help.keys", "Help", "Keyboard shortcuts", "Every action with its keys", "keyboard"},
            {"keymap.seiscomp", "Help/Keymap", "SeisComP", "Keys as in scolv's picker", "", true},
            {"keymap.snuffler", "Help/Keymap", "Snuffler", "Keys as in Pyrocko's Snuffler", "", true},
            {"keymap.sac", "Help/Keymap", "SAC", "Keys as in SAC's ppk", "", true},
            {"keymap.seisan", "Help/Keymap", "SEISAN", "Keys as in SEISAN's mulplt", "", true},
            {"keymap.obspyck", "Help/Keymap", "ObsPyck", "Keys as in ObsPyck", "", true},
            {"help.about", "Help", "About SeisDesk", "Version, licence and libraries", "about"},
        };
        std::vector<ActionSpec> out;
        for (const Line& line : lines)
            out.push_back({id(line.id), id(line.group), tr(line.text), tr(line.tooltip), id(line.icon), line.checkable});
        // As QuakeML spells them; the id counts along eventTypes().
        for (std::size_t i = 0; i < eventTypes().size(); ++i) {
            QString text = QString::fromStdString(eventTypes()[i]);
            text[0] = text[0].toUpper();
            out.push_back({QStringLiteral("eventType.%1").arg(i), id("Event/Type"), text, tr("What the selected events are taken for"), {}, false});
        }
        return out;
    }();
    return rows;
}

std::vector<ActionSpec> allActions()
{
    std::vector<ActionSpec> out;
    for (const ActionSpec& row : traceActions()) {
        out.push_back(row);
        out.back().group = placeOf(row);
    }
    out.insert(out.end(), shellActions().begin(), shellActions().end());
    return out;
}

const QStringList& menuOrder()
{
    static const QStringList order{QStringLiteral("File"), QStringLiteral("Edit"), QStringLiteral("View"), QStringLiteral("Pick"), QStringLiteral("Event"), QStringLiteral("Filter"),
                                   QStringLiteral("Navigate"), QStringLiteral("Model"), QStringLiteral("Window"), QStringLiteral("Help")};
    return order;
}

}  // namespace seisdesk
