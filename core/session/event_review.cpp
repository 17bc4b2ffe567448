#include "core/session/event_review.h"

#include "core/locate/relocate_event.h"

#include <algorithm>

namespace seisdesk {

EventReview::EventReview(QObject* parent) : QObject(parent)
{
    connect(&m_locator, &LiveLocator::answered, this, &EventReview::take);
}

EventReview::~EventReview() = default;

void EventReview::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    m_id.clear();
    clear();
    if (session) {
        connect(session, &Session::labelsChanged, this, [this] { refresh(true); });
        connect(session, &Session::eventsChanged, this, [this] { refresh(true); });
        connect(session, &Session::tracesChanged, this, [this] { refresh(false); });  // the inventory comes with them
    }
    Q_EMIT eventChanged();
    Q_EMIT located();
}

void EventReview::clear()
{
    m_locator.forget();
    ++m_number;
    m_inputs = {};
    m_wantedDepthKm.reset();
    m_location.reset();
    m_ghost.reset();
    m_dragged.reset();
    m_keep = m_fromOneStation = m_locating = false;
    m_problem.clear();
}

void EventReview::setEvent(const ResourceId& id)
{
    if (id == m_id) return;
    clear();
    m_id = id;
    if (const Event* now = event()) m_keep = now->origins.empty();
    Q_EMIT located();
    refresh(false);
}

const Event* EventReview::event() const
{
    if (!m_session || m_id.empty()) return nullptr;
    return m_session->event(m_id);
}

void EventReview::setTravelTimes(std::shared_ptr<const TravelTimes> times)
{
    if (times == m_times) return;
    // Another model is another location, which the event's own origin has to say too; the first model only shows what is.
    const Event* now = event();
    if (m_times && now && ownOrigin(*now)) m_keep = true;
    m_times = std::move(times);
    locateAnew();
}

void EventReview::setCorrections(const StationCorrections& corrections)
{
    if (corrections == m_corrections) return;
    const Event* now = event();
    if (m_times && now && ownOrigin(*now)) m_keep = true;
    m_corrections = corrections;
    locateAnew();
}

void EventReview::refresh(bool edited)
{
    const Event* now = event();
    if (!now) {
        const bool was = m_location || !m_inputs.picks.empty();
        clear();
        Q_EMIT eventChanged();
        if (was) Q_EMIT located();
        return;
    }
    ReviewInputs inputs = reviewInputs(*now, m_session->labels(), m_session->inventory());
    if (ownOrigin(*now)) m_wantedDepthKm.reset();
    else if (m_wantedDepthKm) inputs.fixedDepthKm = m_wantedDepthKm;
    const bool changed = !(inputs == m_inputs);
    m_inputs = std::move(inputs);
    Q_EMIT eventChanged();
    if (!changed) return;
    if (edited) m_keep = true;
    locateAnew();
}

LocateRequest EventReview::request() const
{
    LocateRequest out;
    out.times = m_times;
    out.picks = m_inputs.picks;
    out.options.fixedDepthKm = m_inputs.fixedDepthKm;
    out.options.corrections = m_corrections;
    out.estimates = m_inputs.estimates;
    out.number = m_number;
    return out;
}

void EventReview::locateAnew()
{
    ++m_number;
    if (!m_times || m_inputs.picks.empty()) {
        m_locator.forget();
        m_location.reset();
        m_locating = false;
        m_problem = !event() ? QString() : m_inputs.unplaced.empty() ? tr("This event has no picks.") : tr("The stations of its picks are not in the inventory: add their StationXML.");
        if (!m_times && !m_inputs.picks.empty()) m_problem = tr("The velocity model is not ready.");
        Q_EMIT located();
        return;
    }
    m_locating = true;
    m_locator.ask(request());
    Q_EMIT located();
}

void EventReview::relocate()
{
    if (!event()) return;
    m_keep = true;
    locateAnew();
}

void EventReview::take(const LocateAnswer& answer)
{
    if (answer.number != m_number) return;
    if (answer.ghost) {
        if (!m_dragged) return;
        m_milliseconds = answer.milliseconds;
        m_ghost = answer.location ? std::optional(*answer.location) : std::nullopt;
        Q_EMIT ghostMoved();
        return;
    }
    m_locating = false;
    m_milliseconds = answer.milliseconds;
    m_fromOneStation = answer.fromOneStation;
    m_location = answer.location ? std::optional(*answer.location) : std::nullopt;
    m_problem = answer.location ? QString() : QString::fromStdString(answer.location.error().message);
    if (m_keep && m_location) {
        m_keep = false;
        keep();
    }
    Q_EMIT located();
}

