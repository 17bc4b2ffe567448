#include "ui/shell/events_desk.h"

#include "ui/panels/counted.h"
#include "ui/panels/event_chooser.h"
#include "ui/panels/events_panel.h"
#include "ui/panels/picks_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"
#include "ui/trace/trace_view.h"

#include "core/catalog/review_state.h"
#include "core/locate/associate/label_association.h"
#include "core/locate/relocate_event.h"
#include "core/locate/travel/velocity_file.h"
#include "core/session/project_corrections.h"

#include <QMenu>

namespace seisdesk {

namespace {

QString name(const char* id) { return QString::fromLatin1(id); }
const QString velocityKey = QStringLiteral("velocityModel");  ///< the Location panel sets it

std::vector<Label> copied(const std::vector<const Label*>& labels)
{
    std::vector<Label> out;
    for (const Label* label : labels) out.push_back(*label);
    return out;
}

/// Events as an association looks at them: near the picks, without the bulk of what others say.
std::vector<Event> locatedNear(const std::vector<Event>& events, const std::optional<TimeSpan>& within)
{
    std::vector<Event> out;
    for (const Event& event : events) {
        const Origin* origin = event.origin();
        if (!origin || (within && !within->padded(std::chrono::minutes(10), Duration::zero()).contains(origin->time))) continue;
        Event& light = out.emplace_back();
        light.id = event.id;
        light.preferredOriginId = event.preferredOriginId;
        light.origins = event.origins;
    }
    return out;
}

/// Those that were made, or that the last job left behind.
Result<std::shared_ptr<const TravelTimes>> timesOf(std::shared_ptr<const TravelTimes> ready, const std::string& model, const Progress& progress)
{
    if (ready) return ready;
    const auto velocities = velocityModel(model);
    if (!velocities) return velocities.error();
    return TravelTimes::of(*velocities, progress);
}

}  // namespace

EventsDesk::EventsDesk(MainWindow& window) : QObject(&window), m_window(window)
{
    wirePanels();
    showActions();
}

void EventsDesk::wirePanels()
{
    EventsPanel* events = m_window.docks().events();
    PicksPanel* picks = m_window.docks().picks();
    QList<QAction*> keys;
    for (const ActionSpec& spec : m_window.actions().specs())
        if (spec.id.startsWith(QLatin1String("event"))) keys << m_window.actions().action(spec.id);
    events->addEventActions(keys);
    picks->addEditActions(keys);
    connect(events, &EventsPanel::associateWanted, this, [this] { associate(false); });
    connect(events, &EventsPanel::picksDropped, this, [this](const std::vector<Id>& ids, const ResourceId& event) {
        std::vector<Label> dropped;
        for (const Id& id : ids)
            if (const Label* label = m_session ? m_session->labels().find(id) : nullptr) dropped.push_back(*label);
        movePicks(dropped, event, tr("Move %1 to another event").arg(counted(std::ssize(dropped), tr("pick"), tr("picks"))));
    });
    connect(events, &EventsPanel::menuWanted, this, [this](const QPoint& at) {
        showMenu(at, {name("event.preliminary"), name("event.confirmed"), name("event.reviewed"), name("event.final"), name("event.rejected"), QString(), name("event.merge"), name("event.delete"), QString(),
                      name("events.associate")});
    });
    connect(picks, &PicksPanel::menuWanted, this, [this](const QPoint& at) {
        showMenu(at, {name("pick.confirm"), name("pick.reject"), name("pick.delete"), QString(), name("event.new"), name("event.split"), name("event.move"), name("event.takeOut")});
    });
}

void EventsDesk::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    m_times.reset();
    if (session) {
        connect(session, &Session::eventsChanged, this, &EventsDesk::showActions);
        connect(session, &Session::labelsChanged, this, &EventsDesk::showActions);
    }
    showActions();
}

std::string EventsDesk::velocityModelName() const
{
    const QByteArray name = m_session ? m_session->setting(velocityKey) : QByteArray();
    return name.isEmpty() ? "iasp91" : name.toStdString();
}

