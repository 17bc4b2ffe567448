#include "core/session/job_queue.h"

#include <QElapsedTimer>
#include <QMetaObject>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace seisdesk {

namespace {

constexpr int millisecondsBetweenReports = 50;

/// Linux gives each thread its own niceness, and threads that it starts (OpenMP's) inherit it. Qt's low thread
/// priorities have no effect under the normal scheduler.
void yieldToOthers()
{
#ifdef Q_OS_LINUX
    setpriority(PRIO_PROCESS, 0, 19);
#endif
}

}  // namespace

/// What a job's worker and the GUI thread share. The worker reaches the queue only through it, and only until the job
/// is over, so a Progress that outlives its job reports to nobody.
struct JobLink {
    enum Stage { Waiting, Taken, Dropped };
    std::atomic<int> stage{Waiting};  ///< whoever moves it away from Waiting decides whether the work runs

    std::mutex mutex;
    JobQueue* queue = nullptr;
    double fraction = 0.0;
    std::string text;
    bool posted = false;

    QElapsedTimer sinceShown;  ///< GUI thread only
};

Error errorOfException()
{
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return {Error::Code::OutOfSpace, "There is not enough memory for this. Close other programs or take a shorter span."};
    } catch (const std::exception& e) {
        return {Error::Code::Internal, std::string("The program made a mistake here: ") + e.what()};
    } catch (...) {
        return {Error::Code::Internal, "The program made a mistake here, of an unknown kind."};
    }
}

Job::Job(QString title, Lane lane, JobQueue* queue)
    : QObject(queue), m_title(std::move(title)), m_lane(lane), m_queue(queue), m_link(std::make_shared<JobLink>())
{
}

void Job::cancel()
{
    if (isOver() || m_progress.cancelled()) return;
    m_progress.cancel();
    int waiting = JobLink::Waiting;
    if (m_link->stage.compare_exchange_strong(waiting, JobLink::Dropped)) {
        m_queue->finish(this, State::Cancelled, {});
    } else {
        m_text = tr("Stopping");
        Q_EMIT changed();
    }
}

JobQueue::JobQueue(QObject* parent) : QObject(parent)
{
    m_pools[static_cast<std::size_t>(Lane::Files)].setMaxThreadCount(2);
    m_pools[static_cast<std::size_t>(Lane::Predict)].setMaxThreadCount(1);
    m_pools[static_cast<std::size_t>(Lane::Train)].setMaxThreadCount(1);
    m_pools[static_cast<std::size_t>(Lane::Locate)].setMaxThreadCount(1);
    m_pools[static_cast<std::size_t>(Lane::Background)].setMaxThreadCount(1);
}

JobQueue::~JobQueue()
{
    for (Job* job : std::as_const(m_jobs)) job->m_progress.cancel();
    for (QThreadPool& pool : m_pools) pool.clear();
    for (QThreadPool& pool : m_pools) pool.waitForDone();
    for (Job* job : std::as_const(m_jobs)) {
        const std::lock_guard lock(job->m_link->mutex);
        job->m_link->queue = nullptr;
    }
}

Job* JobQueue::start(Lane lane, const QString& title, Body body, std::function<void()> deliver)
{
    auto* job = new Job(title, lane, this);
    const auto link = job->m_link;
    link->queue = this;
    job->m_deliver = std::move(deliver);
    job->m_progress = Progress([link, job](double fraction, const std::string& text) {
        const std::lock_guard lock(link->mutex);
        link->fraction = fraction;
        link->text = text;
        if (!link->queue || std::exchange(link->posted, true)) return;
        QMetaObject::invokeMethod(link->queue, [queue = link->queue, job] { queue->showProgress(job); }, Qt::QueuedConnection);
    });
    m_jobs.append(job);
    m_pools[static_cast<std::size_t>(lane)].start([this, job, link, lane, progress = job->m_progress, body = std::move(body)] {
        int waiting = JobLink::Waiting;
        if (!link->stage.compare_exchange_strong(waiting, JobLink::Taken)) return;
        if (lane == Lane::Train || lane == Lane::Background) yieldToOthers();
        QMetaObject::invokeMethod(
            this,
            [job] {
                job->m_state = Job::State::Running;
                Q_EMIT job->changed();
            },
            Qt::QueuedConnection);
        Result<void> result;
        if (!progress.cancelled()) {
            try {
                result = body(progress);
            } catch (...) {
                result = errorOfException();
            }
        }
        QMetaObject::invokeMethod(
            this,
            [this, job, result] {
                if (job->m_progress.cancelled()) return finish(job, Job::State::Cancelled, {});
                if (result) return finish(job, Job::State::Done, {});
                const bool cancelled = result.error().code == Error::Code::Cancelled;
                finish(job, cancelled ? Job::State::Cancelled : Job::State::Failed, cancelled ? QString() : QString::fromStdString(result.error().message));
            },
            Qt::QueuedConnection);
    });
    Q_EMIT jobAdded(job);
    return job;
}

/// Shows the newest report now, or as soon as the pause since the last one is over.
void JobQueue::showProgress(Job* job)
{
    if (job->isOver()) return;
    JobLink& link = *job->m_link;
    if (link.sinceShown.isValid() && link.sinceShown.elapsed() < millisecondsBetweenReports) {
        const auto pause = millisecondsBetweenReports - link.sinceShown.elapsed();
        QTimer::singleShot(static_cast<int>(pause), Qt::PreciseTimer, job, [this, job] { showProgress(job); });
        return;
    }
    {
        const std::lock_guard lock(link.mutex);
        link.posted = false;
        job->m_fraction = link.fraction;
        if (!job->m_progress.cancelled()) job->m_text = QString::fromStdString(link.text);
    }
    link.sinceShown.restart();
    Q_EMIT job->changed();
}

void JobQueue::finish(Job* job, Job::State state, const QString& text)
{
    {
        const std::lock_guard lock(job->m_link->mutex);
        job->m_link->queue = nullptr;
    }
    job->m_state = state;
    job->m_text = text;
    if (state == Job::State::Done) job->m_fraction = 1.0;
    const auto deliver = std::exchange(job->m_deliver, nullptr);
    const QPointer<JobQueue> alive(this);
    if (deliver && state != Job::State::Cancelled) deliver();
    if (!alive) return;
    Q_EMIT job->changed();
    Q_EMIT job->finished();
    Q_EMIT jobFinished(job);
    auto over = std::count_if(m_jobs.begin(), m_jobs.end(), [](const Job* j) { return j->isOver(); });
    for (auto it = m_jobs.begin(); it != m_jobs.end() && over > keptJobs;) {
        if (!(*it)->isOver() || *it == job) {
            ++it;
            continue;
        }
        (*it)->deleteLater();
        it = m_jobs.erase(it);
        --over;
    }
    if (!busy()) Q_EMIT allFinished();
}

bool JobQueue::busy() const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(), [](const Job* job) { return !job->isOver(); });
}

void JobQueue::cancelAll()
{
    const QList<Job*> jobs = m_jobs;
    for (Job* job : jobs) job->cancel();
}

}  // namespace seisdesk
