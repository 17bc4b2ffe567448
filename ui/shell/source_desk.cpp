#include "ui/shell/source_desk.h"

#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"
#include "ui/trace/trace_view.h"

#include "core/base/median.h"
#include "core/catalog/compile.h"
#include "core/locate/mechanism/mechanism_catalogue.h"
#include "core/locate/size/size_catalogue.h"
#include "core/session/review_inputs.h"
#include "core/session/whole_traces.h"

#include <QDockWidget>
#include <QTimer>

namespace seisdesk {

namespace {

const QString magnitudeId = QStringLiteral("magnitude");
constexpr int settleMilliseconds = 250;

/// What a mechanism depends on.
std::string fingerprint(const ResourceId& event, const MechanismData& data)
{
    std::string out = event;
    for (const FirstMotion& one : data.motions)
        out += ' ' + one.station + (one.up ? '+' : '-') + std::to_string(one.azimuthDegrees) + ' ' + std::to_string(one.takeoffDegrees) + ' ' + std::to_string(one.weight);
    for (const AmplitudeRatio& one : data.ratios) out += ' ' + one.station + '/' + std::to_string(one.decades);
    return out;
}

/// What the measurements depend on.
std::string fingerprint(const Event& event, const SizeOptions& options)
{
    const Origin& origin = *event.origin();
    std::string out = event.id + formatTime(origin.time, 3) + ' ' + std::to_string(origin.latitude.value) + ' ' + std::to_string(origin.longitude.value) + ' ' +
                      std::to_string(origin.depthMetres ? origin.depthMetres->value : 0.0) + ' ' + options.attenuation.name;
    for (const Arrival& arrival : origin.arrivals) out += ' ' + arrival.pickId;
    return out;
}

std::optional<Estimate> modelMagnitude(const Session& session, const ResourceId& event, int& picks)
{
    std::vector<double> values;
    for (const Label* label : session.labels().ofEvent(event))
        if (label->source.magnitude && label->review != Review::Rejected) values.push_back(label->source.magnitude->value);
    picks = static_cast<int>(values.size());
    const auto middle = median(values);
    return middle ? std::optional(Estimate{*middle, {}}) : std::nullopt;
}

/// Whether `put` with the date that ours have already changes nothing: then they say the same, and looking writes nothing.
template <class Objects, class Put>
bool isThereAlready(const Event& event, const Objects& objects, const char* kind, Put put)
{
    for (const auto& one : objects)
        if (isOwnId(one.id, kind) && one.creation.creationTime) {
            Event same = event;
            put(same, *one.creation.creationTime);
            return same == event;
        }
    return false;
}

}  // namespace

SourceDesk::SourceDesk(MainWindow& window, EventReview& review) : QObject(&window), m_window(window), m_review(review), m_later(new QTimer(this))
{
    m_later->setSingleShot(true);
    m_later->setInterval(settleMilliseconds);
    connect(m_later, &QTimer::timeout, this, &SourceDesk::follow);
    connect(&review, &EventReview::eventChanged, m_later, qOverload<>(&QTimer::start));
    connect(&review, &EventReview::located, m_later, qOverload<>(&QTimer::start));
    wirePanels();
}

void SourceDesk::wirePanels()
{
    MechanismPanel* mechanism = m_window.docks().mechanism();
    connect(mechanism, &MechanismPanel::keepWanted, this, &SourceDesk::keep);
    connect(mechanism, &MechanismPanel::automaticWanted, this, &SourceDesk::backToAutomatic);
    connect(mechanism, &MechanismPanel::stationChosen, this, &SourceDesk::goTo);
    MagnitudePanel* magnitude = m_window.docks().magnitude();
    connect(magnitude, &MagnitudePanel::stationChosen, this, &SourceDesk::goTo);
    connect(magnitude, &MagnitudePanel::keepWanted, this, [this] { putMagnitudes(true); });
    connect(magnitude, &MagnitudePanel::usedChanged, this, [this](const QString& station, const QString& type, bool used) {
        const std::pair key(station.toStdString(), type.toStdString());
        if (used) m_options.switchedOff.erase(key);
        else m_options.switchedOff.insert(key);
        average();
    });
    connect(magnitude, &MagnitudePanel::averageChosen, this, [this](NetworkAverage chosen) {
        m_options.average = m_magnitude.average = chosen;
        average();
    });
    connect(magnitude, &MagnitudePanel::attenuationChosen, this, [this](const QString& name) {
        if (const auto chosen = attenuationFunction(name.toStdString())) m_options.attenuation = *chosen;
        m_magnitude.attenuation = name;
        follow();
    });
    connect(&m_window.docks(), &Docks::visibilityChanged, this, [this](const QString& id, bool visible) {
        if (id == magnitudeId && visible) m_later->start();
    });
}

void SourceDesk::setSession(Session* session)
{
    if (m_session) m_session->disconnect(m_later);
    m_session = session;
    m_searched.clear();
    m_measured.clear();
    if (session) {
        // Polarities do not move an event: the review says nothing of them.
        connect(session, &Session::labelsChanged, m_later, qOverload<>(&QTimer::start));
        connect(session, &Session::eventsChanged, m_later, qOverload<>(&QTimer::start));
    }
    follow();
}

bool SourceDesk::busy() const
{
    // Jobs stay in their list for a while after they ended.
    const auto runs = [](const QPointer<Job>& job) { return job && !job->isOver(); };
    return runs(m_searching) || runs(m_measuring) || m_later->isActive();
}

OriginSignature SourceDesk::signature(Mode mode) const
{
    OriginSignature out;
    out.mode = mode;
    if (m_session && mode == Mode::Manual) out.author = m_session->author();
    return out;
}

std::optional<Event> SourceDesk::present() const
{
    const Event* event = m_review.event();
    if (!m_session || !event) return std::nullopt;
    std::vector<Label> labels;
    for (const Label* label : m_session->labels().ofEvent(event->id)) labels.push_back(*label);
    Event out = *event;
    for (Event& one : compile(labels, {*event}))
        if (one.id == event->id) out = std::move(one);
    if (m_review.location()) out = withLocation(out, *m_review.location(), m_review.picks(), m_session->labels(), signature(Mode::Automatic), Time{});
    if (!out.origin()) return std::nullopt;
    return out;
}

void SourceDesk::follow()
{
    const Event* event = m_review.event();
    const QString id = event ? QString::fromStdString(event->id) : QString();
    if (id != m_magnitude.event) {
        m_magnitude = {};
        m_magnitude.event = id;
        m_options.switchedOff = event ? switchedOff(*event) : decltype(m_options.switchedOff){};
        m_magnitude.attenuation = QString::fromStdString(m_options.attenuation.name);
        m_magnitude.average = m_options.average;
        m_mechanism = {};
        m_mechanism.event = id;
        m_searched.clear();
        m_measured.clear();
    }
    const auto now = m_review.locating() ? std::nullopt : present();
    if (event && m_session) m_magnitude.model = modelMagnitude(*m_session, event->id, m_magnitude.modelPicks);
    m_magnitude.kept = event && std::any_of(event->magnitudes.begin(), event->magnitudes.end(), [](const Magnitude& one) { return isOwnId(one.id, "magnitude"); });
    const FocalMechanism* own = event ? ownMechanism(*event) : nullptr;
    m_mechanism.kept = own && own->mode == Mode::Manual ? faultPlane(*own) : std::nullopt;
    if (now) search(*now);
    else if (!event) m_mechanism.motions.clear(), m_mechanism.found.reset();
    const auto& times = m_review.travelTimes();
    const QDockWidget* dock = m_window.docks().dock(magnitudeId);
    if (now && times && (m_magnitude.kept || (dock && dock->isVisible()))) measure(*now, *times);
    else if (event && !now && !m_review.locating()) m_magnitude.problem = tr("The event is not located yet.");
    showMechanism();
    showMagnitude();
}

void SourceDesk::search(const Event& event)
{
    const MechanismData data = mechanismData(event);
    std::string of = fingerprint(event.id, data);
    m_mechanism.motions = data.motions;
    if (of == m_searched) return;
    if (m_searching) m_searching->cancel();
    m_searched = of;
    m_mechanism.searching = true;
    m_searching = m_window.jobs().run(Lane::Files, tr("Search mechanism"), this, [data](const Progress& progress) -> Result<std::pair<std::optional<Mechanism>, std::string>> {
        auto found = seisdesk::mechanism(data.motions, data.ratios, {}, progress);
        if (!found && found.error().code == Error::Code::Cancelled) return found.error();
        // Too few first motions are nothing that failed.
        if (!found) return std::pair(std::optional<Mechanism>(), found.error().message);
        return std::pair(std::optional(*found), std::string());
    }, [this, of = std::move(of)](Result<std::pair<std::optional<Mechanism>, std::string>> result) {
        if (!result || of != m_searched) return;
        m_mechanism.searching = false;
        m_mechanism.found = result->first;
        m_mechanism.problem = QString::fromStdString(result->second);
        const Event* event = m_review.event();
        if (event && ownOrigin(*event) && !m_mechanism.kept && result->first) {
            const auto write = [&](Event& to, Time created) { putMechanism(to, *result->first, signature(Mode::Automatic), created); };
            Event after = *event;
            write(after, seisdesk::now());
            if (!isThereAlready(*event, event->focalMechanisms, "focalmechanism", write)) put(after);
        }
        showMechanism();
    });
}

void SourceDesk::measure(const Event& event, const TravelTimes&)
{
    std::string of = fingerprint(event, m_options);
    if (of == m_measured) return;
    if (m_measuring) m_measuring->cancel();
    m_measured = of;
    m_magnitude.measuring = true;
    m_magnitude.problem.clear();
    const auto times = m_review.travelTimes();
    m_measuring = m_window.jobs().run(
        Lane::Files, tr("Measure magnitudes"), this,
        [event, times, items = m_session->traces(), reader = m_session->reader(), inventory = m_session->inventory(), options = m_options](const Progress& progress) -> Result<EventSize> {
            const Origin& origin = *event.origin();
            const TimeSpan around{origin.time - std::chrono::minutes(10), origin.time + std::chrono::minutes(60)};
            const std::vector<TracePtr> traces = wholeTraces(items, around, reader, progress);
            return sizeOf(stationRecordings(event, traces, inventory, *times), origin.depthMetres ? 1e-3 * origin.depthMetres->value : 0.0, times->model(), options, progress);
        },
        [this, of = std::move(of)](Result<EventSize> size) {
            if (of != m_measured) return;
            m_magnitude.measuring = false;
            if (size) m_magnitude.size = averaged(std::move(*size), m_options);
            else m_magnitude.size = {}, m_magnitude.problem = QString::fromStdString(size.error().message);
            if (size && m_magnitude.size.stations.empty()) m_magnitude.problem = tr("No station has records of this event with a response.");
            if (m_magnitude.kept) putMagnitudes(false);
            showMagnitude();
        });
}

void SourceDesk::average()
{
    m_magnitude.size = averaged(std::move(m_magnitude.size), m_options);
    if (m_magnitude.kept) putMagnitudes(true);
    showMagnitude();
}

void SourceDesk::change(const char* name, const Event& after)
{
    const Event* before = m_review.event();
    if (!m_session || !before || *before == after) return;
    Edit edit;
    edit.name = name;
    if (const auto done = m_session->apply(edit, EventEdit{{*before}, {after}}); !done) m_window.tell({Severity::Error, QString::fromStdString(done.error().message)});
}

void SourceDesk::put(const Event& after)
{
    const Event* before = m_review.event();
    if (!m_session || !before || *before == after) return;
    if (const auto done = m_session->putEvent(after); !done) m_window.tell({Severity::Error, QString::fromStdString(done.error().message)});
}

void SourceDesk::keep(const FaultPlane& plane)
{
    const Event* event = m_review.event();
    if (!event) return;
    Mechanism chosen = m_mechanism.found.value_or(Mechanism{});
    chosen.best.plane = plane;
    chosen.best.probability = 0.0;
    chosen.best.misfits = 0;
    chosen.motions = static_cast<int>(m_mechanism.motions.size());
    for (const FirstMotion& motion : m_mechanism.motions) chosen.best.misfits += (radiationOfP(plane, motion.azimuthDegrees, motion.takeoffDegrees) > 0.0) != motion.up;
    chosen.misfitShare = chosen.motions ? static_cast<double>(chosen.best.misfits) / chosen.motions : 0.0;
    chosen.uncertaintyDegrees = 0.0;
    Event after = *event;
    putMechanism(after, chosen, signature(Mode::Manual), seisdesk::now());
    change("Keep mechanism", after);
    follow();
}

void SourceDesk::backToAutomatic()
{
    const Event* event = m_review.event();
    if (!event) return;
    Event after = *event;
    if (m_mechanism.found) putMechanism(after, *m_mechanism.found, signature(Mode::Automatic), seisdesk::now());
    else if (const FocalMechanism* own = ownMechanism(after)) std::erase_if(after.focalMechanisms, [id = own->id](const FocalMechanism& one) { return one.id == id; });
    change("Automatic mechanism", after);
    follow();
}

void SourceDesk::putMagnitudes(bool undoable)
{
    const Event* event = m_review.event();
    if (!event || m_magnitude.measuring) return;
    const auto write = [this](Event& to, Time created) { putSize(to, m_magnitude.size, signature(Mode::Automatic), created); };
    Event after = *event;
    write(after, seisdesk::now());
    if (isThereAlready(*event, event->magnitudes, "magnitude", write)) return;
    undoable ? change("Put magnitudes into event", after) : put(after);
    m_later->start();
}

void SourceDesk::goTo(const QString& station)
{
    if (!m_window.traces() || !m_session) return;
    for (const Label* label : m_session->labels().ofEvent(m_magnitude.event.toStdString()))
        if (QString::fromStdString(label->stream.network + '.' + label->stream.station) == station) {
            m_window.traces()->goToLabel(label->id);
            return;
        }
}

void SourceDesk::showMechanism() { m_window.docks().mechanism()->setView(m_mechanism); }
void SourceDesk::showMagnitude() { m_window.docks().magnitude()->setView(m_magnitude); }

}  // namespace seisdesk
