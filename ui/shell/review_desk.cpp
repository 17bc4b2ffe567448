#include "ui/shell/review_desk.h"

#include "ui/map/map_panel.h"
#include "ui/panels/events_panel.h"
#include "ui/panels/stations_panel.h"
#include "ui/review/location_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/docks.h"
#include "ui/shell/file_dialogs.h"
#include "ui/shell/main_window.h"
#include "ui/trace/trace_view.h"

#include "core/locate/travel/velocity_file.h"

#include <QTableView>

namespace seisdesk {

namespace {

QString name(const char* id) { return QString::fromLatin1(id); }
const QString modelKey = QStringLiteral("velocityModel"), eventKey = QStringLiteral("eventUnderReview"), standardModel = QStringLiteral("iasp91");

}  // namespace

ReviewDesk::ReviewDesk(MainWindow& window) : QObject(&window), m_window(window), m_panel(*window.docks().location()), m_map(*window.docks().map()), m_review(this)
{
    wireReview();
    wirePanels();
    showModels();
    showState();
}

void ReviewDesk::wireReview()
{
    connect(&m_review, &EventReview::eventChanged, this, [this] {
        showState();
        if (const Event* event = m_review.event()) m_map.setOrigins(otherOrigins(*event));
        else m_map.setOrigins({});
    });
    connect(&m_review, &EventReview::located, this, [this] {
        showState();
        showTheory();
        if (m_fit && m_review.location()) {
            m_fit = false;
            m_map.fit();
        }
    });
    connect(&m_review, &EventReview::ghostMoved, this, &ReviewDesk::showState);
    connect(&m_review, &EventReview::failed, this, [this](const QString& text) { m_window.tell({Severity::Error, text}); });
}

void ReviewDesk::wirePanels()
{
    wireCorrections();
    connect(&m_panel, &LocationPanel::usedChanged, this, [this](const std::vector<Id>& picks, bool used) {
        if (!picks.empty()) m_touched = picks.front().text();
        report(m_review.setUsed(picks, used));
    });
    connect(&m_panel, &LocationPanel::fixedDepthChanged, this, [this](std::optional<double> depthKm) { report(m_review.setFixedDepth(depthKm)); });
    connect(&m_panel, &LocationPanel::relocateWanted, this, [this] { run(name("locate.relocate")); });
    connect(&m_panel, &LocationPanel::modelChosen, this, &ReviewDesk::useModel);
    connect(&m_panel, &LocationPanel::modelFileWanted, this, [this] {
        const QString file = FileDialogs(m_window, m_window.settings()).velocityModel();
        file.isEmpty() ? showModels() : useModel(file);
    });
    connect(&m_panel, &LocationPanel::pickChosen, this, &ReviewDesk::goTo);
    connect(&m_panel, &LocationPanel::pickSelected, this, [this](const Id& pick) {
        m_touched = pick.text();
        if (const Label* label = m_session ? m_session->labels().find(pick) : nullptr) m_map.selectStation(label->stream.network + '.' + label->stream.station);
        showState();
    });
    connect(&m_map, &MapPanel::stationChosen, this, [this](const QString& station) {
        for (const PhasePick& pick : m_review.picks())
            if (QString::fromStdString(pick.station) == station) {
                if (const auto id = Id::parse(pick.id)) return goTo(*id);
            }
        TraceView* traces = m_window.traces();
        if (!traces) return;
        const TimeSpan seen = traces->visibleSpan();
        const auto id = StreamId::parse(station.toStdString());
        if (id) traces->goTo(*id, traces->cursorTime().value_or(seen.begin + seen.length() / 2));
    });
    connect(&m_map, &MapPanel::eventChosen, this, [this](const QString& id) {
        // The list's filters may hide it.
        if (!m_window.docks().events()->go(id.toStdString())) open(id.toStdString());
    });
    connect(m_window.docks().events(), &EventsPanel::chosen, this, [this](const Event& event) {
        if (event.id == m_review.eventId()) return;
        m_fit = true;
        m_review.setEvent(event.id);
        if (m_session) m_session->setSetting(eventKey, QByteArray::fromStdString(event.id));
        showEvents();
    });
}

void ReviewDesk::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    m_touched.clear();
    m_review.setSession(session);
    if (session) {
        connect(session, &Session::eventsChanged, this, [this] {
            chooseEvent();
            showEvents();
        });
        connect(session, &Session::tracesChanged, this, [this] {
            m_map.setStations(mapStations(m_session->inventory(), state()));
            showTheory();
        });
        showCorrections();
        const QByteArray model = session->setting(modelKey);
        makeTimes(model.isEmpty() ? standardModel : QString::fromUtf8(model));
        const ResourceId event = session->setting(eventKey).toStdString();
        if (session->event(event)) m_review.setEvent(event);
        chooseEvent();
    }
    m_map.setStations(session ? mapStations(session->inventory(), state()) : std::vector<MapStation>());
    showEvents();
    showState();
    m_fit = true;
}

