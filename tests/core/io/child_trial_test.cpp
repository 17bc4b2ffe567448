#include "core/io/child_trial.h"

#include <QtTest>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

using namespace seisdesk;

class ChildTrialTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void workThatEndsPassesAndLeavesNoTrace()
    {
        int value = 1;
        QCOMPARE(tryInChild([&] { value = 2; }, 5), Trial::Passed);
        QCOMPARE(value, 1);
    }
    void crashesAreReported()
    {
        QCOMPARE(tryInChild([] { std::abort(); }, 5), Trial::Crashed);
        QCOMPARE(tryInChild([] { std::raise(SIGSEGV); }, 5), Trial::Crashed);
        QCOMPARE(tryInChild([] { throw std::runtime_error("x"); }, 5), Trial::Crashed);
    }
    void endlessWorkIsStopped()
    {
        QCOMPARE(tryInChild([] { for (volatile bool go = true; go;) {} }, 1), Trial::TimedOut);
    }
    void otherThreadsMayAllocateMeanwhile()
    {
        std::atomic<bool> stop = false;
        std::thread busy([&] { while (!stop) std::vector<int>(1000).assign(1000, 1); });
        int passed = 0;
        for (int i = 0; i < 50; ++i) passed += tryInChild([] { std::string(100000, 'x').append("y"); }, 5) == Trial::Passed;
        stop = true;
        busy.join();
        QCOMPARE(passed, 50);
    }
};

QTEST_APPLESS_MAIN(ChildTrialTest)
#include "child_trial_test.moc"
