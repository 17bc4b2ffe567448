#include "ui/analysis/newest.h"

#include <QSemaphore>
#include <QTest>

using namespace seisdesk;

class NewestTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyTheLastAnswerComes()
    {
        Newest newest;
        QSemaphore go;
        std::atomic<int> begun{0};
        std::vector<int> answers;
        for (int i = 0; i < 5; ++i) {
            newest.ask(
                [i, &go, &begun](const Progress& progress) {
                    ++begun;
                    if (i == 0) go.acquire();
                    return progress.cancelled() ? -1 : i;
                },
                [&answers](int answer) { answers.push_back(answer); });
            QTRY_COMPARE(begun.load(), 1);
        }
        QVERIFY(newest.busy());
        go.release();
        QVERIFY(QTest::qWaitFor([&] { return !newest.busy(); }, 5000));
        QCOMPARE(answers, std::vector<int>{4});
        QCOMPARE(begun.load(), 2);  // those in between were never worked on
    }
    void whatIsDroppedDoesNotCome()
    {
        Newest newest;
        bool came = false;
        newest.ask([](const Progress&) { return 1; }, [&](int) { came = true; });
        newest.drop();
        QVERIFY(QTest::qWaitFor([&] { return !newest.busy(); }, 5000));
        QVERIFY(!came);
        newest.ask([](const Progress&) { return 1; }, [&](int) { came = true; });
        QTRY_VERIFY(came);
    }
    void theOwnerMayGoWhileItWorks()
    {
        std::atomic<bool> stopped{false};
        bool came = false;
        {
            Newest newest;
            newest.ask(
                [&stopped](const Progress& progress) {
                    while (!progress.cancelled()) QThread::msleep(1);
                    stopped = true;
                    return 1;
                },
                [&](int) { came = true; });
            QTest::qWait(20);
        }
        QVERIFY(stopped);
        QTest::qWait(20);
        QVERIFY(!came);
    }
};

QTEST_MAIN(NewestTest)
#include "newest_test.moc"
