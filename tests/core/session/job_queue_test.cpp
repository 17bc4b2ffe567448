#include "core/session/job_queue.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <vector>

using namespace seisdesk;

namespace {

Result<int> untilCancelled(const Progress& progress)
{
    while (!progress.cancelled()) QThread::usleep(200);
    return Error{Error::Code::Cancelled, "Stopped."};
}

}  // namespace

class JobQueueTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aResultIsDeliveredOnTheGuiThread()
    {
        JobQueue queue;
        QThread* worker = nullptr;
        QThread* delivery = nullptr;
        int value = 0;
        Job* job = queue.run(
            Lane::Files, QStringLiteral("add"), this,
            [&worker](const Progress&) -> Result<int> {
                worker = QThread::currentThread();
                return 42;
            },
            [&](const Result<int>& result) {
                delivery = QThread::currentThread();
                value = result.value();
            });
        QSignalSpy finished(job, &Job::finished);
        QVERIFY(queue.busy());
        QVERIFY(finished.wait());
        QCOMPARE(value, 42);
        QCOMPARE(delivery, thread());
        QVERIFY(worker && worker != thread());
        QCOMPARE(job->state(), Job::State::Done);
        QCOMPARE(job->fraction(), 1.0);
        QVERIFY(!queue.busy());
    }
    void anErrorIsDeliveredAndShown()
    {
        JobQueue queue;
        std::string message;
        Job* job = queue.run(
            Lane::Predict, QStringLiteral("fail"), this,
            [](const Progress&) -> Result<int> { return Error{Error::Code::Unreadable, "day.mseed: record 812 is cut short."}; },
            [&](const Result<int>& result) { message = result.error().message; });
        QTRY_COMPARE(job->state(), Job::State::Failed);
        QCOMPARE(message, std::string("day.mseed: record 812 is cut short."));
        QCOMPARE(job->text(), QStringLiteral("day.mseed: record 812 is cut short."));
    }
    void exceptionsBecomeErrors()
    {
        JobQueue queue;
        std::vector<Error> errors;
        const auto take = [&](const Result<int>& result) { errors.push_back(result.error()); };
        queue.run(Lane::Predict, QStringLiteral("a"), this, [](const Progress&) -> Result<int> { throw std::runtime_error("index 7"); }, take);
        queue.run(Lane::Predict, QStringLiteral("b"), this, [](const Progress&) -> Result<int> { throw std::bad_alloc(); }, take);
        queue.run(Lane::Predict, QStringLiteral("c"), this, [](const Progress&) -> Result<int> { throw 7; }, take);
        QTRY_COMPARE(errors.size(), std::size_t{3});
        QCOMPARE(errors[0].code, Error::Code::Internal);
        QVERIFY(errors[0].message.find("index 7") != std::string::npos);
        QCOMPARE(errors[1].code, Error::Code::OutOfSpace);
        QCOMPARE(errors[2].code, Error::Code::Internal);
        for (const Job* job : queue.jobs()) QCOMPARE(job->state(), Job::State::Failed);
    }
    void aCancelledJobDeliversNothing()
    {
        JobQueue queue;
        bool delivered = false;
        QSemaphore started;
        Job* job = queue.run(
            Lane::Predict, QStringLiteral("endless"), this,
            [&started](const Progress& progress) -> Result<int> {
                started.release();
                while (!progress.cancelled()) QThread::usleep(200);
                return 1;  // a result all the same, which nobody wants any more
            },
            [&](const Result<int>&) { delivered = true; });
        QSignalSpy finished(job, &Job::finished);
        started.acquire();
        job->cancel();
        QVERIFY(finished.wait());
        QCOMPARE(job->state(), Job::State::Cancelled);
        QVERIFY(!delivered);
        QCOMPARE(finished.size(), 1);
    }
    void aCancelAfterTheWorkButBeforeDeliveryDeliversNothing()
    {
        JobQueue queue;
        bool delivered = false;
        QSemaphore done;
        Job* job = queue.run(
            Lane::Files, QStringLiteral("quick"), this,
            [&done](const Progress&) -> Result<int> {
                done.release();
                return 1;
            },
            [&](const Result<int>&) { delivered = true; });
        done.acquire();
        QThread::msleep(20);
        job->cancel();
        QTRY_COMPARE(job->state(), Job::State::Cancelled);
        QVERIFY(!delivered);
    }
    void aWaitingJobIsCancelledAtOnceAndNeverRuns()
    {
        JobQueue queue;
        std::atomic<bool> ran = false;
        Job* first = queue.run(Lane::Train, QStringLiteral("first"), this, untilCancelled, [](const Result<int>&) {});
        Job* second = queue.run(
            Lane::Train, QStringLiteral("second"), this,
            [&ran](const Progress&) -> Result<int> {
                ran = true;
                return 1;
            },
            [](const Result<int>&) {});
        QSignalSpy finished(second, &Job::finished);
        second->cancel();
        QCOMPARE(second->state(), Job::State::Cancelled);
        QCOMPARE(finished.size(), 1);
        second->cancel();
        first->cancel();
        QTRY_VERIFY(!queue.busy());
        QTest::qWait(20);
        QVERIFY(!ran);
        QCOMPARE(finished.size(), 1);
    }
    void nothingIsDeliveredWhenTheContextIsGone()
    {
        JobQueue queue;
        bool delivered = false;
        auto* context = new QObject;
        QSemaphore go;
        Job* job = queue.run(
            Lane::Files, QStringLiteral("orphan"), context,
            [&go](const Progress&) -> Result<int> {
                go.acquire();
                return 1;
            },
            [&](const Result<int>&) { delivered = true; });
        delete context;
        go.release();
        QTRY_VERIFY(job->isOver());
        QVERIFY(!delivered);
    }
    void jobsOfALaneRunInOrderAndLanesRunBesideEachOther()
    {
        JobQueue queue;
        std::vector<int> order;
        std::mutex mutex;
        QSemaphore hold;
        Job* training = queue.run(Lane::Train, QStringLiteral("train"), this, untilCancelled, [](const Result<int>&) {});
        for (int i = 0; i < 20; ++i)
            queue.run(
                Lane::Predict, QString::number(i), this,
                [&, i](const Progress&) -> Result<int> {
                    const std::lock_guard lock(mutex);
                    order.push_back(i);
                    return i;
                },
                [](const Result<int>&) {});
        QTRY_COMPARE(order.size(), std::size_t{20});
        for (int i = 0; i < 20; ++i) QCOMPARE(order[static_cast<std::size_t>(i)], i);
        QCOMPARE(training->state(), Job::State::Running);
        training->cancel();
        QSignalSpy all(&queue, &JobQueue::allFinished);
        if (queue.busy()) QVERIFY(all.wait());
    }
    void progressIsShownAtMostTwentyTimesASecondAndTheLastReportIsNotLost()
    {
        JobQueue queue;
        QSemaphore go;
        Job* job = queue.run(
            Lane::Files, QStringLiteral("busy"), this,
            [&go](const Progress& progress) -> Result<int> {
                QElapsedTimer timer;
                timer.start();
                while (timer.elapsed() < 500) progress.report(static_cast<double>(timer.elapsed()) / 1000.0, "reading");
                progress.report(0.75, "the last");
                go.acquire();
                return 1;
            },
            [](const Result<int>&) {});
        int changes = 0;
        connect(job, &Job::changed, this, [&] { ++changes; });
        QTRY_COMPARE(job->text(), QStringLiteral("the last"));
        QCOMPARE(job->fraction(), 0.75);
        QVERIFY2(changes >= 3 && changes <= 15, qPrintable(QString::number(changes)));
        go.release();
        QTRY_COMPARE(job->state(), Job::State::Done);
    }
    void aProgressThatOutlivesItsJobReportsToNobody()
    {
        Progress kept;
        {
            JobQueue queue;
            bool done = false;
            queue.run(
                Lane::Files, QStringLiteral("leaky"), this,
                [&kept](const Progress& progress) -> Result<int> {
                    kept = progress;
                    return 1;
                },
                [&](const Result<int>&) { done = true; });
            QTRY_VERIFY(done);
            kept.report(0.5, "late");
        }
        kept.report(0.6, "later");
        QCoreApplication::processEvents();
    }
    void finishedJobsAreKeptButNotForEver()
    {
        JobQueue queue;
        int done = 0;
        for (int i = 0; i < JobQueue::keptJobs + 50; ++i)
            queue.run(Lane::Files, QString::number(i), this, [i](const Progress&) -> Result<int> { return i; }, [&](const Result<int>&) { ++done; });
        QTRY_COMPARE(done, JobQueue::keptJobs + 50);
        QTRY_VERIFY(!queue.busy());
        QCOMPARE(queue.jobs().size(), qsizetype{JobQueue::keptJobs});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(queue.findChildren<Job*>().size(), qsizetype{JobQueue::keptJobs});
    }
    void deliveryMayDestroyTheQueue()
    {
        auto* queue = new JobQueue;
        bool delivered = false;
        queue->run(Lane::Files, QStringLiteral("last"), this, [](const Progress&) -> Result<int> { return 1; },
                   [&](const Result<int>&) {
                       delivered = true;
                       delete queue;
                   });
        QTRY_VERIFY(delivered);
    }
    void destructionInTheMiddleOfWorkIsSafe()
    {
        std::atomic<int> running = 0;
        int delivered = 0;
        for (int round = 0; round < 50; ++round) {
            JobQueue queue;
            for (int i = 0; i < 12; ++i)
                queue.run(
                    static_cast<Lane>(i % 3), QString::number(i), this,
                    [&running, i](const Progress& progress) -> Result<std::vector<int>> {
                        ++running;
                        for (int step = 0; step < 200 && !progress.cancelled(); ++step) {
                            progress.report(step / 200.0, "working");
                            QThread::usleep(50);
                        }
                        --running;
                        return std::vector<int>(1000, i);
                    },
                    [&](const Result<std::vector<int>>&) { ++delivered; });
            QTest::qWait(round % 7);
            if (round % 5 == 0) queue.jobs().at(round % 12)->cancel();
        }
        QCOMPARE(running.load(), 0);
        const int before = delivered;
        QTest::qWait(20);
        QCOMPARE(delivered, before);
    }
};

QTEST_GUILESS_MAIN(JobQueueTest)
#include "job_queue_test.moc"