void EventsDesk::keep(const std::shared_ptr<const TravelTimes>& times, const std::string& model)
{
    m_times = times;
    m_timesModel = model;
}

Signature EventsDesk::by() const { return {m_window.author().toStdString(), now()}; }

void EventsDesk::showActions()
{
    const bool any = m_session && m_session->labels().size() > 0, events = m_session && !m_session->events().empty(), running = m_association;
    const auto enable = [this](const char* id, bool on) { m_window.actions().setEnabled(name(id), on); };
    enable("events.associate", any && !running);
    enable("events.associateVisible", any && !running);
    enable("events.associateCancel", running);
    for (const char* id : {"event.new", "event.split", "event.takeOut"}) enable(id, any);
    for (const char* id : {"event.move", "event.merge", "event.delete", "event.previous", "event.next", "event.nextUnreviewed", "event.preliminary", "event.confirmed", "event.reviewed", "event.final",
                           "event.rejected"})
        enable(id, events);
}

bool EventsDesk::run(const QString& id)
{
    const QString kind = id.section(QLatin1Char('.'), 0, 0), what = id.section(QLatin1Char('.'), 1);
    if (kind != QLatin1String("event") && kind != QLatin1String("events") && kind != QLatin1String("eventType")) return false;
    if (!m_session) return true;
    if (kind == QLatin1String("eventType")) {
        apply(setType(m_window.docks().events()->selected(), eventTypes().at(static_cast<std::size_t>(what.toInt())), m_session->eventSet()));
        return true;
    }
    if (what == QLatin1String("associate")) associate(false);
    else if (what == QLatin1String("associateVisible")) associate(true);
    else if (what == QLatin1String("associateCancel")) { if (m_association) m_association->cancel(); }
    else if (what == QLatin1String("loosePicks")) {
        m_window.docks().raise(name("picks"));
        m_window.docks().picks()->showLoose(true);
    } else if (what == QLatin1String("new")) makeEvent(tr("New event from"));
    else if (what == QLatin1String("split")) makeEvent(tr("Split off"));
    else if (what == QLatin1String("move")) askWhereTo();
    else if (what == QLatin1String("takeOut")) {
        const auto picks = pickedLabels();
        movePicks(picks, {}, tr("Take %1 out of the event").arg(counted(std::ssize(picks), tr("pick"), tr("picks"))));
    } else if (what == QLatin1String("merge")) merge();
    else if (what == QLatin1String("delete")) remove();
    else if (what == QLatin1String("previous")) page(-1, false);
    else if (what == QLatin1String("next")) page(1, false);
    else if (what == QLatin1String("nextUnreviewed")) page(1, true);
    else {
        const auto chosen = m_window.docks().events()->selected();
        if (chosen.empty()) m_window.tell({Severity::Information, tr("Choose an event in the list first.")});
        else apply(setReview(chosen, reviewFrom(what.toStdString()), m_session->eventSet(), by()));
    }
    return true;
}