/// As the traces do: without a choice it is the last event that has an origin.
void ReviewDesk::chooseEvent()
{
    if (!m_session || m_review.event()) return;
    const auto& events = m_session->events();
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const Event& event) { return event.origin() != nullptr; });
    m_fit = true;
    m_review.setEvent(last == events.rend() ? ResourceId() : last->id);
}

void ReviewDesk::open(const ResourceId& id)
{
    const Event* event = m_session ? m_session->event(id) : nullptr;
    if (!event) return;
    m_fit = true;
    m_review.setEvent(id);
    m_session->setSetting(eventKey, QByteArray::fromStdString(id));
    m_window.docks().stations()->setEvent(id);
    if (TraceView* traces = m_window.traces()) {
        traces->setEvent(QString::fromStdString(id));
        if (event->origin() && traces->options().align == TraceAlign::None)
            traces->setSpan({event->origin()->time - std::chrono::seconds(10), event->origin()->time + std::chrono::seconds(80)});
    }
    showEvents();
}

void ReviewDesk::setTraces(TraceView* traces)
{
    connect(traces, &TraceView::labelDragged, this, [this](const Id& label, Time time) {
        m_touched = label.text();
        m_panel.select(label);
        m_review.drag(label, time);
    });
    connect(traces, &TraceView::pickDrawn, this, [this](const Label& label) {
        m_touched = label.id.text();
        m_review.drawPick(label);
    });
    connect(traces, &TraceView::labelDragEnded, this, [this] { m_review.endDrag(); });
    connect(traces, &TraceView::activeLabelChanged, this, [this] {
        const Label* label = m_window.traces() ? m_window.traces()->activeLabel() : nullptr;
        if (!label || label->event != m_review.eventId()) return;
        m_touched = label->id.text();
        m_panel.select(label->id);
        m_map.selectStation(label->stream.network + '.' + label->stream.station);
        showState();
    });
    showTheory();
}

void ReviewDesk::useModel(const QString& model)
{
    if (m_session) m_session->setSetting(modelKey, model.toUtf8());
    makeTimes(model);
}

void ReviewDesk::makeTimes(const QString& model)
{
    m_model = model;
    if (m_making) m_making->cancel();
    if (m_made == model) return showModels();
    showModels(tr("Travel times are being made."));
    m_making = m_window.jobs().run(
        Lane::Locate, tr("Travel times of %1").arg(model), this,
        [model = model.toStdString()](const Progress& progress) -> Result<std::shared_ptr<const TravelTimes>> {
            const auto velocities = seisdesk::velocityModel(model);
            if (!velocities) return velocities.error();
            return TravelTimes::of(*velocities, progress);
        },
        [this, model](Result<std::shared_ptr<const TravelTimes>> made) {
            if (!made) {
                m_window.tell({Severity::Error, QString::fromStdString(made.error().message)});
                m_model = m_made;
                if (m_session && !m_made.isEmpty()) m_session->setSetting(modelKey, m_made.toUtf8());
                if (m_made.isEmpty() && model != standardModel) return useModel(standardModel);
                return showModels();
            }
            m_made = model;
            m_review.setTravelTimes(*made);
            showModels();
            showTheory();
        });
}

void ReviewDesk::showModels(const QString& note)
{
    QStringList models;
    for (const std::string& shipped : shippedVelocityModels()) models << QString::fromStdString(shipped);
    if (!m_model.isEmpty() && !models.contains(m_model)) models << m_model;
    m_panel.setModels(models, m_model, note);
}

