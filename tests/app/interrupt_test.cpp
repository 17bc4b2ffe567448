#include "app/interrupt.h"

#include <QtTest>

#include <csignal>

using namespace seisdesk;

class interrupt_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstSignalCancels()
    {
        for (const int signal : {SIGINT, SIGTERM}) {
            const Progress progress;
            {
                const Interrupt interrupt(progress);
                QVERIFY(!progress.cancelled());
                std::raise(signal);
                QVERIFY(progress.cancelled());
            }
        }
    }

    void formerHandlersComeBack()
    {
        static std::sig_atomic_t seen = 0;
        std::signal(SIGINT, [](int) { seen = 1; });
        { const Interrupt interrupt{Progress()}; }
        std::raise(SIGINT);
        QCOMPARE(static_cast<int>(seen), 1);
        std::signal(SIGINT, SIG_DFL);
    }

    void progressIsSilentWithoutATerminal()
    {
        const Progress progress = terminalProgress();
        progress.report(0.5, "half");
        endTerminalProgress();
        QVERIFY(!progress.cancelled());
    }
};

QTEST_GUILESS_MAIN(interrupt_test)
#include "interrupt_test.moc"