void EventsDesk::associate(bool visible)
{
    if (!m_session || m_association) return;
    LabelAssociationOptions options;
    options.signature.author = by().author;
    options.associate.locate.corrections = projectCorrections(*m_session).inUse();
    if (visible && m_window.traces()) options.within = m_window.traces()->visibleSpan();
    std::vector<Label> labels;
    for (const Label* label : m_session->labels().all())
        if (isLoose(*label) || (!label->event.empty() && !label->end)) labels.push_back(*label);
    struct Outcome {
        std::shared_ptr<const TravelTimes> times;
        LabelAssociation association;
    };
    const std::string model = velocityModelName();
    m_association = m_window.jobs().run(
        Lane::Locate, visible ? tr("Associate the picks in view") : tr("Associate picks"), this,
        [labels = std::move(labels), events = locatedNear(m_session->events(), options.within), inventory = placesOf(m_session->inventory()), ready = m_timesModel == model ? m_times : nullptr,
         model, options](const Progress& progress) -> Result<Outcome> {
            auto times = timesOf(ready, model, progress.part(0.0, 0.05));
            if (!times) return times.error();
            auto association = associateLabels(labels, events, inventory, **times, options, progress.part(0.05, 1.0));
            if (!association) return association.error();
            return Outcome{std::move(*times), std::move(*association)};
        },
        [this, session = m_session, model](Result<Outcome> outcome) {
            if (!m_session || session != m_session) return;
            if (!outcome) {
                if (outcome.error().code != Error::Code::Cancelled) m_window.tell({Severity::Error, QString::fromStdString(outcome.error().message)});
                return;
            }
            keep(outcome->times, model);
            apply(associationEdit(outcome->association, m_session->labels(), m_session->eventSet()));
            tellAssociated(outcome->association);
        });
    // The job is over for the queue only after its result was delivered.
    connect(m_association.data(), &Job::finished, this, [this] {
        m_association.clear();
        showActions();
    });
    showActions();
}

void EventsDesk::tellAssociated(const LabelAssociation& association)
{
    const auto number = [](std::size_t n, const QString& one, const QString& many) { return counted(static_cast<qint64>(n), one, many); };
    QString text = association.found == 0 ? tr("No new event") : number(association.found, tr("new event"), tr("new events"));
    if (association.joined > 0) text += tr(", %1 joined %2").arg(number(association.joined, tr("pick"), tr("picks")), number(association.grown, tr("event"), tr("events")));
    text += tr("; %1 in no event.").arg(association.alone == 0 ? tr("no pick is") : number(association.alone, tr("pick is"), tr("picks are")));
    for (const std::string& note : association.notes) text += QLatin1Char(' ') + QString::fromStdString(note);
    const bool anything = !association.members.empty();
    if (association.alone > 0) m_window.tell({anything ? Severity::Success : Severity::Warning, text}, tr("Show them"), [this] { run(name("events.loosePicks")); });
    else m_window.tell({Severity::Success, text});
    if (anything) m_window.docks().raise(name("events"));
}

std::vector<Label> EventsDesk::pickedLabels() const
{
    auto picked = m_window.docks().picks()->selected();
    if (!picked.empty() || !m_window.traces()) return picked;
    if (const Label* active = m_window.traces()->activeLabel()) return {*active};
    return {};
}

void EventsDesk::makeEvent(const QString& what)
{
    std::vector<Label> picks = pickedLabels();
    std::erase_if(picks, [](const Label& label) { return label.end.has_value(); });
    if (picks.empty()) return m_window.tell({Severity::Information, tr("Select the picks of the event in the list of picks first.")});
    const QString title = what + QLatin1Char(' ') + counted(std::ssize(picks), tr("pick"), tr("picks"));
    CatalogEdit edit = newEvent(title.toStdString(), picks, m_session->labels(), m_session->eventSet(), by());
    const ResourceId made = edit.events.after.back().id;
    applyLocated(std::move(edit), made);
}

void EventsDesk::movePicks(const std::vector<Label>& picks, const ResourceId& event, const QString& title)
{
    if (!m_session) return;
    CatalogEdit edit = assignPicks(title.toStdString(), picks, event, m_session->labels(), m_session->eventSet());
    if (edit.empty()) return m_window.tell({Severity::Information, picks.empty() ? tr("Select picks in the list of picks first.") : tr("These picks are there already.")});
    applyLocated(std::move(edit), {});
}

void EventsDesk::askWhereTo()
{
    const std::vector<Label> picks = pickedLabels();
    if (picks.empty()) return m_window.tell({Severity::Information, tr("Select picks in the list of picks first.")});
    const QString what = counted(std::ssize(picks), tr("pick"), tr("picks"));
    EventChooser chooser(tr("Move %1 to").arg(what), m_session->events(), m_session->labels(), picks.front().time, m_window.colours(), &m_window);
    if (chooser.exec() == QDialog::Accepted && !chooser.chosen().empty()) movePicks(picks, chooser.chosen(), tr("Move %1 to another event").arg(what));
}

