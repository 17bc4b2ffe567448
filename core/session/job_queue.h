#pragma once
// JobQueue and Job: work off the GUI thread, in lanes, that the user can see and cancel.

#include "core/base/progress.h"
#include "core/base/result.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace seisdesk {

/// Train and Background yield to everything else on the machine; what nobody waits for goes to Background.
enum class Lane { Files, Predict, Train, Locate, Background };

class JobQueue;
struct JobLink;

/// What the user sees running. Lives on the GUI thread, owned by the queue, which deletes it some time after it finished:
/// keep a QPointer to it.
class Job : public QObject {
    Q_OBJECT
public:
    enum class State { Waiting, Running, Done, Failed, Cancelled };
    QString title() const { return m_title; }
    Lane lane() const { return m_lane; }
    State state() const { return m_state; }
    double fraction() const { return m_fraction; }
    QString text() const { return m_text; }       ///< last progress text, or the error's message
    bool isOver() const { return m_state != State::Waiting && m_state != State::Running; }
    /// A waiting job is over at once; a running one when its work notices. Nothing is delivered after this call.
    void cancel();

Q_SIGNALS:
    void changed();   ///< state, fraction or text
    void finished();  ///< once, after the result was delivered

private:
    friend class JobQueue;
    Job(QString title, Lane lane, JobQueue* queue);
    QString m_title, m_text;
    Lane m_lane;
    State m_state = State::Waiting;
    double m_fraction = 0.0;
    Progress m_progress;
    JobQueue* m_queue;
    std::shared_ptr<JobLink> m_link;
    std::function<void()> m_deliver;
};

/// The exception being handled, as an Error Internal. Only to be called in a catch block.
Error errorOfException();

/// Runs `work(progress)` on a lane's thread and delivers its Result to `done` on the GUI thread, unless the job was
/// cancelled or `context` is gone. Jobs of a lane start in the order they came. Exceptions become Error Internal. Progress is posted at most 20 times a second.
/// Destruction cancels everything and waits.
class JobQueue : public QObject {
    Q_OBJECT
public:
    explicit JobQueue(QObject* parent = nullptr);
    ~JobQueue() override;

    template <class Work, class Done>
    Job* run(Lane lane, const QString& title, QObject* context, Work work, Done done)
    {
        using R = std::invoke_result_t<Work, const Progress&>;
        auto result = std::make_shared<std::optional<R>>();
        return start(
            lane, title, [work = std::move(work), result](const Progress& p) mutable -> Result<void> {
                try {
                    result->emplace(work(p));
                } catch (...) {
                    result->emplace(errorOfException());
                }
                if (**result) return {};
                return (*result)->error();
            },
            [context = QPointer<QObject>(context), done = std::move(done), result]() mutable {
                if (context && result->has_value()) done(std::move(**result));
            });
    }

    /// In order of arrival: all that are not over, and the newest that are (at most keptJobs of them).
    static constexpr int keptJobs = 100;
    const QList<Job*>& jobs() const { return m_jobs; }
    bool busy() const;
    void cancelAll();

Q_SIGNALS:
    void jobAdded(seisdesk::Job* job);
    void jobFinished(seisdesk::Job* job);
    void allFinished();

private:
    friend class Job;
    using Body = std::function<Result<void>(const Progress&)>;
    Job* start(Lane lane, const QString& title, Body body, std::function<void()> deliver);
    void showProgress(Job* job);
    void finish(Job* job, Job::State state, const QString& text);
    std::array<QThreadPool, 5> m_pools;
    QList<Job*> m_jobs;
};

}  // namespace seisdesk
