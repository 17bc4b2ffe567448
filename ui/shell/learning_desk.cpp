#include "ui/shell/learning_desk.h"

#include "ui/adapt/learning_panel.h"
#include "ui/adapt/proof_view.h"
#include "ui/adapt/queue_panel.h"
#include "ui/adapt/version_text.h"
#include "ui/adapt/versions_panel.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/docks.h"
#include "ui/shell/file_dialogs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/predictor.h"
#include "ui/trace/trace_view.h"

#include "core/session/local_learning.h"
#include "core/session/second_look.h"

#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

namespace seisdesk {

namespace {

QString name(const char* id) { return QString::fromLatin1(id); }

AutomaticLearning automaticIn(const QSettings& settings)
{
    const AutomaticLearning own;
    return {settings.value(QStringLiteral("learning/automatic"), own.on).toBool(), settings.value(QStringLiteral("learning/corrections"), own.corrections).toInt(),
            settings.value(QStringLiteral("learning/idleSeconds"), own.idleSeconds).toInt()};
}

LearningBudget budgetIn(const QSettings& settings)
{
    LearningBudget out;
    out.steps = std::max<qulonglong>(1, settings.value(QStringLiteral("learning/steps"), static_cast<qulonglong>(out.steps)).toULongLong());
    if (const double minutes = settings.value(QStringLiteral("learning/minutes"), 0.0).toDouble(); minutes > 0.0) out.minutes = minutes;
    return out;
}

}  // namespace

LearningDesk::LearningDesk(MainWindow& window) : QObject(&window), m_window(window), m_versions(window.jobs(), this), m_learner(window.jobs(), m_versions, this)
{
    m_learner.setLearn(localLearning());
    m_learner.setAutomatic(automaticIn(window.settings()));
    m_learner.setBudget(budgetIn(window.settings()));
    wireLearner();
    wireVersions();
    wireQueue();
    showActions();
}

void LearningDesk::wireLearner()
{
    LearningPanel* panel = m_window.docks().adapt();
    ProofView* proof = m_window.docks().proof();
    panel->setLearner(&m_learner);
    proof->setLearner(&m_learner);
    connect(panel, &LearningPanel::wanted, this, [this](const QString& id) { id == QLatin1String("panel.proof") ? m_window.docks().raise(name("proof")) : void(run(id)); });
    connect(panel, &LearningPanel::automaticChanged, this, [this](const AutomaticLearning& automatic) {
        m_window.settings().setValue(QStringLiteral("learning/automatic"), automatic.on);
        m_window.settings().setValue(QStringLiteral("learning/corrections"), automatic.corrections);
        m_window.settings().setValue(QStringLiteral("learning/idleSeconds"), automatic.idleSeconds);
        m_learner.setAutomatic(automatic);
    });
    connect(panel, &LearningPanel::minutesChanged, this, [this](int minutes) {
        m_window.settings().setValue(QStringLiteral("learning/minutes"), minutes);
        m_learner.setBudget(budgetIn(m_window.settings()));
    });
    connect(proof, &ProofView::adoptWanted, this, [this] { run(name("learn.adopt")); });
    connect(proof, &ProofView::discardWanted, this, [this] { run(name("learn.discard")); });
    connect(proof, &ProofView::pickChosen, this, [this](const ChangedPick& pick) {
        TraceView* traces = m_window.traces();
        if (!traces) return;
        const Time at = pick.after ? *pick.after : pick.before.value_or(Time{});
        traces->setSpan({at - std::chrono::seconds(5), at + std::chrono::seconds(5)});
        traces->goTo(pick.stream, at);
    });
    connect(&m_learner, &Learner::changed, this, &LearningDesk::showActions);
    connect(&m_learner, &Learner::stockChanged, this, &LearningDesk::showActions);
    connect(&m_learner, &Learner::due, this, [this] {
        if (m_window.predictor().isClassical()) return;
        m_window.tell({Severity::Information, tr("%1 new corrections: the model learns from them in the background.").arg(m_learner.newCorrections())});
        m_learner.start(m_window.predictor().choice().weights, m_window.predictor().choice().device);
    });
    connect(&m_learner, &Learner::proved, this, [this] {
        const LearningReport* report = m_learner.report();
        if (!report) return;
        const QString verdict = report->reasons.empty() ? QString() : QStringLiteral(" ") + QString::fromStdString(report->reasons.front());
        // The analyst may be in the middle of a pick: the proof comes to the front only when it is asked for.
        m_window.tell({report->adopt ? Severity::Success : Severity::Warning, tr("The model has learned.") + verdict}, tr("Show the proof"), [this] { m_window.docks().raise(name("proof")); });
    });
    connect(&m_learner, &Learner::adopted, this, [this](const ModelVersion& version) { tellSwitched(tr("Picks are made with %1 from now on.").arg(versionName(version))); });
    connect(&m_learner, &Learner::failed, this, [this](const QString& text) { m_window.tell({Severity::Error, text}); });
    connect(&m_learner, &Learner::told, this, [this](const QString& text) { m_window.tell({Severity::Information, text}); });
    connect(&m_window.predictor(), &Predictor::modelChanged, this, [this, panel] { panel->setModel(m_window.predictor().modelName()); });
    panel->setModel(m_window.predictor().modelName());
}

void LearningDesk::wireVersions()
{
    VersionsPanel* panel = m_window.docks().versions();
    panel->setVersions(&m_versions);
    connect(panel, &VersionsPanel::wanted, this, &LearningDesk::run);
    connect(panel, &VersionsPanel::useWanted, this, &LearningDesk::use);
    connect(panel, &VersionsPanel::exportWanted, this, [this](const QString& id) {
        const KnownVersion* known = m_versions.find(id.toStdString());
        if (!known) return;
        const QString path = FileDialogs(m_window, m_window.settings()).adapter(QString::fromStdString(known->version.name + '-' + known->version.id.substr(0, 8)) + QStringLiteral(".safetensors"));
        if (!path.isEmpty()) m_versions.exportTo(id.toStdString(), path.toStdString());
    });
    connect(&m_versions, &ModelVersions::activated, this, &LearningDesk::work);
    connect(&m_versions, &ModelVersions::changed, this, &LearningDesk::showActions);
    connect(&m_versions, &ModelVersions::failed, this, [this](const QString& text) { m_window.tell({Severity::Error, text}); });
    connect(&m_versions, &ModelVersions::told, this, [this](const QString& text) { m_window.tell({Severity::Success, text}); });
}

void LearningDesk::wireQueue()
{
    QueuePanel* panel = m_window.docks().queue();
    QList<QAction*> actions;
    for (const char* id : {"queue.confirm", "queue.fix", "queue.reject", "queue.previous", "queue.next", "queue.refresh"}) actions << m_window.actions().action(name(id));
    panel->addTriageActions(actions);
    Triage& triage = panel->triage();
    triage.setLook([](const DoubtInput& input, const Progress& progress) { return secondLook(input, {}, progress); });
    connect(&triage, &Triage::shown, this, [this](const Label& label) {
        TraceView* traces = m_window.traces();
        if (!traces) return;
        const Id id = label.id;
        if (traces->goToLabel(id)) traces->perform(name("zoom.pick"));
        else m_window.tell({Severity::Information, tr("%1 is not among the traces that are shown.").arg(QString::fromStdString(label.stream.text()))});
    });
    connect(&triage, &Triage::fixWanted, this, [this](const Label& label) {
        if (!m_window.traces()) return;
        m_window.traces()->setPickPhase(QString::fromStdString(label.phase));
        m_window.traces()->setFocus(Qt::ShortcutFocusReason);
    });
    connect(&triage, &Triage::fixDone, this, [this] {
        if (m_window.traces()) m_window.traces()->setPickPhase({});
    });
    connect(&triage, &Triage::failed, this, [this](const QString& text) { m_window.tell({Severity::Error, text}); });
    connect(&triage, &Triage::told, this, [this](const QString& text) { m_window.tell({Severity::Success, text}); });
}

void LearningDesk::setSession(Session* session)
{
    m_versions.setSession(session);
    m_learner.setSession(session);
    m_window.docks().queue()->setSession(session);
}

void LearningDesk::setTraces(TraceView* traces)
{
    // Esc in the traces leaves the fix too.
    connect(traces, &TraceView::pickPhaseChanged, this, [this](const QString& phase) {
        if (phase.isEmpty()) m_window.docks().queue()->triage().leaveFix();
    });
}

bool LearningDesk::run(const QString& id)
{
    Triage& triage = m_window.docks().queue()->triage();
    if (id == QLatin1String("learn.start")) start();
    else if (id == QLatin1String("learn.pause")) m_learner.state() == Learner::State::Paused ? m_learner.resume() : m_learner.pause();
    else if (id == QLatin1String("learn.cancel")) m_learner.cancel();
    else if (id == QLatin1String("learn.adopt")) adopt();
    else if (id == QLatin1String("learn.discard")) m_learner.discard();
    else if (id == QLatin1String("learn.rollBack")) rollBack();
    else if (id == QLatin1String("version.import")) {
        if (const QString path = FileDialogs(m_window, m_window.settings()).importedAdapter(); !path.isEmpty()) m_versions.importFrom(path.toStdString());
    } else if (id == QLatin1String("queue.confirm")) triage.confirm();
    else if (id == QLatin1String("queue.fix")) triage.fix();
    else if (id == QLatin1String("queue.reject")) triage.reject();
    else if (id == QLatin1String("queue.previous")) triage.previous();
    else if (id == QLatin1String("queue.next")) triage.next();
    else if (id == QLatin1String("queue.refresh")) {
        m_window.docks().raise(name("queue"));
        const Predictor& predictor = m_window.predictor();
        const LoadedModel* model = predictor.loaded();
        triage.setThresholds({predictor.thresholds().p.value_or(model ? model->thresholdP : 0.3), predictor.thresholds().s.value_or(model ? model->thresholdS : 0.3)});
        triage.setModel({predictor.choice().weights, predictor.choice().device, otherVersion()});
        triage.refresh();
    } else return false;
    return true;
}

void LearningDesk::start()
{
    if (m_window.predictor().isClassical())
        return m_window.tell({Severity::Warning, tr("The classical picker has nothing that could learn. Choose a network in the Model panel first.")}, tr("Show models"), [this] { m_window.docks().raise(name("model")); });
    m_learner.start(m_window.predictor().choice().weights, m_window.predictor().choice().device);
    m_window.docks().raise(name("adapt"));
}

/// The parent of the version in use, or else the newest that stems from it.
std::string LearningDesk::otherVersion() const
{
    const KnownVersion* now = m_versions.current();
    if (!now) return {};
    if (const KnownVersion* before = m_versions.previous(); before && !before->missing) return before->version.path.string();
    const auto& all = m_versions.all();
    const auto child = std::find_if(all.rbegin(), all.rend(), [&](const KnownVersion& known) { return known.version.parent == now->version.id && !known.missing; });
    return child == all.rend() ? std::string() : child->version.path.string();
}

void LearningDesk::adopt()
{
    const LearningReport* report = m_learner.report();
    if (!report) return;
    if (!report->adopt) {
        QMessageBox box(QMessageBox::Warning, tr("Adopt against the proof?"), tr("The proof speaks against this model."), QMessageBox::NoButton, &m_window);
        box.setInformativeText(QString::fromStdString(report->reasons.empty() ? std::string() : report->reasons.front()));
        box.addButton(tr("Adopt anyway"), QMessageBox::AcceptRole);
        QPushButton* no = box.addButton(QMessageBox::Cancel);
        box.setDefaultButton(no);
        box.setEscapeButton(no);
        box.exec();
        if (!box.clickedButton() || box.buttonRole(box.clickedButton()) != QMessageBox::AcceptRole) return;
    }
    m_learner.adopt();
}

void LearningDesk::rollBack()
{
    const KnownVersion* before = m_versions.previous();
    const QString what = before ? versionName(before->version) : QString();
    if (const auto done = m_versions.rollBack(); !done) return m_window.tell({Severity::Warning, QString::fromStdString(done.error().message)});
    tellSwitched(tr("Back to %1; its picks are the same as before.").arg(what));
}

void LearningDesk::use(const QString& id)
{
    if (const auto done = m_versions.activate(id.toStdString()); !done) return m_window.tell({Severity::Warning, QString::fromStdString(done.error().message)});
    tellSwitched(tr("Picks are made with %1 from now on.").arg(versionName(m_versions.current()->version)));
}

void LearningDesk::tellSwitched(const QString& text)
{
    m_window.tell({Severity::Success, text}, tr("Pick again"), [this] { m_window.actions().action(name("predict.all"))->trigger(); });
}

void LearningDesk::work(const ModelVersion& version)
{
    ModelChoice choice = m_window.predictor().choice();
    // Networks for polarity, magnitude and distance stay beside the picker.
    if (!choice.weights.empty()) choice.weights.erase(choice.weights.begin());
    const std::string path = version.path.string();
    if (path != m_standard || !choice.weights.empty()) choice.weights.insert(choice.weights.begin(), path);
    m_window.predictor().choose(choice);
}

void LearningDesk::showActions()
{
    using State = Learner::State;
    const State state = m_learner.state();
    ActionRegistry& actions = m_window.actions();
    actions.setEnabled(name("learn.start"), state == State::Idle && m_learner.canLearn() && m_learner.stock().corrections.all() > 0);
    actions.setEnabled(name("learn.pause"), state == State::Running || state == State::Paused);
    actions.setEnabled(name("learn.cancel"), state == State::Running || state == State::Paused);
    actions.setEnabled(name("learn.adopt"), state == State::Proof);
    actions.setEnabled(name("learn.discard"), state == State::Proof);
    actions.setEnabled(name("learn.rollBack"), m_versions.previous() != nullptr);
}

}  // namespace seisdesk