Event EventReview::withPresentLocation(const Event& event, Time created) const
{
    OriginSignature signature;
    signature.author = m_session->author();
    signature.earthModel = m_times->model().name;
    signature.mode = Mode::Manual;
    return withLocation(event, *m_location, m_inputs.picks, m_session->labels(), signature, created);
}

void EventReview::keep()
{
    const Event* now = event();
    if (!now) return;
    // What one station says does not stand against an origin of many.
    const bool others = std::any_of(now->origins.begin(), now->origins.end(), [&](const Origin& o) { return o.id != ownOriginId(now->id); });
    if (m_fromOneStation && others) return;
    const Origin* before = ownOrigin(*now);
    const Time created = before && before->creation.creationTime ? *before->creation.creationTime : seisdesk::now();
    Event after = withPresentLocation(*now, created);
    if (after == *now) return;
    if (before) after = withPresentLocation(*now, seisdesk::now());
    if (const auto put = m_session->putEvent(after); !put) Q_EMIT failed(QString::fromStdString(put.error().message));
}

std::string EventReview::nameOf(const Id& id) const
{
    const Label* label = m_session->labels().find(id);
    return label ? label->phase + " on " + label->stream.network + '.' + label->stream.station : std::string("pick");
}

Result<void> EventReview::change(const std::string& name, const Event& after)
{
    const Event* now = event();
    if (after == *now) return {};
    return m_session->apply(Edit{name, {}, {}}, EventEdit{{*now}, {after}});
}

Result<void> EventReview::setUsed(const std::vector<Id>& labels, bool used)
{
    const Event* now = event();
    if (!now || labels.empty()) return {};
    Event base = *now;
    if (!ownOrigin(base)) {
        if (!m_location) return Error{Error::Code::InvalidArgument, "The event is not located yet: there is nothing to switch picks off for."};
        base = withPresentLocation(base, seisdesk::now());
    }
    const std::string what = labels.size() == 1 ? nameOf(labels.front()) : std::to_string(labels.size()) + " picks";
    return change((used ? "Use " : "Leave out ") + what, withUsed(base, labels, used, m_session->labels()));
}

Result<void> EventReview::setFixedDepth(std::optional<double> depthKm)
{
    const Event* now = event();
    if (!now || m_inputs.fixedDepthKm == depthKm) return {};
    Event base = *now;
    if (!ownOrigin(base)) {
        if (!m_location) {
            m_wantedDepthKm = depthKm;
            refresh(true);
            return {};
        }
        base = withPresentLocation(base, seisdesk::now());
    }
    return change(depthKm ? "Fix the depth" : "Free the depth", withFixedDepth(base, depthKm));
}

void EventReview::drag(const Id& label, Time time)
{
    const std::string id = label.text();
    LocateRequest wanted = request();
    const auto pick = std::find_if(wanted.picks.begin(), wanted.picks.end(), [&](const PhasePick& p) { return p.id == id; });
    if (pick == wanted.picks.end() || !m_times || m_locating) return;
    pick->time = time;
    for (StationEstimate& estimate : wanted.estimates)
        if (m_fromOneStation && estimate.station == pick->station && arrivesAs(pick->phase) == WaveType::P) estimate.pTime = time;
    askForGhost(std::move(wanted), label);
}

void EventReview::drawPick(const Label& label)
{
    if (!m_times || m_locating || !event()) return;
    auto pick = phasePickOf(label, m_session->inventory());
    if (!pick) return;
    pick->id = label.id.text();
    LocateRequest wanted = request();
    wanted.picks.push_back(std::move(*pick));
    askForGhost(std::move(wanted), label.id);
}

void EventReview::askForGhost(LocateRequest wanted, const Id& dragged)
{
    m_dragged = dragged;
    wanted.ghost = true;
    if (m_location) wanted.options.start = Hypocentre{m_location->epicentre.latitudeDegrees, m_location->epicentre.longitudeDegrees, m_location->depthKm};
    m_locator.ask(std::move(wanted));
}

void EventReview::endDrag()
{
    if (!m_dragged) return;
    m_dragged.reset();
    m_ghost.reset();
    Q_EMIT ghostMoved();
}

}  // namespace seisdesk
