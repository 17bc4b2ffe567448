// Amplitude windows that are dragged and set in the traces.

#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"
#include "ui/shell/size_desk.h"
#include "ui/trace/amplitude_marks.h"
#include "ui/trace/trace_view.h"

#include <algorithm>

namespace seisdesk {

namespace {

const StationRecording* recordingOf(const std::vector<StationRecording>& recordings, const std::string& station)
{
    const auto found = std::find_if(recordings.begin(), recordings.end(), [&](const StationRecording& one) { return one.station == station; });
    return found == recordings.end() ? nullptr : &*found;
}

/// Whether measuring in the window needs no more samples than are there.
bool covers(const StationRecording& recording, const TimeSpan& window)
{
    const TimeSpan there = recording.components.front().segment.span();
    return there.begin <= window.begin && window.end <= there.end;
}

std::string editOf(const std::map<std::string, std::optional<TimeSpan>>& windows)
{
    if (windows.size() != 1) return "Set amplitude windows";
    const auto& [station, window] = *windows.begin();
    return (window ? "Set amplitude window of " : "Automatic amplitude window of ") + station;
}

}  // namespace

void SizeDesk::setTraces(TraceView* traces)
{
    connect(traces, &TraceView::amplitudesWanted, this, [this] { m_window.docks().raise(QStringLiteral("magnitude")); });
    connect(traces, &TraceView::amplitudeWindowDragged, this, [this](const QString& station, const TimeSpan& window) {
        m_trial = {station.toStdString(), window};
        workOnWindows();
    });
    connect(traces, &TraceView::amplitudeDragGivenUp, this, [this] {
        m_trial.reset();
        workOnWindows();
    });
    connect(traces, &TraceView::amplitudeWindowSet, this, [this](const QString& station, const TimeSpan& window) { setWindow(station, window); });
    connect(traces, &TraceView::amplitudeAutomaticWanted, this, [this](const QString& station) { setWindow(station, std::nullopt); });
    connect(traces, &TraceView::amplitudeUseWanted, this, [this](const QString& station) {
        use(station.toStdString(), "ML", m_options.switchedOff.contains({station.toStdString(), "ML"}));
    });
    showAmplitudes();
}

void SizeDesk::setWindow(const QString& station, std::optional<TimeSpan> window)
{
    m_trial.reset();
    m_wanted[station.toStdString()] = window;
    workOnWindows();
}

void SizeDesk::workOnWindows()
{
    // take() and takeWindows() come here again.
    if (!m_recordings || m_view.measuring || m_live->busy()) return;
    SizeOptions with = m_options;
    std::set<std::string> stations = m_stale;
    bool covered = true;
    for (const auto& [station, window] : m_wanted) {
        stations.insert(station);
        if (window) with.windows[station] = *window;
        else with.windows.erase(station);
        const StationRecording* recording = recordingOf(*m_recordings, station);
        covered = covered && recording && (!window || covers(*recording, *window));
    }
    if (!covered && m_present) {
        // More of the records is needed than was cut.
        m_options.windows = with.windows;
        m_edit = editOf(m_wanted);
        m_wanted.clear();
        measure();
        return;
    }
    const auto trial = m_wanted.empty() ? m_trial : std::nullopt;
    if (trial) {
        with.windows[trial->first] = trial->second;
        stations.insert(trial->first);
    }
    if (stations.empty()) return;
    m_live->ask(
        [size = m_view.size, recordings = m_recordings, stations, with](const Progress&) {
            EventSize out = size;
            for (const std::string& station : stations)
                if (const StationRecording* recording = recordingOf(*recordings, station)) out = remeasured(std::move(out), *recording, with);
            return out;
        },
        [this, with, set = m_wanted, stations, trial](EventSize size) {
            m_shownTrial = trial;
            takeWindows(std::move(size), with, set, stations);
        });
}

void SizeDesk::takeWindows(EventSize size, const SizeOptions& with, const std::map<std::string, std::optional<TimeSpan>>& set, const std::set<std::string>& stations)
{
    if (m_view.measuring) return;
    m_view.size = std::move(size);
    for (const std::string& station : stations) m_stale.erase(station);
    if (m_shownTrial) m_stale.insert(m_shownTrial->first);
    if (!set.empty()) {
        m_options.windows = with.windows;
        if (m_present) m_measured = fingerprint(*m_present, m_options);
        for (const auto& [station, window] : set)
            if (const auto wanted = m_wanted.find(station); wanted != m_wanted.end() && wanted->second == window) m_wanted.erase(wanted);
        putMagnitudes(editOf(set));
    }
    show();
    if (!m_wanted.empty() || (m_trial ? m_trial != m_shownTrial : !m_stale.empty())) workOnWindows();
}

void SizeDesk::showAmplitudes()
{
    TraceView* traces = m_window.traces();
    if (!traces) return;
    if (m_inFront && !m_view.event.isEmpty()) traces->setAmplitudes(amplitudeMarks(m_view.size));
    else if (!traces->amplitudes().empty()) traces->setAmplitudes({});
}

}  // namespace seisdesk
