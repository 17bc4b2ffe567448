#include "ui/shell/size_desk.h"

#include "ui/shell/docks.h"
#include "ui/shell/event_change.h"
#include "ui/shell/main_window.h"
#include "ui/source/size_settings_dialog.h"
#include "ui/trace/trace_view.h"

#include "core/base/median.h"
#include "core/locate/size/size_catalogue.h"
#include "core/locate/size/size_settings.h"
#include "core/session/whole_traces.h"

#include <QDockWidget>

#include <algorithm>

namespace seisdesk {

namespace {

const QString magnitudeDock = QStringLiteral("magnitude"), settingsKey = QStringLiteral("sizeSettings"), correctionsKey = QStringLiteral("magnitudeCorrections");

std::optional<Estimate> modelMagnitude(const Session& session, const ResourceId& event, int& picks)
{
    std::vector<double> values;
    for (const Label* label : session.labels().ofEvent(event))
        if (label->source.magnitude && label->review != Review::Rejected) values.push_back(label->source.magnitude->value);
    picks = static_cast<int>(values.size());
    const auto middle = median(values);
    return middle ? std::optional(Estimate{*middle, {}}) : std::nullopt;
}

/// Whether the size speaks of every station that the event's own magnitudes and windows are of. While records are still read, or are not at hand, it does not.
bool knowsAllStations(const EventSize& size, const Event& event)
{
    std::set<std::string> known;
    for (const StationSize& one : size.stations) known.insert(one.station);
    for (const StationMagnitude& one : event.stationMagnitudes)
        if (isOwnId(one.id, "stationmagnitude") && !known.contains(one.waveform.network + '.' + one.waveform.station)) return false;
    for (const auto& [station, window] : handWindows(event))
        if (!known.contains(station)) return false;
    return true;
}

bool hasOwnMagnitudes(const Event& event)
{
    return std::any_of(event.magnitudes.begin(), event.magnitudes.end(), [](const Magnitude& one) { return isOwnId(one.id, "magnitude"); });
}

}  // namespace

std::string SizeDesk::fingerprint(const Event& event, SizeOptions options) const
{
    options.average = NetworkAverage::Median;
    const Origin& origin = *event.origin();
    std::string out = event.id + formatTime(origin.time, 3) + ' ' + std::to_string(origin.latitude.value) + ' ' + std::to_string(origin.longitude.value) + ' ' +
                      std::to_string(origin.depthMetres ? origin.depthMetres->value : 0.0) + ' ' + settingsText(options);
    out += ' ' + std::to_string(m_session->traces().size());
    for (const Arrival& arrival : origin.arrivals) out += ' ' + arrival.pickId;
    for (const auto& [station, window] : options.windows) out += ' ' + station + formatTime(window.begin, 3) + formatTime(window.end, 3);
    return out;
}

SizeDesk::SizeDesk(MainWindow& window, EventReview& review) : QObject(&window), m_window(window), m_review(review), m_live(new Newest(this))
{
    m_options.amplitude.keepSimulated = m_project.amplitude.keepSimulated = true;
    wirePanel();
}

void SizeDesk::wirePanel()
{
    MagnitudePanel* panel = m_window.docks().magnitude();
    connect(panel, &MagnitudePanel::stationChosen, this, &SizeDesk::goTo);
    connect(panel, &MagnitudePanel::keepWanted, this, [this] { putMagnitudes("Put magnitudes into event"); });
    connect(panel, &MagnitudePanel::settingsWanted, this, &SizeDesk::openSettings);
    connect(panel, &MagnitudePanel::usedChanged, this, [this](const QString& station, const QString& type, bool used) { use(station.toStdString(), type.toStdString(), used); });
    connect(panel, &MagnitudePanel::averageChosen, this, [this](NetworkAverage chosen) {
        SizeOptions options = m_options;
        options.average = chosen;
        choose(std::move(options), "Change network value of magnitudes");
    });
    connect(panel, &MagnitudePanel::attenuationChosen, this, [this](const QString& name) {
        SizeOptions options = m_options;
        if (const auto chosen = attenuationFunction(name.toStdString())) options.attenuation = *chosen;
        choose(std::move(options), "Change attenuation function of ML");
    });
    // A dock behind another is not hidden, but nobody sees it.
    connect(m_window.docks().dock(magnitudeDock), &QDockWidget::visibilityChanged, this, [this](bool inFront) {
        m_inFront = inFront;
        showAmplitudes();
    });
}

void SizeDesk::setSession(Session* session)
{
    m_session = session;
    m_present.reset();
    m_view = {};
    m_measured.clear();
    m_recordings.reset();
    m_live->drop();
    m_wanted.clear();
    readSettings();
}

bool SizeDesk::busy() const
{
    // Jobs stay in their list for a while after they ended.
    return (m_measuring && !m_measuring->isOver()) || m_live->busy() || !m_wanted.empty();
}

OriginSignature SizeDesk::signature() const
{
    OriginSignature out;
    out.mode = Mode::Automatic;
    return out;
}

void SizeDesk::readSettings()
{
    SizeOptions options;
    options.amplitude.keepSimulated = true;
    if (m_session) {
        if (auto read = withSettings(options, m_session->setting(settingsKey).toStdString())) options = std::move(*read);
        if (auto read = magnitudeCorrectionsFrom(m_session->setting(correctionsKey).toStdString())) options.corrections = std::move(*read);
    }
    m_project = m_options = std::move(options);
    m_seen = {};
}

void SizeDesk::remember()
{
    m_project = m_options;
    m_project.windows.clear();
    m_project.switchedOff.clear();
    if (!m_session) return;
    m_session->setSetting(settingsKey, QByteArray::fromStdString(settingsText(m_project)));
    m_session->setSetting(correctionsKey, QByteArray::fromStdString(correctionsText(m_project.corrections)));
}

SizeDesk::Decisions SizeDesk::decisionsIn(const Event& event) { return {settingsIn(event), correctionsIn(event), handWindows(event), switchedOff(event)}; }

void SizeDesk::adopt(const Event& event, bool another)
{
    Decisions now = decisionsIn(event);
    if (another) m_options = m_project;
    else if (now == m_seen) return;
    m_options.windows = now.windows;
    m_options.switchedOff = now.switchedOff;
    if (const auto read = withSettings(m_options, now.settings); read && !now.settings.empty()) {
        // Types that the project asks for are looked at in every event.
        std::vector<std::string> types;
        for (const std::string& type : magnitudeTypes()) {
            const auto in = [&](const std::vector<std::string>& all) { return std::find(all.begin(), all.end(), type) != all.end(); };
            if (in(read->types) || (another && in(m_project.types))) types.push_back(type);
        }
        m_options = *read;
        m_options.types = types;
        for (const auto& [of, value] : now.corrections)
            if (value != 0.0) m_options.corrections[of] = value;
            else m_options.corrections.erase(of);
        if (!another) remember();  // a change was taken back, or done again
    }
    m_seen = std::move(now);
}

void SizeDesk::follow(const std::optional<Event>& present)
{
    const Event* event = m_review.event();
    const QString id = event ? QString::fromStdString(event->id) : QString();
    const bool another = id != m_view.event;
    if (another) {
        m_view = {};
        m_view.event = id;
        m_measured.clear();
        m_edit.clear();
        m_recordings.reset();
        m_live->drop();
        m_wanted.clear();
        m_trial.reset();
        m_shownTrial.reset();
        m_stale.clear();
    }
    m_present = present;
    if (event) {
        adopt(*event, another);
        if (m_session) m_view.model = modelMagnitude(*m_session, event->id, m_view.modelPicks);
    }
    m_view.kept = event && hasOwnMagnitudes(*event);
    if (m_present && m_review.travelTimes() && (m_view.kept || m_inFront)) {
        if (!measure() && !m_view.measuring) m_view.size = averaged(std::move(m_view.size), m_options);
    } else if (event && !m_present && !m_review.locating()) {
        m_view.problem = tr("The event is not located yet.");
    }
    show();
}

bool SizeDesk::measure()
{
    std::string of = fingerprint(*m_present, m_options);
    if (of == m_measured) return false;
    if (m_measuring) m_measuring->cancel();
    m_measured = of;
    m_view.measuring = true;
    m_view.problem.clear();
    m_measuring = m_window.jobs().run(
        Lane::Files, tr("Measure magnitudes"), this,
        [event = *m_present, after = eventsAfter(*m_present, m_session->events()), times = m_review.travelTimes(), items = m_session->traces(), reader = m_session->reader(),
         inventory = m_session->inventory(), options = m_options](const Progress& progress) -> Result<Measured> {
            const Origin& origin = *event.origin();
            const TimeSpan around{origin.time - std::chrono::minutes(10), origin.time + std::chrono::minutes(60)};
            const std::vector<TracePtr> traces = wholeTraces(items, around, reader, progress);
            RecordingOptions reach;
            reach.windows = options.windows;
            reach.after = after;
            if (std::find(options.types.begin(), options.types.end(), "mb") != options.types.end()) reach.farthestKm = 12'000.0;
            auto recordings = std::make_shared<const std::vector<StationRecording>>(stationRecordings(event, traces, inventory, *times, reach));
            auto size = sizeOf(*recordings, origin.depthMetres ? 1e-3 * origin.depthMetres->value : 0.0, times->model(), options, progress);
            if (!size) return size.error();
            return Measured{std::move(*size), recordings};
        },
        [this, of = std::move(of)](Result<Measured> measured) { take(std::move(measured), of); });
    return true;
}

void SizeDesk::take(Result<Measured> measured, const std::string& of)
{
    if (of != m_measured) return;
    m_view.measuring = false;
    m_stale.clear();
    if (measured) {
        m_view.size = averaged(std::move(measured->size), m_options);
        m_recordings = measured->recordings;
        if (m_view.size.stations.empty()) m_view.problem = tr("No station has records of this event with a response.");
    } else {
        m_view.size = {};
        m_recordings.reset();
        m_view.problem = QString::fromStdString(measured.error().message);
    }
    if (const std::string edit = std::exchange(m_edit, {}); m_view.kept || !edit.empty()) putMagnitudes(edit);
    show();
    workOnWindows();
}

void SizeDesk::choose(SizeOptions options, const std::string& edit)
{
    m_options = std::move(options);
    remember();
    if (m_present && m_review.travelTimes() && measure()) {
        if (m_view.kept) m_edit = edit;
    } else {
        m_view.size = averaged(std::move(m_view.size), m_options);
        if (m_view.kept) putMagnitudes(edit);
    }
    show();
}

void SizeDesk::use(const std::string& station, const std::string& type, bool used)
{
    if (used) m_options.switchedOff.erase({station, type});
    else m_options.switchedOff.insert({station, type});
    m_view.size = averaged(std::move(m_view.size), m_options);
    if (m_view.kept) putMagnitudes((used ? "Use " + station + " in " : "Leave " + station + " out of ") + type);
    show();
}

void SizeDesk::putMagnitudes(const std::string& edit)
{
    const Event* event = m_review.event();
    if (!event || !m_session || m_view.measuring) return;
    if (edit.empty() && !knowsAllStations(m_view.size, *event)) return;
    const std::string author = m_session->author();
    const auto write = [&](Event& to, Time created) { putSize(to, m_view.size, signature(), created, author); };
    // Where ours with the date that they have say the same, nothing is written.
    for (const Magnitude& one : event->magnitudes)
        if (isOwnId(one.id, "magnitude") && one.creation.creationTime) {
            Event same = *event;
            write(same, *one.creation.creationTime);
            if (same == *event) return;
            break;
        }
    Event after = *event;
    write(after, seisdesk::now());
    m_seen = decisionsIn(after);
    edit.empty() ? putEvent(m_window, after) : changeEvent(m_window, edit.c_str(), after);
}

bool SizeDesk::run(const QString& id)
{
    if (id != QLatin1String("size.settings")) return false;
    openSettings();
    return true;
}

void SizeDesk::openSettings()
{
    if (m_dialog) return m_dialog->raise();
    m_dialog = new SizeSettingsDialog(m_options, &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, this, [this] {
        SizeOptions options = m_dialog->options();
        options.windows = m_options.windows;
        options.switchedOff = m_options.switchedOff;
        if (settingsText(options) != settingsText(m_options) || options.corrections != m_options.corrections) choose(std::move(options), "Change settings of magnitudes");
    });
    connect(m_dialog, &SizeSettingsDialog::correctionsFileChosen, this, [this](const QString& path) {
        m_window.jobs().run(
            Lane::Files, tr("Read station corrections"), m_dialog, [path = path.toStdString()](const Progress&) { return readMagnitudeCorrections(path); },
            [this](Result<MagnitudeCorrections> read) {
                if (read && m_dialog) m_dialog->setCorrections(*read);
                else if (!read) m_window.tell({Severity::Error, QString::fromStdString(read.error().message)});
            });
    });
    m_dialog->show();
}

void SizeDesk::goTo(const QString& station)
{
    if (!m_window.traces() || !m_session) return;
    for (const Label* label : m_session->labels().ofEvent(m_view.event.toStdString()))
        if (QString::fromStdString(label->stream.network + '.' + label->stream.station) == station) {
            m_window.traces()->goToLabel(label->id);
            return;
        }
}

void SizeDesk::show()
{
    m_view.attenuation = QString::fromStdString(m_options.attenuation.name);
    m_view.average = m_options.average;
    m_window.docks().magnitude()->setView(m_view);
    showAmplitudes();
}

}  // namespace seisdesk
