#pragma once
// Newest: works out one thing at a time on a thread of its own; what is asked for last is what is delivered.

#include "core/base/progress.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <utility>

namespace seisdesk {

/// GUI thread only. A question stops the work on the one before it, and takes the place of one that still waits.
class Newest : public QObject {
public:
    explicit Newest(QObject* parent = nullptr);
    /// Waits for what is under way, which was told to stop.
    ~Newest() override;

    /// `work(progress)` runs on the thread; it captures values only. `done(result)` is called on the GUI thread unless another question came.
    template <class Work, class Done>
    void ask(Work work, Done done)
    {
        put([work = std::move(work), done = std::move(done)](const Progress& progress) mutable -> std::function<void()> {
            auto result = std::make_shared<decltype(work(progress))>(work(progress));
            return [result, done = std::move(done)]() mutable { done(std::move(*result)); };
        });
    }
    /// Nothing is delivered any more.
    void drop();
    bool busy() const { return m_running; }

private:
    using Question = std::function<std::function<void()>(const Progress&)>;
    void put(Question question);
    void start();
    void finish(const Progress& progress, const std::function<void()>& deliver);

    QThreadPool m_pool;
    Question m_waiting;
    Progress m_progress;
    bool m_running = false;
};

}  // namespace seisdesk
