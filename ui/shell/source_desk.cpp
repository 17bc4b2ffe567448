#include "ui/shell/source_desk.h"

#include "ui/shell/docks.h"
#include "ui/shell/event_change.h"
#include "ui/shell/main_window.h"
#include "ui/trace/trace_view.h"

#include "core/catalog/compile.h"
#include "core/locate/mechanism/mechanism_catalogue.h"
#include "core/locate/size/size_catalogue.h"
#include "core/session/review_inputs.h"

#include <QTimer>

namespace seisdesk {

namespace {

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

SourceDesk::SourceDesk(MainWindow& window, EventReview& review) : QObject(&window), m_window(window), m_review(review), m_later(new QTimer(this)), m_size(new SizeDesk(window, review))
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
    connect(&m_window.docks(), &Docks::visibilityChanged, this, [this](const QString& id, bool visible) {
        if (id == QLatin1String("magnitude") && visible) m_later->start();
    });
}

void SourceDesk::setSession(Session* session)
{
    if (m_session) m_session->disconnect(m_later);
    m_session = session;
    m_size->setSession(session);
    m_searched.clear();
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
    return runs(m_searching) || m_size->busy() || m_later->isActive();
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
    if (id != m_mechanism.event) {
        m_mechanism = {};
        m_mechanism.event = id;
        m_searched.clear();
    }
    const auto now = m_review.locating() ? std::nullopt : present();
    const FocalMechanism* own = event ? ownMechanism(*event) : nullptr;
    m_mechanism.kept = own && own->mode == Mode::Manual ? faultPlane(*own) : std::nullopt;
    if (now) search(*now);
    else if (!event) m_mechanism.motions.clear(), m_mechanism.found.reset();
    showMechanism();
    m_size->follow(now);
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
            if (!isThereAlready(*event, event->focalMechanisms, "focalmechanism", write)) putEvent(m_window, after);
        }
        showMechanism();
    });
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
    changeEvent(m_window, "Keep mechanism", after);
    follow();
}

void SourceDesk::backToAutomatic()
{
    const Event* event = m_review.event();
    if (!event) return;
    Event after = *event;
    if (m_mechanism.found) putMechanism(after, *m_mechanism.found, signature(Mode::Automatic), seisdesk::now());
    else if (const FocalMechanism* own = ownMechanism(after)) std::erase_if(after.focalMechanisms, [id = own->id](const FocalMechanism& one) { return one.id == id; });
    changeEvent(m_window, "Automatic mechanism", after);
    follow();
}

void SourceDesk::goTo(const QString& station)
{
    if (!m_window.traces() || !m_session) return;
    for (const Label* label : m_session->labels().ofEvent(m_mechanism.event.toStdString()))
        if (QString::fromStdString(label->stream.network + '.' + label->stream.station) == station) {
            m_window.traces()->goToLabel(label->id);
            return;
        }
}

void SourceDesk::showMechanism() { m_window.docks().mechanism()->setView(m_mechanism); }

}  // namespace seisdesk