ReviewState ReviewDesk::state() const
{
    ReviewState out;
    out.hasEvent = m_review.event() != nullptr;
    out.picks = m_review.picks();
    out.location = m_review.location();
    out.ghost = m_review.ghost();
    out.fixedDepthKm = m_review.inputs().fixedDepthKm;
    out.fromOneStation = m_review.fromOneStation();
    out.locating = m_review.locating();
    out.problem = m_review.problem();
    out.touched = m_review.dragged() ? m_review.dragged()->text() : m_touched;
    return out;
}

void ReviewDesk::showState()
{
    const ReviewState now = state();
    m_panel.setState(now);
    if (m_session) m_map.setStations(mapStations(m_session->inventory(), now));
    m_map.setState(now);
    showActions();
}

void ReviewDesk::showEvents() { m_map.setEvents(m_session ? mapEvents(m_session->events(), m_review.eventId()) : std::vector<MapEvent>()); }

void ReviewDesk::showTheory()
{
    TraceView* traces = m_window.traces();
    if (!traces) return;
    const Event* event = m_review.event();
    Theory theory;
    theory.times = m_review.travelTimes();
    if (!event || !theory.times) return traces->setTheory({});
    traces->setEvent(QString::fromStdString(event->id));
    theory.event = event->id;
    theory.corrections = m_review.corrections();
    if (const auto& location = m_review.location()) {
        theory.epicentre = location->epicentre;
        theory.depthKm = location->depthKm;
        theory.time = location->time;
    } else if (const Origin* origin = event->origin()) {
        theory.epicentre = GeoPoint(origin->latitude.value, origin->longitude.value);
        theory.depthKm = origin->depthMetres ? 1e-3 * origin->depthMetres->value : 10.0;
        theory.time = origin->time;
    } else {
        return traces->setTheory({});
    }
    traces->setTheory(theory);
}

void ReviewDesk::goTo(const Id& pick)
{
    m_touched = pick.text();
    m_panel.select(pick);
    TraceView* traces = m_window.traces();
    if (traces && !traces->goToLabel(pick)) m_window.tell({Severity::Information, tr("That pick is not among the traces that are shown.")});
    showState();
}

void ReviewDesk::toggleUsed()
{
    const Label* label = m_window.traces() ? m_window.traces()->activeLabel() : nullptr;
    if (m_panel.table()->hasFocus() || !label) return m_panel.toggleUsed();
    const std::string id = label->id.text();
    for (const PhasePick& pick : m_review.picks())
        if (pick.id == id) {
            m_touched = id;
            return report(m_review.setUsed(label->id, !pick.counts()));
        }
    m_window.tell({Severity::Information, tr("That pick does not belong to the event under review.")});
}

bool ReviewDesk::run(const QString& id)
{
    if (id == QLatin1String("locate.relocate")) m_review.relocate();
    else if (id == QLatin1String("locate.fixDepth")) {
        const auto& location = m_review.location();
        report(m_review.setFixedDepth(m_review.inputs().fixedDepthKm ? std::nullopt : std::optional(location ? location->depthKm : 10.0)));
    } else if (id == QLatin1String("locate.toggleUsed")) toggleUsed();
    else if (id == QLatin1String("locate.nextArrival")) m_panel.step(1);
    else if (id == QLatin1String("locate.previousArrival")) m_panel.step(-1);
    else if (id == QLatin1String("map.fit")) m_map.fit();
    else return false;
    showActions();
    return true;
}

void ReviewDesk::showActions()
{
    ActionRegistry& actions = m_window.actions();
    const bool picks = !m_review.picks().empty();
    for (const char* id : {"locate.relocate", "locate.fixDepth", "locate.toggleUsed", "locate.nextArrival", "locate.previousArrival"}) actions.setEnabled(name(id), picks);
    actions.setChecked(name("locate.fixDepth"), m_review.inputs().fixedDepthKm.has_value());
}

void ReviewDesk::report(const Result<void>& result)
{
    if (!result) m_window.tell({Severity::Error, QString::fromStdString(result.error().message)});
    showState();
}

}  // namespace seisdesk