void EventsDesk::merge()
{
    auto chosen = m_window.docks().events()->selected();
    if (chosen.size() < 2) return m_window.tell({Severity::Information, tr("Select two or more events in the list first; the current one takes in the others.")});
    const ResourceId target = chosen.front();
    applyLocated(mergeEvents(target, chosen, m_session->labels(), m_session->eventSet()), target);
}

void EventsDesk::remove()
{
    const auto chosen = m_window.docks().events()->selected();
    if (chosen.empty()) return m_window.tell({Severity::Information, tr("Choose an event in the list first.")});
    apply(deleteEvents(chosen, m_session->labels(), m_session->eventSet()));
}

void EventsDesk::page(int step, bool unreviewed)
{
    EventsPanel* panel = m_window.docks().events();
    if (panel->step(step, unreviewed)) return;
    m_window.tell({Severity::Information, unreviewed ? tr("No event further down waits for review.") : step > 0 ? tr("This is the last event of the list.") : tr("This is the first event of the list.")});
}

void EventsDesk::apply(const CatalogEdit& edit)
{
    if (!m_session || edit.empty()) return;
    if (const auto done = m_session->apply(edit.labels, edit.events); !done) m_window.tell({Severity::Error, QString::fromStdString(done.error().message)});
}

void EventsDesk::applyLocated(CatalogEdit edit, const ResourceId& go)
{
    if (!m_session || edit.empty()) return;
    struct Outcome {
        std::shared_ptr<const TravelTimes> times;
        CatalogEdit edit;
        std::vector<std::string> notes;
    };
    std::vector<Label> labels;
    for (const Event& event : edit.events.before) {
        const auto its = copied(m_session->labels().ofEvent(event.id));
        labels.insert(labels.end(), its.begin(), its.end());
    }
    OriginSignature signature;
    signature.author = by().author;
    const std::string model = velocityModelName();
    m_window.jobs().run(
        Lane::Locate, QString::fromStdString(edit.labels.name), this,
        [edit = std::move(edit), labels = std::move(labels), inventory = placesOf(m_session->inventory()), ready = m_timesModel == model ? m_times : nullptr, model, signature,
         corrections = projectCorrections(*m_session).inUse()](const Progress& progress) mutable -> Result<Outcome> {
            auto times = timesOf(ready, model, progress.part(0.0, 0.5));
            if (!times) return times.error();
            auto notes = locateTouched(edit, labels, inventory, **times, signature, progress.part(0.5, 1.0), corrections);
            if (!notes) return notes.error();
            return Outcome{std::move(*times), std::move(edit), std::move(*notes)};
        },
        [this, session = m_session, go, model](Result<Outcome> outcome) {
            if (!m_session || session != m_session) return;
            if (!outcome) return m_window.tell({Severity::Error, QString::fromStdString(outcome.error().message)});
            keep(outcome->times, model);
            if (const auto done = m_session->apply(outcome->edit.labels, outcome->edit.events); !done)
                return m_window.tell({Severity::Error, QString::fromStdString(done.error().message)});
            QString text = QString::fromStdString(outcome->edit.labels.name) + QLatin1Char('.');
            if (!outcome->notes.empty()) text += tr(" Not located: %1").arg(QString::fromStdString(outcome->notes.front()));
            m_window.tell({outcome->notes.empty() ? Severity::Success : Severity::Warning, text}, tr("Undo"), [this] {
                if (m_session && m_session->canUndo()) static_cast<void>(m_session->undo());
            });
            if (!go.empty()) m_window.docks().events()->go(go);
        });
}

void EventsDesk::showMenu(const QPoint& at, const QStringList& actions)
{
    QMenu menu;
    for (const QString& id : actions) {
        if (id.isEmpty()) menu.addSeparator();
        else if (QAction* action = m_window.actions().action(id)) menu.addAction(action);
    }
    menu.exec(at);
}

}  // namespace seisdesk
