#include "ui/trace/trace_actions.h"

namespace seisdesk {

namespace {

ActionSpec spec(const char* id, const char* group, const char* text, const char* tooltip, const char* icon = "", bool checkable = false)
{
    return {QString::fromLatin1(id), QString::fromLatin1(group), QString::fromUtf8(text), QString::fromUtf8(tooltip), QString::fromLatin1(icon), checkable};
}

void addPicking(std::vector<ActionSpec>& out)
{
    out.push_back(spec("pick.P", "Pick", "Pick &P", "Pick mode for P: Space or a press sets it, dragging up or down sets its uncertainty", "phase-p", true));
    out.push_back(spec("pick.S", "Pick", "Pick &S", "Pick mode for S: Space or a press sets it, dragging up or down sets its uncertainty", "phase-s", true));
    for (int i = 1; i <= 9; ++i)
        out.push_back({QStringLiteral("pick.%1").arg(i), QStringLiteral("Pick"), QStringLiteral("Pick favourite phase &%1").arg(i),
                       QStringLiteral("Pick mode for favourite phase %1").arg(i), QString(), true});
    out.push_back(spec("pick.at.cursor", "Pick", "Set pick at &cursor", "Sets the chosen phase at the cursor; the same phase within 2 s moves there"));
    out.push_back(spec("pick.at.cursorAndNext", "Pick", "Set pick and go to next trace", "Sets the chosen phase at the cursor and goes to the next trace"));
    out.push_back(spec("pick.now.P", "Pick", "Set P at cursor", "Sets a P at the cursor without entering pick mode", "phase-p"));
    out.push_back(spec("pick.now.S", "Pick", "Set S at cursor", "Sets an S at the cursor without entering pick mode", "phase-s"));
    out.push_back(spec("pick.leave", "Pick", "Leave pick mode", "Cancels a drag, leaves pick mode, or deselects", "close"));
    out.push_back(spec("pick.confirm", "Pick", "C&onfirm", "The active pick becomes manual and confirmed", "confirm"));
    out.push_back(spec("pick.confirmAndNext", "Pick", "Confirm and go to &next", "Confirms the active pick and goes to the next one nobody has judged", "confirm"));
    out.push_back(spec("pick.reject", "Pick", "&Reject", "The active pick is rejected and kept on record", "reject"));
    out.push_back(spec("pick.delete", "Pick", "&Delete", "Removes the active pick; a model's pick is rejected instead", "delete"));
    out.push_back(spec("repick", "Pick", "Re-pick &automatically", "Looks for the onset near the active pick or the cursor", "repick"));
    out.push_back(spec("size.windows", "Amplitude", "Amplitude &windows", "Amplitude mode: drag an edge of a window, the whole, or draw a new one; Esc leaves", "magnitude", true));
    out.push_back(spec("size.windowBegin", "Amplitude", "Window &begins at cursor", "The station's amplitude window begins at the cursor"));
    out.push_back(spec("size.windowEnd", "Amplitude", "Window &ends at cursor", "The station's amplitude window ends at the cursor"));
    out.push_back(spec("size.windowEarlier", "Amplitude", "Window earlier", "Moves the station's amplitude window back by a twentieth of its length"));
    out.push_back(spec("size.windowLater", "Amplitude", "Window later", "Moves the station's amplitude window on by a twentieth of its length"));
    out.push_back(spec("size.automatic", "Amplitude", "&Automatic window", "Gives the station its automatic amplitude window back", "clear"));
    out.push_back(spec("size.exclude", "Amplitude", "&Use or leave out", "Switches the station on or off in ML", "switch"));
    out.push_back(spec("polarity.positive", "Polarity", "&Up", "First motion up", "polarity-up"));
    out.push_back(spec("polarity.negative", "Polarity", "&Down", "First motion down", "polarity-down"));
    out.push_back(spec("polarity.undecidable", "Polarity", "Un&decidable", "First motion cannot be told", "polarity-undecided"));
    out.push_back(spec("polarity.unset", "Polarity", "&Not given", "Takes the polarity away", "clear"));
    out.push_back(spec("onset.impulsive", "Onset", "&Impulsive", "Sharp onset", "onset-impulsive"));
    out.push_back(spec("onset.emergent", "Onset", "&Emergent", "Onset that grows out of the noise", "onset-emergent"));
    out.push_back(spec("onset.questionable", "Onset", "&Questionable", "Doubtful onset", "onset-questionable"));
    out.push_back(spec("onset.unset", "Onset", "&Not given", "Takes the onset quality away", "clear"));
    out.push_back(spec("uncertainty.0", "Uncertainty", "&None", "Takes the uncertainty away", "clear"));
    for (int i = 1; i <= 8; ++i)
        out.push_back({QStringLiteral("uncertainty.%1").arg(i), QStringLiteral("Uncertainty"), QStringLiteral("Class &%1").arg(i),
                       QStringLiteral("Uncertainty class %1 for the active pick").arg(i), QStringLiteral("uncertainty")});
}

void addNavigation(std::vector<ActionSpec>& out)
{
    out.push_back(spec("trace.previous", "Navigate", "&Previous trace", "Makes the trace above current", "up"));
    out.push_back(spec("trace.next", "Navigate", "&Next trace", "Makes the trace below current", "down"));
    out.push_back(spec("trace.first", "Navigate", "&First trace", "Makes the first trace current", "first"));
    out.push_back(spec("trace.last", "Navigate", "&Last trace", "Makes the last trace current", "last"));
    out.push_back(spec("marker.previous", "Navigate", "Previous &marker", "The pick before, on this station", "marker-previous"));
    out.push_back(spec("marker.next", "Navigate", "Next m&arker", "The next pick on this station", "marker-next"));
    out.push_back(spec("label.next", "Navigate", "Next &unreviewed pick", "The next pick nobody has judged, on any station", "marker-next"));
    out.push_back(spec("label.previous", "Navigate", "Previous un&reviewed pick", "The last pick nobody has judged, on any station", "marker-previous"));
    out.push_back(spec("scroll.left", "Navigate", "Scroll left", "A tenth of the window back in time", "scroll-left"));
    out.push_back(spec("scroll.right", "Navigate", "Scroll right", "A tenth of the window on in time", "scroll-right"));
    out.push_back(spec("scroll.left.coarse", "Navigate", "Page left", "Most of a window back in time", "scroll-left"));
    out.push_back(spec("scroll.right.coarse", "Navigate", "Page right", "Most of a window on in time", "scroll-right"));
    out.push_back(spec("cursor.left", "Navigate", "Cursor left", "The cursor one pixel back", ""));
    out.push_back(spec("cursor.right", "Navigate", "Cursor right", "The cursor one pixel on", ""));
}

void addView(std::vector<ActionSpec>& out)
{
    out.push_back(spec("zoom.in", "Zoom", "Zoom &in", "Half the time, about the cursor", "zoom-in"));
    out.push_back(spec("zoom.out", "Zoom", "Zoom &out", "Twice the time, about the cursor", "zoom-out"));
    out.push_back(spec("zoom.all", "Zoom", "Show &all", "All records from first to last sample", "zoom-fit"));
    out.push_back(spec("zoom.pick", "Zoom", "Zoom to &pick", "Ten seconds around the active pick", "search"));
    out.push_back(spec("zoom.back", "Zoom", "Zoom &back", "The view before", "zoom-back"));
    out.push_back(spec("zoom.forward", "Zoom", "Zoom &forward", "The view after", ""));
    out.push_back(spec("amplitude.up", "Zoom", "Amplitude up", "Larger traces", "amplitude-up"));
    out.push_back(spec("amplitude.down", "Zoom", "Amplitude down", "Smaller traces", "amplitude-down"));
    out.push_back(spec("amplitude.normalise", "Zoom", "&Normalise", "Every trace fills its row", "normalise"));
    out.push_back(spec("rows.taller", "Zoom", "Taller rows", "Fewer and taller traces", "row-taller"));
    out.push_back(spec("rows.shorter", "Zoom", "Shorter rows", "More and shorter traces", "row-shorter"));
    out.push_back(spec("rows.fit", "Zoom", "All traces in the window", "Rows so low that all traces fit", ""));
    out.push_back(spec("align.none", "Align", "No alignment", "True time", "align", true));
    out.push_back(spec("align.P", "Align", "Align on &P", "Every station's P at zero", "align", true));
    out.push_back(spec("align.S", "Align", "Align on &S", "Every station's S at zero", "align", true));
    out.push_back(spec("align.theory", "Align", "Align on &theoretical P", "The located event's P at zero, also where nobody picked it", "align", true));
    out.push_back(spec("align.origin", "Align", "Align on &origin time", "Origin time at zero", "align", true));
    out.push_back(spec("sort.name", "Sort", "Sort by &name", "By network, station, location, channel", "sort", true));
    out.push_back(spec("sort.distance", "Sort", "Sort by &distance", "By distance from the event", "sort-distance", true));
    out.push_back(spec("sort.azimuth", "Sort", "Sort by &azimuth", "By azimuth from the event", "sort", true));
    out.push_back(spec("sort.time", "Sort", "Sort by P &time", "By the time of each station's P", "sort", true));
    out.push_back(spec("components.all", "Components", "&All components", "Z, N and E together", "components", true));
    out.push_back(spec("components.Z", "Components", "&Vertical", "Only vertical components", "component-z", true));
    out.push_back(spec("components.N", "Components", "&North", "Only N or 1", "component-n", true));
    out.push_back(spec("components.E", "Components", "&East", "Only E or 2", "component-e", true));
    out.push_back(spec("components.next", "Components", "Next component", "All, vertical, north, east in turn", "components"));
    out.push_back(spec("scale.trace", "Scale", "Scale each &trace", "Every trace fills its row", "scale", true));
    out.push_back(spec("scale.common", "Scale", "&Common scale", "One scale for all traces", "scale", true));
    out.push_back(spec("scale.station", "Scale", "Scale each &station", "One scale for a station's components", "scale", true));
    out.push_back(spec("filter.toggle", "Filter", "&Filter", "Filter on or off", "filter", true));
    out.push_back(spec("filter.next", "Filter", "&Next filter", "The next filter of the presets", "filter-next"));
    out.push_back(spec("filter.previous", "Filter", "&Previous filter", "The filter before in the presets", "filter-previous"));
    out.push_back(spec("show.curves", "View", "&Curves", "Probability curves under the traces", "curves", true));
    out.push_back(spec("show.labels", "View", "&Picks", "Picks over the traces", "labels", true));
    out.push_back(spec("show.amplitudes", "View", "&Amplitudes", "Amplitude windows of ML and the simulated records, while the panel of magnitudes is open", "magnitude", true));
    out.push_back(spec("show.theory", "View", "&Theoretical arrivals", "Where phases of the event under review should arrive", "theory", true));
    out.push_back(spec("theory.first", "Theoretical arrivals", "&P and S", "Only first arrivals", "theory", true));
    out.push_back(spec("theory.regional", "Theoretical arrivals", "&Regional phases", "Pg, Pb, Pn, PmP and their S", "theory", true));
    out.push_back(spec("theory.all", "Theoretical arrivals", "&All phases", "Everything that the velocity model lets arrive", "theory", true));
    out.push_back(spec("show.rejected", "View", "&Rejected picks", "Also picks that were rejected or replaced", "reject", true));
}

}  // namespace

const std::vector<ActionSpec>& traceActions()
{
    static const std::vector<ActionSpec> all = [] {
        std::vector<ActionSpec> out;
        addPicking(out);
        addNavigation(out);
        addView(out);
        return out;
    }();
    return all;
}

}  // namespace seisdesk
