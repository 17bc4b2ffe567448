#include "core/session/learner.h"

#include "core/session/doubtful_picks.h"
#include "core/session/learning_folder.h"
#include "core/session/scratch.h"
#include "core/session/whole_traces.h"
#include "core/store/example_splits.h"
#include "core/store/json_values.h"
#include "core/store/project_examples.h"
#include "core/store/project_file.h"

#include <QThread>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

const QString roundKey = QStringLiteral("learning"), learnedKey = QStringLiteral("learned corrections");
/// Of record on either side of judged labels: windows, and what may be known as quiet.
constexpr Duration aroundLabels = std::chrono::minutes(5);
constexpr int millisecondsBeforeCounting = 400, millisecondsBeforeSummary = 1500;

/// The records that examples are cut from.
std::vector<TracePtr> toLearnFrom(const std::vector<TraceItemPtr>& items, std::vector<Label> labels, const RecordReader& read, const Progress& progress)
{
    std::erase_if(labels, awaitsJudgement);
    return tracesAround(items, labels, aroundLabels, read, progress);
}

}  // namespace

Learner::Learner(JobQueue& jobs, ModelVersions& versions, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_versions(versions), m_countLater(new QTimer(this)), m_idle(new QTimer(this)), m_summariseLater(new QTimer(this))
{
    m_countLater->setSingleShot(true);
    m_countLater->setInterval(millisecondsBeforeCounting);
    m_idle->setSingleShot(true);
    m_summariseLater->setSingleShot(true);
    m_summariseLater->setInterval(millisecondsBeforeSummary);
    connect(m_countLater, &QTimer::timeout, this, &Learner::count);
    connect(m_idle, &QTimer::timeout, this, &Learner::considerStart);
    connect(m_summariseLater, &QTimer::timeout, this, &Learner::summarise);
}

fs::path Learner::workFolder() { return scratchFolder() / "learning"; }

int Learner::threads() { return std::max(1, QThread::idealThreadCount() - 1); }

QByteArray Learner::stored(const Round& round)
{
    Json weights = Json::array();
    for (const std::string& file : round.weights) weights.push_back(jsonText(file));
    Json out{{"state", round.state}, {"folder", jsonText(round.folder.string())}, {"journal", round.journal}, {"weights", weights}, {"device", round.device}, {"steps", round.budget.steps}};
    if (round.budget.minutes) out["minutes"] = *round.budget.minutes;
    return QByteArray::fromStdString(out.dump());
}

std::optional<Learner::Round> Learner::roundFrom(const QByteArray& json)
{
    const Json in = Json::parse(json.toStdString(), nullptr, false);
    if (!in.is_object()) return std::nullopt;
    Round out{textAt(in, "state"), textAt(in, "folder"), in.value("journal", std::int64_t{0}), {}, textAt(in, "device"), {}};
    out.budget.steps = in.value("steps", out.budget.steps);
    if (in.contains("minutes")) out.budget.minutes = in["minutes"].get<double>();
    if (in.contains("weights"))
        for (const Json& file : in["weights"]) out.weights.push_back(textOf(file));
    return out;
}

void Learner::setSession(Session* session)
{
    if (m_session) m_session->disconnect(this);
    if (m_job) {
        Job* job = m_job;
        m_job.clear();
        job->cancel();
    }
    m_session = session;
    m_round.reset();
    m_report.reset();
    m_summary.reset();
    if (Job* job = std::exchange(m_summaryJob, {})) job->cancel();
    m_text.clear();
    m_state = State::Idle;
    m_idle->stop();
    if (session) {
        connect(session, &Session::labelsChanged, m_countLater, qOverload<>(&QTimer::start));
        connect(session, &Session::tracesChanged, m_summariseLater, qOverload<>(&QTimer::start));
        connect(session, &Session::eventsChanged, m_summariseLater, qOverload<>(&QTimer::start));
        m_round = roundFrom(session->setting(roundKey));
        if (m_round && m_round->state == "proof") readProof();
        else if (m_round) m_state = State::Paused;
    }
    count();
    Q_EMIT changed();
}

void Learner::goOn()
{
    if (m_state != State::Paused || !m_round || m_round->state != "running") return;
    std::error_code error;
    if (fs::exists(m_round->folder, error)) return resume();
    Q_EMIT failed(tr("Learning was under way in %1, which is not on this computer any more. The corrections are all here; start anew when you like.").arg(QString::fromStdString(m_round->folder.string())));
    forget();
    setState(State::Idle);
}

void Learner::setAutomatic(const AutomaticLearning& automatic)
{
    m_automatic = automatic;
    m_idle->start(std::max(0, automatic.idleSeconds) * 1000);
}

void Learner::count()
{
    m_stock = m_session ? learningStock(m_session->labels()) : LearningStock();
    if (m_stock.corrections.all() > 0) deal();
    if (m_automatic.on) m_idle->start(std::max(0, m_automatic.idleSeconds) * 1000);
    m_summariseLater->start();
    Q_EMIT stockChanged();
}

/// Gives new events their part, which they keep, and counts the parts.
void Learner::deal()
{
    std::vector<Label> judged;
    for (const Label* label : m_session->labels().all())
        if (!label->end && (isJudged(*label) || label->review == Review::Rejected)) judged.push_back(*label);
    const LocalOptions usual;
    const auto parts = ExampleSplits(m_session->file().database()).update(judged, usual.split, fromSeconds(usual.eventGapSeconds), m_session->author());
    if (!parts) {
        Q_EMIT failed(QString::fromStdString(parts.error().message));
        return;
    }
    m_parts = *parts;
    for (const Part part : {Part::Train, Part::Calibration, Part::HeldOut})
        m_stock.parts.emplace_back(word(part), static_cast<std::size_t>(std::count_if(parts->events.begin(), parts->events.end(), [&](const KnownEvent& event) { return event.part == part; })));
}

void Learner::setWatched(bool watched)
{
    m_watched = watched;
    if (watched) m_summariseLater->start();
}

void Learner::summarise()
{
    if (!m_watched || !m_session || m_session->traces().empty() || m_stock.corrections.all() == 0) return;
    if (Job* job = std::exchange(m_summaryJob, {})) job->cancel();
    m_summaryJob = m_jobs.run(
        Lane::Background, tr("Count what there is to learn from"), m_session,
        [items = m_session->traces(), reader = m_session->reader(), inventory = m_session->inventory(), labels = m_session->labels().values(), events = m_session->events(), parts = m_parts](const Progress& progress) {
            return learningSummary(toLearnFrom(items, labels, reader, progress.quiet()), inventory, labels, events, parts, progress);
        },
        [self = QPointer(this), session = m_session](Result<SetSummary> summary) {
            if (!self || self->m_session != session || !summary) return;
            self->m_summary = std::move(*summary);
            Q_EMIT self->summaryChanged();
        });
}

int Learner::newCorrections() const
{
    if (!m_session) return 0;
    return std::max(0, static_cast<int>(m_stock.corrections.all()) - m_session->setting(learnedKey).toInt());
}

void Learner::considerStart()
{
    if (m_automatic.on && m_learn && m_session && m_state == State::Idle && !m_session->traces().empty() && newCorrections() >= m_automatic.corrections) Q_EMIT due();
}

void Learner::start(const std::vector<std::string>& weights, const std::string& device)
{
    if (!m_learn || !m_session || m_state != State::Idle) return;
    if (m_session->traces().empty()) {
        Q_EMIT failed(tr("There are no records to learn from. Add those that the picks were made on."));
        return;
    }
    count();
    const auto& last = m_session->file().journal().undoable();
    m_round = Round{"running", workFolder() / Id::random().text(), last ? last->number : 0, weights, device, m_budget};
    m_session->setSetting(learnedKey, QByteArray::number(static_cast<qulonglong>(m_stock.corrections.all())));
    Q_EMIT stockChanged();
    resume();
}

void Learner::resume()
{
    if (!m_learn || !m_session || !m_round || (m_state != State::Idle && m_state != State::Paused)) return;
    if (m_session->traces().empty()) {
        Q_EMIT failed(tr("The records are not there yet. Learning goes on once they are read."));
        return;
    }
    auto local = projectOptions(m_session->file(), m_session->labels().values(), m_session->author());
    if (!local) {
        Q_EMIT failed(QString::fromStdString(local.error().message));
        return;
    }
    keep("running");
    LearningInput input;
    input.local = std::move(*local);
    input.inventory = m_session->inventory();
    input.events = m_session->events();
    input.labels = m_session->labels().values();
    input.journal = m_round->journal;
    input.weights = m_round->weights;
    input.device = m_round->device;
    input.author = m_session->author();
    input.folder = m_round->folder;
    input.threads = threads();
    input.budget = m_round->budget;
    m_fraction = 0.0;
    m_fractionAtStart = -1.0;
    m_text.clear();
    Job* job = m_jobs.run(
        Lane::Train, tr("Learn from corrections"), m_session,
        [learn = m_learn, items = m_session->traces(), reader = m_session->reader(), input = std::move(input)](const Progress& progress) mutable {
            input.traces = toLearnFrom(items, input.labels, reader, progress.quiet());
            return runRound(learn, std::move(input), progress);
        },
        [self = QPointer(this), folder = m_round->folder](Result<LearningReport> report) {
            if (self && self->m_round && self->m_round->folder == folder) self->take(std::move(report));
        });
    m_job = job;
    connect(job, &Job::changed, this, [this, job] {
        if (m_job != job || job->isOver()) return;
        m_fraction = job->fraction();
        if (m_state == State::Running) m_text = job->text();
        if (m_fraction > 0.0 && m_fractionAtStart < 0.0) {
            m_fractionAtStart = m_fraction;
            m_since.start();
        }
        Q_EMIT progressed();
    });
    connect(job, &Job::finished, this, [this, job] { over(job); });
    setState(State::Running);
}

std::optional<double> Learner::remainingSeconds() const
{
    const double done = m_fraction - m_fractionAtStart;
    if (m_state != State::Running || m_fractionAtStart < 0.0 || done <= 0.0 || m_since.elapsed() < 1000) return std::nullopt;
    return static_cast<double>(m_since.elapsed()) / 1000.0 * (1.0 - m_fraction) / done;
}

void Learner::pause()
{
    if (m_state != State::Running) return;
    m_pausing = true;
    keep("paused");
    setState(State::Stopping);
    m_job->cancel();
}

void Learner::cancel()
{
    if (m_state == State::Running) {
        m_pausing = false;
        setState(State::Stopping);
        m_job->cancel();
    } else if (m_state == State::Paused) {
        forget();
        setState(State::Idle);
    }
}

void Learner::take(Result<LearningReport> report)
{
    if (!report) {
        const Error error = report.error();
        // What a full disk, a lost folder or a mistake interrupted can go on; what cannot be learned from never will.
        const bool canGoOn = error.code == Error::Code::OutOfSpace || error.code == Error::Code::Unreadable || error.code == Error::Code::Internal;
        m_text = QString::fromStdString(error.message);
        Q_EMIT failed(canGoOn ? tr("Learning stopped: %1 Resume goes on from where it was.").arg(m_text) : tr("Nothing was learned: %1").arg(m_text));
        if (canGoOn) keep("paused");
        else forget();
        return setState(canGoOn ? State::Paused : State::Idle);
    }
    m_report = std::move(*report);
    keep("proof");
    setState(State::Proof);
    Q_EMIT proved();
}

void Learner::over(Job* job)
{
    if (m_job != job) return;
    m_job.clear();
    if (job->state() != Job::State::Cancelled) return;
    // Who cancels in the list of jobs wants peace, not the work to be lost.
    if (m_pausing || m_state == State::Running) {
        m_pausing = false;
        keep("paused");
        return setState(State::Paused);
    }
    forget();
    setState(State::Idle);
}

void Learner::readProof()
{
    m_state = State::Idle;
    m_jobs.run(
        Lane::Files, tr("Read the proof of the last learning"), m_session, [folder = m_round->folder](const Progress&) { return keptReport(folder); },
        [self = QPointer(this), session = m_session](Result<LearningReport> report) {
            if (!self || self->m_session != session || !self->m_round) return;
            if (!report) {
                Q_EMIT self->failed(tr("The proof of the last learning cannot be shown: %1 Start anew when you like; the corrections are all here.").arg(QString::fromStdString(report.error().message)));
                return self->forget();
            }
            self->m_report = std::move(*report);
            self->setState(State::Proof);
            Q_EMIT self->proved();
        });
}

void Learner::adopt()
{
    if (m_state != State::Proof || !m_report) return;
    setState(State::Adopting);
    m_jobs.run(
        Lane::Files, tr("Keep %1").arg(QString::fromStdString(m_report->adapted.name)), m_session,
        [file = m_report->adapted.path, name = m_report->adapted.name](const Progress&) { return keepAdapter(file, adaptedFolder(), name); },
        [self = QPointer(this), session = m_session](Result<fs::path> kept) {
            if (!self || self->m_session != session || !self->m_report) return;
            LearningReport& report = *self->m_report;
            ModelVersion adapted = report.adapted;
            Result<void> done = kept ? Result<void>() : Result<void>(kept.error());
            if (kept) {
                adapted.path = *kept;
                if (adapted.notes.empty()) adapted.notes = report.method;
                if (adapted.created == Time{}) adapted.created = now();
                LearningReport metrics = report;
                metrics.changed.clear();
                adapted.metrics = toJson(metrics);
                done = self->m_versions.adopt(report.parent, adapted);
            }
            if (!done) {
                Q_EMIT self->failed(tr("The adapted model was not adopted: %1").arg(QString::fromStdString(done.error().message)));
                return self->setState(State::Proof);
            }
            self->forget();
            self->setState(State::Idle);
            Q_EMIT self->adopted(adapted);
        });
}

void Learner::discard()
{
    if (m_state != State::Proof) return;
    forget();
    setState(State::Idle);
}

void Learner::keep(const char* state)
{
    if (!m_round || !m_session) return;
    m_round->state = state;
    m_session->setSetting(roundKey, stored(*m_round));
}

void Learner::forget()
{
    m_report.reset();
    m_text.clear();
    if (!m_round) return;
    // Never more than a folder that a round made.
    if (const fs::path folder = std::exchange(m_round, std::nullopt)->folder; folder.parent_path().filename() == "learning")
        QThreadPool::globalInstance()->start([folder] {
            std::error_code error;
            fs::remove_all(folder, error);
        });
    if (m_session) m_session->setSetting(roundKey, {});
}

void Learner::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

}  // namespace seisdesk
